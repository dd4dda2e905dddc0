"""Which notes of a score go to which source, asked in a dialog."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QPushButton, QSpinBox, QWidget

from app.controllers.document import DocumentController
from app.controllers.score import ScoreController
from app.controllers.score_choice import ScoreChoice
from app.controllers.song import SongController
from app.controllers.work import Workbench
from app.views.score_import_dialog import ScoreImportDialog
from core.annotation.midi import write_score
from core.annotation.model import Annotation, Note, Source
from core.annotation.score import Score, ScoreNote, ScoreTrack
from core.annotation.score_import import Part, Target, suggested
from core.project.project import Project, SongReference

KEY = Qt.Key


def track(name: str, *pitches: int, is_drum: bool = False) -> ScoreTrack:
    return ScoreTrack(name, 0, is_drum, tuple(ScoreNote(i / 2, i / 2 + 0.4, p) for i, p in enumerate(pitches)))


PIANO = track("Piano", 40, 70, 43, 74, 45, 77)
SCORE = Score((track("Violin", 60, 62, 64), PIANO, track("Kit", 36, 38, is_drum=True)), (), Path("lied.mid"))
SOURCES = (Source("v", "violin", "#D3419C"), Source("b", "Bass", "#FAE38D"))


class Asked:
    """The dialog and what it has asked for."""

    def __init__(self, qtbot, score: Score = SCORE, sources: tuple[Source, ...] = SOURCES) -> None:
        annotation = Annotation(sources=sources)
        self.dialog = ScoreImportDialog(score, sources, suggested(annotation, score), [], True)
        qtbot.addWidget(self.dialog)
        self.choices, self.wanted = [], []
        self.dialog.import_requested.connect(self.choices.append)
        self.dialog.hands_wanted.connect(self.wanted.append)
        self.dialog.show()
        qtbot.waitExposed(self.dialog)

    def pick(self, name: str, start: str, further: int = 0) -> None:
        """Choose an entry of a box by typing how it begins and going on with the arrow; the last by no text."""
        box = self.dialog.findChild(QComboBox, name)
        box.setFocus()
        if start:
            QTest.keyClicks(box, start)
        else:
            QTest.keyClick(box, KEY.Key_End)
        for _ in range(further):
            QTest.keyClick(box, KEY.Key_Down)

    def import_button(self) -> QPushButton:
        return self.dialog.findChild(QPushButton, "import_start")


@pytest.fixture
def asked(qtbot):
    return Asked(qtbot)


def test_enter_takes_what_is_suggested(asked):
    assert asked.dialog.counts() == {"violin": 3, "Piano": 6, "Kit": 2}
    QTest.keyClick(asked.dialog, KEY.Key_Return)
    (choice,) = asked.choices
    assert choice.assignment.targets == (
        Target(Part(0), "v"), Target(Part(1), new_name="Piano"), Target(Part(2), new_name="Kit")
    )  # fmt: skip
    assert choice.matching
    assert not asked.dialog.isVisible()


def test_escape_imports_nothing(asked):
    QTest.keyClick(asked.dialog, KEY.Key_Escape)
    assert not asked.dialog.isVisible()
    assert asked.choices == []


def test_a_track_is_left_out_or_given_to_a_source(qtbot, asked):
    asked.pick("source_2_0", "")
    asked.pick("source_1_0", "Note", 1)
    qtbot.waitUntil(lambda: asked.dialog.counts() == {"violin": 3, "Bass": 6})
    asked.pick("source_0_0", "")
    asked.pick("source_1_0", "")
    qtbot.waitUntil(lambda: not asked.import_button().isEnabled())
    assert asked.dialog.counts() == {}


def test_a_score_of_one_track_says_so_in_words(qtbot):
    asked = Asked(qtbot, Score((track("Piano", 60, 64, 67),), (), Path("lied.mid")))
    words = [one.text() for one in asked.dialog.findChildren(QLabel)]
    assert any(text.startswith("One track, 3 notes, ") for text in words)
    assert not any("1 tracks" in text for text in words)


@pytest.mark.parametrize(("score", "is_added"), [(Score((PIANO,)), True), (SCORE, False)])
def test_a_single_part_is_added_to_the_score_before_and_a_whole_score_replaces_it(qtbot, score, is_added):
    dialog = ScoreImportDialog(score, (), suggested(Annotation(), score), ["Horn"], True)
    qtbot.addWidget(dialog)
    dialog.show()
    box = dialog.findChild(QCheckBox, "import_add")
    assert box.isVisible()
    assert dialog.choice().is_added is is_added

    def says(words: str) -> bool:
        return any(words in one.text() for one in dialog.findChildren(QLabel))

    assert says("together with it: Horn") is is_added
    assert says("Horn will be removed") is not is_added
    QTest.keyClick(box, KEY.Key_Space)
    assert dialog.choice().is_added is not is_added
    qtbot.waitUntil(lambda: says("Horn will be removed") is is_added)


def test_nothing_is_added_where_no_score_was_before(asked):
    assert not asked.dialog.findChild(QCheckBox, "import_add").isVisible()
    assert not asked.dialog.choice().is_added


def test_tracks_are_put_together(qtbot, asked):
    asked.pick("source_1_0", "With", 1)
    qtbot.waitUntil(lambda: asked.dialog.counts() == {"violin": 3, "Kit": 8})


def test_a_track_is_split_at_a_pitch(qtbot, asked):
    asked.pick("split_1", "At")
    spin = asked.dialog.findChild(QSpinBox, "split_pitch_1")
    qtbot.waitUntil(lambda: asked.dialog.counts() == {"violin": 3, "Piano, upper": 3, "Piano, lower": 3, "Kit": 2})
    assert spin.isVisible()
    spin.setFocus()
    for _ in range(spin.value() - 44):
        QTest.keyClick(spin, KEY.Key_Down)
    assert spin.text() == "G♯2"
    qtbot.waitUntil(lambda: asked.dialog.counts()["Piano, lower"] == 2)


def test_a_split_by_hands_waits_for_the_hands(qtbot, asked):
    asked.pick("split_1", "By")
    qtbot.waitUntil(lambda: asked.wanted == [1] and not asked.import_button().isEnabled())
    asked.dialog.set_hands(1, np.array([False, True] * 3))
    assert asked.import_button().isEnabled()
    assert asked.dialog.counts() == {"violin": 3, "Piano, right hand": 3, "Piano, left hand": 3, "Kit": 2}
    QTest.keyClick(asked.dialog, KEY.Key_Return)
    assert asked.choices[0].assignment.targets[1:3] == (
        Target(Part(1, hand="right"), new_name="Piano, right hand"),
        Target(Part(1, hand="left"), new_name="Piano, left hand"),
    )


def test_every_control_has_a_name_and_is_reached_with_tab(asked):
    controls = [
        one
        for kind in (QComboBox, QSpinBox, QPushButton)
        for one in asked.dialog.findChildren(kind)
        if one.isVisible() and one.isEnabled()
    ]
    assert [one.objectName() for one in controls if not (one.accessibleName() or one.text())] == []
    seen = []
    for _ in range(40):
        seen.append(asked.dialog.focusWidget())
        QTest.keyClick(asked.dialog.focusWidget(), KEY.Key_Tab)
    assert [one.objectName() for one in controls if one not in seen] == []


def test_a_hundred_thousand_notes_and_no_notes_are_shown(qtbot):
    generator = np.random.default_rng(0)
    rows = sorted(
        zip(generator.uniform(0, 3600, 100_000).tolist(), generator.integers(0, 128, 100_000).tolist(), strict=True)
    )
    big = ScoreTrack("All", 0, False, tuple(ScoreNote(s, s + 0.1, p) for s, p in rows))
    asked = Asked(qtbot, Score((big, ScoreTrack("None", 0, False, ()))), ())
    assert asked.dialog.counts() == {"All": 100_000}
    assert not asked.dialog.grab().isNull()


@pytest.fixture
def import_score(qtbot, tmp_path):
    """Return a function that reads a score, lets the dialog be used and returns the document."""
    window, work = QWidget(), Workbench()
    qtbot.addWidget(window)
    document, song = DocumentController(), SongController(work)
    score = ScoreController(work, document, song)
    align = QAction("Match", window)
    align.setCheckable(True)
    align.setChecked(True)
    align.toggled.connect(score.set_aligning)
    choice = ScoreChoice(window, document, score, work, align, window)
    project = Project()
    project.song = SongReference(Path("song.wav"), "", 1000, 60_000, 2)
    document.set_project(project)
    document.perform(Annotation(sources=SOURCES).with_notes([Note(0, 10, "v", 50.0)]), "Begin")

    def use(given: Score, act) -> DocumentController:
        write_score(given, tmp_path / "lied.mid")
        score.ask(tmp_path / "lied.mid")
        qtbot.waitUntil(lambda: choice.dialog is not None and choice.dialog.isVisible(), timeout=10_000)
        act(choice.dialog)
        qtbot.waitUntil(lambda: choice.dialog is None and not work.is_busy, timeout=10_000)
        return document

    yield use
    work.close()


def test_what_is_chosen_is_imported_as_one_step(qtbot, import_score):
    document = import_score(SCORE, lambda dialog: QTest.keyClick(dialog, KEY.Key_Return))
    annotation = document.annotation
    assert [source.name for source in annotation.sources] == ["violin", "Bass", "Piano", "Kit"]
    assert [note.pitch for note in annotation.notes_of("v")] == [60, 62, 64]
    assert document.project.undo_words == "Import lied.mid"
    document.undo()
    assert [note.pitch for note in document.annotation.notes] == [50]


def test_hands_are_found_and_imported(qtbot, import_score):
    def act(dialog: ScoreImportDialog) -> None:
        box = dialog.findChild(QComboBox, "split_1")
        box.setFocus()
        QTest.keyClicks(box, "By")
        qtbot.waitUntil(lambda: "Piano, right hand" in dialog.counts(), timeout=10_000)
        QTest.keyClick(dialog, KEY.Key_Return)

    annotation = import_score(SCORE, act).annotation
    assert {s.name: len(annotation.notes_of(s.id)) for s in annotation.sources} == {
        "violin": 3, "Bass": 0, "Piano, right hand": 3, "Piano, left hand": 3, "Kit": 2,
    }  # fmt: skip


def test_cancelling_changes_nothing(qtbot, import_score):
    document = import_score(SCORE, lambda dialog: QTest.keyClick(dialog, KEY.Key_Escape))
    assert document.annotation.warp is None


EMPTY_TRACK = b"MTrk" + (4).to_bytes(4, "big") + b"\x00\xff\x2f\x00"


def midi_head(form: int, tracks: int) -> bytes:
    return b"MThd" + (6).to_bytes(4, "big") + b"".join(n.to_bytes(2, "big") for n in (form, tracks, 480))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", "MIDI"),
        (midi_head(1, 1)[:9], ""),
        (midi_head(1, 1) + EMPTY_TRACK, "no notes"),
        (midi_head(2, 2) + 2 * EMPTY_TRACK, "format 2"),
    ],
)
def test_a_score_that_is_none_says_so_and_asks_nothing(qtbot, tmp_path, data, words):
    work, document = Workbench(), DocumentController()
    score = ScoreController(work, document, SongController(work))
    asked, errors = [], []
    score.choice_wanted.connect(asked.append)
    work.failed.connect(lambda error: errors.append(str(error)))
    (tmp_path / "lied.mid").write_bytes(data)
    score.ask(tmp_path / "lied.mid")
    qtbot.waitUntil(lambda: not work.is_busy, timeout=10_000)
    work.close()
    assert asked == []
    assert len(errors) == 1
    assert errors[0].startswith("lied.mid: ")
    assert words in errors[0]

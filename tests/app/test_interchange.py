"""Activity and notes from and to files, through the actions of the window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget

from app.actions import build_actions
from app.controllers.document import DocumentController
from app.controllers.interchange import Interchange
from app.controllers.song import SongController
from app.controllers.work import Workbench
from app.views import question
from core.annotation.activity_file import read_activity
from core.annotation.midi import read_score
from core.annotation.model import Activity, ActivitySpan, ActivityState, Annotation, Note, Source
from core.project.project import Project, SongReference

RATE, LENGTH = 1000, 60_000
A, S = ActivityState.ACTIVE, ActivityState.SILENT
VIOLIN = Source("v", "Violin", "#F5A62C")


class Desk:
    """What the controller works with."""

    def __init__(self, window: QWidget) -> None:
        self.window = window
        self.work = Workbench()
        self.document = DocumentController()
        self.actions = build_actions(window)
        self.errors: list[str] = []
        self.work.failed.connect(self._on_failed)
        self.interchange = Interchange(
            window, self.document, SongController(self.work), self.work, self.actions, window
        )

    def _on_failed(self, error: object) -> None:
        self.errors.append(str(error))

    def open(self, annotation: Annotation) -> None:
        project = Project()
        project.song = SongReference(Path("song.wav"), "", RATE, LENGTH, 2)
        self.document.set_project(project)
        if annotation != Annotation():
            self.document.perform(annotation, "Begin")


@pytest.fixture
def desk(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    made = Desk(window)
    yield made
    made.work.close()


@pytest.fixture
def do(qtbot, desk, monkeypatch):
    def trigger(action: str, path: Path, kind: str = "") -> None:
        for name in ("getOpenFileName", "getSaveFileName"):
            monkeypatch.setattr(
                QFileDialog, name, lambda _parent, _title, _at, filters: (str(path), _pick(filters, kind))
            )
        desk.actions[action].trigger()
        qtbot.waitUntil(lambda: not desk.work.is_busy, timeout=10_000)

    return trigger


def _pick(filters: str, kind: str) -> str:
    return next(one for one in filters.split(";;") if kind in one)


def spans(desk: Desk) -> dict[str, list[tuple[int, int, ActivityState]]]:
    annotation = desk.document.annotation
    return {
        source.name: [(s.start, s.stop, s.state) for s in annotation.activity_of(source.id).spans]
        for source in annotation.sources
    }


def test_import_is_one_step_and_adds_the_sources_that_are_missing(desk, do, tmp_path):
    old = Activity("v", (ActivitySpan(0, 50_000, S),))
    desk.open(Annotation(sources=(VIOLIN, Source("b", "Bass", "#FAE38D"))).with_activity(old))
    before = desk.document.annotation
    (tmp_path / "x.lab").write_text("1\t2\tviolin\n3\t4\tHorn:silent\n4\t5\thorn\n")
    do("import_activity", tmp_path / "x.lab")
    assert spans(desk) == {"Violin": [(1000, 2000, A)], "Bass": [], "Horn": [(3000, 4000, S), (4000, 5000, A)]}
    assert desk.document.project.undo_words == "Import activity from x.lab"
    desk.document.undo()
    assert desk.document.annotation == before


@pytest.mark.parametrize("text", ["", "1\t2\n", "900\t901\tHorn\n"])
def test_a_wrong_file_changes_nothing_and_says_why(desk, do, tmp_path, text):
    desk.open(Annotation(sources=(VIOLIN,)))
    before = desk.document.annotation
    (tmp_path / "x.lab").write_text(text)
    do("import_activity", tmp_path / "x.lab")
    assert desk.document.annotation == before
    assert len(desk.errors) == 1
    assert desk.errors[0].startswith("x.lab")


@pytest.mark.parametrize(
    ("given", "kind", "written"),
    [
        ("x.csv", "CSV", "x.csv"),
        ("x", "CSV", "x.csv"),
        ("x", "LAB", "x.lab"),
        ("x.txt", "LAB", "x.txt"),
        ("take 1.5", "LAB", "take 1.5.lab"),
        ("x.csv", "JAMS", "x.jams"),
        ("x.lab", "CSV", "x.lab"),
        ("x.JAMS", "CSV", "x.JAMS"),
    ],
)
def test_activity_is_written_as_the_chosen_kind_of_file(desk, do, tmp_path, given, kind, written):
    activity = Activity("v", (ActivitySpan(0, 1000, A), ActivitySpan(1000, 3000, S)))
    desk.open(Annotation(sources=(VIOLIN,)).with_activity(activity))
    do("export_activity", tmp_path / given, kind)
    assert desk.errors == []
    assert [path.name for path in tmp_path.iterdir()] == [written]
    assert read_activity(tmp_path / written, (VIOLIN,), RATE, LENGTH) == (activity,)


def test_a_file_that_the_desktop_did_not_ask_about_is_asked_about(desk, do, tmp_path, monkeypatch):
    desk.open(Annotation(sources=(VIOLIN,)).with_activity(Activity("v", (ActivitySpan(0, 1000, A),))))
    (tmp_path / "x.csv").write_text("old")
    monkeypatch.setattr(question, "ask", lambda *_args: "cancel")
    do("export_activity", tmp_path / "x", "CSV")
    assert (tmp_path / "x.csv").read_text() == "old"
    monkeypatch.setattr(question, "ask", lambda *_args: "replace")
    do("export_activity", tmp_path / "x", "CSV")
    assert (tmp_path / "x.csv").read_text().startswith("source,")


def test_notes_are_written_as_midi(desk, do, tmp_path):
    desk.open(Annotation(sources=(VIOLIN,)).with_notes([Note(500, 250, "v", 69.0)]))
    do("export_midi", tmp_path / "x")
    (track,) = read_score(tmp_path / "x.mid").tracks
    assert [(track.name, round(n.start_s, 3), round(n.end_s, 3), n.pitch) for n in track.notes] == [
        ("Violin", 0.5, 0.75, 69)
    ]


def test_a_folder_that_is_not_there_is_an_error_in_words(desk, do, tmp_path):
    desk.open(Annotation(sources=(VIOLIN,)).with_notes([Note(500, 250, "v", 69.0)]))
    do("export_midi", tmp_path / "none" / "x.mid")
    assert "cannot be written" in desk.errors[0]


def test_actions_can_be_used_where_there_is_something_to_write(desk):
    def usable() -> list[str]:
        return [
            name for name in ("import_activity", "export_activity", "export_midi") if desk.actions[name].isEnabled()
        ]

    assert usable() == []
    desk.open(Annotation())
    assert usable() == ["import_activity"]
    desk.open(Annotation(sources=(VIOLIN,)).with_notes([Note(0, 10, "v", None)]))
    assert usable() == ["import_activity"]
    desk.open(Annotation(sources=(VIOLIN,)).with_notes([Note(0, 10, "v", 60.0)]))
    assert usable() == ["import_activity", "export_midi"]
    desk.document.perform(desk.document.annotation.with_activity(Activity("v", (ActivitySpan(0, 5, A),))), "Paint")
    assert usable() == ["import_activity", "export_activity", "export_midi"]

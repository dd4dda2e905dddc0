"""Exports from the window: what is offered, found before, asked, written and remembered."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import rpp
import soundfile
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.controllers.separation import Separated
from app.main_window import MainWindow
from app.views import question
from app.views.export_dialog import ExportDialog
from core.audio import Audio
from core.engines import registry
from core.engines.base import SeparationRequest, SeparationResult
from tests.app.projects import WAIT_MS, Asked, new_window, settle
from tests.app.songs import RATE, let_go, write_song

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    made = new_window(qtbot)
    song, _score = write_song(tmp_path)
    made.open(song, None)
    settle(qtbot, made)
    for name in ("Flute", "Bass"):
        made.session.sources.add()
        made.session.sources.rename(made.document.annotation.sources[-1].id, name)
    yield made
    let_go(made)
    QApplication.processEvents()


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    user = Asked()
    monkeypatch.setattr(question, "ask", user)
    return user


def separated(qtbot: QtBot, window: MainWindow, gain: float = 0.6) -> None:
    """Let a job have ended whose stems are parts of the song, the residual what they lack."""
    mixture = window.song.mixture
    assert mixture is not None
    ids = [source.id for source in window.document.annotation.sources]
    shares = (gain, 0.3)
    stems = tuple(
        (key, Audio((share * mixture.samples).astype(np.float32), RATE)) for key, share in zip(ids, shares, strict=True)
    )
    rest = mixture.samples - sum(stem.samples for _key, stem in stems)
    info = registry.engines()[0].info
    request = SeparationRequest(mixture, window.document.annotation, info.parameters())
    result = SeparationResult(stems, Audio(rest.astype(np.float32), RATE))
    window.separation.separated.emit(Separated(result, request, info, window.document.annotation))
    settle(qtbot, window)


def shown(qtbot: QtBot, window: MainWindow) -> ExportDialog:
    qtbot.waitUntil(lambda: window.dialogs.export is not None and window.dialogs.export.isVisible())
    dialog = window.dialogs.export
    assert dialog is not None
    return dialog


def opened(qtbot: QtBot, window: MainWindow, folder: Path | None = None) -> ExportDialog:
    window.table["export"].trigger()
    dialog = shown(qtbot, window)
    if folder is not None:
        line = dialog.findChild(QLineEdit, "export_folder")
        assert line is not None
        line.selectAll()
        line.insert(str(folder))
    return dialog


def press_export(qtbot: QtBot, dialog: ExportDialog) -> None:
    button = dialog.findChild(QPushButton, "export_start")
    assert button is not None
    qtbot.mouseClick(button, LEFT)


def export(qtbot: QtBot, dialog: ExportDialog) -> str:
    press_export(qtbot, dialog)
    qtbot.waitUntil(lambda: dialog.state == "done", timeout=WAIT_MS)
    return dialog.words()


def test_without_stems_the_action_says_what_to_do_first(qtbot: QtBot, window: MainWindow) -> None:
    assert not window.table["export"].isEnabled()
    assert "separate first" in window.table["export"].toolTip()
    separated(qtbot, window)
    assert window.table["export"].isEnabled()
    assert "Ctrl+E" in window.table["export"].toolTip()


def test_the_files_sum_to_the_song_and_the_dialog_says_so(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    separated(qtbot, window)
    folder = tmp_path / "neu" / "stems"
    dialog = opened(qtbot, window, folder)
    words = export(qtbot, dialog)
    assert words.startswith("4 file(s) written. Read back from the disk they sum to the song")
    names = ("Flute.wav", "Bass.wav", "residual.wav")
    total = sum(soundfile.read(folder / name)[0] for name in names)
    mixture = window.song.mixture
    assert mixture is not None
    np.testing.assert_allclose(total, mixture.samples.T, rtol=0, atol=2.0**-22)


def test_a_session_sounds_like_the_mixer_of_the_window(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    separated(qtbot, window)
    ids = [source.id for source in window.document.annotation.sources]
    flute, bass = (window.mixer.strip(source_id) for source_id in ids)
    qtbot.keyClick(flute.pan, Qt.Key.Key_Left)
    qtbot.keyClick(flute.fader, Qt.Key.Key_Down)
    qtbot.mouseClick(bass.mute, LEFT)
    dialog = opened(qtbot, window, tmp_path / "stems")
    qtbot.mouseClick(dialog.extras.boxes["reaper"], LEFT, pos=QPoint(8, 8))
    export(qtbot, dialog)
    session = rpp.loads(next((tmp_path / "stems").glob("*.rpp")).read_text("utf-8"))
    gain, pan = (float(text) for text in session.findall("TRACK")[0].find("VOLPAN")[1:3])
    mixed = window.playback.strips[ids[0]]
    assert (gain, pan) == pytest.approx((10 ** (mixed.gain_db / 20), mixed.pan))
    assert gain < 1.0
    assert pan < 0.0
    assert [track.find("MUTESOLO")[1] for track in session.findall("TRACK")] == ["0", "1", "0"]


def test_the_window_can_be_used_while_the_dialog_is_open(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    separated(qtbot, window)
    dialog = opened(qtbot, window, tmp_path / "stems")
    assert not dialog.isModal()
    window.timeline.set_selection(0.5, 1.5)
    button = dialog.range.segments.button("selection")
    qtbot.waitUntil(button.isEnabled)
    qtbot.mouseClick(button, LEFT)
    window.session.sources.rename(window.document.annotation.sources[0].id, "Recorder")
    qtbot.waitUntil(lambda: dialog.stems.tree.topLevelItem(0).text(1) == "Recorder.wav")
    export(qtbot, dialog)
    assert soundfile.info(tmp_path / "stems" / "Recorder.wav").frames == RATE


def test_one_stem_alone_from_the_sources_menu_forgets_nothing(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    separated(qtbot, window)
    bass = window.document.annotation.sources[1].id
    window.document.pick(bass)
    window.table["export_source"].trigger()
    dialog = shown(qtbot, window)
    dialog.place.set_folder(tmp_path / "one")
    export(qtbot, dialog)
    assert [path.name for path in (tmp_path / "one").iterdir()] == ["Bass.wav"]
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    choice = opened(qtbot, window).choice()
    assert (choice.stems, choice.residual, choice.report) == (None, "file", True)
    assert choice.folder == tmp_path / "one"


def test_clipping_is_shown_before_anything_is_written(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    separated(qtbot, window, gain=4.0)
    dialog = opened(qtbot, window, tmp_path / "stems")
    press_export(qtbot, dialog)  # at once, before it has been looked for
    assert dialog.state == "waiting"
    qtbot.waitUntil(lambda: dialog.state == "ready", timeout=WAIT_MS)
    assert "Flute by" in dialog.clipping.words()
    assert "the song at that lower level" in dialog.words()
    qtbot.mouseClick(dialog.clipping.segments.button("clip"), LEFT)
    qtbot.waitUntil(lambda: "not quite the song" in dialog.words())
    qtbot.mouseClick(dialog.clipping.segments.button("turn_down"), LEFT)
    assert not (tmp_path / "stems").exists()
    words = export(qtbot, dialog)
    assert "lower than the song" in words
    assert np.max(np.abs(soundfile.read(tmp_path / "stems" / "Flute.wav")[0])) <= 1.0


def test_floats_keep_what_is_beyond_full_scale(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    separated(qtbot, window, gain=4.0)
    dialog = opened(qtbot, window, tmp_path / "stems")
    qtbot.mouseClick(dialog.format.containers.button("flac"), LEFT)
    qtbot.waitUntil(lambda: bool(dialog.clipping.words()), timeout=WAIT_MS)
    qtbot.mouseClick(dialog.clipping.segments.button("float"), LEFT)
    qtbot.waitUntil(lambda: dialog.stems.tree.topLevelItem(0).text(1) == "Flute.wav")
    export(qtbot, dialog)
    assert np.max(np.abs(soundfile.read(tmp_path / "stems" / "Flute.wav")[0])) > 1.0


def test_replacing_files_is_asked_with_their_names(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, asked: Asked
) -> None:
    separated(qtbot, window)
    folder = tmp_path / "stems"
    folder.mkdir()
    (folder / "Bass.wav").write_bytes(b"mine")
    dialog = opened(qtbot, window, folder)
    asked.answers = ["cancel", "replace"]
    press_export(qtbot, dialog)
    qtbot.waitUntil(lambda: bool(asked.words), timeout=WAIT_MS)
    assert "Bass.wav" in asked.words[0]
    assert dialog.state == "ready"
    assert (folder / "Bass.wav").read_bytes() == b"mine"
    export(qtbot, dialog)
    assert soundfile.info(folder / "Bass.wav").subtype == "PCM_24"


@pytest.mark.parametrize("problem", ["file", "read only", "template", "nothing"])
def test_problems_are_said_before_writing(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, problem: str
) -> None:
    separated(qtbot, window)
    folder = tmp_path / "stems"
    if problem == "file":
        folder.write_bytes(b"a file")
    if problem == "read only":
        monkeypatch.setattr(os, "access", lambda *_args: False)
    dialog = opened(qtbot, window, folder)
    if problem == "template":
        dialog.names.line.clear()
        qtbot.keyClicks(dialog.names.line, "{sauce}")
    if problem == "nothing":
        qtbot.mouseClick(dialog.findChild(QPushButton, "export_none"), LEFT)
    words = {
        "file": "is a file, not a folder",
        "read only": "cannot be written to",
        "template": "file names have to be changed",
        "nothing": "choose at least one",
    }[problem]
    qtbot.waitUntil(lambda: words in dialog.words())
    assert not dialog.findChild(QPushButton, "export_start").isEnabled()  # type: ignore[union-attr]
    assert ("{sauce}" in dialog.names.words()) == (problem == "template")


def test_what_fails_is_said_and_the_choice_stays(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    separated(qtbot, window)
    dialog = opened(qtbot, window, tmp_path / "stems")
    qtbot.waitUntil(lambda: "full scale" in dialog.card._check.text() and "Looking" not in dialog.card._check.text())
    before = dialog.choice()

    def full(*_args: object, **_more: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    words = export(qtbot, dialog)
    monkeypatch.undo()
    assert "No space left" in words
    assert dialog.choice() == before
    assert not (tmp_path / "stems").exists()
    assert "written" in export(qtbot, dialog)


def test_habits_are_remembered_per_user_and_the_rest_per_project(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    separated(qtbot, window)
    dialog = opened(qtbot, window, tmp_path / "mine")
    dialog.names.set_template("{song} {source}")
    qtbot.mouseClick(dialog.format.containers.button("aiff"), LEFT)
    menu = dialog.stems.menu_of(f"stem:{window.document.annotation.sources[0].id}")
    next(action for action in menu.actions() if str(action.data()).startswith("but")).trigger()
    dialog.tags.set_tags({"title": "Mein Lied"})
    wishes = dialog.wishes()
    export(qtbot, dialog)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert opened(qtbot, window).wishes() == wishes
    qtbot.keyClick(shown(qtbot, window), Qt.Key.Key_Escape)
    song = window.song.mixture
    assert song is not None
    other = tmp_path / "other.wav"
    soundfile.write(other, song.samples.T[:RATE], RATE)
    window.open(other, None)
    qtbot.waitUntil(lambda: window.timeline.length_s == 1.0 and not window.session.work.is_busy, timeout=WAIT_MS)
    for _ in range(2):
        window.session.sources.add()
    separated(qtbot, window)
    again = opened(qtbot, window).wishes()
    assert (again.container, again.template) == ("aiff", "{song} {source}")
    assert again.stems.groups == ()
    assert again.tags["title"] == ""
    assert again.folder == tmp_path / "other stems"
    assert [action.data() for action in shown(qtbot, window).place._menu.actions()] == [str(tmp_path / "mine")]


def test_another_version_is_exported_from_the_dialog(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    separated(qtbot, window, gain=0.5)
    separated(qtbot, window, gain=0.25)
    dialog = opened(qtbot, window, tmp_path / "stems")
    combo = dialog._versions
    assert combo.isVisible()
    assert [combo.itemText(index)[0] for index in range(combo.count())] == ["A", "B"]
    assert combo.currentIndex() == 1
    combo.setFocus()
    qtbot.keyClick(combo, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: window.session.versions.chosen == window.session.versions.at(0), timeout=WAIT_MS)
    export(qtbot, dialog)
    song = window.song.mixture
    assert song is not None
    loud = np.max(np.abs(soundfile.read(tmp_path / "stems" / "Flute.wav")[0])) / np.max(np.abs(song.samples))
    assert loud == pytest.approx(0.5, abs=1e-3)


def test_another_song_closes_the_dialog(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    separated(qtbot, window)
    dialog = opened(qtbot, window, tmp_path / "stems")
    window.table["new"].trigger()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert not window.table["export"].isEnabled()


def test_exported_stems_are_no_longer_unsaved(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    separated(qtbot, window)
    assert window.session.exporting.has_unsaved
    export(qtbot, opened(qtbot, window, tmp_path / "stems"))
    assert not window.session.exporting.has_unsaved
    separated(qtbot, window, gain=0.4)
    assert window.session.exporting.has_unsaved, "the version after it is another one"

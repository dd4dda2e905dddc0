"""Notes drawn, moved, cut, pasted and given away; the match of the score moved by hand.

Owns these commands; the gestures come from the piano roll. Shows nothing itself.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QMimeData, QObject, Signal, Slot
from PySide6.QtGui import QAction, QGuiApplication

from app.controllers.document import DocumentController
from app.controllers.onsets import OnsetController
from app.views.stage import Stage
from core.annotation.model import Note
from core.annotation.note_edits import SHORTEST_S, edited, given, moved, quantised, resized, split
from core.annotation.note_text import LooseNote, from_text, to_text
from core.annotation.warping import dragged, freed

MIME = "application/x-stembrush-notes+json"

_QUANTISE_WITHIN_S = 0.15
_LARGEST_PASTE = 32_000_000
_LEVEL = 0.8


class NoteController(QObject):
    """Commands of one part of the annotation."""

    chosen_told = Signal(str)  # how many notes are chosen; empty: none

    def __init__(
        self,
        document: DocumentController,
        stage: Stage,
        actions: dict[str, QAction],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._document, self._stage, self._actions = document, stage, actions
        self._roll, self._board = stage.piano_roll, stage.piano_roll.board
        self._onsets: OnsetController | None = None
        self._has_content = False  # asked once per change: the clipboard belongs to another program
        self._connect()
        self._on_clipboard()
        self._roll.set_snap(actions["snap"].isChecked())

    def _connect(self) -> None:
        board, document, actions = self._board, self._document, self._actions
        board.request_draw.connect(self._draw)
        board.request_move.connect(self._move)
        board.request_resize.connect(self._resize)
        board.request_erase.connect(self._erase)
        board.request_pull.connect(self._pull)
        board.request_free.connect(self._free)
        board.chosen_changed.connect(self._on_chosen)
        document.replaced.connect(self._roll.expect_other_notes)
        document.annotation_changed.connect(self._on_annotation)
        document.picked_changed.connect(self._on_picked)
        actions["snap"].toggled.connect(self._roll.set_snap)
        for name, slot in {
            "cut": self.cut,
            "copy": self.copy,
            "paste": self.paste,
            "delete": self.delete,
            "select_all": self.select_all,
            "quantise": self.quantise,
            "split": self.split,
            "to_source": self.to_source,
        }.items():
            actions[name].triggered.connect(slot)
        QGuiApplication.clipboard().dataChanged.connect(self._on_clipboard)

    def use_onsets(self, onsets: OnsetController) -> None:
        """Let strokes snap to where something begins in the song, and notes be quantised to it."""
        self._onsets = onsets
        onsets.changed.connect(self._show_onsets)
        self._show_onsets()

    # the commands of the menu

    @Slot()
    def cut(self) -> None:
        """Copy the chosen notes and delete them."""
        self.copy()
        self._replace(self._board.chosen_notes(), (), self.tr("Cut note"), self.tr("Cut {0} notes"))

    @Slot()
    def copy(self) -> None:
        """Put the chosen notes on the clipboard."""
        notes = self._board.chosen_notes()
        if notes:
            names = {source.id: source.name for source in self._document.annotation.sources}
            text = to_text(notes, names, self._document.rate)
            content = QMimeData()
            content.setData(MIME, text.encode())
            content.setText(text)
            QGuiApplication.clipboard().setMimeData(content)

    @Slot()
    def paste(self) -> None:
        """Put the notes of the clipboard at the playhead.

        Those of one source go to the chosen source; those of several go to the sources of their names, the rest to the
        chosen one.
        """
        document, loose = self._document, _notes_on_clipboard()
        picked, rate = document.picked, document.rate
        if picked is None or not rate or not loose:
            return
        names = {source.name: source.id for source in document.annotation.sources}
        several = len({note.source for note in loose}) > 1
        at_s = self._stage.piano_roll.timeline.playhead_s
        come = []
        for note in loose:
            start = round((at_s + note.start_s) * rate)
            stop = min(round((at_s + note.start_s + note.length_s) * rate), document.length)
            if stop > start:
                source_id = names.get(note.source, picked.id) if several else picked.id
                come.append(Note(start, stop - start, source_id, note.pitch, note.level))
        self._replace((), come, self.tr("Paste note"), self.tr("Paste {0} notes"))
        self._board.choose_notes(come)

    @Slot()
    def delete(self) -> None:
        """Delete the chosen notes."""
        self._erase(self._board.chosen_notes())

    @Slot()
    def select_all(self) -> None:
        """Choose all notes that are shown."""
        self._board.choose(self._board.visible())

    @Slot()
    def quantise(self) -> None:
        """Let the chosen notes begin where something is heard to begin."""
        notes = self._board.chosen_notes()
        come = quantised(notes, self._heard(), round(_QUANTISE_WITHIN_S * self._document.rate))
        same = set(map(id, come))
        gone = [note for note in notes if id(note) not in same]
        kept = set(map(id, notes))
        words = self.tr("Quantise note"), self.tr("Quantise {0} notes")
        if not self._replace(gone, [note for note in come if id(note) not in kept], *words):
            self._roll.tell(self.tr("No onset was heard near enough to the chosen notes."))

    @Slot()
    def split(self) -> None:
        """Split the chosen notes at the playhead, or else those of the chosen source."""
        document = self._document
        notes: Sequence[Note] = self._board.chosen_notes()
        if not notes and document.picked is not None:
            notes = self._board.columns.picked(self._board.of_source([document.picked.id]))
        gone, come = split(notes, round(self._roll.timeline.playhead_s * document.rate))
        if gone:
            self._replace(gone, come, self.tr("Split note"), self.tr("Split {0} notes"))
        else:
            self._roll.tell(self.tr("No such note sounds at the playhead. Put it where the note is to be split."))

    @Slot()
    def to_source(self) -> None:
        """Give the chosen notes to the chosen source."""
        picked = self._document.picked
        if picked is not None:
            notes = [note for note in self._board.chosen_notes() if note.source_id != picked.id]
            one, many = self.tr("Give note to {0}"), self.tr("Give {0} notes to {1}")
            words = one.format(picked.name) if len(notes) == 1 else many.format(len(notes), picked.name)
            self._replace(notes, given(notes, picked.id), words, words)

    @Slot()
    def refresh(self) -> None:
        """Let those commands be asked for that can be carried out."""
        chosen = bool(self._board.chosen.any())
        picked = self._document.picked is not None
        for name, on in {
            "cut": chosen,
            "copy": chosen,
            "delete": chosen or self._stage.spectrogram.regions.chosen is not None,
            "paste": picked and self._has_content,
            "select_all": bool(self._document.annotation.notes),
            "quantise": chosen and len(self._heard()) > 0,
            "split": chosen or picked,
            "to_source": chosen and picked,
        }.items():
            self._actions[name].setEnabled(on)

    # the strokes

    @Slot(float, float, int)
    def _draw(self, start_s: float, stop_s: float, pitch: int) -> None:
        document, picked = self._document, self._document.picked
        if picked is not None and document.rate:
            start = min(max(0, round(start_s * document.rate)), document.length - 1)
            stop = min(max(round(stop_s * document.rate), start + 1), document.length)
            words = self.tr("Draw note in {0}").format(picked.name)
            self._replace((), [Note(start, stop - start, picked.id, float(pitch), _LEVEL)], words, words)

    @Slot(object, float, int, bool)
    def _move(self, notes: Sequence[Note], seconds: float, semitones: int, copies: bool) -> None:
        come = moved(notes, round(seconds * self._document.rate), semitones, self._document.length)
        if copies:
            self._replace((), come, self.tr("Copy note"), self.tr("Copy {0} notes"))
            self._board.choose_notes(come)
        elif come != list(notes):
            self._replace(notes, come, self.tr("Move note"), self.tr("Move {0} notes"))
            self._board.choose_notes(come)

    @Slot(object, float, float)
    def _resize(self, notes: Sequence[Note], start_by_s: float, stop_by_s: float) -> None:
        rate = self._document.rate
        by = round(start_by_s * rate), round(stop_by_s * rate)
        come = resized(notes, *by, self._shortest, self._document.length)
        self._replace(notes, come, self.tr("Resize note"), self.tr("Resize {0} notes"))

    @Slot(object)
    def _erase(self, notes: Sequence[Note]) -> None:
        self._replace(notes, (), self.tr("Delete note"), self.tr("Delete {0} notes"))

    @Slot(float, float)
    def _pull(self, from_s: float, to_s: float) -> None:
        annotation, rate = self._document.annotation, self._document.rate
        if annotation.warp is not None and rate:
            place = round(from_s * rate)
            words = self._place_words(place, self.tr("Move bar {0}"), self.tr("Move the score here"))
            self._document.perform(dragged(annotation, place, round(to_s * rate), rate), words)

    @Slot(object)
    def _free(self, anchor: tuple[float, int]) -> None:
        annotation = self._document.annotation
        if annotation.warp is not None and anchor in annotation.warp.anchors:
            words = self._place_words(anchor[1], self.tr("Free bar {0}"), self.tr("Free the score here"))
            self._document.perform(freed(annotation, anchor, self._document.rate), words)

    def _place_words(self, sample: int, bar: str, elsewhere: str) -> str:
        warp = self._document.annotation.warp
        bars = warp.bars if warp is not None else ()
        number = bisect_left(bars, sample - 1)
        return bar.format(number + 1) if number < len(bars) and abs(bars[number] - sample) <= 1 else elsewhere

    @property
    def _shortest(self) -> int:
        return max(1, round(SHORTEST_S * self._document.rate))

    def _replace(self, gone: Sequence[Note], come: Sequence[Note], one: str, many: str) -> bool:
        """Replace notes as one step; the words name how many there are."""
        if not gone and not come:
            return False
        after = edited(self._document.annotation, gone, come, self._shortest)
        count = len(gone) or len(come)
        return self._document.perform(after, one if count == 1 else many.format(count))

    # what happened

    def _heard(self) -> NDArray[np.int64]:
        return self._onsets.onsets if self._onsets is not None else np.zeros(0, np.int64)

    @Slot()
    def _show_onsets(self) -> None:
        self._roll.set_onsets(self._heard() / max(1, self._document.rate))
        self.refresh()

    @Slot(object)
    def _on_annotation(self, _change: object) -> None:
        self._roll.set_warp(self._document.annotation.warp, self._document.rate)
        self.refresh()

    @Slot(str)
    def _on_picked(self, source_id: str) -> None:
        self._roll.set_picked(source_id)
        self.refresh()

    @Slot()
    def _on_clipboard(self) -> None:
        content = QGuiApplication.clipboard().mimeData()
        self._has_content = content is not None and (content.hasFormat(MIME) or content.hasText())
        self.refresh()

    @Slot()
    def _on_chosen(self) -> None:
        count = int(np.count_nonzero(self._board.chosen))
        one, many = self.tr("1 note is chosen"), self.tr("{0} notes are chosen")
        self.chosen_told.emit("" if not count else one if count == 1 else many.format(count))
        self.refresh()


def _notes_on_clipboard() -> list[LooseNote]:
    """Return the notes on the clipboard; none where something else is there."""
    content = QGuiApplication.clipboard().mimeData()
    if content is None:
        return []
    if content.hasFormat(MIME):
        data = bytes(content.data(MIME).data())
        return from_text(data.decode(errors="replace")) if len(data) <= _LARGEST_PASTE else []
    return from_text(content.text()) if content.hasText() else []

"""What is shown of the examples: rows below the sources, marks in the pictures; and listening to them.

Owns what the section lists and when. The commands that change examples are in ``examples``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence

from app.controllers.document import DocumentController
from app.controllers.example_words import ExampleWords, Span, short_seconds
from app.controllers.playback import PlaybackController
from app.controllers.separation import SeparationController
from app.controllers.settings import settings
from app.graphics.example_marks import ExampleMark
from app.views.engine_panel import EnginePanel
from app.views.example_list import ExampleList
from app.views.example_row import RowInfo
from app.views.stage import Stage
from core.annotation.changes import Change
from core.annotation.example_edits import is_stretch
from core.annotation.model import Annotation, Example, Polarity, Region, Source
from core.audio import Audio
from core.errors import CoreError
from core.playback.pieces import pieces_of

ENGINE_ID = "example-nmf"
_QUIET_MS = 60
_FOLDED = "examples/folded"
# the part of what is visible that a stretch takes at most where the view has to move to it
_SHARE_SEEN = 0.8


class ExampleShelf(QObject):
    """The section of examples, kept in step with the annotation."""

    told = Signal(str)  # why nothing can be heard

    def __init__(
        self,
        document: DocumentController,
        playback: PlaybackController,
        separation: SeparationController,
        view: ExampleList,
        stage: Stage,
        engine: EnginePanel,
        key: QAction,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._document, self._playback, self._view, self._stage = document, playback, view, stage
        self._separation = separation
        self._engine, self._key, self._line = engine, key, stage.lanes.timeline
        self._words = ExampleWords(self)
        self._spans: dict[str, list[Span]] = {}  # of rows that lie in the song
        self._regions: dict[str, list[Region]] = {}
        self._steps: dict[str, int] = {}  # to which of its places a row goes next
        self._heard = ""
        self._later = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._later.timeout.connect(self.refresh)
        view.set_folded(settings().value(_FOLDED, "no") == "yes")
        view.folded.connect(self._on_folded)
        view.listen_requested.connect(self.listen)
        view.jump_requested.connect(self.jump)
        document.annotation_changed.connect(self._on_changed)
        document.replaced.connect(self._later.start)
        document.chosen_changed.connect(self._later.start)
        engine.changed.connect(self._later.start)
        playback.sound_changed.connect(self._on_sound)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show what there is."""
        self._later.stop()
        annotation, rate = self._document.annotation, self._document.rate
        there = rate > 0 and bool(annotation.sources)
        self._view.setVisible(there)
        if not there:
            self._view.set_rows([])
            self._show_marks(())
            return
        from core.engines.example_nmf.setting import setting_of

        parameters = self._engine.parameters() if self._engine.engine_id() == ENGINE_ID else None
        variant = str(getattr(parameters, "variant", "best"))
        asked = self._separation.asked().annotation
        setting = setting_of(asked, rate, self._document.length, variant)
        seconds = sum(one.alone_s for one in setting.sources)
        key = self._key.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        chosen = self._engine.info(self._engine.engine_id())
        unused = bool(asked.examples) and chosen is not None and "examples" not in chosen.uses
        words = self._words.setting(setting, asked, key)
        if unused:
            words = f"{words} {self._words.unused()}"
        self._view.set_sentence(words, short_seconds(seconds) if seconds else "")
        self._spans, self._regions = {}, {}
        rows = list(chain.from_iterable(self._rows_of(source, annotation) for source in annotation.sources))
        self._view.set_rows(rows)
        self._view.set_heard(self._heard)
        self._show_marks(self._marks(annotation))

    def _rows_of(self, source: Source, annotation: Annotation) -> Iterator[RowInfo]:
        from core.annotation.solos import solo_spans

        rate = self._document.rate
        yield from self._given(annotation.examples_of(source.id), source)
        solos = solo_spans(annotation, source.id, self._document.length)
        if solos:
            row = self._words.solos(solos, source, rate)
            self._spans[row.id] = solos
            yield row
        yield from self._painted(annotation, source, Polarity.BELONGS)
        yield from self._given(annotation.examples_of(source.id, Polarity.NOT), source)
        yield from self._painted(annotation, source, Polarity.NOT)

    def _given(self, examples: tuple[Example, ...], source: Source) -> Iterator[RowInfo]:
        for example in sorted(examples, key=_order):
            row = self._words.example(example, source, self._document.rate)
            if example.span is not None:
                self._spans[row.id] = [example.span]
            yield row

    def _painted(self, annotation: Annotation, source: Source, polarity: Polarity) -> Iterator[RowInfo]:
        found = [one for one in annotation.regions if (one.source_id, one.polarity) == (source.id, polarity)]
        if found:
            row = self._words.regions(found, source, polarity)
            self._regions[row.id] = found
            self._spans[row.id] = [(region.start, region.stop) for region in found]
            yield row

    # the pictures

    def _marks(self, annotation: Annotation) -> tuple[ExampleMark, ...]:
        rate, marks = self._document.rate, []
        colours = {source.id: source.colour for source in annotation.sources}
        for example in annotation.examples:
            if example.span is not None and example.source_id in colours:
                start, stop = example.span
                is_not = example.polarity is Polarity.NOT
                colour = colours[example.source_id]
                marks.append(ExampleMark(example.source_id, colour, start / rate, stop / rate, is_not))
        for source in annotation.sources:
            for start, stop in self._spans.get(f"solo {source.id}", ()):
                marks.append(ExampleMark(source.id, source.colour, start / rate, stop / rate, is_found=True))
        return tuple(marks)

    def _show_marks(self, marks: tuple[ExampleMark, ...]) -> None:
        self._stage.lanes.examples.set_marks(marks)
        self._stage.spectrogram.examples.set_marks(marks)

    @Slot(str)
    def jump(self, row_id: str) -> None:
        """Show an example in the song; a row of several goes to the next each time."""
        spans = self._spans.get(row_id, [])
        if not spans:
            return
        step = self._steps.get(row_id, 0) % len(spans)
        self._steps[row_id] = step + 1
        start_s, stop_s = (sample / self._document.rate for sample in spans[step])
        line = self._line
        if not line.start_s <= start_s < stop_s <= line.stop_s:
            span_s = max(line.span_s, (stop_s - start_s) / _SHARE_SEEN)
            middle_s = (start_s + stop_s) / 2
            line.zoom_to(middle_s - span_s / 2, middle_s + span_s / 2)
        if row_id in self._regions:
            self._stage.spectrogram.regions.choose(self._regions[row_id][step].id)
        else:
            line.set_selection(start_s, stop_s)
        self._playback.seek(start_s)

    # listening

    @Slot(str)
    def listen(self, row_id: str) -> None:
        """Hear an example alone, or no longer."""
        heard, self._heard = self._heard, ""
        if heard == row_id:
            self._playback.stop_sound()
            self._view.set_heard("")
            return
        try:
            sounds = self._sounds(row_id)
        except CoreError as error:
            self._document.failed.emit(error)
            self._view.set_heard("")
            return
        if not sounds:
            self.told.emit(self.tr("The song is not open: this stretch of it cannot be heard."))
            return
        rate = self._playback.state().rate or sounds[0].rate
        if self._playback.sound(chain.from_iterable(pieces_of(sound, rate) for sound in sounds)):
            self._heard = row_id
        else:
            self.told.emit(self.tr("Something else is heard now: stop the live split first."))
        self._view.set_heard(self._heard)

    def _sounds(self, row_id: str) -> list[Audio]:
        given = next((one for one in self._document.annotation.examples if one.id == row_id), None)
        if given is not None and given.audio is not None:
            # read from the project now: the thread that mixes can neither wait nor fail
            return [Audio(given.audio.samples, given.audio.rate)]
        song = self._playback.mixture
        if song is None:
            return []
        spans = self._spans.get(row_id, [])
        return [Audio(song.samples[:, start:stop], song.rate) for start, stop in spans if stop > start]

    @Slot(bool)
    def _on_sound(self, sounding: bool) -> None:
        if not sounding:
            self._heard = ""
            self._view.set_heard("")

    @Slot(object)
    def _on_changed(self, change: Change) -> None:
        if change and not _concerns(change):
            return
        if self._heard and not self._is_there(self._heard):
            self._playback.stop_sound()
        # what a stroke changes is looked at when it is quiet
        self._later.start()

    def _is_there(self, row_id: str) -> bool:
        return row_id in self._spans or any(one.id == row_id for one in self._document.annotation.examples)

    @Slot(bool)
    def _on_folded(self, folded: bool) -> None:
        settings().setValue(_FOLDED, "yes" if folded else "no")


def _concerns(change: Change) -> bool:
    """Return whether a change may say something of how sources sound alone: notes do not."""
    return replace(change, notes_out=(), notes_in=(), warp=None) != Change()


def _order(example: Example) -> tuple[bool, int]:
    """Stretches by their time, files as they were given."""
    return not is_stretch(example), example.span[0] if is_stretch(example) and example.span is not None else 0

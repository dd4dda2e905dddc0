"""The sources: added, named, coloured, removed.

Owns these commands. Shows nothing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Slot

from app.controllers.document import DocumentController
from core.annotation.model import Source


class SourceController(QObject):
    """Commands on sources."""

    def __init__(self, document: DocumentController, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document

    @Slot()
    def add(self) -> None:
        """Add a source and choose it."""
        document = self._document
        annotation = document.annotation
        names = {source.name for source in annotation.sources}
        number = next(n for n in range(1, len(names) + 2) if self._name(n) not in names)
        source = Source(document.new_source_id(), self._name(number))
        after = annotation.changed(sources=(*annotation.sources, source))
        if document.perform(after, self.tr("Add {0}").format(source.name)):
            document.pick(source.id)

    @Slot()
    def remove(self) -> None:
        """Remove the chosen source with all that was said of it."""
        source, annotation = self._document.picked, self._document.annotation
        if source is None:
            return
        warp = annotation.warp
        if warp is not None:
            left = warp.source_ids - {source.id}
            warp = replace(warp, source_ids=left) if left else None
        after = annotation.changed(
            sources=tuple(one for one in annotation.sources if one.id != source.id),
            notes=tuple(note for note in annotation.notes if note.source_id != source.id),
            activities=tuple(one for one in annotation.activities if one.source_id != source.id),
            regions=tuple(region for region in annotation.regions if region.source_id != source.id),
            examples=tuple(example for example in annotation.examples if example.source_id != source.id),
            dictionaries=tuple(one for one in annotation.dictionaries if one.source_id != source.id),
            warp=warp,
        )
        self._document.perform(after, self.tr("Remove {0}").format(source.name))

    @Slot(str, str)
    def rename(self, source_id: str, name: str) -> None:
        """Give a source another name."""
        self._change(source_id, self.tr("Rename {0}"), name=name)

    @Slot(str, str)
    def recolour(self, source_id: str, colour: str) -> None:
        """Give a source another colour."""
        self._change(source_id, self.tr("Colour {0}"), colour=colour)

    @Slot()
    def pick_next(self) -> None:
        """Choose the next source."""
        self._step(1)

    @Slot()
    def pick_previous(self) -> None:
        """Choose the source before."""
        self._step(-1)

    @Slot()
    def move_up(self) -> None:
        """Move the chosen source before the one above it."""
        self._move(-1)

    @Slot()
    def move_down(self) -> None:
        """Move the chosen source behind the one below it."""
        self._move(1)

    def _move(self, step: int) -> None:
        source, annotation = self._document.picked, self._document.annotation
        sources = list(annotation.sources)
        if source is None or not 0 <= sources.index(source) + step < len(sources):
            return
        place = sources.index(source)
        sources.insert(place + step, sources.pop(place))
        self._document.perform(annotation.changed(sources=tuple(sources)), self.tr("Move {0}").format(source.name))

    def _name(self, number: int) -> str:
        return self.tr("Source {0}").format(number)

    def _change(self, source_id: str, words: str, **parts: Any) -> None:
        annotation = self._document.annotation
        source = next((one for one in annotation.sources if one.id == source_id), None)
        if source is not None:
            new = replace(source, **parts)
            sources = tuple(new if one is source else one for one in annotation.sources)
            self._document.perform(annotation.changed(sources=sources), words.format(source.name))

    def _step(self, step: int) -> None:
        ids = [source.id for source in self._document.annotation.sources]
        if ids:
            picked = self._document.picked
            place = ids.index(picked.id) if picked is not None else -step
            self._document.pick(ids[(place + step) % len(ids)])

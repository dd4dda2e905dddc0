"""Regions painted on the spectrogram: belongs to a source, or does not.

Owns these commands and tells the spectrogram which regions there are; the strokes come from there.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction

from app.controllers.document import DocumentController
from app.graphics.tools.region_surface import RegionMode
from app.views.stage import Stage
from core.annotation.changes import Change
from core.annotation.model import Polarity, Region
from core.annotation.region_shapes import RegionShape, erased
from core.errors import CoreError

MODES: dict[str, RegionMode] = {
    "region_box": "box",
    "region_lasso": "lasso",
    "region_brush": "brush",
    "region_harmonic": "harmonic",
}


class RegionController(QObject):
    """Commands on regions."""

    def __init__(
        self,
        document: DocumentController,
        stage: Stage,
        actions: dict[str, QAction],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._document, self._stage, self._actions = document, stage, actions
        view = self._view = stage.spectrogram.regions
        document.annotation_changed.connect(self._show)
        document.picked_changed.connect(self._show_picked)
        view.request_region.connect(self._paint)
        view.request_erase.connect(self._erase)
        view.request_delete.connect(self._delete)
        view.request_polarity.connect(self._turn)
        view.request_give.connect(self._give)
        view.request_source.connect(self._ask_for_source)
        for name in MODES:
            actions[name].triggered.connect(self._take_tool)
            actions[name].toggled.connect(self._set_mode)
        actions["region_box"].setChecked(True)
        actions["region_not"].toggled.connect(view.set_not)
        actions["brush_smaller"].triggered.connect(self._shrink)
        actions["brush_larger"].triggered.connect(self._enlarge)
        actions["delete"].triggered.connect(self._delete_chosen)

    @Slot(object)
    def _show(self, change: Change) -> None:
        if not change or change.sources or change.regions_in or change.regions_out:
            annotation = self._document.annotation
            self._stage.spectrogram.set_regions(annotation.regions, annotation.sources, self._document.rate)
            self._show_picked()

    @Slot()
    def _show_picked(self) -> None:
        self._view.set_picked(self._document.picked)

    @Slot()
    def _take_tool(self) -> None:
        """Who chooses a way of painting wants to paint."""
        self._actions["tool_region"].setChecked(True)

    @Slot(bool)
    def _set_mode(self, on: bool) -> None:
        if on:
            self._view.set_mode(next(mode for name, mode in MODES.items() if self._actions[name].isChecked()))

    @Slot()
    def _shrink(self) -> None:
        self._view.resize_tip(larger=False)

    @Slot()
    def _enlarge(self) -> None:
        self._view.resize_tip(larger=True)

    @Slot()
    def _ask_for_source(self) -> None:
        self._document.failed.emit(
            CoreError(self.tr("Add a source first: a region says what belongs to a source, or what does not."))
        )

    @Slot(object, object)
    def _paint(self, shape: RegionShape, polarity: Polarity) -> None:
        source, annotation = self._document.picked, self._document.annotation
        if source is None:
            self._ask_for_source()
            return
        words = self.tr("Paint region for {0}") if polarity is Polarity.BELONGS else self.tr("Mark not {0}")
        after = annotation.changed(regions=(*annotation.regions, shape.region(source.id, polarity)))
        self._document.perform(after, words.format(source.name))

    @Slot(object)
    def _erase(self, eraser: RegionShape) -> None:
        """Take what was gone over away from every region, also those that lie below another."""
        annotation = self._document.annotation
        left = [erased(region, eraser) for region in annotation.regions]
        regions = tuple(region for region in left if region is not None)
        if regions != annotation.regions:
            self._document.perform(annotation.changed(regions=regions), self.tr("Erase region"))

    @Slot(str)
    def _delete(self, region_id: str) -> None:
        self._change(region_id, None, self.tr("Delete region"))

    @Slot()
    def _delete_chosen(self) -> None:
        """Delete is also a command on notes: it is meant for a region where the keys go to the spectrogram."""
        chosen = self._view.chosen
        if chosen is not None and self._stage.spectrogram.canvas.hasFocus():
            self._delete(chosen.id)

    @Slot(str, object)
    def _turn(self, region_id: str, polarity: Polarity) -> None:
        words = self.tr("Paint region for {0}") if polarity is Polarity.BELONGS else self.tr("Mark not {0}")
        self._change(region_id, lambda region: replace(region, polarity=polarity, id=uuid.uuid4().hex), words)

    @Slot(str, str)
    def _give(self, region_id: str, source_id: str) -> None:
        words = self.tr("Give region to {0}")
        self._change(region_id, lambda region: replace(region, source_id=source_id, id=uuid.uuid4().hex), words)

    def _change(self, region_id: str, change: Callable[[Region], Region] | None, words: str) -> None:
        """Put another region in the place of one, or none; the words get the name of its source."""
        annotation = self._document.annotation
        region = next((one for one in annotation.regions if one.id == region_id), None)
        if region is None:
            return
        new = change(region) if change is not None else None
        if new is not None and (new.source_id, new.polarity) == (region.source_id, region.polarity):
            return
        regions = [new if one is region else one for one in annotation.regions]
        name = annotation.source(new.source_id if new is not None else region.source_id).name
        after = annotation.changed(regions=tuple(one for one in regions if one is not None))
        if self._document.perform(after, words.format(name)) and new is not None:
            self._view.choose(new.id)

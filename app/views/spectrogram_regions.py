"""The painted regions of the spectrogram: what is shown of them and what the user wants with them.

Owns the tools of the region and the erase mode, the menu of a region and the words for what lies under the pointer.
Changes no annotation: what the user wants is told by signals.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPointF, Signal, SignalInstance, Slot
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QMenu

from app.graphics.canvas import PlotCanvas
from app.graphics.tools.base import ToolId
from app.graphics.tools.region_erase import RegionEraser
from app.graphics.tools.region_paint import RegionPainter
from app.graphics.tools.region_pick import RegionPicker
from app.graphics.tools.region_surface import RegionMode, RegionSurface
from app.plain_text import menu_words
from core.annotation.model import Polarity, Region, Source
from core.display import FrequencyWarp


class SpectrogramRegions(QObject):
    """Regions over a canvas."""

    request_region = Signal(object, object)  # RegionShape, Polarity: paint it for the picked source
    request_erase = Signal(object)  # RegionShape: take it away from every region
    request_delete = Signal(str)  # id of a region
    request_polarity = Signal(str, object)  # id of a region, Polarity
    request_give = Signal(str, str)  # id of a region, id of a source
    request_source = Signal()  # somebody wants to paint, and there is no source to paint for
    chosen_changed = Signal()

    def __init__(self, canvas: PlotCanvas) -> None:
        """Show none."""
        super().__init__(canvas)
        self._canvas = canvas
        self._sources: tuple[Source, ...] = ()
        self._menu: QMenu | None = None
        self._intents: list[tuple[SignalInstance, tuple[object, ...]]] = []  # of the entries of the menu
        surface = self.surface = RegionSurface(canvas)
        self._painter, self._eraser, self._picker = RegionPainter(surface), RegionEraser(surface), RegionPicker(surface)
        surface.painted.connect(self.request_region)
        surface.rubbed.connect(self.request_erase)
        surface.delete_asked.connect(self.request_delete)
        surface.source_missing.connect(self.request_source)
        surface.chosen_changed.connect(self.chosen_changed)
        surface.menu_asked.connect(self._open_menu)
        canvas.clicked.connect(self._choose_clicked)
        canvas.installEventFilter(self)
        self._picks = False

    @property
    def chosen(self) -> Region | None:
        """The region that commands go to."""
        return self.surface.item.chosen

    @property
    def menu(self) -> QMenu | None:
        """The menu that was opened last."""
        return self._menu

    def set_regions(self, regions: Sequence[Region], sources: Sequence[Source], rate: int) -> None:
        """Show other regions, of which the later ones lie on top; ``rate`` is that of the song."""
        before = self.chosen
        self._sources = tuple(sources)
        colours = {source.id: source.colour for source in sources}
        names = {source.id: source.name for source in sources}
        self.surface.item.set_regions(regions, colours, names, rate)
        if before is not None and self.chosen is None:
            self.chosen_changed.emit()

    def set_sound(self, warp: FrequencyWarp | None, rate: int, length: int) -> None:
        """Take the scale of frequency, the rate and the samples of the song."""
        self._painter.keyboard.clear()
        self.surface.set_sound(warp, rate, length)

    def set_picked(self, source: Source | None) -> None:
        """Paint in the colour of a source; without one nothing can be painted."""
        self.surface.colour = source.colour if source is not None else ""
        self._refresh()

    def set_tool(self, tool_id: ToolId) -> None:
        """Let the mouse and the keys do something else."""
        self._painter.keyboard.clear()
        self.surface.stroke.begin(self.surface.look(self.surface.is_not))
        self._picks = tool_id not in ("navigate", "region", "erase")
        tools = {"region": self._painter, "erase": self._eraser}
        self._canvas.set_tool(tools.get(tool_id, self._picker), pans=tool_id == "navigate")

    def set_mode(self, mode: RegionMode) -> None:
        """Paint with another tool."""
        self._canvas.cancel_drag()
        self.surface.mode = mode
        self.surface.stroke.show_tips([])
        self._refresh()

    def set_not(self, is_not: bool) -> None:
        """Paint what does not belong to the source."""
        self.surface.is_not = is_not
        self._refresh()

    def resize_tip(self, larger: bool) -> None:
        """Make the tip larger or smaller by one step."""
        self.surface.resize_tip(larger)
        pointer = self._canvas.viewport().mapFromGlobal(self._canvas.cursor().pos())
        if self._canvas.viewport().underMouse():
            self._canvas.tool.hover(self._canvas.place_at(QPointF(pointer)))
        self._refresh()

    def choose(self, region_id: str) -> None:
        """Choose a region."""
        self.surface.choose(self.surface.item.region(region_id))

    def words_at(self, time_s: float, position: float) -> str:
        """Return the words for the topmost region at a place; empty where there is none."""
        region = self.surface.item.region_at(time_s, position)
        return self.surface.item.label_of(region) if region is not None else ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Keep keys that the tool needs now from being commands of the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            tool = self._canvas.tool
            if isinstance(tool, RegionPicker) and tool.wants(event):
                event.accept()
                return True
        return super().eventFilter(watched, event)

    def _refresh(self) -> None:
        surface = self.surface
        if self._painter.keyboard.is_shown:
            self._painter.keyboard.refresh()
        elif not self._painter.is_painting:
            surface.stroke.set_look(surface.look(surface.is_not))

    @Slot(float, float)
    def _choose_clicked(self, time_s: float, position: float) -> None:
        """A click that seeks also chooses."""
        if self._picks:
            self.surface.choose(self.surface.item.region_at(time_s, position))

    @Slot(str, QPointF)
    def _open_menu(self, region_id: str, pixel: QPointF) -> None:
        """Offer what can be done with a region."""
        region = self.surface.item.region(region_id)
        if region is None:
            return
        name = next((source.name for source in self._sources if source.id == region.source_id), "")
        menu, self._intents = QMenu(self._canvas), []
        menu.setAccessibleName(self.tr("Region of {0}").format(name))
        for polarity, words in ((Polarity.BELONGS, self.tr("Belongs to {0}")), (Polarity.NOT, self.tr("Not {0}"))):
            action = self._add(menu, words.format(name), self.request_polarity, region_id, polarity)
            action.setCheckable(True)
            action.setChecked(region.polarity is polarity)
        others = [source for source in self._sources if source.id != region.source_id]
        if others:
            menu.addSeparator()
        for source in others:
            self._add(menu, self.tr("Give to {0}").format(source.name), self.request_give, region_id, source.id)
        menu.addSeparator()
        self._add(menu, self.tr("Delete"), self.request_delete, region_id)
        menu.triggered.connect(self._do)
        menu.aboutToHide.connect(menu.deleteLater)
        self._menu = menu
        menu.destroyed.connect(self._forget_menu)
        menu.popup(self._canvas.viewport().mapToGlobal(pixel.toPoint()))

    def _add(self, menu: QMenu, words: str, signal: SignalInstance, *arguments: object) -> QAction:
        action = menu.addAction(menu_words(words))
        action.setData(len(self._intents))
        self._intents.append((signal, arguments))
        return action

    @Slot(QAction)
    def _do(self, action: QAction) -> None:
        signal, arguments = self._intents[action.data()]
        signal.emit(*arguments)

    @Slot()
    def _forget_menu(self) -> None:
        self._menu = None

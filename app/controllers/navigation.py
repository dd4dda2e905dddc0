"""Moving in the song: start, end, zoom, loop.

Owns what the transport's keys do to the time axis, and whether the view follows the playhead.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction

from app.controllers.playback import PlaybackController
from app.controllers.settings import settings
from app.views.timeline import Timeline

ZOOM_STEP = 1.6
SHORTEST_LOOP_S = 0.05


class Navigation(QObject):
    """The keys of transport and zoom."""

    def __init__(
        self,
        timeline: Timeline,
        playback: PlaybackController,
        loop: QAction,
        follow: QAction,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._timeline, self._playback, self._loop = timeline, playback, loop
        loop.triggered.connect(self.set_looping)
        follow.toggled.connect(self.set_following)
        follow.setChecked(settings().value("follow", "page") != "off")
        self.set_following(follow.isChecked())
        timeline.loop_changed.connect(self._show_loop)

    @Slot()
    def to_start(self) -> None:
        """Go to the start of the loop, from there to that of the song."""
        in_s, out_s, on = self._timeline.loop
        behind = on and in_s < self._timeline.playhead_s <= out_s
        self._playback.seek(in_s if behind else 0.0)

    @Slot()
    def to_end(self) -> None:
        """Go to the end of the song."""
        self._playback.seek(self._timeline.length_s)

    @Slot()
    def jog_back(self) -> None:
        """Go back by a second."""
        self._jog(-1.0)

    @Slot()
    def jog_forward(self) -> None:
        """Go on by a second."""
        self._jog(1.0)

    @Slot()
    def jog_back_fine(self) -> None:
        """Go back by a tenth of a second."""
        self._jog(-0.1)

    @Slot()
    def jog_forward_fine(self) -> None:
        """Go on by a tenth of a second."""
        self._jog(0.1)

    def _jog(self, seconds: float) -> None:
        self._playback.seek(min(max(0.0, self._timeline.playhead_s + seconds), self._timeline.length_s))

    @Slot()
    def zoom_in(self) -> None:
        """Show less, around the playhead where it is seen."""
        self._timeline.zoom(ZOOM_STEP, self._anchor_s())

    @Slot()
    def zoom_out(self) -> None:
        """Show more."""
        self._timeline.zoom(1 / ZOOM_STEP, self._anchor_s())

    @Slot(bool)
    def set_looping(self, on: bool) -> None:
        """Loop the loop, the selection or else the whole song."""
        line = self._timeline
        in_s, out_s, _on = line.loop
        if out_s <= in_s:
            in_s, out_s = line.selection
        if out_s <= in_s:
            in_s, out_s = 0.0, line.length_s
        line.set_loop(in_s, out_s, on)

    @Slot(bool)
    def set_following(self, on: bool) -> None:
        """Turn the page when the playhead leaves it, or leave the view alone."""
        self._timeline.set_follow("page" if on else "off")
        settings().setValue("follow", self._timeline.follow)

    @Slot(float, float)
    def set_loop(self, in_s: float, out_s: float) -> None:
        """Loop a range that was drawn."""
        if abs(out_s - in_s) >= SHORTEST_LOOP_S:
            self._timeline.set_loop(in_s, out_s, True)

    @Slot()
    def loop_in(self) -> None:
        """Loop from the playhead on."""
        line = self._timeline
        out_s = line.loop[1] if line.loop[1] > line.playhead_s + SHORTEST_LOOP_S else line.length_s
        line.set_loop(line.playhead_s, out_s, True)

    @Slot()
    def loop_out(self) -> None:
        """Loop up to the playhead."""
        line = self._timeline
        in_s = line.loop[0] if line.loop[0] < line.playhead_s - SHORTEST_LOOP_S else 0.0
        line.set_loop(in_s, line.playhead_s, True)

    @Slot()
    def select_to_playhead(self) -> None:
        """Select from where the selection began, or from the playhead on, to the playhead."""
        self._timeline.extend_selection(self._timeline.playhead_s)

    @Slot()
    def play_selection(self) -> None:
        """Play the selection once, or else the loop."""
        line = self._timeline
        for start_s, stop_s in (line.selection, line.loop[:2]):
            if stop_s > start_s:
                self._playback.play_span(start_s, stop_s)
                return

    @Slot()
    def clear(self) -> None:
        """Forget the selection; where there is none, the loop."""
        line = self._timeline
        if line.selection[1] > line.selection[0]:
            line.set_selection(0.0, 0.0)
        else:
            line.set_loop(0.0, 0.0, False)

    @Slot(float, float, bool)
    def _show_loop(self, _in_s: float, _out_s: float, on: bool) -> None:
        self._loop.setChecked(on)

    def _anchor_s(self) -> float:
        line = self._timeline
        return line.playhead_s if line.start_s <= line.playhead_s <= line.stop_s else (line.start_s + line.stop_s) / 2

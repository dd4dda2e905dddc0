"""How a project is shown and heard: kept in it, brought back with it, and never undone.

Owns which of the views' choices belong to the project. Stores when nothing has changed for a moment.
"""

from __future__ import annotations

import math
from typing import Any

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QAction

from app.controllers.document import DocumentController
from app.graphics.tools.base import TOOL_IDS
from app.views.mixer import MixerPanel
from app.views.stage import Stage
from app.views.timeline import Timeline
from core.errors import CoreError

QUIET_MS = 1000
_KEY = "view"


class ViewState(QObject):
    """Mixer, zoom, position, loop, picture, chosen source and tool."""

    def __init__(
        self,
        document: DocumentController,
        timeline: Timeline,
        mixer: MixerPanel,
        stage: Stage,
        actions: dict[str, QAction],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._document, self._timeline = document, timeline
        self._mixer, self._stage, self._actions = mixer, stage, actions
        self._awaited_sound = ""
        self._has_range = False
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(QUIET_MS)
        self._quiet.timeout.connect(self.store)
        for signal in (timeline.range_changed, timeline.loop_changed, timeline.playhead_changed,
                       mixer.mixed, document.picked_changed, stage.bar.scale_changed,
                       stage.bar.colour_map_changed):  # fmt: skip
            signal.connect(self._on_changed)
        stage.bar.shown_changed.connect(self._on_shown)
        stage.bar.range_changed.connect(self._on_range)
        for name in TOOL_IDS:
            actions[f"tool_{name}"].toggled.connect(self._on_changed)

    @Slot()
    def store(self) -> None:
        """Put the present view into the project, if it is another than the one there."""
        self._quiet.stop()
        project = self._document.project
        if project.song is None:
            return
        view = self._view()
        try:
            if project.state(_KEY) != view:
                project.set_state(_KEY, view)
        except CoreError as error:
            self._document.failed.emit(error)

    def close(self) -> None:
        """Store for the last time: what changes from now on is the end of the window."""
        self.store()
        self._quiet.blockSignals(True)

    def restore(self) -> None:
        """Show and hear the project as it was left; what it does not know stays as it is, but for the mixer."""
        kept = self._document.project.state(_KEY, {})
        view: dict[str, Any] = kept if isinstance(kept, dict) else {}
        for source_id, *_mix in self._mixer.mixes():
            self._mixer.show_mix(source_id, False, False, 0.0)
        for source_id, mute, solo, gain_db, *pan in view.get("strips", []):
            self._mixer.show_mix(source_id, mute, solo, -math.inf if gain_db is None else gain_db, *pan[:1])
        self._restore_time(view)
        self._restore_picture(view)
        if view.get("picked"):
            self._document.pick(str(view["picked"]))
        if view.get("tool") in TOOL_IDS:
            self._actions[f"tool_{view['tool']}"].setChecked(True)
        self._quiet.stop()

    def show_awaited_sound(self) -> None:
        """Show the stem that was shown, now that it is there."""
        if self._awaited_sound:
            self._stage.bar.choose({"shown": self._awaited_sound})

    def _restore_picture(self, view: dict[str, Any]) -> None:
        bar = self._stage.bar
        picture = {key: str(value) for key, value in view.get("picture", {}).items()}
        bar.choose(picture)
        shown = picture.get("shown", "")
        self._awaited_sound = shown if shown != bar.shown() else ""
        range_db = view.get("range_db")
        self._has_range = range_db is not None
        if range_db is not None:
            self._stage.spectrogram.set_range_db(*range_db)
            bar.show_range(round(range_db[1] - range_db[0]))

    def _restore_time(self, view: dict[str, Any]) -> None:
        line = self._timeline
        in_s, out_s, on = view.get("loop", (0.0, 0.0, False))
        line.set_loop(in_s, out_s, on)
        line.set_playhead(view.get("playhead_s", 0.0))
        if "range_s" in view:
            line.zoom_to(*view["range_s"])

    def _view(self) -> dict[str, Any]:
        line, picked = self._timeline, self._document.picked
        strips = [
            [source_id, mute, solo, gain_db if math.isfinite(gain_db) else None, pan]
            for source_id, mute, solo, gain_db, pan in self._mixer.mixes()
        ]
        picture = self._stage.bar.choices()
        if self._awaited_sound:
            picture["shown"] = self._awaited_sound
        return {
            "strips": strips,
            "range_s": [line.start_s, line.stop_s],
            "playhead_s": line.playhead_s,
            "loop": list(line.loop),
            "picture": picture,
            "range_db": list(self._stage.spectrogram.range_db) if self._has_range else None,
            "picked": picked.id if picked is not None else "",
            "tool": next((name for name in TOOL_IDS if self._actions[f"tool_{name}"].isChecked()), ""),
        }

    @Slot()
    def _on_changed(self) -> None:
        self._quiet.start()

    @Slot()
    def _on_shown(self) -> None:
        self._awaited_sound = ""
        self._quiet.start()

    @Slot()
    def _on_range(self) -> None:
        self._has_range = True
        self._quiet.start()

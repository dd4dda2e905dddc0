"""The activity of the sources over the shared time axis: one lane per source.

Owns the composition of lanes and their names. Paints no activity into the annotation: strokes are told by signals.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.graphics.colours import Theme
from app.graphics.tools.base import ToolId
from app.views.timeline import Timeline
from core.annotation.model import Activity, Source


class LanesView(QWidget):
    """Names and lanes."""

    pointer_moved = Signal(object)  # (time_s, source name, state), or None
    seek_requested = Signal(float)
    source_picked = Signal(str)

    def __init__(self, timeline: Timeline, parent: QWidget | None = None) -> None:
        """Show no lanes."""
        super().__init__(parent)
        self.timeline = timeline

    def set_activities(self, sources: Sequence[Source], activities: Sequence[Activity], rate: int) -> None:
        """Show the activity of these sources."""

    def set_picked(self, source_id: str) -> None:
        """Mark the chosen source."""

    def set_tool(self, tool_id: ToolId) -> None:
        """Let the mouse do something else."""

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""

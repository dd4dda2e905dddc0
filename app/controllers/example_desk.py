"""Everything of the window that has to do with examples, put together.

Owns the lines between the commands, what is shown, what is dropped and the preset against noise.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from app.controllers.example_drops import ExampleDrops
from app.controllers.example_shelf import ExampleShelf
from app.controllers.examples import ExampleController
from app.controllers.noise_preset import NoisePreset
from app.controllers.session import Session
from app.views.engine_panel import EnginePanel
from app.views.mixer import MixerPanel
from app.views.stage import Stage


class ExampleDesk(QObject):
    """Commands, section, drops and preset."""

    told = Signal(str)  # what the user should know, for the message bar
    open_requested = Signal(object)  # Path of a song

    def __init__(
        self,
        window: QWidget,
        session: Session,
        views: tuple[MixerPanel, Stage, EnginePanel],
        actions: dict[str, QAction],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        mixer, stage, engine = views
        document, work, line = session.document, session.work, stage.lanes.timeline
        regions = stage.spectrogram.regions
        self.commands = ExampleController(window, document, work, line, regions, actions, self)
        key = actions["example_alone"]
        self.shelf = ExampleShelf(
            document, session.playback, session.separation, mixer.examples, stage, engine, key, self
        )
        self.drops = ExampleDrops(window, document, self.commands, self)
        self.preset = NoisePreset(window, document, work, line, engine, actions["remove_noise"], self)
        mixer.examples.remove_requested.connect(self.commands.remove)
        mixer.examples.files_dropped.connect(self.drops.offer)
        mixer.files_dropped.connect(self.drops.offer)
        self.drops.open_requested.connect(self.open_requested)
        for part in (self.commands, self.shelf, self.preset):
            part.told.connect(self.told)

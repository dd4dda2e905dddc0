"""The window from its start to its end: what comes before the first picture, after it, and when all is over."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app.controllers.settings import settings
from app.errors_ui import CrashHandler
from app.garbage import GarbageCollector
from app.i18n import AUTOMATIC, install_language
from app.main_window import MainWindow
from app.preload import Preloader
from app.theme import DARK, LIGHT, apply_theme
from app.window_place import keep_place, place_window

# by then the window has been painted
_FIRST_PICTURE_MS = 100


def run_window(song: Path | None, score: Path | None) -> int:
    """Open the window, with a song and its score or empty; return the exit code."""
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication(["stembrush"])
    application.setApplicationName("Stembrush")
    application.setDesktopFileName("stembrush")
    install_language(application, str(settings().value("language", AUTOMATIC)))
    crashes = CrashHandler()
    crashes.install()
    apply_theme(application, LIGHT if settings().value("theme", "dark") == "light" else DARK)
    collector = GarbageCollector()
    window = MainWindow()
    place_window(window)
    preloader = Preloader()
    window.closing.connect(preloader.abandon)
    try:
        window.show()
        QTimer.singleShot(_FIRST_PICTURE_MS, preloader.start)
        window.open(song, score)
        QTimer.singleShot(_FIRST_PICTURE_MS, window.welcome.look_for_leftovers)
        return application.exec()
    finally:
        keep_place(window)
        # however it came to an end: nobody is asked any more, and no thread outlives the window
        window.hide()
        window.close()
        preloader.close()
        collector.close()
        crashes.uninstall()

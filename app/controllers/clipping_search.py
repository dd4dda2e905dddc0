"""Which files of an export would be beyond full scale, known before anything is written.

Owns what is known for which choice. The search itself is the core's, its way through the io lane ``exporting``'s.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.controllers.exporting import ExportController
from core.export import ClippedFile, ExportChoice, Material
from core.export.plan import as_float

_QUIET_MS = 250


class ClippingSearch(QObject):
    """Looks again when a choice could have another answer."""

    found = Signal()  # ``files`` are known
    failed = Signal(str)

    def __init__(self, exporting: ExportController, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._exporting = exporting
        self._key: object = None
        self._asked: tuple[Material, ExportChoice] | None = None
        self.files: tuple[ClippedFile, ...] | None = ()  # None: not known yet
        self._quiet = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._quiet.timeout.connect(self._start)
        exporting.clipping_found.connect(self._on_found)
        exporting.clipping_failed.connect(self._on_failed)

    def look(self, material: Material, choice: ExportChoice) -> None:
        """Look for samples beyond full scale, once the choice has stayed for a moment."""
        key = (choice.stems, choice.groups, choice.residual, choice.span, choice.bits, id(material.result))
        if key == self._key:
            return
        self.give_up()
        self._key = key
        if choice.bits == "32f":
            self.files = ()
        else:
            self.files, self._asked = None, (material, choice)
            self._quiet.start()

    def hurry(self) -> None:
        """Begin at once."""
        if self._quiet.isActive():
            self._quiet.stop()
            self._start()

    def give_up(self) -> None:
        """Look for nothing any more."""
        self._quiet.stop()
        self._exporting.give_up_search()
        self._key = self._asked = None

    def carried_out(self, choice: ExportChoice) -> ExportChoice:
        """Return the choice as it will be written, as far as that is known."""
        if self.files is None:
            return choice
        if not self.files:
            return replace(choice, clipping="clip")
        return as_float(choice) if choice.clipping == "float" else choice

    @Slot()
    def _start(self) -> None:
        if self._asked is not None:
            self._exporting.search(*self._asked)
            self._asked = None

    @Slot(object)
    def _on_found(self, files: tuple[ClippedFile, ...]) -> None:
        self.files = files
        self.found.emit()

    @Slot(str)
    def _on_failed(self, words: str) -> None:
        self.files, self._key = (), None
        self.failed.emit(words)

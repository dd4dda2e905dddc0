"""The row above the spectrogram: what it shows and how.

Owns the choices; the pictures are told by whoever composes.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QSizePolicy, QSlider, QToolButton, QWidget

from app.theme import figures_font
from app.theme.tokens import SPACE_M, SPACE_S, SPACE_XS
from app.views.controls import label

MIXTURE_ID = "mixture"
FLOOR_DB, DEFAULT_RANGE_DB, WIDEST_DB = 30, 80, 120


class ViewBar(QFrame):
    """Shown sound, frequency scale, range, colours, zoom."""

    shown_changed = Signal(str)
    scale_changed = Signal(str)
    range_changed = Signal(int)
    colour_map_changed = Signal(str)

    def __init__(
        self, actions: dict[str, QAction], colour_maps: tuple[str, ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "bar")
        self.setAccessibleName(self.tr("Picture"))
        self._shown = self._combo(self.tr("Shown sound"), 8, 240)
        self._shown.setObjectName("shown_sound")
        self._shown.currentIndexChanged.connect(self._on_shown)
        self._scale = self._combo(self.tr("Frequency scale"), 5, 96)
        for key, text in (("log", self.tr("Log")), ("mel", self.tr("Mel")), ("linear", self.tr("Linear"))):
            self._scale.addItem(text, key)
        self._scale.currentIndexChanged.connect(self._on_scale)
        self._map = self._combo(self.tr("Colours"), 9, 128)
        for name in colour_maps:
            self._map.addItem(name[:1].upper() + name[1:], name)
        self._map.currentIndexChanged.connect(self._on_map)
        self._range = QSlider(Qt.Orientation.Horizontal)
        self._range.setRange(FLOOR_DB, WIDEST_DB)
        self._range.setValue(DEFAULT_RANGE_DB)
        self._range.setMinimumWidth(48)
        self._range.setMaximumWidth(96)
        self._range.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._range.setAccessibleName(self.tr("Dynamic range"))
        self._range.setToolTip(self.tr("Dynamic range: how much quieter than the loudest is still seen"))
        self._range.valueChanged.connect(self._on_range)
        self._range_words = label(f"{DEFAULT_RANGE_DB} dB", "small")
        self._range_words.setFont(figures_font(11))
        self._range_words.setMinimumWidth(self._range_words.fontMetrics().horizontalAdvance("120 dB"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE_M, SPACE_XS, SPACE_S, SPACE_XS)
        layout.setSpacing(SPACE_S)
        for widget in (self._shown, self._scale, self._map, self._range):
            layout.addWidget(widget, 2 if widget is self._shown else 0)
        layout.addWidget(self._range_words)
        layout.addStretch(1)
        for name in ("zoom_out", "zoom_in", "zoom_fit"):
            button = QToolButton()
            button.setDefaultAction(actions[name])
            button.setIconSize(QSize(18, 18))
            button.setAccessibleName(actions[name].text())
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            layout.addWidget(button)
        self.set_choices([(MIXTURE_ID, self.tr("Mixture"))])

    def _combo(self, name: str, letters: int, wide: int) -> QComboBox:
        combo = QComboBox()
        combo.setAccessibleName(name)
        combo.setToolTip(name)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setMinimumContentsLength(letters)
        combo.setMaximumWidth(wide)
        combo.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        return combo

    def set_choices(self, choices: list[tuple[str, str]]) -> None:
        """Offer these sounds; the one that was shown stays where it is still there."""
        before = self.shown()
        self._shown.blockSignals(True)
        self._shown.clear()
        for key, text in choices:
            self._shown.addItem(text, key)
        self._shown.setCurrentIndex(max(0, self._shown.findData(before)))
        self._shown.blockSignals(False)
        if self.shown() != before and before:
            self.shown_changed.emit(self.shown())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Leave out what matters least where there is little room."""
        self._range_words.setVisible(event.size().width() >= 620)
        self._map.setVisible(event.size().width() >= 560)
        super().resizeEvent(event)

    def show_range(self, width_db: int) -> None:
        """Show a range that was chosen elsewhere, without a signal."""
        self._range.blockSignals(True)
        self._range.setValue(width_db)
        self._range.blockSignals(False)
        self._range_words.setText(f"{width_db} dB")

    def shown(self) -> str:
        """Return what is shown: the mixture, the residual or a source's id."""
        return self._shown.currentData() or ""

    def choices(self) -> dict[str, str]:
        """Return what is chosen: ``shown``, ``scale`` and ``colour_map``."""
        return {key: combo.currentData() or "" for key, combo in self._combos().items()}

    def choose(self, choices: Mapping[str, str]) -> None:
        """Choose as the user does; what is not offered is left as it is."""
        for key, combo in self._combos().items():
            index = combo.findData(choices.get(key, ""))
            if index >= 0:
                combo.setCurrentIndex(index)

    def _combos(self) -> dict[str, QComboBox]:
        return {"shown": self._shown, "scale": self._scale, "colour_map": self._map}

    @Slot(int)
    def _on_shown(self, _index: int) -> None:
        self.shown_changed.emit(self.shown())

    @Slot(int)
    def _on_scale(self, _index: int) -> None:
        self.scale_changed.emit(self._scale.currentData())

    @Slot(int)
    def _on_map(self, _index: int) -> None:
        self.colour_map_changed.emit(self._map.currentData())

    @Slot(int)
    def _on_range(self, value: int) -> None:
        self._range_words.setText(f"{value} dB")
        self.range_changed.emit(value)

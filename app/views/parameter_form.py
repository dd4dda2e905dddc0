"""A form made from the parameter dataclass of an engine.

Owns one control per parameter, the advanced ones folded away. Knows no engine: it shows specs and returns values.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QSpinBox,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)

from app.i18n import engine_words
from app.theme import icon
from app.theme.tokens import SPACE_S, SPACE_XS
from app.views.controls import label
from core.engines.base import ParameterSpec, parameter_specs

_INT_LIMIT = 2**31 - 1
_DECIMALS, _MOST_DECIMALS = 3, 15
SHORT_ROLE = Qt.ItemDataRole.UserRole + 1
_CONTROL_PX, _WIDEST_PX = 124, 148
_ABBREVIATIONS = {
    "nmf": "NMF",
    "admom": "ADMoM",
    "nn-rpca": "NN RPCA",
    "nn-rnmf": "NN RNMF",
    "kullback-leibler": "Kullback-Leibler",
    "itakura-saito": "Itakura-Saito",
}


class QuietSpinBox(QSpinBox):
    """A spin box that the wheel changes only when it has the focus, so that scrolling the panel changes nothing."""

    def wheelEvent(self, event: Any) -> None:  # noqa: N802 - Qt's name
        """Leave the wheel to the panel without focus."""
        super().wheelEvent(event) if self.hasFocus() else event.ignore()


class QuietDoubleSpinBox(QDoubleSpinBox):
    """See :class:`QuietSpinBox`; where it is as exact as that, zeros at the end are left out."""

    def textFromValue(self, value: float) -> str:  # noqa: N802 - Qt's name
        """Return a value in words."""
        text = super().textFromValue(value)
        return text.rstrip("0").rstrip(".,") if self.decimals() > _DECIMALS else text

    def wheelEvent(self, event: Any) -> None:  # noqa: N802 - Qt's name
        """Leave the wheel to the panel without focus."""
        super().wheelEvent(event) if self.hasFocus() else event.ignore()


class QuietComboBox(QComboBox):
    """See :class:`QuietSpinBox`; of words that are too long those of ``SHORT_ROLE`` are shown, or an ellipsis."""

    def paintEvent(self, _event: Any) -> None:  # noqa: N802 - Qt's name
        """Paint as usual, with words that fit."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        room = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        metrics, short = self.fontMetrics(), self.currentData(SHORT_ROLE)
        if short and metrics.horizontalAdvance(option.currentText) > room.width():
            option.currentText = short
        option.currentText = metrics.elidedText(option.currentText, Qt.TextElideMode.ElideRight, room.width())
        painter = QStylePainter(self)
        try:
            painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
            painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        finally:
            painter.end()

    def wheelEvent(self, event: Any) -> None:  # noqa: N802 - Qt's name
        """Leave the wheel to the panel without focus."""
        super().wheelEvent(event) if self.hasFocus() else event.ignore()


class ParameterForm(QWidget):
    """Controls for all parameters of an engine."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._type: type | None = None
        self._controls: dict[str, QWidget] = {}
        self._conditional: tuple[ParameterSpec, ...] = ()
        self._advanced_names: set[str] = set()
        self._names: dict[str, QLabel] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(SPACE_S)
        self._fold: QPushButton | None = None
        self._advanced: QWidget | None = None

    def set_parameters(self, parameters: type) -> None:
        """Show the fields of a parameter dataclass with their defaults."""
        # a field that is left as it vanishes says so, and means the parameters of before
        self.blockSignals(True)
        while (item := self._layout.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.blockSignals(False)
        self._type, self._controls, self._names, self._fold, self._advanced = parameters, {}, {}, None, None
        specs = parameter_specs(parameters)
        self._conditional = tuple(spec for spec in specs if spec.used_with is not None)
        plain = [spec for spec in specs if not spec.advanced]
        advanced = [spec for spec in specs if spec.advanced]
        self._advanced_names = {spec.name for spec in advanced}
        self._layout.addWidget(self._grid(plain))
        if advanced:
            self._fold = QPushButton(self.tr("Advanced"))
            self._fold.setProperty("kind", "fold")
            self._fold.setCheckable(True)
            self._fold.setIcon(icon("chevron-right", "dim"))
            self._fold.toggled.connect(self._unfold)
            self._advanced = self._grid(advanced)
            self._advanced.setVisible(False)
            self._layout.addWidget(self._fold)
            self._layout.addWidget(self._advanced)
        self._show_used()

    def values(self) -> Any:
        """Return an instance of the parameter dataclass with what is shown."""
        if self._type is None:
            return None
        return self._type(**{name: self._value(control) for name, control in self._controls.items()})

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Show these values; parameters that are not among them keep theirs."""
        for name, control in self._controls.items():
            value = values.get(name)
            if isinstance(control, QComboBox) and control.findData(value) >= 0:
                control.setCurrentIndex(control.findData(value))
            elif isinstance(control, QCheckBox) and isinstance(value, bool):
                control.setChecked(value)
            elif isinstance(control, QSpinBox) and isinstance(value, int | float):
                control.setValue(int(value))
            elif isinstance(control, QDoubleSpinBox) and isinstance(value, int | float):
                # finer than what is typed: what a search has found is not rounded
                control.setDecimals(max(control.decimals(), _decimals(value)))
                control.setValue(value)
            elif isinstance(control, QLineEdit) and isinstance(value, str):
                control.setText(value)
        self._tell()

    def control(self, name: str) -> QWidget:
        """Return the control of a parameter; raises KeyError."""
        return self._controls[name]

    def _grid(self, specs: list[ParameterSpec]) -> QWidget:
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE_S)
        grid.setVerticalSpacing(SPACE_S)
        grid.setColumnStretch(0, 1)
        for row, spec in enumerate(specs):
            control = self._control(spec)
            words, help_words = (engine_words(text) for text in parameter_words(spec)[:2])
            control.setAccessibleName(words)
            control.setObjectName(f"parameter_{spec.name}")
            control.setToolTip(help_words + self._bounds(spec))
            control.setStatusTip(help_words)
            self._controls[spec.name] = control
            if isinstance(control, QCheckBox):
                control.setText(words)
                grid.addWidget(control, row, 0, 1, 2)
                continue
            name = label(words, "dim")
            name.setToolTip(help_words)
            name.setBuddy(control)
            self._names[spec.name] = name
            name.setWordWrap(True)
            if isinstance(control, QLineEdit):
                # words want more room than numbers
                lines = QVBoxLayout()
                lines.setSpacing(SPACE_XS)
                lines.addWidget(name)
                lines.addWidget(control)
                grid.addLayout(lines, row, 0, 1, 2)
                continue
            wanted = control.sizeHint().width() if isinstance(control, QComboBox) else 0
            control.setFixedWidth(min(max(_CONTROL_PX, wanted), _WIDEST_PX))
            grid.addWidget(name, row, 0)
            grid.addWidget(control, row, 1, Qt.AlignmentFlag.AlignRight)
        return body

    def _bounds(self, spec: ParameterSpec) -> str:
        if spec.minimum is None or spec.maximum is None:
            return ""
        return self.tr(" ({0:g} to {1:g} {2})").format(spec.minimum, spec.maximum, spec.unit).replace(" )", ")")

    def _control(self, spec: ParameterSpec) -> QWidget:
        if spec.choices:
            combo = QuietComboBox()
            for choice, words in zip(spec.choices, parameter_words(spec)[2:], strict=True):
                combo.addItem(engine_words(words), choice)
            combo.setCurrentIndex(spec.choices.index(spec.default))
            combo.currentIndexChanged.connect(self._tell)
            return combo
        if spec.kind is bool:
            box = QCheckBox()
            box.setChecked(bool(spec.default))
            box.toggled.connect(self._tell)
            return box
        if spec.kind in (int, float):
            return self._number(spec)
        line = QLineEdit(str(spec.default))
        # what is left free is up to the engine
        line.setPlaceholderText(self.tr("Auto"))
        line.setClearButtonEnabled(True)
        line.editingFinished.connect(self._tell)
        return line

    def _number(self, spec: ParameterSpec) -> QWidget:
        low = spec.minimum if spec.minimum is not None else -_INT_LIMIT
        high = spec.maximum if spec.maximum is not None else _INT_LIMIT
        spin: QSpinBox | QDoubleSpinBox
        if spec.kind is int:
            spin = QuietSpinBox()
            spin.setRange(int(low), int(high))
            spin.setValue(int(spec.default))
        else:
            spin = QuietDoubleSpinBox()
            typical = high / 10 if spec.automatic else abs(spec.default)
            step = 0.01 if typical < 1 else 0.1 if typical < 10 else 1.0
            # what is far below one goes in steps of its own size, and none is rounded to nothing
            step = min(step, 10.0 ** math.floor(math.log10(typical))) if typical else step
            finest = min((abs(value) for value in (spec.default, low) if value), default=1.0)
            spin.setDecimals(max(_DECIMALS if step < 0.1 else 2, math.ceil(-math.log10(finest))))
            spin.setSingleStep(step)
            spin.setRange(low, high)
            spin.setValue(spec.default)
        spin.setSuffix(f" {spec.unit}" if spec.unit else "")
        if spec.automatic:
            spin.setSpecialValueText(self.tr("Auto"))
        spin.setAlignment(Qt.AlignmentFlag.AlignRight)
        spin.lineEdit().setTextMargins(0, 0, SPACE_XS, 0)
        spin.setKeyboardTracking(False)
        spin.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        spin.valueChanged.connect(self._tell)
        return spin

    @staticmethod
    def _value(control: QWidget) -> Any:
        if isinstance(control, QComboBox):
            return control.currentData()
        if isinstance(control, QCheckBox):
            return control.isChecked()
        if isinstance(control, QSpinBox | QDoubleSpinBox):
            return control.value()
        assert isinstance(control, QLineEdit)
        return control.text()

    def _show_used(self) -> None:
        """Let only those be seen that are used with the others as they are."""
        used = set(self._controls)
        for spec in self._conditional:
            assert spec.used_with is not None
            other = spec.used_with[0]
            # what depends on one that is not used itself is not used either; that one comes first
            is_used = other in used and spec.is_used(self._value(self._controls[other]))
            used -= set() if is_used else {spec.name}
            for widget in (self._controls[spec.name], self._names.get(spec.name)):
                if widget is not None:
                    widget.setVisible(is_used)
        if self._fold is not None:
            self._fold.setVisible(bool(used & self._advanced_names))

    @Slot()
    def _tell(self) -> None:
        self._show_used()
        self.changed.emit()

    @Slot(bool)
    def _unfold(self, shown: bool) -> None:
        if self._fold is not None and self._advanced is not None:
            self._advanced.setVisible(shown)
            self._fold.setIcon(icon("chevron-down" if shown else "chevron-right", "dim"))


def _decimals(value: float) -> int:
    """Return how many digits behind the point a value has, as far as they count."""
    exponent = Decimal(repr(value)).as_tuple().exponent
    return min(_MOST_DECIMALS, max(0, -exponent)) if isinstance(exponent, int) else 0


def parameter_words(spec: ParameterSpec) -> tuple[str, ...]:
    """Return the English words of a parameter: its name, its help, its choices."""
    name = spec.name.replace("_", " ")
    if spec.unit in ("s", "ms", "Hz", "dB"):
        name = name.removesuffix(f" {spec.unit.lower()}")
    return (name[:1].upper() + name[1:], spec.help, *map(choice_words, spec.choices))


def choice_words(choice: str) -> str:
    """Return the English words of one of a parameter's choices."""
    return _ABBREVIATIONS.get(choice, choice[:1].upper() + choice[1:].replace("_", " "))


def wrapped(text: str, kind: str) -> QLabel:
    """Return a label that breaks its lines and never widens its panel."""
    made = label(text, kind)
    made.setWordWrap(True)
    made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return made

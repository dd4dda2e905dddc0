"""The column of tools at the left of the pictures: what the mouse does there, and how.

Owns which options are shown with which tool. Its buttons are the window's actions.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QAction, QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from app.graphics.tools.base import TOOL_IDS, ToolId
from app.plain_text import literal
from app.theme import current
from app.theme.tokens import SPACE_XS

_OPTIONS: dict[ToolId, tuple[str, ...]] = {
    "navigate": (),
    "select": ("mark_active", "mark_silent", "mark_unknown"),
    "activity": ("mark_active", "mark_silent", "mark_unknown"),
    "notes": ("quantise", "split"),
    "region": ("region_box", "region_lasso", "region_brush", "region_harmonic"),
    "erase": (),
}
_WIDTH, _LARGEST, _SMALLEST = 44, 34, 20
# two rules with the space around them, and the space at both ends
_RULES_PX = 2 * (1 + 2 * SPACE_XS) + 2 * SPACE_XS


class PolarityButton(QToolButton):
    """Whether what is painted belongs to the chosen source, in its colour."""

    def __init__(self, action: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._action = action
        self._name, self._colour = "", ""
        self.setDefaultAction(action)
        action.changed.connect(self._tell)
        self._tell()

    def set_source(self, name: str, colour: str) -> None:
        """Show another source; empty where there is none."""
        self._name, self._colour = name, colour
        self._tell()

    @Slot()
    def _tell(self) -> None:
        source = self._name or self.tr("the chosen source")
        is_not = self._action.isChecked()
        words = self.tr("Painted regions do not belong to {0}") if is_not else self.tr("Painted regions belong to {0}")
        keys = self._action.shortcut().toString()
        self.setToolTip(literal(words.format(source) + (f"  ({keys})" if keys else "")))
        self.setAccessibleName(words.format(source))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw a patch in the source's colour: full where it belongs, crossed out where it does not."""
        theme = current()
        colour = QColor(self._colour or theme.text_faint)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self.underMouse() or self.hasFocus():
                painter.setPen(QColor(theme.accent) if self.hasFocus() else Qt.PenStyle.NoPen)
                painter.setBrush(QColor(theme.hover))
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
            patch = QRectF(0, 0, 16, 16)
            patch.moveCenter(QRectF(self.rect()).center())
            painter.setPen(QPen(colour, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush if self._action.isChecked() else colour)
            painter.drawRoundedRect(patch, 4, 4)
            if self._action.isChecked():
                painter.setPen(QPen(QColor(theme.text), 2, c=Qt.PenCapStyle.RoundCap))
                painter.drawLine(patch.bottomLeft(), patch.topRight())


class ToolBar(QFrame):
    """Six tools, snapping, and the options of the chosen tool."""

    def __init__(self, actions: dict[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tool_bar")
        self.setAccessibleName(self.tr("Tools"))
        self.setFixedWidth(_WIDTH)
        # a low window takes the smaller buttons, the bar never makes it higher
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Ignored)
        self._actions = actions
        self._buttons: dict[str, QToolButton] = {}
        self._tool: ToolId = "select"
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, SPACE_XS, 0, SPACE_XS)
        self._layout.setSpacing(0)
        self._layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        for tool_id in TOOL_IDS:
            self._add(f"tool_{tool_id}")
        self._add_rule()
        self._add("snap")
        self._rule = self._add_rule()
        for names in dict.fromkeys(_OPTIONS.values()):
            for name in names:
                self._add(name)
        self.polarity = PolarityButton(actions["region_not"])
        self._add("region_not", self.polarity)
        self._add("brush_smaller").setText("−")  # noqa: RUF001 - a minus sign is as wide as the plus
        self._add("brush_larger").setText("+")
        self._layout.addStretch(1)
        for name in ("region_brush", "region_harmonic"):
            actions[name].toggled.connect(self._show_options)
        self._show_options()

    def _add(self, name: str, made: QToolButton | None = None) -> QToolButton:
        action, button = self._actions[name], made or QToolButton()
        button.setDefaultAction(action)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setObjectName(f"tool_button_{name}")
        button.setAccessibleName(button.accessibleName() or action.text())
        self._buttons[name] = button
        self._layout.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        return button

    def _add_rule(self) -> QFrame:
        rule = QFrame()
        rule.setProperty("kind", "level_rule")
        rule.setFixedSize(24, 1)
        self._layout.addSpacing(SPACE_XS)
        self._layout.addWidget(rule, 0, Qt.AlignmentFlag.AlignHCenter)
        self._layout.addSpacing(SPACE_XS)
        return rule

    def button(self, name: str) -> QToolButton:
        """Return the button of an action; raises KeyError."""
        return self._buttons[name]

    def set_tool(self, tool_id: ToolId) -> None:
        """Show the options of another tool."""
        self._tool = tool_id
        self._show_options()

    def set_source(self, name: str, colour: str) -> None:
        """Tell to which source strokes go."""
        self.polarity.set_source(name, colour)

    @Slot()
    def _show_options(self) -> None:
        shown = set(_OPTIONS[self._tool])
        if self._tool == "region":
            shown.add("region_not")
            if self._actions["region_brush"].isChecked() or self._actions["region_harmonic"].isChecked():
                shown |= {"brush_smaller", "brush_larger"}
        fixed = {*(f"tool_{tool_id}" for tool_id in TOOL_IDS), "snap"}
        for name, button in self._buttons.items():
            button.setVisible(name in shown or name in fixed)
        self._rule.setVisible(bool(shown))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Take the buttons that fit."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        count = sum(not button.isHidden() for button in self._buttons.values())
        size = max(_SMALLEST, min(_LARGEST, int((self.height() - _RULES_PX) / max(1, count))))
        for button in self._buttons.values():
            button.setFixedSize(size, size)
            button.setIconSize(QSize(min(20, size - 6), min(20, size - 6)))

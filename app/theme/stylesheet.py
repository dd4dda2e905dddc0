"""The style sheet, palette and fonts that a theme stands for.

Owns how every standard widget looks. Widgets ask for a look by their object name or the dynamic property ``kind``.
"""

from __future__ import annotations

from PySide6.QtCore import QLocale
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from app.theme import tokens
from app.theme.icons import ICON_FOLDER
from app.theme.tokens import Theme

_SHEET = """
* { font-family: @families; font-size: 13px; }
QMainWindow, QDialog { background: @chrome; }
QWidget { color: @text; }
QToolTip { background: @raised; color: @text; border: 1px solid @border; padding: 4px 8px; }

QMenuBar { background: @chrome; padding: 2px 8px; border-bottom: 1px solid @line; }
QMenuBar::item { padding: 4px 8px; border-radius: 4px; background: transparent; color: @text_dim; }
QMenuBar::item:selected { background: @raised; color: @text; }
QMenu { background: @panel; border: 1px solid @border; padding: 4px; }
QMenu::item { padding: 6px 32px 6px 12px; border-radius: 4px; }
QMenu::item:selected { background: @selection; }
QMenu::item:disabled { color: @text_faint; }
QMenu::icon { padding-left: 8px; }
QMenu::separator { height: 1px; background: @border; margin: 4px 8px; }

QFrame[kind="bar"] { background: @panel; border: none; border-bottom: 1px solid @line; }
QFrame[kind="panel"], QWidget[kind="panel"] { background: @panel; border: none; }
QFrame[kind="card"] { background: @well; border: 1px solid @line; border-radius: 6px; }
QFrame[kind="canvas"] { background: @canvas; border: none; }
QFrame[kind="rule"] { background: @border; border: none; min-width: 1px; max-width: 1px; }
QLabel { background: transparent; }
QLabel[kind="heading"] { color: @text_dim; font-size: 12px; font-weight: 600; }
QLabel[kind="title"] { font-size: 20px; font-weight: 600; }
QLabel[kind="dim"] { color: @text_dim; }
QLabel[kind="small"] { color: @text_dim; font-size: 12px; }
QLabel[kind="tiny"] { color: @text_dim; font-size: 10px; }
QLabel[kind="hint"] { color: @text_faint; font-size: 12px; }
QLabel[kind="digit"] { color: @text_faint; font-size: 11px; }
QFrame[kind="level_rule"] { background: @border; border: none; }
QFrame[kind="line"] { background: @line; border: none; min-height: 1px; max-height: 1px; }
QLabel[kind="strong"] { font-weight: 600; }
QLabel[kind="strong_small"] { font-size: 12px; font-weight: 500; }
QLabel[kind="warning"] { color: @warning; font-size: 12px; }
QLabel[kind="danger"] { color: @danger; font-size: 12px; }

QPushButton {
    background: @raised; border: 1px solid @border; border-radius: 4px; padding: 0 12px; min-height: 26px; color: @text;
}
QPushButton:hover { background: @hover; }
QPushButton:pressed { background: @pressed; }
QPushButton:focus { border-color: @accent; }
QPushButton:disabled { color: @text_faint; background: @panel; border-color: @raised; }
QPushButton[kind="primary"] {
    background: @accent; border: 1px solid @accent; color: @on_accent; font-weight: 600; min-height: 34px;
}
QPushButton[kind="primary"]:hover { background: @accent_hover; border-color: @accent_hover; }
QPushButton[kind="primary"]:pressed { background: @accent_pressed; border-color: @accent_pressed; }
QPushButton[kind="primary"]:focus { border: 2px solid @text; }
QPushButton[kind="primary"]:disabled { background: @raised; border-color: @raised; color: @text_faint; }
QPushButton[kind="large"] { min-height: 34px; }
QDialog QPushButton, QDialog QPushButton[kind="primary"] { min-height: 30px; min-width: 72px; }
QPushButton[kind="fold"] {
    background: transparent; border: 1px solid transparent; text-align: left; padding: 0 4px; color: @text_dim;
}
QPushButton[kind="fold"]:hover { color: @text; }
QPushButton[kind="fold"]:focus { border-color: @accent; }
QPushButton#examples_fold { font-size: 12px; font-weight: 600; padding: 0; }

QToolButton {
    background: transparent; border: 1px solid transparent; border-radius: 4px; padding: 4px; color: @text;
}
QToolButton:hover { background: @hover; }
QToolButton:pressed { background: @pressed; }
QToolButton:checked { background: @selection; }
QToolButton:focus { border-color: @accent; }
QToolButton:disabled { color: @text_faint; }
QToolButton[kind="segment"] {
    background: @well; border: 1px solid @border; border-radius: 0; padding: 0 12px; min-height: 26px; color: @text_dim;
}
QToolButton[kind="segment"][place="first"] { border-top-left-radius: 4px; border-bottom-left-radius: 4px; }
QToolButton[kind="segment"][place="last"] {
    border-top-right-radius: 4px; border-bottom-right-radius: 4px; border-left: none;
}
QToolButton[kind="segment"]:hover { color: @text; background: @hover; }
QToolButton[kind="segment"]:checked { background: @selection; color: @text; }
QToolButton[kind="segment"]:focus { border: 1px solid @accent; }
QToolButton[kind="segment"]:disabled { color: @text_faint; background: @panel; }
QToolButton[kind="segment"]:disabled:checked { background: @pressed; color: @text_dim; }
QToolButton[kind="chip"] { color: @text_dim; font-size: 12px; padding: 3px 6px; }
QToolButton[kind="chip"]:hover { color: @text; }
QToolButton[kind="readout"] { color: @text_dim; font-size: 11px; padding: 0 4px; min-height: 18px; }
QToolButton[kind="readout"][state="warning"] { color: @warning; font-weight: 600; }
QToolButton[kind="readout"][state="danger"] { background: @danger; color: @chrome; font-weight: 600; }
QToolButton[kind="strip"] {
    background: @raised; border: 1px solid @border; border-radius: 4px; padding: 0; font-size: 11px; font-weight: 700;
    color: @text_dim;
}
QToolButton[kind="strip"]:hover { background: @hover; color: @text; }
QToolButton[kind="strip"]:focus { border-color: @accent; }
QToolButton[kind="strip"]:disabled { color: @text_faint; background: @panel; border-color: @raised; }
QToolButton[kind="strip"][role="mute"]:checked { background: @danger; border-color: @danger; color: @chrome; }
QToolButton[kind="strip"][role="solo"]:checked { background: @solo; border-color: @solo; color: #14161A; }
QToolButton[kind="strip"][dim="true"]:enabled { color: @text_faint; background: @panel; }
QToolButton[kind="strip"][dim="true"]:enabled:hover { color: @text; background: @hover; }
QToolButton[kind="strip"][role="mute"][dim="true"]:enabled:checked { color: @danger; border-color: @danger; }
QToolButton[kind="strip"][role="solo"][dim="true"]:enabled:checked { color: @warning; border-color: @warning; }

QLineEdit, QComboBox, QAbstractSpinBox {
    background: @well; border: 1px solid @border; border-radius: 4px; padding: 0 8px; min-height: 26px;
    max-height: 26px; color: @text;
    selection-background-color: @selection; selection-color: @text;
}
QLineEdit:hover, QSpinBox:hover, QDoubleSpinBox:hover, QComboBox:hover { border-color: @text_faint; }
QLineEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus, QComboBox:focus { border-color: @accent; }
QLineEdit:disabled, QSpinBox:disabled, QDoubleSpinBox:disabled, QComboBox:disabled {
    color: @text_faint; border-color: @raised; background: @panel;
}
QAbstractSpinBox QLineEdit { border: none; background: transparent; padding: 0 0 0 6px; }
QLineEdit[kind="inline"] { background: transparent; border-color: transparent; padding: 0 4px; font-weight: 500; }
QLineEdit[kind="inline"]:hover { border-color: @border; }
QLineEdit[kind="inline"]:focus { background: @well; border-color: @accent; }
QComboBox { padding-right: 0; }
QComboBox::drop-down { border: none; width: 18px; }
QComboBox::down-arrow { image: url(@glyphs/down.svg); width: 12px; height: 12px; }
QComboBox QAbstractItemView {
    background: @panel; border: 1px solid @border; selection-background-color: @selection; selection-color: @text;
    outline: none; padding: 4px;
}
QSpinBox::up-button, QDoubleSpinBox::up-button { border: none; width: 16px; subcontrol-position: top right; }
QSpinBox::down-button, QDoubleSpinBox::down-button { border: none; width: 16px; subcontrol-position: bottom right; }
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow { image: url(@glyphs/up.svg); width: 10px; height: 10px; }
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow { image: url(@glyphs/down.svg); width: 10px; height: 10px; }

QCheckBox { spacing: 8px; background: transparent; }
QCheckBox:disabled { color: @text_faint; }
QCheckBox::indicator {
    width: 14px; height: 14px; border: 1px solid @text_faint; border-radius: 3px; background: @well;
}
QCheckBox::indicator:hover { border-color: @text_dim; }
QCheckBox::indicator:focus { border-color: @accent; }
QCheckBox:focus { color: @accent_hover; }
QCheckBox::indicator:checked { background: @accent; border-color: @accent; image: url(@glyphs/@check.svg); }
QCheckBox::indicator:disabled { border-color: @border; background: @panel; }
QCheckBox::indicator:checked:disabled { background: @text_faint; border-color: @text_faint; }

QSlider { background: transparent; min-height: 20px; }
QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: @well; border: 1px solid @border; }
QSlider::sub-page:horizontal { background: @text_faint; border-radius: 2px; }
QSlider::handle:horizontal {
    background: @text; width: 8px; height: 14px; margin: -6px 0; border-radius: 3px; border: 1px solid @line;
}
QSlider::handle:horizontal:hover { background: @accent_hover; }
QSlider::handle:horizontal:focus { background: @accent; border-color: @accent; }
QSlider::handle:horizontal:disabled { background: @text_faint; }
QSlider::sub-page:horizontal:disabled { background: @border; }

QProgressBar { background: @well; border: none; border-radius: 3px; min-height: 6px; max-height: 6px; }
QProgressBar::chunk { background: @accent; border-radius: 3px; }

QScrollArea { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar::handle:vertical { background: @border; border-radius: 3px; min-height: 32px; margin: 2px; }
QScrollBar::handle:vertical:hover { background: @text_faint; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle:horizontal { background: @border; border-radius: 3px; min-width: 32px; margin: 2px; }
QScrollBar::handle:horizontal:hover { background: @text_faint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QSplitter::handle { background: @line; }
QSplitter::handle:hover { background: @accent; }
QSplitter::handle:horizontal { width: 3px; }
QSplitter::handle:vertical { height: 3px; }

QTreeWidget, QListWidget, QTableWidget, QPlainTextEdit {
    background: @well; border: 1px solid @border; border-radius: 4px; outline: none; alternate-background-color: @panel;
}
QTreeWidget:focus, QListWidget:focus, QTableWidget:focus, QPlainTextEdit:focus { border-color: @accent; }
QTreeWidget::item, QListWidget::item { padding: 4px; min-height: 20px; }
QTableWidget::item { padding: 0 8px; }
QListWidget::indicator, QTreeWidget::indicator {
    width: 14px; height: 14px; border: 1px solid @text_faint; border-radius: 3px; background: @well;
}
QListWidget::indicator:checked, QTreeWidget::indicator:checked {
    background: @accent; border-color: @accent; image: url(@glyphs/@check.svg);
}
QTreeWidget::item:selected, QListWidget::item:selected, QTableWidget::item:selected {
    background: @selection; color: @text;
}
QHeaderView::section {
    background: @panel; color: @text_dim; border: none; border-bottom: 1px solid @border; padding: 4px 8px;
}

QFrame#job_panel { background: @panel; border: none; border-top: 1px solid @line; }
QFrame#status_bar { background: @panel; border-top: 1px solid @line; }
QFrame#tool_bar { background: @panel; border: none; border-right: 1px solid @line; }
QFrame#tool_bar QToolButton { padding: 0; font-size: 16px; }
QFrame#tool_bar QToolButton:checked { background: @selection; border-color: @accent; }
QFrame#position_display { background: @well; border: 1px solid @line; border-radius: 4px; }
QFrame#position_display QLabel#position { font-size: 18px; font-weight: 600; }
QFrame#empty_state { background: @canvas; }
QFrame#drop_zone { border: 1.5px dashed @border; border-radius: 12px; background: @panel; }
QFrame#drop_zone[dropping="true"] { border-color: @accent; background: @selection; }
QFrame#message_bar { background: @raised; border: none; border-bottom: 1px solid @line; }
QFrame#message_bar[severity="error"] { border-left: 4px solid @danger; }
QFrame#message_bar[severity="warning"] { border-left: 4px solid @warning; }
QFrame#message_bar[severity="info"] { border-left: 4px solid @accent; }
QFrame#device_menu { background: @panel; border: 1px solid @border; border-radius: 4px; }
QFrame#device_menu QListWidget::item { padding: 2px 4px; min-height: 22px; }
QFrame#device_menu QListWidget::item:disabled { color: @text_dim; font-weight: 600; }
QFrame#strip { background: transparent; border: none; border-bottom: 1px solid @line; }
QFrame#strip[chosen="true"] { background: @raised; }
QFrame#strip[dropping="true"], QFrame#examples[dropping="true"] { background: @selection; }
QFrame#examples { background: @panel; border: none; }
QFrame#example_row { background: transparent; border: none; }
QFrame#example_row:hover { background: @raised; }
"""


def style_sheet(theme: Theme) -> str:
    """Return the style sheet of a theme."""
    names = [name for name in Theme.__dataclass_fields__ if name not in ("name", "is_dark")]
    sheet = _SHEET.replace("@glyphs", (ICON_FOLDER / "style").as_posix())
    sheet = sheet.replace("@families", ", ".join(f'"{family}"' for family in _families()))
    sheet = sheet.replace("@check", "check-dark" if theme.is_dark else "check-light")
    for name in sorted(names, key=len, reverse=True):
        sheet = sheet.replace(f"@{name}", getattr(theme, name))
    return sheet


def _palette(theme: Theme) -> QPalette:
    roles = QPalette.ColorRole
    palette = QPalette()
    for role, colour in {
        roles.Window: theme.chrome,
        roles.WindowText: theme.text,
        roles.Base: theme.well,
        roles.AlternateBase: theme.panel,
        roles.Text: theme.text,
        roles.Button: theme.raised,
        roles.ButtonText: theme.text,
        roles.ToolTipBase: theme.raised,
        roles.ToolTipText: theme.text,
        roles.PlaceholderText: theme.text_faint,
        roles.Highlight: theme.selection,
        roles.HighlightedText: theme.text,
        roles.Link: theme.accent,
    }.items():
        palette.setColor(role, QColor(colour))
    disabled = QPalette.ColorGroup.Disabled
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(disabled, role, QColor(theme.text_faint))
    return palette


def _first_present(families: tuple[str, ...]) -> str:
    present = set(QFontDatabase.families())
    return next((family for family in families if family in present), families[-1])


def _families() -> list[str]:
    """Return the font of the interface and, where Japanese is spoken, its font behind it."""
    families = [_first_present(tokens.FONT_FAMILIES)]
    # elsewhere its wide signs would take the place of a narrow sharp
    if QLocale().language() == QLocale.Language.Japanese:
        families.append(_first_present(tokens.JAPANESE_FAMILIES))
    return families


def figures_font(size_px: int = 12) -> QFont:
    """Return the font of figures: the one of the interface, with digits that are all of one width."""
    font = QFont(_first_present(tokens.FONT_FAMILIES))
    font.setPixelSize(size_px)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def apply_theme(application: QApplication, theme: Theme) -> None:
    """Restyle everything that is shown."""
    tokens.choose(theme)
    if application.style().objectName() != "fusion":
        application.setStyle("Fusion")
    application.setPalette(_palette(theme))
    font = QFont(_first_present(tokens.FONT_FAMILIES))
    font.setPixelSize(13)
    application.setFont(font)
    application.setStyleSheet(style_sheet(theme))

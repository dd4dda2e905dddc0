"""Icons from the project's SVG files, drawn in the colours of the theme.

Owns loading and tinting. The files hold one colour, ``currentColor``, so that one drawing serves both palettes, every
state and every scale.
"""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPainterStateGuard, QPixmap
from PySide6.QtSvg import QSvgRenderer

from app.theme import tokens

ICON_FOLDER = Path(__file__).resolve().parents[2] / "resources" / "icons"

Role = Literal["plain", "accent", "on_accent", "dim", "warning", "danger", "success"]


@cache
def _drawing(name: str) -> str:
    return (ICON_FOLDER / f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=256)
def _renderer(name: str, colour: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_drawing(name).replace("currentColor", colour).encode()))


def _colour(role: Role, mode: QIcon.Mode, state: QIcon.State) -> str:
    theme = tokens.current()
    if mode is QIcon.Mode.Disabled:
        return theme.text_faint if role != "on_accent" else theme.text_dim
    if role == "plain":
        return theme.accent if state is QIcon.State.On else theme.text
    return {
        "accent": theme.accent,
        "on_accent": theme.on_accent,
        "dim": theme.text_dim,
        "warning": theme.warning,
        "danger": theme.danger,
        "success": theme.success,
    }[role]


class _SvgEngine(QIconEngine):
    """Draws one file sharply at any size and asks for its colour each time, so a new theme needs no new icons."""

    def __init__(self, name: str, role: Role) -> None:
        super().__init__()
        self._name = name
        self._role: Role = role

    def clone(self) -> QIconEngine:
        return _SvgEngine(self._name, self._role)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        with QPainterStateGuard(painter):
            if mode is QIcon.Mode.Disabled:
                painter.setOpacity(0.55)
            _renderer(self._name, _colour(self._role, mode, state)).render(painter, QRectF(rect))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        with QPainter(pixmap) as painter:
            self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        return pixmap


def icon(name: str, role: Role = "plain") -> QIcon:
    """Return the icon of ``resources/icons/<name>.svg``."""
    return QIcon(_SvgEngine(name, role))


def pixmap(name: str, size: int, role: Role = "plain", ratio: float = 1.0) -> QPixmap:
    """Return an icon as a picture of ``size`` logical pixels."""
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    with QPainter(picture) as painter:
        colour = _colour(role, QIcon.Mode.Normal, QIcon.State.Off)
        _renderer(name, colour).render(painter, QRectF(0, 0, size, size))
    return picture


def app_icon() -> QIcon:
    """Return the program's own icon, in its own colours."""
    return QIcon(str(ICON_FOLDER / "stembrush.svg"))

"""Colours and measures of the interface, as data.

Owns the two palettes, the spacing scale and the source colours. Knows no widget: whoever draws asks :func:`current`.
"""

from __future__ import annotations

from dataclasses import dataclass

# the spacing scale in logical pixels: within a control, between controls, between groups, around panels
SPACE_XS, SPACE_S, SPACE_M, SPACE_L = 4, 8, 12, 16
CONTROL_HEIGHT = 28
RADIUS = 4

# every pair stays at least 25 CIELAB units apart, also for protan, deutan and tritan eyes (tests/app/test_theme.py)
SOURCE_COLOURS = ("#F5A62C", "#7BF5DF", "#D3419C", "#6A62F0", "#2EB072", "#FAE38D", "#DB2E1D", "#AD9CFA")
RESIDUAL_COLOUR = "#8D949E"

FONT_FAMILIES = ("Inter", "Segoe UI", "SF Pro Text", "Noto Sans", "Cantarell", "DejaVu Sans")
# behind them, so that Japanese is not drawn with Chinese shapes
JAPANESE_FAMILIES = ("Hiragino Sans", "Yu Gothic UI", "Meiryo", "Noto Sans CJK JP", "Noto Sans JP")


@dataclass(frozen=True)
class Theme:
    """The colours of one palette, all ``#rrggbb``.

    ``chrome`` is the window itself, ``panel`` what lies on it, ``raised`` a control on a panel, ``hover`` and
    ``pressed`` its states, ``well`` something sunk in, ``canvas`` the ground of the graphics.
    """

    name: str
    is_dark: bool
    chrome: str
    panel: str
    raised: str
    hover: str
    pressed: str
    well: str
    canvas: str
    grid: str
    line: str
    border: str
    text: str
    text_dim: str
    text_faint: str
    accent: str
    accent_hover: str
    accent_pressed: str
    on_accent: str
    selection: str
    playhead: str
    warning: str
    danger: str
    success: str
    solo: str
    meter: str


DARK = Theme(
    name="dark",
    is_dark=True,
    chrome="#14161A",
    panel="#1B1E23",
    raised="#272B32",
    hover="#313640",
    pressed="#1F2228",
    well="#101216",
    canvas="#0C0E11",
    grid="#262A31",
    line="#0A0B0D",
    border="#363C46",
    text="#E7EAEE",
    text_dim="#A4ACB8",
    text_faint="#848D9A",
    accent="#4DA3FF",
    accent_hover="#6FB5FF",
    accent_pressed="#2F87E6",
    on_accent="#06121F",
    selection="#21405F",
    playhead="#F4F7FB",
    warning="#F2B84B",
    danger="#F0695C",
    success="#4CC38A",
    solo="#F2D14B",
    meter="#0C0E11",
)

LIGHT = Theme(
    name="light",
    is_dark=False,
    chrome="#DFE2E7",
    panel="#F3F4F6",
    raised="#FFFFFF",
    hover="#E9EDF3",
    pressed="#D5DAE2",
    well="#E4E7EC",
    canvas="#FBFCFD",
    grid="#DDE1E7",
    line="#C3C8D1",
    border="#B4BBC6",
    text="#1A1D22",
    text_dim="#4C5563",
    text_faint="#5C6573",
    accent="#1667C7",
    accent_hover="#1C70D4",
    accent_pressed="#0F519F",
    on_accent="#FFFFFF",
    selection="#C5DDF8",
    playhead="#14161A",
    warning="#8F5B00",
    danger="#BE2D20",
    success="#17774A",
    solo="#E0B400",
    meter="#D3D8E0",
)

THEMES = {theme.name: theme for theme in (DARK, LIGHT)}

_chosen = [DARK]


def current() -> Theme:
    """Return the palette in use."""
    return _chosen[0]


def choose(theme: Theme) -> None:
    """Make ``theme`` the palette in use; :func:`app.theme.apply_theme` also restyles what is shown."""
    _chosen[0] = theme


def source_colour(index: int, own: str = "") -> str:
    """Return a source's own colour or the theme's colour number ``index``."""
    return own or SOURCE_COLOURS[index % len(SOURCE_COLOURS)]

"""The look of the program: palettes, style sheet, icons.

Owns how things look, never what they do.
"""

from app.theme.icons import app_icon, icon
from app.theme.stylesheet import apply_theme, figures_font
from app.theme.tokens import DARK, LIGHT, THEMES, Theme, current, source_colour

__all__ = [
    "DARK",
    "LIGHT",
    "THEMES",
    "Theme",
    "app_icon",
    "apply_theme",
    "current",
    "figures_font",
    "icon",
    "source_colour",
]

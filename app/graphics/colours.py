"""Colours of the pictures: the default theme and the tables for the spectrogram.

Owns the theme keys that views understand and the colour maps. Reads no settings.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtGui import QColor

from core.display import table_positions

Theme = Mapping[str, str]

DEFAULT_THEME: Theme = {
    "background": "#0e1116",
    "surface": "#161a21",
    "grid": "#2a313c",
    "text": "#dfe5ee",
    "text_dim": "#8791a1",
    "accent": "#5ec8b0",
    "playhead": "#ffffff",
    "selection": "#6ea8fe",
}

COLOUR_MAPS = ("stembrush", "viridis", "magma", "cividis")

# Oklab anchors (lightness, chroma, hue in degrees): night blue, blue, teal, green, sand, paper
_STEMBRUSH = (
    (0.150, 0.020, 262.0),
    (0.300, 0.085, 272.0),
    (0.460, 0.105, 240.0),
    (0.620, 0.110, 190.0),
    (0.770, 0.125, 150.0),
    (0.890, 0.120, 100.0),
    (0.980, 0.030, 85.0),
)


def with_defaults(theme: Theme) -> dict[str, str]:
    """Return a theme in which no key is missing."""
    return {**DEFAULT_THEME, **theme}


def translucent(colour: QColor | str, alpha: float) -> QColor:
    """Return a colour with an opacity of 0 to 1."""
    result = QColor(colour)
    result.setAlphaF(alpha)
    return result


def mixed(first: QColor | str, second: QColor | str, part: float) -> QColor:
    """Return the colour that lies ``part`` of the way from the first to the second."""
    a, b = QColor(first), QColor(second)
    return QColor.fromRgbF(
        a.redF() + (b.redF() - a.redF()) * part,
        a.greenF() + (b.greenF() - a.greenF()) * part,
        a.blueF() + (b.blueF() - a.blueF()) * part,
    )


@lru_cache(maxsize=8)
def colour_map(name: str) -> NDArray[np.float64]:
    """Return 1024 colours (1024, 3), sRGB 0 to 1, from quiet to loud; raises KeyError for a name that is not known."""
    if name not in COLOUR_MAPS:
        raise KeyError(name)
    if name == "stembrush":
        return _uniform_map()
    colours = pg.colormap.get(name).getLookupTable(nPts=1024, alpha=False, mode=pg.ColorMap.FLOAT)
    return np.asarray(colours, np.float64)


def colour_table(name: str, floor_db: float, top_db: float) -> NDArray[np.uint32]:
    """Return the 256 colours 0xffRRGGBB in which a picture is shown, for a range in dB."""
    colours = colour_map(name)
    picked = np.rint(colours[np.rint(table_positions(floor_db, top_db) * 1023).astype(np.intp)] * 255).astype(np.uint32)
    return np.asarray(0xFF000000 | picked[:, 0] << 16 | picked[:, 1] << 8 | picked[:, 2], np.uint32)


def _uniform_map() -> NDArray[np.float64]:
    """Return a map whose steps have one length in Oklab (Ottosson 2020), hence look equally large."""
    anchors = np.array(_STEMBRUSH)
    fine = np.linspace(0, len(anchors) - 1, 4096)
    light, chroma, hue = (np.interp(fine, np.arange(len(anchors)), column) for column in anchors.T)
    width = 4096 // len(anchors)
    kernel = np.hanning(width + 1) / np.hanning(width + 1).sum()
    smooth = [np.convolve(np.pad(v, width // 2, mode="reflect", reflect_type="odd"), kernel, "valid")
              for v in (light, chroma * np.cos(np.radians(hue)), chroma * np.sin(np.radians(hue)))]  # fmt: skip
    lab = np.stack(smooth, axis=1)
    walked = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(lab, axis=0), axis=1))])
    even = np.linspace(0, walked[-1], 1024)
    return _oklab_to_srgb(np.stack([np.interp(even, walked, column) for column in lab.T], axis=1))


def _oklab_to_srgb(lab: NDArray[np.float64]) -> NDArray[np.float64]:
    to_lms = np.array(
        [[1, 0.3963377774, 0.2158037573], [1, -0.1055613458, -0.0638541728], [1, -0.0894841775, -1.291485548]]
    )
    to_rgb = np.array(
        [
            [4.0767416621, -3.3077115913, 0.2309699292],
            [-1.2684380046, 2.6097574011, -0.3413193965],
            [-0.0041960863, -0.7034186147, 1.707614701],
        ]
    )
    linear = np.clip((lab @ to_lms.T) ** 3 @ to_rgb.T, 0.0, 1.0)
    return np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)

"""The palettes: readable, and sources that stay apart for every eye."""

from __future__ import annotations

import re
from itertools import combinations

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtWidgets import QApplication

from app.actions import ACTIONS
from app.theme import DARK, LIGHT, Theme
from app.theme.icons import ICON_FOLDER
from app.theme.stylesheet import style_sheet
from app.theme.tokens import SOURCE_COLOURS

FloatArray = NDArray[np.float64]

# simulated dichromacy at full severity (Machado, Oliveira & Fernandes 2009), on linear sRGB
EYES = {
    "common": np.eye(3),
    "protan": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deutan": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritan": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}


def linear(colour: str) -> FloatArray:
    srgb = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)


def lab(rgb: FloatArray) -> FloatArray:
    to_xyz = [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
    xyz = np.array(to_xyz) @ rgb / np.array([0.95047, 1.0, 1.08883])
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def contrast(first: str, second: str) -> float:
    weights = np.array([0.2126, 0.7152, 0.0722])
    dark, light = sorted(float(weights @ linear(colour)) for colour in (first, second))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("eye", EYES)
def test_source_colours_stay_apart(eye: str) -> None:
    seen = [lab(np.clip(np.array(EYES[eye]) @ linear(colour), 0, 1)) for colour in SOURCE_COLOURS]
    nearest = min(float(np.linalg.norm(a - b)) for a, b in combinations(seen, 2))
    assert nearest >= 25.0


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_text_is_readable_on_every_ground(theme: Theme) -> None:
    for ground in (theme.chrome, theme.panel, theme.raised, theme.well):
        assert contrast(theme.text, ground) >= 7.0, ground
        assert contrast(theme.text_dim, ground) >= 4.5, ground
    for ground in (theme.panel, theme.well, theme.canvas):
        assert contrast(theme.text_faint, ground) >= 4.5, ground
    for ground in (theme.hover, theme.selection):
        assert contrast(theme.text, ground) >= 7.0, ground
    for colour in (theme.warning, theme.danger, theme.success, theme.accent):
        assert contrast(colour, theme.panel) >= 4.5, colour
    for ground in (theme.accent, theme.accent_hover):
        assert contrast(theme.on_accent, ground) >= 4.5


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_style_sheet_leaves_no_name_open(qapp: QApplication, theme: Theme) -> None:
    sheet = style_sheet(theme)
    assert not re.findall(r"@\w+", sheet)
    for file in re.findall(r"url\((.+?)\)", sheet):
        assert (ICON_FOLDER / "style" / file.rsplit("/", 1)[1]).exists()


def test_every_icon_of_the_actions_is_drawn_on_the_same_grid() -> None:
    for name in sorted({spec.icon for spec in ACTIONS if spec.icon}):
        text = (ICON_FOLDER / f"{name}.svg").read_text(encoding="utf-8")
        assert 'viewBox="0 0 24 24"' in text
        assert 'stroke-width="1.75"' in text
        assert "currentColor" in text


def test_no_two_icons_look_the_same() -> None:
    drawings = [path.read_text(encoding="utf-8") for path in ICON_FOLDER.glob("*.svg")]
    assert len(set(drawings)) == len(drawings)


def test_no_key_is_given_twice() -> None:
    keys = [key for spec in ACTIONS for key in spec.keys]
    assert len(keys) == len(set(keys))

"""Pictures of painted regions, kept as long as the zoom stays.

Owns what of a region is put into a picture, at which size, and when it has to be made anew. Paints nothing.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from app.graphics.canvas import PlotCanvas
from app.graphics.region_pixels import RIM_PX, Grid, Look, painted, sampled
from core.annotation.model import Region
from core.display import FrequencyWarp

_MOST_PIXELS = 600_000  # of one picture; larger ones are kept more coarsely


class Picture(NamedTuple):
    """The picture of a region, or of the part of it that was near."""

    image: QImage
    left_s: float
    stop_s: float
    top: float
    bottom: float
    scale: tuple[float, float]  # device pixels per second and per position when it was made
    whole: bool  # no part of the region was left out
    look: Look

    def fits(self, canvas: PlotCanvas, scale: tuple[float, float], look: Look, extent: NDArray[np.float64]) -> bool:
        """Return whether it is of this zoom and holds what is visible of its region."""
        line, (low, high) = canvas.timeline, canvas.y_range
        same = all(math.isclose(one, other, rel_tol=1e-6) for one, other in zip(self.scale, scale, strict=True))
        holds = self.left_s <= max(line.start_s, extent[0]) and self.stop_s >= min(line.stop_s, extent[1])
        holds = holds and self.bottom <= max(low, extent[2]) and self.top >= min(high, extent[3])
        return same and self.look == look and (self.whole or holds)


def picture_of(
    region: Region,
    rate: int,
    warp: FrequencyWarp,
    canvas: PlotCanvas,
    extent: NDArray[np.float64],
    scale: tuple[float, float],
    ratio: float,
    look: Look,
) -> Picture:
    """Return the picture of a region, as far as it lies within half a screen of what is visible."""
    line, (low, high) = canvas.timeline, canvas.y_range
    room_s, room = line.span_s / 2, (high - low) / 2
    near = (line.start_s - room_s, line.stop_s + room_s, low - room, high + room)
    start_s, low_shown = max(extent[0], near[0]), max(extent[2], near[2])
    stop_s, high_shown = min(extent[1], near[1]), min(extent[3], near[3])
    whole = bool(extent[0] >= near[0] and extent[1] <= near[1] and extent[2] >= near[2] and extent[3] <= near[3])
    rim = RIM_PX * math.ceil(ratio)
    pixels = (stop_s - start_s) * scale[0] * (high_shown - low_shown) * scale[1]
    coarse = max(1.0, math.sqrt(pixels / _MOST_PIXELS))
    pixel_s, pixel = coarse / scale[0], coarse / scale[1]
    # on the pixels of the view: a picture that is drawn again does not shift
    left_s = line.start_s + math.floor((start_s - line.start_s) / pixel_s) * pixel_s - rim * pixel_s
    top = high - math.floor((high - high_shown) / pixel) * pixel + rim * pixel
    columns = max(1, math.ceil((stop_s - left_s) / pixel_s) + rim)
    rows = max(1, math.ceil((top - low_shown) / pixel) + rim)
    inside = sampled(region, rate, warp, Grid(left_s, pixel_s, top, pixel, columns, rows))
    image = painted(inside, look, ratio / coarse)
    return Picture(image, left_s, left_s + columns * pixel_s, top, top - rows * pixel, scale, whole, look)

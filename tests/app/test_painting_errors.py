"""An error while painting is told, and costs neither the window nor the next picture."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

import app.graphics.axes
import app.graphics.layers
import app.graphics.ruler
import app.theme.icons
import app.views.curve
import app.views.meter
import app.views.overview
from app.graphics.layers import GridLayer
from app.views.curve import LossCurve
from app.views.meter import Meter
from app.views.overview import Overview
from app.views.spectrogram_view import SpectrogramView
from app.views.timeline import Timeline
from core.audio import Audio

# widget, the module and the name of something that its painting calls
BROKEN = (
    ("overview", app.views.overview, "vertical_line"),
    ("ruler", app.graphics.ruler, "time_ticks"),
    ("axis", app.graphics.axes, "horizontal_line"),
    ("meter", app.views.meter, "QColor"),
    ("curve", app.views.curve, "QColor"),
)


class _BrokenError(Exception):
    pass


def _broken(*_args: object, **_keys: object) -> None:
    raise _BrokenError


@pytest.fixture
def widgets(qtbot: QtBot) -> dict[str, QWidget]:
    timeline = Timeline()
    view, overview = SpectrogramView(timeline), Overview(timeline)
    made: dict[str, QWidget] = {
        "view": view, "overview": overview, "meter": Meter("#ffffff"), "curve": LossCurve()
    }  # fmt: skip
    audio = Audio(np.zeros((1, 22050), np.float32), 22050)
    timeline.set_length(audio.duration_s)
    for widget in made.values():
        qtbot.addWidget(widget)
        widget.resize(300, 200)
        widget.show()
        qtbot.waitExposed(widget)
    view.set_audio(audio)
    overview.set_audio(audio)
    qtbot.waitUntil(lambda: not view.busy and not overview.busy)
    QApplication.processEvents()
    return made | {"axis": view.axis, "ruler": view.ruler}


@pytest.mark.parametrize(("name", "module", "broken"), BROKEN, ids=[name for name, *_ in BROKEN])
def test_a_widget_whose_painting_failed_paints_again(
    qtbot: QtBot,
    qtlog: Any,
    widgets: dict[str, QWidget],
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    module: object,
    broken: str,
) -> None:
    widget = widgets[name]
    before = widget.grab().toImage()
    with monkeypatch.context() as patch, qtbot.captureExceptions() as errors:
        patch.setattr(module, broken, _broken)
        widget.update()
        qtbot.waitUntil(lambda: len(errors) > 0)
    assert {kind for kind, *_ in errors} == {_BrokenError}
    # what Qt says where a painter is left open, and dies of a little later
    assert [record.message for record in qtlog.records if "active painter" in record.message] == []
    assert widget.grab().toImage() == before


def test_an_item_whose_painting_failed_does_not_spoil_the_canvas(
    qtbot: QtBot, widgets: dict[str, QWidget], monkeypatch: pytest.MonkeyPatch
) -> None:
    view = widgets["view"]
    assert isinstance(view, SpectrogramView)
    before = view.canvas.grab().toImage()
    with monkeypatch.context() as patch, qtbot.captureExceptions() as errors:
        patch.setattr(GridLayer, "paint_pixels", _broken)
        view.canvas.viewport().update()
        qtbot.waitUntil(lambda: len(errors) > 0)
    assert {kind for kind, *_ in errors} == {_BrokenError}
    assert view.canvas.grab().toImage() == before


def test_a_picture_that_cannot_be_drawn_leaves_no_painter_open(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    pictures: list[QPixmap] = []

    class Remembered(QPixmap):
        def __init__(self, *size: object) -> None:
            super().__init__(*size)  # type: ignore[call-overload]
            pictures.append(self)

    monkeypatch.setattr(app.theme.icons, "QPixmap", Remembered)
    monkeypatch.setattr(app.theme.icons, "_renderer", _broken)
    with pytest.raises(_BrokenError):
        app.theme.icons.pixmap("play", 16)
    assert [picture.paintingActive() for picture in pictures] == [False]

"""The card of the score: the match as a picture, matching again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QToolButton, QWidget

from app.actions import build_actions
from app.views.score_panel import ScorePanel
from app.views.warp_picture import WarpPicture
from core.annotation.model import Warp

RATE = 1000
BENT = tuple((float(t), round(RATE * (1.1 * t + (0.5 if 4 <= t <= 6 else 0.0)))) for t in range(11))


@pytest.fixture
def panel(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.table = build_actions(window)
    made = ScorePanel(window.table["align"], window.table["open_score"], window.table["rematch"])
    qtbot.addWidget(made)
    made.resize(260, 320)
    made.show()
    made.actions_of_window = window.table
    made.owner_of_actions = window
    return made


def button(panel: ScorePanel, name: str) -> QAbstractButton:
    return panel.findChild(QAbstractButton, name)


def test_the_match_is_shown_where_there_is_one(panel):
    picture = panel.findChild(WarpPicture)
    assert not picture.isVisible()
    panel.show_state("matched", "lied.mid", "Fits")
    panel.show_warp(Warp("lied.mid", frozenset(), points=BENT, anchors=((5.0, 6000),)), RATE)
    assert picture.isVisible()
    assert "set by hand: 1" in picture.accessibleDescription()
    panel.show_warp(None, RATE)
    assert not picture.isVisible()
    panel.show_state("none", "", "No score")
    panel.show_warp(Warp("x", frozenset(), points=BENT), RATE)
    assert not picture.isVisible()


def test_the_picture_bends_where_the_song_lingers(qtbot):
    picture = WarpPicture()
    qtbot.addWidget(picture)
    picture.resize(240, 64)
    picture.show_warp(Warp("x", frozenset(), points=BENT), RATE)
    image = picture.grab().toImage()

    def height_of_curve(x: int) -> float:
        colours = [image.pixelColor(QPoint(x, y)) for y in range(image.height())]
        rows = [y for y, colour in enumerate(colours) if colour.blue() - colour.red() > 60]
        return sum(rows) / len(rows)

    assert height_of_curve(120) < 20
    assert height_of_curve(30) > 28


@pytest.mark.parametrize("points", [(), ((0.0, 0),), ((0.0, 0), (0.0, 0)), ((1.0, 5), (2.0, 5))])
def test_a_match_of_hardly_anything_does_no_harm(qtbot, points):
    picture = WarpPicture()
    qtbot.addWidget(picture)
    picture.show_warp(Warp("x", frozenset(), points=points, anchors=points), RATE)
    assert not picture.grab().isNull()


def test_matching_again_and_importing_are_buttons(panel):
    asked = []
    for name in ("rematch", "open_score"):
        panel.actions_of_window[name].triggered.connect(lambda *_args, name=name: asked.append(name))
    panel.show_state("matched", "lied.mid", "Fits")
    QTest.mouseClick(button(panel, "button_rematch"), Qt.MouseButton.LeftButton)
    QTest.mouseClick(button(panel, "button_open_score"), Qt.MouseButton.LeftButton)
    assert asked == ["rematch", "open_score"]
    panel.actions_of_window["rematch"].setEnabled(False)
    assert not button(panel, "button_rematch").isEnabled()


def test_without_a_score_there_is_one_large_button_and_with_one_two_small_ones(panel):
    large = button(panel, "import_score")
    small = [one for one in panel.findChildren(QToolButton) if one.accessibleName()]
    assert {one.accessibleName() for one in small} == {"Match again from what is corrected", "Import score"}
    panel.show_state("none", "", "No score")
    assert large.isVisible()
    assert not any(one.isVisible() for one in small)
    panel.show_state("matched", "lied.mid", "Fits")
    assert not large.isVisible()
    assert all(one.isVisible() and one.toolTip() for one in small)

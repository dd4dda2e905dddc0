"""Finding good settings in the window: the panel, its points, stopping, going on, using what was found."""

from __future__ import annotations

import time
from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QSpinBox
from pytestqt.qtbot import QtBot

from app.controllers.search_work import ENGINE_ID, found_by, keep
from app.main_window import MainWindow
from app.views.search_axis import NumberAxis, WordAxis, level_ticks
from app.views.search_panel import SearchPanel, Wanted
from core.annotation.model import Example
from core.audio import Audio
from core.engines.example_nmf.search_state import SearchState, Trial
from tests.app.projects import WAIT_MS

SMALL = {"variant": "nmf", "columns": 4, "epochs": 3, "test_epochs": 5}


def noise(seed: int) -> Audio:
    return Audio(np.random.default_rng(seed).normal(size=(1, 22050)).astype(np.float32), 22050)


@pytest.fixture
def window(song_window: MainWindow) -> Iterator[MainWindow]:
    """Return a window with examples of both sources and the engine that learns from them."""
    document = song_window.document
    examples = (Example("s1", audio=noise(1)), Example("s2", audio=noise(2)))
    document.perform(document.annotation.changed(examples=examples), "add examples")
    song_window.engine.use(ENGINE_ID, SMALL)
    yield song_window
    song_window.search.close()


def panel_of(window: MainWindow) -> SearchPanel:
    button = window.findChild(QPushButton, "button_find_settings")
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.search.panel is not None
    return window.search.panel


def click(panel: SearchPanel, name: str) -> None:
    button = panel.findChild(QPushButton, f"search_{name}")
    assert button is not None
    assert button.isVisible()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def search(qtbot: QtBot, window: MainWindow, panel: SearchPanel, trials: int) -> SearchState:
    spin = panel.findChild(QSpinBox, "search_trials")
    assert spin is not None
    spin.setValue(trials)
    click(panel, "go")
    qtbot.waitUntil(lambda: not window.search.is_running, timeout=WAIT_MS)
    return found_by(window.document.project, "nmf")


def trials(*scores: float) -> SearchState:
    drawn = [{"tau_a": 0.01 * 2.0**number, "initialization": "random", "epochs": 10} for number in range(len(scores))]
    found = tuple(Trial(one, (score - 0.5, score + 0.5), 1.0) for one, score in zip(drawn, scores, strict=True))
    return SearchState(0, 2, "key", found)


@pytest.fixture
def panel(qtbot: QtBot) -> SearchPanel:
    made = SearchPanel({"tau_a": "Tau a"}, {"random": "Random"})
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_the_button_stands_only_with_its_engine(window: MainWindow) -> None:
    button = window.findChild(QPushButton, "button_find_settings")
    assert button is not None
    assert button.isVisible()
    assert button.isEnabled()
    window.engine.use("score-nmf")
    assert not button.isVisible()
    assert not window.table["find_settings"].isEnabled()


def test_a_search_shows_its_trials_and_is_kept_by_the_project(qtbot: QtBot, window: MainWindow) -> None:
    panel = panel_of(window)
    found = search(qtbot, window, panel, 3)
    assert len(found.trials) == 3
    assert panel.trial_count == 3
    assert "Done" in panel.words()
    assert found.trials[0].settings["epochs"] == 3


def test_a_search_goes_on_where_it_was(qtbot: QtBot, window: MainWindow) -> None:
    panel = panel_of(window)
    first = search(qtbot, window, panel, 2)
    button = panel.findChild(QPushButton, "search_go")
    assert button is not None
    assert button.text() == "Go on"
    second = search(qtbot, window, panel, 2)
    assert second.trials[:2] == first.trials
    assert len(second.trials) == 4


def test_a_search_stops_within_a_second_and_keeps_its_trials(qtbot: QtBot, window: MainWindow) -> None:
    window.engine.use(ENGINE_ID, SMALL | {"epochs": 5000})
    panel = panel_of(window)
    click(panel, "go")
    qtbot.waitUntil(lambda: "Trial 1" in panel.words(), timeout=WAIT_MS)
    click(panel, "stop")
    began = time.monotonic()
    qtbot.waitUntil(lambda: not window.search.is_running, timeout=WAIT_MS)
    # alone it takes a few hundredths
    assert time.monotonic() - began < 1.0
    assert "Stopped" in panel.words()


def test_the_window_can_be_used_while_it_searches(qtbot: QtBot, window: MainWindow) -> None:
    window.engine.use(ENGINE_ID, SMALL | {"epochs": 5000})
    panel = panel_of(window)
    assert not panel.isModal()
    click(panel, "go")
    qtbot.waitUntil(lambda: "Trial 1" in panel.words(), timeout=WAIT_MS)
    before = len(window.document.annotation.sources)
    window.session.sources.add()
    assert len(window.document.annotation.sources) == before + 1
    assert window.search.is_running


def test_the_settings_of_a_trial_are_used(qtbot: QtBot, window: MainWindow) -> None:
    panel = panel_of(window)
    found = search(qtbot, window, panel, 3)
    chosen = panel.plot.position_of(2).toPoint()
    QTest.mouseClick(panel.plot, Qt.MouseButton.LeftButton, pos=chosen)
    click(panel, "use")
    used = window.engine.parameters()
    assert (used.epochs, used.batch_size) == (
        found.trials[2].settings["epochs"],
        found.trials[2].settings["batch_size"],
    )
    assert used.columns == 4


def test_every_variant_has_a_search_of_its_own(qtbot: QtBot, window: MainWindow) -> None:
    panel = panel_of(window)
    search(qtbot, window, panel, 2)
    window.engine.use(ENGINE_ID, {"variant": "exemplar"})
    assert panel.trial_count == 0
    window.engine.use(ENGINE_ID, {"variant": "nmf"})
    assert panel.trial_count == 2


def test_trials_are_forgotten_when_the_user_says_so(qtbot: QtBot, window: MainWindow) -> None:
    panel = panel_of(window)
    search(qtbot, window, panel, 2)
    click(panel, "anew")
    assert panel.trial_count == 0
    assert found_by(window.document.project, "nmf") == SearchState()


def test_other_examples_begin_a_new_search(qtbot: QtBot, window: MainWindow) -> None:
    panel = panel_of(window)
    first = search(qtbot, window, panel, 2)
    document = window.document
    document.perform(document.annotation.changed(examples=(Example("s1", audio=noise(5)),)), "other examples")
    second = search(qtbot, window, panel, 2)
    assert second.key != first.key
    assert second.trials[0].scores != first.trials[0].scores


def test_what_stands_in_the_way_is_said(qtbot: QtBot, window: MainWindow) -> None:
    short = Audio(noise(1).samples[:, :1000], 22050)
    examples = (Example("s1", audio=short), Example("s2", audio=short))
    window.document.perform(window.document.annotation.changed(examples=examples), "shorten")
    panel = panel_of(window)
    search(qtbot, window, panel, 2)
    assert panel.words().startswith("The examples are too short")
    window.document.perform(window.document.annotation.changed(examples=()), "remove examples")
    search(qtbot, window, panel, 2)
    assert panel.words().startswith("Nothing says how a source sounds alone")
    assert panel.trial_count == 0


def test_closing_the_panel_ends_the_search(qtbot: QtBot, window: MainWindow) -> None:
    window.engine.use(ENGINE_ID, SMALL | {"epochs": 5000})
    panel = panel_of(window)
    click(panel, "go")
    qtbot.waitUntil(lambda: "Trial 1" in panel.words(), timeout=WAIT_MS)
    QTest.keyClick(panel, Qt.Key.Key_Escape)
    assert window.search.panel is None
    qtbot.waitUntil(lambda: not window.search.is_running, timeout=WAIT_MS)


def test_what_a_project_remembers_wrongly_is_nothing(window: MainWindow) -> None:
    project = window.document.project
    for damaged in (7, {"nmf": 7}, {"nmf": {"format": 1, "trials": [{}]}}):
        project.set_state("settings_search", damaged)
        assert found_by(project, "nmf") == SearchState()
    keep(project, "nmf", trials(1.0))
    assert found_by(project, "nmf").trials[0].score == 1.0


def test_the_best_is_told_and_what_is_pointed_at(panel: SearchPanel) -> None:
    panel.set_state(trials(1.0, 4.0, 2.0))
    headline, details = panel.findChild(QLabel, "search_headline"), panel.findChild(QLabel, "search_details")
    assert headline is not None
    assert details is not None
    assert headline.text() == "Trial 2, 4.00 dB, the best so far: 3.00 dB more than as it was set"
    QTest.mouseMove(panel.plot, QPoint(2, 2))
    QTest.mouseMove(panel.plot, panel.plot.position_of(2).toPoint())
    assert headline.text() == "Trial 3, 2.00 dB"
    assert "Tau\N{NO-BREAK SPACE}a\N{NO-BREAK SPACE}0.04" in details.text()
    assert "Random" in details.text()


def test_arrows_go_from_trial_to_trial(panel: SearchPanel) -> None:
    panel.set_state(trials(1.0, 4.0, 2.0))
    panel.plot.setFocus()
    QTest.keyClick(panel.plot, Qt.Key.Key_Right)
    QTest.keyClick(panel.plot, Qt.Key.Key_Right)
    assert panel.plot.chosen == 1
    QTest.keyClick(panel.plot, Qt.Key.Key_Left)
    assert panel.plot.chosen == 0
    QTest.keyClick(panel.plot, Qt.Key.Key_Home)
    assert panel.plot.chosen == 1
    assert "4.00 dB" in panel.plot.accessibleDescription()


def test_trials_lie_across_one_of_their_settings(panel: SearchPanel) -> None:
    panel.set_state(trials(1.0, 4.0, 2.0, 3.0, 2.5, 2.0, 1.0))
    across = panel.findChild(QComboBox, "search_across")
    assert across is not None
    for name in ("tau_a", "initialization", "epochs", "number"):
        across.setCurrentIndex(across.findData(name))
        assert not panel.grab().isNull()
        places = [panel.plot.position_of(number).x() for number in range(7)]
        assert all(0 < place < panel.plot.width() for place in places)
        if name == "tau_a":
            steps = np.diff(places)
            np.testing.assert_allclose(steps, steps[0], rtol=1e-6)


def test_one_far_below_does_not_crowd_the_others(panel: SearchPanel) -> None:
    panel.set_state(trials(1.0, 4.0, 2.0, -50.0))
    heights = [panel.plot.position_of(number).y() for number in range(4)]
    assert heights[0] - heights[1] > 0.2 * panel.plot.height()
    assert heights[3] < panel.plot.height()


@pytest.mark.parametrize(
    ("wanted", "count", "goal"),
    [(Wanted(5, 2), 0, 5), (Wanted(5, 2), 3, 5), (Wanted(5, 2), 5, 10), (Wanted(5, 4), 3, 5)],
)
def test_a_go_that_was_stopped_is_brought_to_its_end(wanted: Wanted, count: int, goal: int) -> None:
    assert wanted.goal(trials(*range(count))) == goal


def test_axes_are_logarithms_where_numbers_lie_far_apart() -> None:
    assert NumberAxis.of([1e-9, 1e-3], False).is_log
    assert not NumberAxis.of([1, 15], False).is_log
    assert not NumberAxis.of([1, 500], True).is_log
    assert next(text for _share, text in NumberAxis.of([1e-10, 1e-4], False).ticks(400)) == "10⁻¹⁰"
    assert [text for _share, text in NumberAxis.of([1, 6], True).ticks(600)] == ["1", "2", "3", "4", "5", "6"]
    assert NumberAxis.of([0.01, 1.0], False).share(0.0) == 0.0
    assert WordAxis.of(["b", "a", "b"]).ticks(100) == [(0.25, "a"), (0.75, "b")]


def test_scores_stand_beside_round_levels() -> None:
    assert [text for _level, text in level_ticks(-2.5, 0.5)] == ["\N{MINUS SIGN}2", "\N{MINUS SIGN}1", "0"]
    assert [text for _level, text in level_ticks(7.95, 8.55)] == ["8.0", "8.2", "8.4"]

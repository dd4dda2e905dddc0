"""Views on their own: what the user does becomes an intent, what is told becomes visible."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QLabel, QLineEdit, QPushButton, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from app.actions import build_actions
from app.theme.tokens import SOURCE_COLOURS
from app.views.controls import format_time
from app.views.curve import compact
from app.views.engine_panel import EnginePanel
from app.views.job_panel import JobPanel
from app.views.mixer import RESIDUAL_ID, MixerPanel, StripInfo
from app.views.parameter_form import ParameterForm
from app.views.source_strip import SourceStrip
from core.engines.base import EngineInfo, Estimate, Guidance, Problem, parameter
from core.jobs import JobProgress

LEFT = Qt.MouseButton.LeftButton


@dataclass(frozen=True)
class Parameters:
    variant: str = parameter("best", "Which", choices=("best", "published"))
    updates: int = parameter(50, "How many", minimum=1, maximum=100)
    onset_s: float = parameter(0.1, "Before a note", unit="s", minimum=0.0, maximum=2.0)
    refine: bool = parameter(True, "Refine")
    exponent: float = parameter(
        2.0, "Of the mask", minimum=1.0, maximum=4.0, advanced=True, used_with=("variant", "best")
    )
    window_ms: float = parameter(0.0, "0 is a choice", unit="ms", minimum=0.0, maximum=500.0, automatic=True)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """Return who has the actions."""
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def mixer(qtbot: QtBot, window: QWidget) -> MixerPanel:
    panel = MixerPanel(build_actions(window))
    qtbot.addWidget(panel)
    panel.resize(264, 500)
    panel.set_strips(
        [
            StripInfo("s1", "Violin", "#F5A62C"),
            StripInfo("s2", "Bass", "#6A62F0"),
            StripInfo(RESIDUAL_ID, "Residual", "#8D949E", is_residual=True),
        ]
    )
    panel.set_stems({"s1", "s2", RESIDUAL_ID})
    panel.show()
    qtbot.waitExposed(panel)
    return panel


def test_form_has_a_control_of_the_right_kind_for_every_parameter(qtbot: QtBot) -> None:
    form = ParameterForm()
    qtbot.addWidget(form)
    form.set_parameters(Parameters)
    kinds = {"variant": QComboBox, "updates": QSpinBox, "onset_s": QDoubleSpinBox, "refine": QCheckBox}
    for name, kind in kinds.items():
        assert isinstance(form.control(name), kind)
        assert form.control(name).accessibleName()
    assert form.values() == Parameters()


def test_parameters_that_the_variant_does_not_use_are_hidden(qtbot: QtBot) -> None:
    form = ParameterForm()
    qtbot.addWidget(form)
    form.set_parameters(Parameters)
    assert form.control("exponent").isVisibleTo(form.control("exponent").parentWidget())
    variant = form.control("variant")
    variant.setFocus()
    qtbot.keyClick(variant, Qt.Key.Key_Down)
    assert form.values().variant == "published"
    assert form.control("exponent").isHidden()
    assert not form.control("updates").isHidden()
    qtbot.keyClick(variant, Qt.Key.Key_Up)
    assert form.control("exponent").isVisibleTo(form.control("exponent").parentWidget())


def test_form_keeps_values_within_bounds_and_tells_changes(qtbot: QtBot) -> None:
    form = ParameterForm()
    qtbot.addWidget(form)
    form.set_parameters(Parameters)
    with qtbot.waitSignal(form.changed):
        form.control("updates").setValue(1000)
    assert form.values().updates == 100
    form.control("variant").setCurrentIndex(1)
    assert form.values().variant == "published"


def test_what_the_engine_chooses_is_called_auto_until_there_is_a_value(qtbot: QtBot) -> None:
    form = ParameterForm()
    qtbot.addWidget(form)
    form.set_parameters(Parameters)
    spin = form.control("window_ms")
    assert isinstance(spin, QDoubleSpinBox)
    assert spin.text() == "Auto"
    assert form.values().window_ms == 0.0
    spin.stepUp()
    assert spin.text() == "1.00 ms"
    assert form.values().window_ms == 1.0
    onset = form.control("onset_s")
    assert isinstance(onset, QDoubleSpinBox)
    onset.setValue(0.0)
    assert onset.text() == "0.000 s"


def test_advanced_parameters_are_folded_until_asked_for(qtbot: QtBot) -> None:
    form = ParameterForm()
    qtbot.addWidget(form)
    form.set_parameters(Parameters)
    form.show()
    assert not form.control("exponent").isVisible()
    fold = next(child for child in form.findChildren(QWidget) if child.property("kind") == "fold")
    qtbot.mouseClick(fold, LEFT)
    assert form.control("exponent").isVisible()


def test_wheel_over_a_parameter_without_focus_changes_nothing(qtbot: QtBot) -> None:
    form = ParameterForm()
    qtbot.addWidget(form)
    form.set_parameters(Parameters)
    form.show()
    spin = form.control("updates")
    qtbot.wait_until(spin.isVisible)
    spin.clearFocus()
    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QWheelEvent

    event = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(),
        QPoint(0, 120),
        LEFT.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    spin.wheelEvent(event)
    assert form.values().updates == 50


def test_mute_and_solo_by_mouse_are_told_with_the_gain(qtbot: QtBot, mixer: MixerPanel) -> None:
    told: list[tuple[str, bool, bool, float, float]] = []
    mixer.mixed.connect(lambda *mix: told.append(mix))
    qtbot.mouseClick(mixer.strip("s1").mute, LEFT)
    mixer.strip("s1").fader.setValue(-12)
    qtbot.mouseClick(mixer.strip("s2").solo, LEFT)
    mixer.strip("s2").pan.setValue(-30)
    assert told == [
        ("s1", True, False, 0.0, 0.0), ("s1", True, False, -6.0, 0.0),
        ("s2", False, True, 0.0, 0.0), ("s2", False, True, 0.0, -0.3),
    ]  # fmt: skip


def test_solo_with_a_modifier_is_exclusive(qtbot: QtBot, mixer: MixerPanel) -> None:
    qtbot.mouseClick(mixer.strip("s1").solo, LEFT)
    mixer.strip("s2").solo_alone.emit("s2")
    assert [mix[2] for mix in mixer.mixes()] == [False, True, False]


def test_double_click_brings_the_fader_to_zero(qtbot: QtBot, mixer: MixerPanel) -> None:
    fader = mixer.strip("s1").fader
    fader.setValue(-40)
    assert fader.gain_db == -20.0
    qtbot.mouseDClick(fader, LEFT, pos=fader.rect().center())
    assert fader.gain_db == 0.0
    fader.setValue(fader.minimum())
    assert fader.gain_db == float("-inf")


def test_pan_by_keys_mouse_and_double_click(qtbot: QtBot, mixer: MixerPanel) -> None:
    pan = mixer.strip("s1").pan
    assert (pan.accessibleName(), pan.value_text()) == ("Pan of Violin", "C")
    pan.setFocus()
    for key, text in ((Qt.Key.Key_Left, "L 5"), (Qt.Key.Key_Home, "L 100"), (Qt.Key.Key_End, "R 100")):
        qtbot.keyClick(pan, key)
        assert pan.value_text() == text
    assert mixer.mixes()[0] == ("s1", False, False, 0.0, 1.0)
    qtbot.mouseDClick(pan, LEFT, pos=pan.rect().center())
    assert pan.pan == 0.0
    middle = pan.rect().center()
    qtbot.mousePress(pan, LEFT, pos=middle)
    qtbot.mouseMove(pan, middle - QPoint(1, 0))
    assert pan.pan == 0.0
    qtbot.mouseMove(pan, middle - QPoint(9, 0))
    qtbot.mouseRelease(pan, LEFT, pos=middle - QPoint(9, 0))
    assert pan.value_text() == "L 50"
    assert pan.accessibleDescription() == "L 50"


def test_leakage_is_shown_where_a_source_is_painted_silent(qtbot: QtBot, mixer: MixerPanel) -> None:
    leak = mixer.strip("s1").findChild(QLabel, "leak")
    assert leak.isVisible()
    assert not leak.text().endswith("dB")
    mixer.set_leakage({"s1": -23.4})
    assert leak.text() == "leak -23 dB"
    mixer.set_leakage({"s1": -120.0})
    assert leak.text() == "leak <-90 dB"
    mixer.set_leakage({})
    assert not leak.text().endswith("dB")
    mixer.set_stems(set())
    assert not leak.isVisible()


def test_keys_go_to_the_strip_that_was_clicked(qtbot: QtBot, mixer: MixerPanel) -> None:
    qtbot.mouseClick(mixer.strip("s2"), LEFT, pos=QPoint(3, 3))
    mixer.toggle_mute()
    assert [mix[1] for mix in mixer.mixes()] == [False, True, False]


def test_strips_keep_their_mix_when_the_sources_change(qtbot: QtBot, mixer: MixerPanel) -> None:
    mixer.strip("s1").fader.setValue(-10)
    qtbot.mouseClick(mixer.strip("s1").mute, LEFT)
    mixer.set_strips([StripInfo("s1", "Fiddle", "#F5A62C"), StripInfo("s3", "Horn", "#2EB072")])
    assert mixer.mixes() == [("s1", True, False, -5.0, 0.0), ("s3", False, False, 0.0, 0.0)]


def test_the_name_that_is_typed_keeps_the_focus_while_sources_come_and_change(qtbot: QtBot, mixer: MixerPanel) -> None:
    name = mixer.strip("s1").findChild(QLineEdit)
    name.setFocus()
    mixer.set_strips([StripInfo("s3", "Horn", "#2EB072"), StripInfo("s1", "Violin", "#DB2E1D")])
    assert mixer.strip("s1").findChild(QLineEdit) is name
    assert name.hasFocus()
    qtbot.wait_until(lambda: mixer.strip("s3").isVisible() and mixer.strip("s3").y() < mixer.strip("s1").y())
    assert len([strip for strip in mixer.findChildren(SourceStrip) if strip.isVisible()]) == 2


def test_names_and_colours_given_elsewhere_are_shown_on_the_same_strip(qtbot: QtBot, mixer: MixerPanel) -> None:
    told: list[object] = []
    mixer.renamed.connect(lambda *words: told.append(words))
    strip = mixer.strip("s1")
    mixer.set_strips([StripInfo("s1", "Fiddle", "#2EB072", chosen=False), StripInfo("s2", "Bass", "#6A62F0")])
    assert mixer.strip("s1") is strip
    assert strip.findChild(QLineEdit).text() == "Fiddle"
    assert strip.mute.accessibleName() == "Mute Fiddle"
    assert not strip.findChild(QCheckBox).isChecked()
    assert told == []


def test_the_menu_of_a_strip_recolours_it(qtbot: QtBot, mixer: MixerPanel) -> None:
    told: list[tuple[str, str]] = []
    mixer.recoloured.connect(lambda *words: told.append(words))
    menu = mixer.strip("s2").menu()
    colours = next(action.menu() for action in menu.actions() if action.menu())
    colours.actions()[0].trigger()
    assert told == [("s2", SOURCE_COLOURS[0])]
    names = [action.objectName() for action in menu.actions() if action.objectName()]
    examples = ("example_files", "example_not_files", "example_stem")
    wanted = ("rename_source", "source_up", "source_down", *examples, "dictionary", "export_source", "remove_source")
    assert names == [f"action_{name}" for name in wanted]


def test_many_sources_scroll_to_the_chosen_one(qtbot: QtBot, mixer: MixerPanel) -> None:
    mixer.set_strips([StripInfo(f"s{n}", f"Source {n}", "#2EB072") for n in range(1, 15)])
    qtbot.wait_until(lambda: mixer.strip("s14").y() > mixer.height())
    mixer.show_picked("s14")
    qtbot.wait_until(lambda: mixer.strip("s14").visibleRegion().boundingRect().height() > 40)


def test_an_empty_name_is_not_taken(qtbot: QtBot, mixer: MixerPanel) -> None:
    name = mixer.strip("s1").findChild(QLineEdit)
    told: list[tuple[str, str]] = []
    mixer.renamed.connect(lambda *words: told.append(words))
    name.setText("  ")
    name.editingFinished.emit()
    assert name.text() == "Violin"
    name.setText("Fiddle")
    name.editingFinished.emit()
    assert told == [("s1", "Fiddle")]


def test_job_panel_shows_stage_share_time_left_and_divergence(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    panel = JobPanel(build_actions(window), window)
    panel.show_state("running", "Waiting")
    panel.add_progress(
        [
            JobProgress("learning", 1, 10, 0.1, 2.0, None, {"divergence": 900.0}),
            JobProgress("learning", 5, 10, 0.5, 10.0, 10.0, {"divergence": 400.0}),
        ]
    )
    texts = " ".join(child.text() for child in panel.findChildren(QWidget) if hasattr(child, "text"))
    assert "Learning" in texts
    assert "50 %" in texts
    assert "0:10 elapsed" in texts
    assert "about 0:10 left" in texts
    assert panel.curve.values == (900.0, 400.0)
    panel.show_state("done", "Separated in 0:20")
    assert not panel.curve.isHidden()
    panel.show_state("running", "Waiting")
    assert panel.curve.values == ()
    assert panel.curve.isHidden(), "there is nothing to see yet"
    panel.show_state("done", "Separated in 0:02")
    assert panel.curve.isHidden(), "a job that learns nothing leaves no empty curve"


def test_problems_are_said_in_the_engine_panel(qtbot: QtBot) -> None:
    panel = EnginePanel()
    qtbot.addWidget(panel)
    panel.set_problems([Problem("error", "the song is shorter than a window"), Problem("warning", "it may take long")])
    texts = [child.text() for child in panel.findChildren(QWidget) if hasattr(child, "text")]
    assert "The song is shorter than a window" in texts
    panel.set_problems([])
    qtbot.wait_until(
        lambda: (
            not any(
                child.text().startswith("The song is")
                for child in panel.findChildren(QWidget)
                if hasattr(child, "text")
            )
        )
    )


@pytest.mark.parametrize(
    ("seconds", "text"), [(0.0, "0:00.000"), (59.9996, "1:00.000"), (61.25, "1:01.250"), (3600.0, "60:00.000")]
)
def test_times_are_written_in_minutes_seconds_milliseconds(seconds: float, text: str) -> None:
    assert format_time(seconds) == text


def test_divergences_are_written_shortly() -> None:
    assert [compact(value) for value in (12.5, 421_400.0, 3.2e6)] == ["12.5", "421.4 k", "3.2 M"]


@pytest.mark.parametrize(
    ("seconds", "memory", "words"),
    [
        (0.4, 10**7, "About 1 s · 0.1 GB of memory"),
        (42.0, 6 * 10**8, "About 40 s · 0.6 GB of memory"),
        (400.0, 2 * 10**9, "About 7 min · 2.0 GB of memory"),
        (9000.0, 10**10, "About 2.5 h · 10.0 GB of memory"),
    ],
)
def test_what_a_separation_will_take_is_told(qtbot: QtBot, seconds: float, memory: int, words: str) -> None:
    panel = EnginePanel()
    qtbot.addWidget(panel)
    told = panel.findChild(QLabel, "estimate")
    panel.set_estimate(Estimate(seconds, memory))
    assert told.text() == words
    panel.set_estimate(None)
    assert told.isHidden()


def test_the_recommended_engine_is_chosen_until_the_user_chooses(qtbot: QtBot) -> None:
    panel = EnginePanel()
    qtbot.addWidget(panel)
    none: frozenset[Guidance] = frozenset()
    panel.set_engines([EngineInfo(name, name.title(), "1", "", "", none, none, Parameters) for name in ("a", "b", "c")])
    panel.recommend("b")
    assert panel.engine_id() == "b"
    engine = panel.findChildren(QComboBox)[0]
    assert [engine.itemText(index) for index in range(3)] == ["A", "B (recommended)", "C"]
    engine.setFocus()
    qtbot.keyClick(engine, Qt.Key.Key_Down)
    panel.recommend("a")
    assert panel.engine_id() == "c"
    assert engine.itemText(0) == "A (recommended)"


def test_the_selection_can_be_separated_with_a_button_beside_the_large_one(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    actions = build_actions(window)
    panel = JobPanel(actions, window)
    asked = []
    actions["separate_selection"].triggered.connect(lambda *_args: asked.append(True))
    window.show()
    button = panel.findChild(QPushButton, "button_separate_selection")
    assert button.accessibleName() == "Separate the selection only"
    assert "Ctrl+Shift+R" in button.toolTip()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert len(asked) == 1
    actions["separate_selection"].setEnabled(False)
    assert not button.isEnabled()
    panel.show_state("running")
    assert not button.isVisible()

"""The form of an engine's parameters, with those that the engines really have."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QLineEdit
from pytestqt.qtbot import QtBot

from app.views.parameter_form import ParameterForm, QuietComboBox
from core.engines import registry
from core.engines.autoencoder.parameters import AutoencoderParameters
from core.engines.base import parameter
from core.engines.example_nmf.parameters import ExampleNmfParameters
from core.engines.rpca.engine import RpcaParameters
from core.engines.score_informed.parameters import ScoreNmfParameters
from tests.core.blind_engine import BlindParameters


@pytest.fixture
def form(qtbot: QtBot) -> ParameterForm:
    made = ParameterForm()
    qtbot.addWidget(made)
    made.set_parameters(AutoencoderParameters)
    return made


@pytest.mark.parametrize("engine_id", [engine.info.id for engine in registry.engines()])
def test_what_nobody_touches_is_exactly_the_default(qtbot: QtBot, engine_id: str) -> None:
    form = ParameterForm()
    qtbot.addWidget(form)
    parameters = registry.engine(engine_id).info.parameters
    form.set_parameters(parameters)
    assert form.values() == parameters()


def test_what_is_far_below_one_is_shown_stepped_and_bounded(form: ParameterForm) -> None:
    rate = form.control("learning_rate")
    assert isinstance(rate, QDoubleSpinBox)
    assert rate.text().replace(",", ".") == "0.0001"
    rate.stepUp()
    assert form.values().learning_rate == pytest.approx(2e-4)
    rate.setValue(0.0)
    assert form.values().learning_rate == pytest.approx(1e-6)
    tolerance = form.control("onset_tolerance_s")
    assert isinstance(tolerance, QDoubleSpinBox)
    assert tolerance.text().replace(",", ".") == "0.100 s"


def test_what_was_found_elsewhere_is_not_rounded(form: ParameterForm) -> None:
    """A search draws 0.0626; two digits would be another setting."""
    form.set_parameters(ExampleNmfParameters)
    found = {"tau_a": 0.0626, "mu_h": 7.86e-4, "omega": 0.3777}
    form.set_values(found)
    values = form.values()
    assert {name: getattr(values, name) for name in found} == pytest.approx(found, rel=1e-12)
    tau = form.control("tau_a")
    assert isinstance(tau, QDoubleSpinBox)
    assert tau.text().replace(",", ".") == "0.0626"
    form.set_values({"tau_a": 0.5})
    assert tau.text().replace(",", ".") == "0.5"


def test_abbreviations_are_written_as_such(form: ParameterForm) -> None:
    start = form.control("start")
    assert isinstance(start, QComboBox)
    assert [start.itemText(place) for place in range(start.count())] == ["NMF", "Random"]
    assert [start.itemData(place) for place in range(start.count())] == ["nmf", "random"]


def test_words_that_are_too_long_for_a_choice_end_in_an_ellipsis(qtbot: QtBot) -> None:
    combo = QuietComboBox()
    qtbot.addWidget(combo)
    combo.addItem("W" * 40)
    combo.setFixedWidth(160)
    combo.show()
    # the three points leave more of the ground free than letters that are cut off
    elided = combo.grab().toImage()
    combo.setItemText(0, "W" * 60)
    assert combo.grab().toImage() == elided
    combo.setItemText(0, "W")
    assert combo.grab().toImage() != elided


def test_words_get_the_whole_width_and_numbers_a_column(qtbot: QtBot) -> None:
    form = ParameterForm()
    qtbot.addWidget(form)
    form.set_parameters(BlindParameters)
    form.resize(260, 200)
    form.show()
    field, number = form.control("accompaniment"), form.control("border_hz")
    assert isinstance(field, QLineEdit)
    assert field.width() > 2 * number.width() - 20
    assert field.width() <= form.width()
    form.set_values({"accompaniment": "Piano, Bass, Drums"})
    assert form.values().accompaniment == "Piano, Bass, Drums"


def test_controls_of_another_engine_are_gone_at_once(qtbot: QtBot, form: ParameterForm) -> None:
    form.show()
    before = form.control("start")
    form.set_parameters(BlindParameters)
    assert not before.isVisible()


@dataclass(frozen=True)
class Chained:
    """A parameter that depends on one that depends on another."""

    method: str = parameter("old", "How", choices=("old", "new"))
    school: str = parameter("none", "Where it was taught", choices=("none", "here"), used_with=("method", "new"))
    lessons: int = parameter(3, "How many", minimum=1, maximum=9, used_with=("school", "here"))


def test_what_depends_on_something_that_is_not_used_is_not_shown(qtbot: QtBot) -> None:
    form = ParameterForm()
    qtbot.addWidget(form)
    form.set_parameters(Chained)
    form.show()
    seen = {}
    for method, school in (("old", "here"), ("new", "here"), ("new", "none"), ("old", "none")):
        form.set_values({"method": method, "school": school})
        seen[method, school] = [name for name in ("school", "lessons") if form.control(name).isVisible()]
    assert seen == {
        ("old", "here"): [],
        ("new", "here"): ["school", "lessons"],
        ("new", "none"): ["school"],
        ("old", "none"): [],
    }


def test_a_field_that_vanishes_with_the_keyboard_in_it_says_nothing_of_the_parameters_before(qtbot: QtBot) -> None:
    form = ParameterForm()
    qtbot.addWidget(form)
    form.set_parameters(RpcaParameters)
    form.show()
    qtbot.waitExposed(form)
    form.activateWindow()
    field = form.control("accompaniment")
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClicks(field, "piano")
    told: list[type] = []
    form.changed.connect(lambda: told.append(type(form.values())))
    form.set_parameters(ScoreNmfParameters)
    assert RpcaParameters not in told

"""The names beside the lanes: sources that begin with the same words can be told apart."""

from __future__ import annotations

import pytest

from app.graphics.lane_names import own_part


@pytest.mark.parametrize(
    ("name", "others", "part"),
    [
        ("Piano, left hand", ["Piano, right hand", "Piano, left hand"], "left hand"),
        ("Piano, left hand", ["Piano, left hand", "Violin"], "Piano, left hand"),
        ("right_hand", ["right_hand", "right_foot", "left_hand"], "hand"),
        ("Violin I", ["Violin I", "Violin II"], "I"),
        ("Violins", ["Viola", "Violins"], "Violins"),
        ("Horn", ["Horn 2", "Horn"], "Horn"),
        ("Horn 2", ["Horn 2", "Horn"], "Horn 2"),
        ("Flute", ["Flute"], "Flute"),
    ],
)
def test_a_long_name_is_shown_by_what_it_has_alone(name: str, others: list[str], part: str) -> None:
    assert own_part(name, others) == part

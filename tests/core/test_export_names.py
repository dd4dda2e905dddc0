"""Names of exported files: from a template, safe on every system, never outside the folder."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from core.annotation.model import Source
from core.errors import ExportError
from core.export import FIELDS, ExportChoice, Group, export, plan_export
from core.export.naming import fill_template, name_limit, safe_file_name, safe_file_names
from tests.core.export_cases import everything, material, mixture

SMALL = mixture(1, 500)


def names(case, choice: ExportChoice) -> list[str]:
    return [file.file for file in plan_export(case, choice).sounds]


def named(*titles: str):
    return material(SMALL, sources=tuple(Source(f"s{index}", title) for index, title in enumerate(titles)), run=None)


def test_file_names_are_safe_on_every_system():
    titles = [
        "Violin", "violin", "Flöte", "笛子", "a/b\\c:d*e?f", 'x<y>"z"|', "CON", "con.a", "LPT1", "Lpt¹", "residual",
        "Residual", "", "...", " . hidden", ".hidden", "tab\there", "end. ", "x" * 400, "ü" * 300, "Violin 2",
        "../up", "nul ", "CONIN$", "line\u2028end", "🎻🎶",
    ]  # fmt: skip
    safe = safe_file_names(titles, reserved=("residual",))
    assert safe[:11] == (
        "Violin", "violin 2", "Flöte", "笛子", "a_b_c_d_e_f", "x_y__z__",
        "_CON", "_con.a", "_LPT1", "_Lpt¹", "residual 2",
    )  # fmt: skip
    assert safe[11:18] == ("Residual 3", "stem", "stem 2", "_ hidden", "_hidden", "tab_here", "end")
    assert safe[-5:] == ("_._up", "_nul", "_CONIN$", "line_end", "🎻🎶")
    assert len({name.casefold() for name in safe}) == len(titles)
    assert all(len(f"{name}.dawproject".encode()) <= 255 and not set(name) & set('<>:"/\\|?*') for name in safe)


def test_two_spellings_of_one_letter_are_one_name():
    assert safe_file_names(["Flo\u0308te", "Fl\u00f6te"]) == ("Fl\u00f6te", "Fl\u00f6te 2")


def test_marks_that_turn_text_around_are_left_out_and_letters_from_right_to_left_are_kept():
    assert safe_file_name("song\u202egpj.exe") == "songgpj.exe"
    assert safe_file_name("\u200fשיר\u2066 א") == "שיר א"  # noqa: RUF001


def test_a_name_is_never_cut_within_a_letter():
    assert safe_file_name("ü" * 100, 51) == "ü" * 25
    family = "👩\u200d👧"
    assert not safe_file_name(family * 30, 48).endswith("\u200d")


def test_names_stay_apart_where_they_are_cut():
    safe = safe_file_names(["x" * 300 + "a", "x" * 300 + "b"], limit=60)
    assert [len(name) for name in safe] == [60, 60]
    assert safe[1].endswith(" 2")


def test_text_that_is_not_valid_becomes_a_name():
    assert safe_file_name("bro\udcffken") == "bro_ken"


def test_a_long_folder_leaves_names_that_windows_can_open():
    folder = Path("/" + "d" * 170)
    name = safe_file_name("x" * 300, name_limit(folder))
    assert len(str(folder / ".stembrush-12345678" / f"{name}.dawproject")) <= 259
    assert name_limit(Path("/" + "d" * 3000)) >= 40


def test_every_field_is_filled_in(tmp_path):
    case = material(mixture(1, 500, path=Path("/music/My Song.flac")))
    template = "_".join(f"{{{field}}}" for field in FIELDS)
    first, _, last = names(case, ExportChoice(tmp_path, bits="16", template=template))
    day = time.strftime("%Y-%m-%d")
    assert first == f"My Song_Violin_1_3_test__{day}_16_44100.wav"
    assert last == f"My Song_residual_3_3_test__{day}_16_44100.wav"


def test_numbers_have_as_many_digits_as_the_last(tmp_path):
    case = named(*(f"Stem {index}" for index in range(10)))
    found = names(case, ExportChoice(tmp_path, template="{number} {source}"))
    assert (found[0], found[-1]) == ("01 Stem 0.wav", "11 residual.wav")


@pytest.mark.parametrize("template", ["{song}", "all", "{{{bits}}}"])
def test_names_that_would_be_alike_are_numbered(tmp_path, template):
    found = names(named("A", "B"), ExportChoice(tmp_path, template=template))
    base = fill_template(template, {field: {"song": "song", "bits": "24"}.get(field, "") for field in FIELDS})
    assert found == [f"{base} 2.wav", f"{base} 3.wav", f"{base}.wav"]


def test_a_stem_has_the_same_name_whatever_else_is_chosen(tmp_path):
    case = named("Piano", "Piano")
    assert names(case, ExportChoice(tmp_path, stems=("s1",), residual="leave_out")) == ["Piano 2.wav"]


def test_a_group_named_like_a_source_has_a_name_of_its_own(tmp_path):
    choice = ExportChoice(tmp_path, groups=(Group("residual", ("s0",)), Group("A", ("s0", "s1"))))
    assert names(named("A", "B"), choice) == ["A.wav", "B.wav", "residual 2.wav", "A 2.wav", "residual.wav"]


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("{artist}", r"no field \{artist\}; use \{song\}, \{source\}"),
        ("{source", "a brace has no other half"),
        ("source}", "a brace has no other half"),
        ("{source.name}", r"no field \{source.name\}"),
        ("{source!r}", r"no field \{source!r\}"),
        ("{number:03}", r"no field \{number:03\}"),
        ("{}", r"no field \{\}"),
        ("{0}", r"no field \{0\}"),
        ("  ", "empty"),
    ],
)
def test_a_template_that_cannot_be_filled_is_refused_in_words(tmp_path, template, words):
    with pytest.raises(ExportError, match=words):
        plan_export(named("A"), ExportChoice(tmp_path, template=template))


@pytest.mark.parametrize(
    "template", ["../{source}", "/etc/{source}", "..", "a/../../{source}", "C:\\{source}", "~/{source}"]
)
def test_no_template_leads_out_of_the_folder(tmp_path, template):
    folder = tmp_path / "stems"
    export(named("../../x", "/y"), ExportChoice(folder, template=template))
    assert sorted(os.listdir(tmp_path)) == ["stems"]
    assert all((folder / name).is_file() for name in everything(folder))
    assert len(everything(folder)) == 3


def test_odd_names_can_be_written(tmp_path):
    titles = ("a/b:c", "🎻🎶", "שיר", "x" * 300, "nul", "end.", "Piano", "piano", "\u202eback")
    written = export(named(*titles), ExportChoice(tmp_path / "ünïcödé 🎼", reaper=True, dawproject=True))
    assert sorted(file.file for file in written.files) == everything(tmp_path / "ünïcödé 🎼")
    assert len(written.files) == len(titles) + 3

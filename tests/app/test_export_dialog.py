"""The export dialog by itself: what its parts choose, what it says, what can be done when."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPushButton, QTreeWidgetItem
from pytestqt.qtbot import QtBot

from app.theme import DARK, apply_theme
from app.views.export_clipping import decibels_over
from app.views.export_dialog import ExportDialog, ExportOffer, ExportWishes
from app.views.export_group import GroupDialog
from app.views.export_stems import StemChoice
from app.views.export_swatch import StemRow
from core.export import ClippedFile, ExportPlan, Group, PlannedFile

LEFT = Qt.MouseButton.LeftButton
ROWS = (StemRow("s1", "Flute", "#F5A62C"), StemRow("s2", "Bass", "#6A62F0"), StemRow("s3", "Drums", "#2EB072"))
RATE, LENGTH = 1000, 10_000
FLAC_REASON = "FLAC holds whole numbers only"


def offer(rows: Sequence[StemRow] = ROWS, **parts: object) -> ExportOffer:
    return ExportOffer(tuple(rows), RATE, LENGTH, formats={("flac", "32f"): FLAC_REASON}, **parts)  # type: ignore[arg-type]


@pytest.fixture
def dialog(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> ExportDialog:
    apply_theme(qapp, DARK)
    made = ExportDialog()
    qtbot.addWidget(made)
    made.show_offer(offer())
    made.show_wishes(ExportWishes(tmp_path / "stems"), ROWS)
    made.show()
    qtbot.waitExposed(made)
    plan(made)
    return made


def plan(dialog: ExportDialog) -> None:
    files = tuple(PlannedFile("stem", f"{row.name}.wav", (row.id,), row.name, row.colour) for row in ROWS)
    residual = PlannedFile("residual", "residual.wav", ("residual",), "residual")
    dialog.show_plan(ExportPlan((*files, residual), 10**6, (), True), "4 files.", "plain")


def row(dialog: ExportDialog, name: str) -> QTreeWidgetItem:
    return dialog.stems.tree.findItems(name, Qt.MatchFlag.MatchExactly)[0]


def tick(qtbot: QtBot, dialog: ExportDialog, name: str) -> None:
    """Click the box of a row."""
    tree = dialog.stems.tree
    place = tree.visualItemRect(row(dialog, name))
    qtbot.mouseClick(tree.viewport(), LEFT, pos=QPoint(place.left() + 14, place.center().y()))


def press(qtbot: QtBot, dialog: ExportDialog, name: str) -> None:
    button = dialog.findChild(QPushButton, name)
    assert button is not None
    qtbot.mouseClick(button, LEFT)


def test_everything_is_exported_until_the_user_says_otherwise(dialog: ExportDialog) -> None:
    choice = dialog.choice()
    assert (choice.stems, choice.groups, choice.residual, choice.span) == (None, (), "file", None)
    assert (choice.container, choice.bits, choice.template) == ("wav", "24", "{source}")
    assert choice.report
    assert not choice.reaper


def test_a_click_on_its_box_leaves_a_stem_out(qtbot: QtBot, dialog: ExportDialog) -> None:
    with qtbot.waitSignal(dialog.changed):
        tick(qtbot, dialog, "Bass")
    assert dialog.choice().stems == ("s1", "s3")
    assert row(dialog, "Bass").text(1) == ""
    assert row(dialog, "Flute").text(1) == "Flute.wav"


def test_space_ticks_the_chosen_row(qtbot: QtBot, dialog: ExportDialog) -> None:
    tree = dialog.stems.tree
    tree.setFocus()
    qtbot.keyClick(tree, Qt.Key.Key_Down)
    qtbot.keyClick(tree, Qt.Key.Key_Space)
    assert dialog.choice().stems == ("s1", "s3")


def test_all_and_none(qtbot: QtBot, dialog: ExportDialog) -> None:
    press(qtbot, dialog, "export_none")
    assert dialog.stems.is_empty
    assert (dialog.choice().stems, dialog.choice().residual) == ((), "leave_out")
    press(qtbot, dialog, "export_all")
    assert (dialog.choice().stems, dialog.choice().residual) == (None, "file")


def test_the_residual_is_a_file_is_left_out_or_goes_to_a_source(qtbot: QtBot, dialog: ExportDialog) -> None:
    tick(qtbot, dialog, "Residual")
    assert dialog.choice().residual == "leave_out"
    combo = dialog.findChild(QComboBox, "export_residual")
    assert combo is not None
    combo.setFocus()
    qtbot.keyClick(combo, Qt.Key.Key_Down)
    assert dialog.choice().residual == "to:s1"
    assert row(dialog, "Residual").text(1) == "in Flute"
    qtbot.keyClick(combo, Qt.Key.Key_Home)
    assert dialog.choice().residual == "file"
    assert row(dialog, "Residual").checkState(0) is Qt.CheckState.Checked


def trigger(dialog: ExportDialog, key: str, what: str) -> None:
    menu = dialog.stems.menu_of(key)
    next(action for action in menu.actions() if str(action.data() or "").startswith(what)).trigger()


def test_everything_but_a_stem_is_one_step_in_its_menu(dialog: ExportDialog) -> None:
    trigger(dialog, "stem:s2", "but")
    assert dialog.choice().groups == (Group("Everything but Bass", ("s1", "s3", "residual")),)
    trigger(dialog, "stem:s2", "but")
    assert len(dialog.choice().groups) == 1, "the same group twice is one file"


def test_a_group_is_named_and_ticked_in_its_dialog(qtbot: QtBot, dialog: ExportDialog) -> None:
    dialog.stems._groups_menu.actions()[0].trigger()
    asked = dialog.stems.findChild(GroupDialog)
    assert asked is not None
    take = asked.findChild(QPushButton, "group_take")
    assert take is not None
    assert not take.isEnabled()
    asked.list.setFocus()
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Space):
        qtbot.keyClick(asked.list, key)
    assert asked.name.text() == "Flute + Bass"
    asked.name.selectAll()
    qtbot.keyClicks(asked.name, "Band")
    qtbot.keyClick(asked.name, Qt.Key.Key_Return)
    assert dialog.choice().groups == (Group("Band", ("s1", "s2")),)
    assert row(dialog, "Band").toolTip(0) == "Band: Flute + Bass"


def test_del_removes_a_group_and_no_stem(qtbot: QtBot, dialog: ExportDialog) -> None:
    trigger(dialog, "stem:s1", "but")
    tree = dialog.stems.tree
    tree.setCurrentItem(row(dialog, "Everything but Flute"))
    qtbot.keyClick(tree, Qt.Key.Key_Delete)
    assert dialog.choice().groups == ()
    tree.setCurrentItem(row(dialog, "Flute"))
    qtbot.keyClick(tree, Qt.Key.Key_Delete)
    assert dialog.choice().stems is None


def test_groups_lose_who_is_not_there_any_more(dialog: ExportDialog) -> None:
    groups = ((Group("Band", ("s1", "gone")), True), (Group("Ghosts", ("gone",)), True))
    dialog.stems.set_stems(ROWS, StemChoice(frozenset({"gone"}), groups, "to:gone"))
    assert dialog.choice().groups == (Group("Band", ("s1",)),)
    assert (dialog.choice().stems, dialog.choice().residual) == (None, "file")


def test_what_a_format_cannot_hold_is_greyed_with_the_reason(qtbot: QtBot, dialog: ExportDialog) -> None:
    qtbot.mouseClick(dialog.format.bits.button("32f"), LEFT)
    assert dialog.format.format() == ("wav", "32f")
    qtbot.mouseClick(dialog.format.containers.button("flac"), LEFT)
    assert dialog.format.format() == ("flac", "24")
    floats = dialog.format.bits.button("32f")
    assert not floats.isEnabled()
    assert floats.toolTip() == FLAC_REASON


def test_a_container_that_holds_nothing_of_the_song_is_greyed(dialog: ExportDialog) -> None:
    reasons = {("flac", bits): "12 channels are too many" for bits in ("16", "24", "32f")}
    dialog.format.set_format("flac", "16")
    dialog.format.set_impossible(reasons)
    assert dialog.format.format() == ("wav", "16")
    assert not dialog.format.containers.button("flac").isEnabled()
    assert dialog.format.containers.button("flac").toolTip() == "12 channels are too many"


def test_a_field_goes_where_the_cursor_is(qtbot: QtBot, dialog: ExportDialog) -> None:
    line = dialog.findChild(QLineEdit, "export_template")
    assert line is not None
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_Home)
    dialog.names._menu.actions()[2].trigger()
    assert dialog.choice().template == "{number}{source}"


def test_a_template_that_cannot_be_filled_is_said_beside_it(dialog: ExportDialog) -> None:
    dialog.show_problem("The file names have to be changed.", in_names="there is no field {sauce}")
    assert dialog.names.words() == "there is no field {sauce}"
    assert dialog.words() == "The file names have to be changed."
    assert not dialog._export.isEnabled()


def test_selection_and_loop_say_their_times_or_why_there_are_none(qtbot: QtBot, dialog: ExportDialog) -> None:
    selection, loop = (dialog.range.segments.button(key) for key in ("selection", "loop"))
    assert not selection.isEnabled()
    assert "Nothing is selected" in selection.toolTip()
    dialog.show_offer(offer(selection=(1000, 2500)))
    assert not loop.isEnabled()
    with qtbot.waitSignal(dialog.changed):
        qtbot.mouseClick(selection, LEFT)
    assert dialog.choice().span == (1000, 2500)
    times = dialog.findChild(QLabel, "export_times")
    assert times is not None
    assert times.accessibleName() == "0:01.000 to 0:02.500"
    dialog.show_offer(offer())
    assert dialog.choice().span is None, "what is not selected any more cannot be exported"
    dialog.show_offer(offer(selection=(0, 500)))
    assert dialog.choice().span == (0, 500), "what was wanted is not forgotten"


def test_extras_without_anything_to_write_are_greyed_with_the_reason(qtbot: QtBot, dialog: ExportDialog) -> None:
    boxes = dialog.extras.boxes
    for key in ("midi", "csv"):
        qtbot.mouseClick(boxes[key], LEFT, pos=QPoint(8, boxes[key].height() // 2))
    assert dialog.choice().midi
    assert dialog.choice().labels == {"csv"}
    dialog.show_offer(offer(extras={"midi": "There are no notes"}))
    assert not dialog.choice().midi
    assert boxes["midi"].toolTip() == "There are no notes"


def test_tags_are_folded_until_they_are_wanted(qtbot: QtBot, dialog: ExportDialog) -> None:
    title = dialog.findChild(QLineEdit, "export_tag_title")
    assert title is not None
    assert not title.isVisible()
    press(qtbot, dialog, "export_tags")
    assert title.isVisible()
    qtbot.keyClicks(title, "Trio")
    assert dialog.choice().tags.title == "Trio"


def test_clipping_is_a_choice_only_where_there_is_some(qtbot: QtBot, dialog: ExportDialog) -> None:
    assert dialog.clipping.isHidden()
    files = (ClippedFile("Bass", 1.05, 3), ClippedFile("Flute", 1.3, 9))
    dialog.show_clipping(files, "")
    assert dialog.clipping.words() == "Beyond full scale: Flute by 2.3 dB, Bass by 0.5 dB."
    assert dialog.clipping.segments.button("turn_down").text() == "Turn all down by 2.3 dB"
    with qtbot.waitSignal(dialog.changed):
        qtbot.mouseClick(dialog.clipping.segments.button("float"), LEFT)
    assert dialog.choice().clipping == "float"
    dialog.show_clipping((), "")
    assert dialog.clipping.isHidden()


@pytest.mark.parametrize(("peak", "down_db"), [(1.0, 0.1), (1.0001, 0.1), (2.0, 6.1), (10.0, 20.0)])
def test_decibels_over_full_scale_are_never_rounded_down(peak: float, down_db: float) -> None:
    assert decibels_over(peak) == pytest.approx(down_db)


def test_enter_exports_and_esc_closes(qtbot: QtBot, dialog: ExportDialog) -> None:
    line = dialog.findChild(QLineEdit, "export_template")
    assert line is not None
    line.setFocus()
    with qtbot.waitSignal(dialog.export_requested) as asked:
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert asked.args == [dialog.choice()]
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_while_it_writes_esc_asks_for_the_end_and_the_dialog_stays(qtbot: QtBot, dialog: ExportDialog) -> None:
    dialog.show_running()
    assert not dialog.stems.isEnabled()
    with qtbot.waitSignal(dialog.cancel_requested):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    dialog.show_failed("Cancelled; nothing was written.", is_error=False)
    assert dialog.stems.isEnabled()
    assert dialog._export.isEnabled()


def test_the_path_of_the_report_can_be_copied(qtbot: QtBot, dialog: ExportDialog, tmp_path: Path) -> None:
    dialog.show_running()
    dialog.show_done("4 files written.", "good", tmp_path, tmp_path / "report.json")
    press(qtbot, dialog, "export_copy_report")
    assert QGuiApplication.clipboard().text() == str(tmp_path / "report.json")
    with qtbot.waitSignal(dialog.changed):
        tick(qtbot, dialog, "Bass")
    plan(dialog)
    assert dialog.words() == "4 files."
    assert dialog.findChild(QPushButton, "export_show_folder").isHidden()  # type: ignore[union-attr]


def test_wishes_are_shown_again_as_they_were(qtbot: QtBot, dialog: ExportDialog, tmp_path: Path) -> None:
    groups = ((Group("Band", ("s1", "s2")), False),)
    wishes = ExportWishes(
        tmp_path / "x", "aiff", "16", "{song}", StemChoice(frozenset({"s3"}), groups, "to:s1"), "loop", "clip",
        frozenset({"reaper", "jams"}), {"title": "T", "artist": "", "album": "", "comment": "c"}, True,
    )  # fmt: skip
    dialog.show_wishes(wishes, ROWS)
    assert dialog.wishes() == wishes


def test_every_control_is_named_explained_and_reached_with_the_tab_key(dialog: ExportDialog) -> None:
    dialog.tags.unfold(True)
    reached, widget = set(), dialog.nextInFocusChain()
    while widget is not dialog and widget not in reached:
        reached.add(widget)
        widget = widget.nextInFocusChain()
    controls = [
        child
        for kind in (QPushButton, QLineEdit, QComboBox)
        for child in dialog.findChildren(kind)
        if child.isVisible() and not child.objectName().startswith("qt_")
    ]
    assert len(controls) > 12
    for control in controls:
        name = control.objectName()
        assert control in reached, name
        assert control.focusPolicy() & Qt.FocusPolicy.TabFocus, name
        assert control.accessibleName() or control.text(), name  # type: ignore[union-attr]
        assert control.toolTip() or name in ("export_close", "export_start"), name


@pytest.mark.parametrize("count", [3, 20])
def test_nothing_is_cut_off_on_a_small_screen(qtbot: QtBot, dialog: ExportDialog, count: int) -> None:
    rows = [StemRow(f"s{n}", f"{n} Erste Violine, links vorne im Orchester", "#F5A62C") for n in range(count)]
    dialog.show_offer(offer(rows, selection=(0, 5000), versions=((1, "A"), (2, "B")), version=1))
    dialog.tags.unfold(True)
    dialog.show_clipping((ClippedFile("Bass", 1.2, 3),), "")
    dialog.resize(1060, 640)  # leaves room for a frame and a task bar at 1280 x 720
    QApplication.processEvents()
    assert dialog.minimumSizeHint().width() <= 1060
    assert dialog.minimumSizeHint().height() <= 640
    for button in dialog.findChildren(QPushButton):
        if button.isVisible():
            assert button.width() >= button.minimumSizeHint().width(), button.text()
            assert dialog.rect().contains(button.mapTo(dialog, button.rect().bottomRight())), button.text()

"""The rows of the versions: many of them in little room, and a name that is being typed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from app.theme import DARK, apply_theme
from app.views.version_list import ROW_HEIGHT, VersionList, VersionRow


@pytest.fixture
def rows(qtbot: QtBot, qapp: QApplication) -> VersionList:
    apply_theme(qapp, DARK)
    rows = VersionList()
    qtbot.addWidget(rows)
    rows.resize(240, 2 * ROW_HEIGHT)
    rows.show()
    qtbot.waitExposed(rows)
    return rows


def some(count: int, chosen: int = 0) -> list[VersionRow]:
    return [VersionRow(place, chr(65 + place), f"Name {place}", is_chosen=place == chosen) for place in range(count)]


def test_more_rows_than_there_is_room_for_come_whole(rows: VersionList, qapp: QApplication) -> None:
    for count in (2, 3, 8, 2, 9):
        rows.set_rows(some(count))
        assert [rows.row_at(place).id for place in range(rows.count())] == list(range(count))
        # the field of a name lets the list look at its rows with every one that comes
        rows.edit_name(0)
        qapp.processEvents()


def test_a_name_that_is_being_typed_goes_on_being_typed(qtbot: QtBot, rows: VersionList) -> None:
    told: list[str] = []
    before = qInstallMessageHandler(lambda kind, _context, words: told.append(words))
    try:
        rows.set_rows(some(2))
        rows.edit_name(0)
        field = rows.findChild(QLineEdit)
        assert field is not None
        qtbot.keyClicks(field, "Mine")
        rows.edit_name(0)
        assert rows.findChild(QLineEdit) is field
        assert field.text() == "Mine"
    finally:
        qInstallMessageHandler(before)
    assert not told


def test_a_list_that_is_gone_does_not_scroll_any_more(qtbot: QtBot, qapp: QApplication) -> None:
    rows = VersionList()
    rows.set_rows(some(3))
    rows.deleteLater()
    with qtbot.captureExceptions() as raised:
        QApplication.sendPostedEvents(rows, QEvent.Type.DeferredDelete)
        qapp.processEvents()
        qapp.processEvents()
    assert not raised

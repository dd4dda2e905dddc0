"""The binding itself: some releases of PySide6 lose a reference to None with every call and abort after a while."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

CALLS = 5000


def test_void_calls_leave_the_references_to_none(qtbot: QtBot) -> None:
    label, plain = QLabel(), QObject()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        label.setText("a")
        label.update()
        plain.setObjectName("b")
    assert sys.getrefcount(None) > before - CALLS // 10

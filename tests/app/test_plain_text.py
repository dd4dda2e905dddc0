"""Names that look like markup, or hold ampersands: shown as they are, everywhere."""

from __future__ import annotations

import html
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.plain_text import literal
from tests.app.projects import new_window, opened
from tests.app.songs import write_song

NAME = "<b>Tom & Co</b> {0}"


def seen(tip: str) -> str:
    """Return what a tool tip shows."""
    if "<" not in tip:
        return tip
    document = QTextDocument()
    document.setHtml(tip)
    return document.toPlainText()


@pytest.mark.parametrize("words", [NAME, "plain", "a\n\n<i>b</i>", "<i>a\n\nb  c</i>", html.escape(NAME)])
def test_a_tool_tip_shows_words_as_they_are(words: str) -> None:
    assert seen(literal(words)) == words


def test_a_name_like_markup_is_shown_as_it_is(qtbot: QtBot, tmp_path: Path) -> None:
    song, _score = write_song(tmp_path)
    song = song.rename(song.with_name("<b>Lied & Co.wav"))
    window = new_window(qtbot)
    opened(qtbot, window, song)
    window.session.sources.add()
    picked = window.document.picked
    assert picked is not None
    window.session.sources.rename(picked.id, NAME)
    window.table["mark_active"].trigger()
    window.session.sources.rename("s1", f"{NAME}2")
    window.open(tmp_path / "<b>none & none.wav", None)
    qtbot.waitUntil(lambda: "none" in window.messages.text())
    assert window.table["undo"].text().replace("&&", "&").endswith(NAME)
    assert window.table["undo"].text().count("&") == 2
    tips = [child.toolTip() for child in window.findChildren(QWidget) if "Tom" in child.toolTip()]
    assert len(tips) >= 3
    assert all("<b>" in seen(tip) for tip in tips)
    labels = [child for child in window.findChildren(QLabel) if "<b>" in child.text()]
    assert labels
    assert all(child.textFormat() is Qt.TextFormat.PlainText for child in labels)

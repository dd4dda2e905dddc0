"""The languages: every word is there, in the released files too, and nothing is cut off or stays English."""

from __future__ import annotations

import json
import re
import shutil
import string
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QTreeWidget,
    QTreeWidgetItemIterator,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.i18n import (
    AUTOMATIC,
    CORE_TEXTS,
    ENGLISH,
    TRANSLATED,
    TRANSLATION_FOLDER,
    core_words,
    install_language,
    spoken,
    within_sentence,
)
from app.main_window import MainWindow
from app.theme import DARK, apply_theme
from app.views.dictionary_words import DictionaryWords
from app.views.export_dialog import ExportDialog, ExportOffer, ExportWishes
from app.views.export_swatch import StemRow
from app.views.noise_dialog import NoiseDialog
from app.views.search_panel import SearchPanel
from app.views.stem_start_dialog import StemStartDialog
from tests.app.songs import write_song

ROOT = Path(__file__).resolve().parents[2]
# what is the same in German or Japanese
SAME = {"Stembrush", "English", "Deutsch", "日本語"}
# buttons of strips and tools show a letter or a picture
SMALL_PX = 34


def messages(language: str, folder: Path = TRANSLATION_FOLDER) -> dict[tuple[str, str], list[str]]:
    """Return the translations of every context and text; an unfinished one has none."""
    found = {}
    for context in ET.parse(folder / f"stembrush_{language}.ts").iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            forms = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
            key = (context.findtext("name", ""), message.findtext("source", ""))
            found[key] = [] if translation.get("type") else forms
    return found


def fields(text: str) -> set[str]:
    """Return the placeholders of a text."""
    names = {f"{{{name}:{spec}}}" for _, name, spec, _ in string.Formatter().parse(text) if name is not None}
    return names | set(re.findall(r"%n", text))


@pytest.fixture
def speaking(qapp: QApplication) -> Iterator[object]:
    """Return a function that lets the program speak a language until the test ends."""
    installed: list[QTranslator] = []
    before = QLocale()
    yield lambda language: installed.extend(install_language(qapp, language))
    for translator in installed:
        qapp.removeTranslator(translator)
    install_language(qapp, ENGLISH)
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
    QLocale.setDefault(before)


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_text_is_translated_with_its_placeholders(language: str) -> None:
    for (context, source), forms in messages(language).items():
        assert forms, f"{context}: {source}"
        for form in forms:
            assert form.strip(), f"{context}: {source}"
            assert fields(form) == fields(source), f"{context}: {source} -> {form}"
            assert form.count("<") == source.count("<")


@pytest.mark.parametrize("language", [*TRANSLATED, ENGLISH])
def test_released_file_says_what_the_edited_one_says(qapp: QApplication, language: str) -> None:
    translator = QTranslator()
    assert translator.load(f"stembrush_{language}", str(TRANSLATION_FOLDER))
    for (context, source), forms in messages(language).items():
        if len(forms) == 1 and "%n" not in source:
            assert translator.translate(context, source) == forms[0], f"{context}: {source}"
        else:
            assert translator.translate(context, source, None, 5) == forms[-1].replace("%n", "%n")


def test_texts_of_the_program_are_all_in_the_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    import update_translations

    monkeypatch.delitem(sys.modules, "update_translations")
    for path in TRANSLATION_FOLDER.glob("*.ts"):
        shutil.copy(path, tmp_path)
    update_translations.extract(tmp_path)
    assert set(update_translations.core_texts()) == set(json.loads(CORE_TEXTS.read_text(encoding="utf-8")))
    for language in TRANSLATED:
        before, now = messages(language), messages(language, tmp_path)
        assert now.keys() - before.keys() == set(), "run packaging/update_translations.py"
        assert before.keys() - now.keys() == set(), "run packaging/update_translations.py"


def test_plurals_are_right_in_english(speaking: object) -> None:
    speaking(ENGLISH)  # type: ignore[operator]
    words = [QCoreApplication.translate("Welcome", "%n step(s), {0}", None, count) for count in (1, 2)]
    assert words == ["1 step, {0}", "2 steps, {0}"]


def test_an_unknown_language_is_that_of_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QLocale, "uiLanguages", lambda *_: ["fr-FR", "ja-JP", "de"])
    assert spoken(AUTOMATIC) == "ja"
    assert spoken("nonsense") == "ja"
    assert spoken("de") == "de"
    monkeypatch.setattr(QLocale, "uiLanguages", lambda *_: ["fr-FR"])
    assert spoken(AUTOMATIC) == ENGLISH


def test_names_keep_their_capital_inside_a_sentence_of_other_languages(speaking: object) -> None:
    assert within_sentence("Paint violin") == "paint violin"
    speaking("de")  # type: ignore[operator]
    assert within_sentence("Violine umbenennen") == "Violine umbenennen"


@pytest.mark.parametrize(
    ("message", "german"),
    [
        (
            "/a: b/c.mid: track 3 of the MIDI file is damaged; export it again",
            "/a: b/c.mid: Spur 3 der MIDI-Datei ist beschädigt; exportieren Sie sie erneut",
        ),
        (
            "there is no sound: no sound device was found; connect one or switch it on, and the sound comes by itself",
            "es gibt keinen Ton: kein Audiogerät gefunden; schließen Sie eines an oder schalten Sie es ein, "
            "dann kommt der Ton von selbst",
        ),
        (
            "a.wav: this is a folder; choose a sound file in it",
            "a.wav: das ist ein Ordner; eine Tondatei darin wählen",
        ),
        (
            "Piano has no notes inside the song: its stem will be silent",
            "Piano hat keine Noten im Song: Ihr Stem wird still",
        ),
        (
            "violin.stemdict: its sample rate (0) makes no sense; choose a dictionary that Stembrush has written "
            "(.stemdict)",
            "violin.stemdict: die Abtastrate (0) ergibt keinen Sinn; ein von Stembrush geschriebenes Wörterbuch "
            "(.stemdict) wählen",
        ),
        ("what nobody wrote down", "what nobody wrote down"),
    ],
)
def test_errors_of_core_are_said_in_the_language(speaking: object, message: str, german: str) -> None:
    assert core_words(message) == message
    speaking("de")  # type: ignore[operator]
    assert core_words(message) == german


def shown_texts(root: QWidget) -> Iterator[tuple[QWidget | QAction, str]]:
    """Yield every text that can be read on a window, its menus and tool tips."""
    for child in (root, *root.findChildren(QWidget)):
        yield child, child.toolTip()
        if isinstance(child, QLabel | QAbstractButton):
            yield child, child.text()
        elif isinstance(child, QMenu):
            yield child, child.title()
        elif isinstance(child, QLineEdit):
            yield child, child.placeholderText()
        elif isinstance(child, QComboBox):
            yield from ((child, child.itemText(index)) for index in range(child.count()))
        elif isinstance(child, QTreeWidget):
            iterator = QTreeWidgetItemIterator(child)
            while iterator.value() is not None:
                yield child, iterator.value().text(0)
                iterator += 1
    for action in root.findChildren(QAction):
        yield action, action.text()


def cut_off(root: QWidget) -> list[str]:
    """Return the texts that have less room than they need."""
    found = []
    for child in root.findChildren(QWidget):
        if not child.isVisible() or child.visibleRegion().isEmpty():
            continue
        wide = child.sizeHint().width() > child.width() + 1
        if isinstance(child, QLabel) and child.text() and not child.toolTip():
            if child.wordWrap():
                if child.heightForWidth(child.width()) > child.height() + 1:
                    found.append(f"{child.text()} ({child.height()} px high)")
            elif wide:
                found.append(f"{child.text()} ({child.width()} of {child.sizeHint().width()} px)")
        elif isinstance(child, QAbstractButton) and child.text() and wide and child.width() > SMALL_PX:
            found.append(f"{child.text()} ({child.width()} of {child.sizeHint().width()} px)")
    return found


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, speaking: object, language: str) -> MainWindow:
    speaking(language)  # type: ignore[operator]
    apply_theme(qapp, DARK)
    made = MainWindow()
    # stems that are there would be asked for
    qtbot.addWidget(made, before_close_func=lambda window: window.separation.forget())
    made.resize(1280, 720)
    made.show()
    qtbot.waitExposed(made)
    return made


def english(language: str) -> set[str]:
    """Return the English texts that are other words in a language."""
    return {source for (_, source), forms in messages(language).items() if forms and source not in forms} - SAME


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_menu_button_or_tool_tip_stays_english(qtbot: QtBot, window: MainWindow, language: str) -> None:
    foreign = english(language)
    stray = {text for _, text in shown_texts(window) if text.split("  (")[0] in foreign}
    assert stray == set()
    assert window.menuBar().actions()[0].text() == {"de": "Datei", "ja": "ファイル"}[language]


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_dialog_stays_english_or_is_cut_off(qtbot: QtBot, window: MainWindow, language: str, tmp_path: Path) -> None:
    foreign = english(language)
    window.table["keys"].trigger()
    export = ExportDialog(window)
    rows = (StemRow("a", "A", "#F5A62C"), StemRow("residual", "R", "#8D949E"))
    export.show_offer(ExportOffer(rows, rate=44100, length=44100))
    export.show_wishes(ExportWishes(tmp_path), rows)
    export.open()
    for dialog in window.findChildren(QDialog):
        qtbot.waitExposed(dialog)
        assert {text for _, text in shown_texts(dialog) if text.split("  (")[0] in foreign} == set()
        assert cut_off(dialog) == []
        dialog.close()


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_dialog_about_examples_stays_english_or_is_cut_off(
    qtbot: QtBot, qapp: QApplication, speaking: object, language: str
) -> None:
    speaking(language)  # type: ignore[operator]
    apply_theme(qapp, DARK)
    for dialog in (
        StemStartDialog("what the violin plays, the second take.flac", "Violin", 60.0, 1.0, 12.5),
        NoiseDialog("0:10.0 - 0:12.5", ["Violin"], "", ""),
        SearchPanel({}, {}),
    ):
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.waitExposed(dialog)
        assert {text for _, text in shown_texts(dialog) if text.split("  (")[0] in english(language)} == set()
        assert cut_off(dialog) == []


def test_engine_and_variant_of_a_dictionary_are_said_in_the_language(qapp: QApplication, speaking: object) -> None:
    facts = {"engine": "Learnt from examples", "variant": "nmf", "date": "2026-01-02"}
    assert DictionaryWords().making(facts) == "Learnt from examples, NMF, 2026-01-02"
    assert DictionaryWords().making({"date": "2026-01-02"}) == "2026-01-02"
    speaking("de")  # type: ignore[operator]
    assert DictionaryWords().making(facts) == "Aus Beispielen gelernt, NMF, 2026-01-02"
    assert DictionaryWords().provenance({"variant": "best"}) == [("Variante", "Beste")]
    assert DictionaryWords().making({"date": "2026-01-02"}) == "2026-01-02"


@pytest.mark.parametrize("language", [*TRANSLATED, ENGLISH])
@pytest.mark.parametrize("tool", ["activity", "region"])
def test_nothing_is_cut_off_in_a_small_window(
    qtbot: QtBot, window: MainWindow, language: str, tool: str, tmp_path: Path
) -> None:
    assert cut_off(window) == []
    song, score = write_song(tmp_path)
    window.open(song, score)
    qtbot.wait_until(lambda: bool(window.document.annotation.sources), timeout=20000)
    qtbot.wait_until(lambda: not window.session.work.is_busy, timeout=20000)
    window.table[f"tool_{tool}"].trigger()
    qtbot.wait(50)
    assert cut_off(window) == []

"""The language of the interface: which there are, which is spoken, and where its words come from.

Owns loading the translations before the window is built. They are made by ``packaging/update_translations.py``.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

TRANSLATION_FOLDER = Path(__file__).resolve().parents[1] / "resources" / "translations"
AUTOMATIC, ENGLISH = "auto", "en"
# those with all words in a file; the one of English has its plurals
TRANSLATED = ("de", "ja")
CORE_TEXTS = TRANSLATION_FOLDER / "core_texts.json"
LANGUAGES = (AUTOMATIC, ENGLISH, *TRANSLATED)

_installed = [ENGLISH]


def spoken(language: str) -> str:
    """Return the language that is spoken for a setting: that of the system where it is ``auto`` or unknown."""
    if language in (ENGLISH, *TRANSLATED):
        return language
    wanted = (name.split("-")[0].split("_")[0] for name in QLocale.system().uiLanguages())
    return next((name for name in wanted if name in (ENGLISH, *TRANSLATED)), ENGLISH)


def install_language(application: QCoreApplication, language: str) -> list[QTranslator]:
    """Let everything that is built from now on speak a language of ``LANGUAGES``; return what was installed."""
    name = spoken(language)
    _installed[0] = name
    QLocale.setDefault(QLocale(name) if language != AUTOMATIC else QLocale.system())
    installed = []
    qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for file, folder in ((f"qtbase_{name}", qt_folder), (f"stembrush_{name}", str(TRANSLATION_FOLDER))):
        translator = QTranslator(application)
        if translator.load(file, folder):
            application.installTranslator(translator)
            installed.append(translator)
    return installed


def within_sentence(words: str) -> str:
    """Return words as they stand inside a sentence: English ones begin small there, others stay as they are."""
    return words[:1].lower() + words[1:] if _installed[0] == ENGLISH else words


def engine_words(text: str) -> str:
    """Return words of an engine, which know no Qt, in the language that is spoken."""
    return QCoreApplication.translate("engines", text)


def core_words(message: str) -> str:
    """Return an error or problem of core, which knows no Qt, in the language that is spoken.

    Core fills its sentences in itself, so the sentence is found again by its pattern; one that is unknown stays.
    """
    if _installed[0] == ENGLISH:
        return message
    for text, pattern in _patterns():
        match = pattern.fullmatch(message)
        if match is not None:
            return _filled(QCoreApplication.translate("core", text), tuple(map(core_words, match.groups())))
    # what it is about, and a sentence that is known; or what is wrong, and what to do
    head, colon, rest = message.partition(": ")
    if colon:
        return f"{head}: {core_words(rest)}"
    what, semicolon, advice = message.partition("; ")
    return f"{core_words(what)}; {core_words(advice)}" if semicolon else message


def _filled(text: str, words: tuple[str, ...]) -> str:
    """Return a sentence with words in its fields; one that speaks of fields has braces of its own."""
    return re.sub(r"{(\d)}", lambda field: words[int(field[1])], text)


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the sentences of core with what matches them, the most particular first."""
    try:
        texts = json.loads(CORE_TEXTS.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ()
    texts.sort(key=lambda text: len(re.sub(r"{\d}", "", text)), reverse=True)
    return tuple((text, re.compile(re.sub(r"\\{\d\\}", "(.*?)", re.escape(text)), re.DOTALL)) for text in texts)

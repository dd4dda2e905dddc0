"""The dictionary of the picked source, in its window.

Owns which dictionary is shown, what it is used for, and every edit of it. The user's own lie in the annotation: an
edit of one that was learnt makes it the user's.
"""

from __future__ import annotations

from collections import deque
from pathlib import Path

from PySide6.QtCore import QByteArray, QObject, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from app.controllers.dictionary_files import DictionaryFiles
from app.controllers.dictionary_sound import DictionarySound
from app.controllers.learnt_dictionaries import LearntDictionaries
from app.controllers.session import Session
from app.controllers.settings import settings
from app.graphics.dictionary_columns import ShownColumns, as_before, thinned
from app.theme import source_colour
from app.views.dictionary_head import SourceRow
from app.views.dictionary_library import LibraryRow
from app.views.dictionary_window import DictionaryWindow
from core.annotation.model import Dictionary, Source
from core.dictionaries.editing import of_source, renamed, with_label, without_columns
from core.dictionaries.files import SUFFIX

_OWN = "own"
_GEOMETRY = "dictionary_geometry"
_AT_HAND = 6  # dictionaries that are shown again at once, as by undo


class DictionaryController(QObject):
    """One window, which follows the picked source."""

    def __init__(self, session: Session, actions: dict[str, QAction], window: QWidget) -> None:
        super().__init__(window)
        self._session, self._document, self._main = session, session.document, window
        self._actions = actions
        self.learnt = LearntDictionaries(session, self)
        self.files = DictionaryFiles(self)
        self.sound = DictionarySound(session.playback, self)
        self.window: DictionaryWindow | None = None
        self._wanted: object = None  # which of several the user wants to see
        self._dictionary: Dictionary | None = None  # that is seen, or is being made ready for it
        self._shelf: deque[ShownColumns] = deque(maxlen=_AT_HAND)
        actions["dictionary"].triggered.connect(self.show)
        self._document.annotation_changed.connect(self._on_annotation)
        self._document.picked_changed.connect(self._on_picked)
        session.versions.changed.connect(self.refresh)
        session.versions.chosen_changed.connect(self._on_version)
        self.learnt.changed.connect(self.refresh)
        self.files.arranged.connect(self._on_arranged)
        self.files.read.connect(self._on_read)

    # the window

    @Slot()
    def show(self) -> None:
        """Open the window, or bring it to the front."""
        if self.window is None:
            self.window = self._new_window()
        window = self.window
        if not window.isVisible():
            kept = settings().value(_GEOMETRY)
            if isinstance(kept, QByteArray):
                window.restoreGeometry(kept)
            window.messages.hide()
        window.show()
        window.raise_()
        window.activateWindow()
        window.picture.setFocus()
        self.files.list_library()
        self.refresh()

    def use(self, path: Path) -> None:
        """Use a dictionary from a file for the picked source, in sight of the user."""
        self.show()
        if self._document.picked is not None:
            self.files.open(path)

    def _new_window(self) -> DictionaryWindow:
        window = DictionaryWindow(self._main)
        window.lend([self._actions["undo"], self._actions["redo"]])
        head, library = window.head, window.library
        head.source_picked.connect(self._document.pick)
        head.chosen.connect(self._on_chosen)
        head.keep_requested.connect(self.keep)
        head.learn_requested.connect(self.learn_anew)
        window.side.renamed.connect(self._rename)
        window.labelled.connect(self._label)
        window.remove_requested.connect(self._remove)
        window.play_requested.connect(self._play)
        window.stop_requested.connect(self.sound.stop)
        window.file_dropped.connect(self.use)
        window.closed.connect(self._on_closed)
        library.use_requested.connect(self.files.open)
        library.save_requested.connect(self._save)
        library.export_requested.connect(self._export)
        library.import_requested.connect(self._import)
        library.renamed.connect(self.files.rename)
        library.remove_requested.connect(self._remove_file)
        self.sound.number_changed.connect(window.set_playing)
        self.sound.said.connect(window.messages.tell_info)
        self.files.listed.connect(self._on_listed)
        self.files.said.connect(window.messages.tell_info)
        self.files.failed.connect(window.messages.tell_error)
        self.learnt.failed.connect(window.messages.tell_error)
        return window

    @Slot()
    def _on_closed(self) -> None:
        self.sound.stop()
        if self.window is not None:
            settings().setValue(_GEOMETRY, self.window.saveGeometry())

    @Slot()
    def close(self) -> None:
        """Close the window and end the thread."""
        if self.window is not None and self.window.isVisible():
            self.window.close()
        self.sound.stop()
        self.files.close()

    # what is shown

    @Slot()
    def refresh(self) -> None:
        """Bring the window to what is known of the picked source."""
        window, picked = self.window, self._document.picked
        self._actions["dictionary"].setEnabled(picked is not None)
        if window is None or not window.isVisible():
            return
        rows = [
            SourceRow(source.id, source.name, source_colour(number, source.colour))
            for number, source in enumerate(self._document.annotation.sources)
        ]
        window.head.set_sources(rows, picked.id if picked is not None else "")
        title = self.tr("Dictionary of {0}").format(picked.name) if picked is not None else self.tr("Dictionary")
        window.setWindowTitle(title)
        choices = self._choices(picked)
        key = self._key([one for one, _text in choices])
        window.head.set_choices(choices, key)
        dictionary = self._found(picked, key) if picked is not None else None
        self._say(picked, key, dictionary)
        window.library.set_source(picked.name if picked is not None else "", dictionary is not None)
        self._see(dictionary)

    def _choices(self, picked: Source | None) -> list[tuple[object, str]]:
        if picked is None:
            return []
        own = self._document.annotation.dictionary_of(picked.id)
        choices: list[tuple[object, str]] = [(_OWN, self.tr("Yours"))] if own is not None else []
        words = self.tr("Version {0}")
        letter = self._session.versions.letter
        return choices + [(one, words.format(letter(one))) for one in self.learnt.versions()]

    def _key(self, keys: list[object]) -> object:
        """Return which one is shown: the wanted one, else the user's, else that of the version that is heard."""
        chosen = self._session.versions.chosen
        return next((one for one in (self._wanted, _OWN, chosen) if one in keys), keys[0] if keys else None)

    def _found(self, picked: Source, key: object) -> Dictionary | None:
        if key == _OWN:
            return self._document.annotation.dictionary_of(picked.id)
        if isinstance(key, int) and self.learnt.is_there(key):
            return self.learnt.dictionary(key, picked.id)
        return None

    def _say(self, picked: Source | None, key: object, dictionary: Dictionary | None) -> None:
        window = self.window
        assert window is not None
        name = picked.name if picked is not None else ""
        if dictionary is None:
            window.head.show_standing("none", "", "")
            window.empty.show_words(*self._empty_words(picked, key))
        elif key == _OWN:
            words = self.tr("The next separation from examples takes it for {0} as it is.")
            window.head.show_standing("own", self.tr("Yours: used instead of learning"), words.format(name))
        elif picked is not None and isinstance(key, int):
            has_own = self._document.annotation.dictionary_of(picked.id) is not None
            was_given = self.learnt.was_given(key, picked.id)
            title = self.tr("Given to version {0}") if was_given else self.tr("Learnt in version {0}")
            words = self.tr("The next separation learns anew. What you change here becomes yours and is used instead.")
            other = self.tr("The next separation uses yours. What you change here takes its place.")
            letter = self._session.versions.letter(key)
            window.head.show_standing("learnt", title.format(letter), other if has_own else words)

    def _empty_words(self, picked: Source | None, key: object) -> tuple[str, str, bool]:
        """Return title, words, and whether a dictionary can be brought."""
        if picked is None:
            return self.tr("There is no source yet"), self.tr("Add a source in the main window first."), False
        if isinstance(key, int) and not self.learnt.is_there(key):
            title = self.tr("Bringing the dictionary back…")
            return title, self.tr("It lies in the project with its version."), False
        title = self.tr("{0} has no dictionary yet").format(picked.name)
        if key is not None:
            letter = self._session.versions.letter(key)
            words = self.tr("Version {0} learnt none for this source. Choose one of the library, or drop a file here.")
            return title, words.format(letter), True
        words = self.tr(
            "A dictionary holds the spectra that a source is made of. Give examples of {0} alone and separate with "
            "“Learnt from examples”: what is learnt is shown here. Or choose one of the library, or drop a file here."
        )
        return title, words.format(picked.name), True

    def _see(self, dictionary: Dictionary | None) -> None:
        if dictionary == self._dictionary:
            return
        self._dictionary = dictionary
        self.sound.stop()
        ready = next((one for one in self._shelf if one.dictionary == dictionary), None)
        if dictionary is not None and ready is None:
            self.files.arrange(dictionary)
        elif self.window is not None:
            self.window.show_columns(ready)

    @Slot(object)
    def _on_arranged(self, shown: ShownColumns) -> None:
        self._shelf.append(shown)
        if self.window is not None and shown.dictionary == self._dictionary:
            self.window.show_columns(shown)

    @Slot(object)
    def _on_annotation(self, _change: object) -> None:
        self.refresh()

    @Slot(str)
    def _on_picked(self, _source_id: str) -> None:
        self._wanted = None
        self.refresh()

    @Slot(object)
    def _on_version(self, _version_id: object) -> None:
        self._wanted = None
        self.refresh()

    @Slot(object)
    def _on_chosen(self, key: object) -> None:
        self._wanted = key
        self.refresh()

    @Slot(object, object)
    def _on_listed(self, rows: list[LibraryRow], chosen: Path | None) -> None:
        if self.window is not None:
            self.window.library.set_rows(rows)
            if chosen is not None:
                self.window.library.choose(chosen)

    # edits

    def _perform(self, dictionary: Dictionary | None, words: str, gone: frozenset[int] | None = None) -> None:
        """Make a dictionary that of the picked source, or let it have none.

        ``gone`` are the columns that the shown one has more, where it was made of that: so it is shown at once.
        """
        picked, annotation = self._document.picked, self._document.annotation
        if picked is None:
            return
        kept = tuple(one for one in annotation.dictionaries if one.source_id != picked.id)
        given = (of_source(dictionary, picked.id),) if dictionary is not None else ()
        before = next((one for one in self._shelf if one.dictionary == self._dictionary), None)
        if given and gone is not None and before is not None:
            self._shelf.append(thinned(before, given[0], gone) if gone else as_before(before, given[0]))
        self._wanted = None
        self._document.perform(annotation.changed(dictionaries=(*kept, *given)), words.format(picked.name))

    @Slot()
    def keep(self) -> None:
        """Use what was learnt instead of learning."""
        if self._dictionary is not None:
            self._perform(self._dictionary, self.tr("Use the dictionary of {0}"), frozenset())

    @Slot()
    def learn_anew(self) -> None:
        """Let the next separation learn."""
        self._perform(None, self.tr("Learn {0} anew"))

    @Slot(str)
    def _rename(self, name: str) -> None:
        if self._dictionary is not None and name:
            self._perform(renamed(self._dictionary, name), self.tr("Rename the dictionary of {0}"), frozenset())

    @Slot(int, str)
    def _label(self, number: int, label: str) -> None:
        if self._dictionary is not None and number < self._dictionary.columns.shape[1]:
            self._perform(with_label(self._dictionary, number, label), self.tr("Name a column of {0}"), frozenset())

    @Slot(object)
    def _remove(self, numbers: frozenset[int]) -> None:
        if self._dictionary is not None and numbers:
            words = self.tr("Remove a column of {0}") if len(numbers) == 1 else self.tr("Remove columns of {0}")
            self._perform(without_columns(self._dictionary, numbers), words, numbers)

    @Slot(object)
    def _on_read(self, dictionary: Dictionary) -> None:
        self._perform(dictionary, self.tr("Use a dictionary for {0}"))

    # hear, keep

    @Slot(object)
    def _play(self, numbers: list[int]) -> None:
        if self._dictionary is not None:
            self.sound.play(self._dictionary, numbers)

    @Slot()
    def _save(self) -> None:
        if self._dictionary is not None:
            self.files.keep(self._dictionary)

    @Slot()
    def _export(self) -> None:
        if self._dictionary is not None and self.window is not None:
            self.files.ask_export(self.window, self._dictionary)

    @Slot()
    def _import(self) -> None:
        if self.window is not None:
            self.files.ask_open(self.window)

    @Slot(object, str)
    def _remove_file(self, path: Path, name: str) -> None:
        if self.window is not None:
            self.files.remove(self.window, path, name)


def is_dictionary(path: Path) -> bool:
    """Return whether a file is a dictionary, by its name."""
    return path.suffix.lower() == SUFFIX

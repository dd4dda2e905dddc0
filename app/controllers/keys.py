"""The keys of the actions: as they came, or as the user has changed them.

Owns what is remembered of them and who may have which key. The list of them (F2) is ``views.key_list``.
"""

from __future__ import annotations

import json

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from app.actions import ACTIONS, MOUSE, ActionSpec, tool_tip, translate
from app.controllers.settings import settings
from app.views import question
from app.views.key_list import KeyList, KeyRow, key_text
from app.views.question import Answer

_SPECS = {spec.id: spec for spec in ACTIONS}


class KeyController(QObject):
    """Keys changed, remembered and given to the actions."""

    def __init__(self, actions: dict[str, QAction], window: QWidget) -> None:
        super().__init__(window)
        self._actions, self._window = actions, window
        self.list: KeyList | None = None
        for action_id in _SPECS:
            remembered = _remembered(action_id)
            if remembered is not None:
                self._give(action_id, remembered)

    def keys(self, action_id: str) -> tuple[str, ...]:
        """Return the keys of an action as portable texts; raises KeyError."""
        return tuple(_portable(key) for key in self._actions[action_id].shortcuts())

    @Slot()
    def show(self) -> None:
        """Show the list of keys."""
        rows = [self._row(spec) for spec in ACTIONS]
        rows += [KeyRow(translate(where), translate(text), mouse=translate(how)) for where, text, how in MOUSE]
        self.list = KeyList(rows, self._window)
        self.list.change_requested.connect(self.change)
        self.list.clear_requested.connect(self.clear)
        self.list.reset_requested.connect(self.reset)
        self.list.reset_all_requested.connect(self.reset_all)
        self.list.open()

    @Slot(str, str, bool)
    def change(self, action_id: str, key: str, beside: bool = False) -> None:
        """Give an action a key, in place of its keys or beside them; ask where another action has it."""
        key = _portable(QKeySequence(key))
        before = self.keys(action_id)
        if not key or key in before:
            self._set(action_id, before if beside or not key else (key,))
            return
        owner = next((one for one in _SPECS if one != action_id and key in self.keys(one)), None)
        if owner is not None:
            if not self._may_take(key, owner, action_id):
                return
            self._set(owner, tuple(one for one in self.keys(owner) if one != key))
        self._set(action_id, (*before, key) if beside else (key,))

    @Slot(str)
    def clear(self, action_id: str) -> None:
        """Take the keys of an action away."""
        self._set(action_id, ())

    @Slot(str)
    def reset(self, action_id: str) -> None:
        """Give an action the keys it came with; ask where others have them now."""
        keys = []
        for key in _usual(action_id):
            owner = next((one for one in _SPECS if one != action_id and key in self.keys(one)), None)
            if owner is not None:
                if not self._may_take(key, owner, action_id):
                    continue
                self._set(owner, tuple(one for one in self.keys(owner) if one != key))
            keys.append(key)
        self._set(action_id, tuple(keys))

    @Slot()
    def reset_all(self) -> None:
        """Give every action the keys it came with."""
        for action_id in _SPECS:
            self._set(action_id, _usual(action_id))

    def _may_take(self, key: str, owner: str, action_id: str) -> bool:
        words = self.tr("{0} is the key of “{1}”, which would lose it.").format(key_text((key,)), _text(owner))
        title = self.tr("Take the key for “{0}”?").format(_text(action_id))
        answers = (Answer("take", self.tr("Take it"), "check"), Answer("leave", self.tr("Leave it"), "cancel"))
        return question.ask(self.list or self._window, title, words, answers) == "take"

    def _set(self, action_id: str, keys: tuple[str, ...]) -> None:
        self._give(action_id, keys)
        if keys == _usual(action_id):
            settings().remove(f"keys/{action_id}")
        else:
            settings().setValue(f"keys/{action_id}", json.dumps(keys))
        if self.list is not None:
            self.list.set_keys(action_id, keys, keys != _usual(action_id))

    def _give(self, action_id: str, keys: tuple[str, ...]) -> None:
        action = self._actions[action_id]
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setToolTip(tool_tip(action))

    def _row(self, spec: ActionSpec) -> KeyRow:
        keys = self.keys(spec.id)
        return KeyRow(translate(spec.menu), _text(spec.id), keys, spec.id, keys != _usual(spec.id))


def _text(action_id: str) -> str:
    return translate(_SPECS[action_id].text).removesuffix("…")


def _portable(key: QKeySequence) -> str:
    return key.toString(QKeySequence.SequenceFormat.PortableText)


def _usual(action_id: str) -> tuple[str, ...]:
    return tuple(_portable(QKeySequence(key)) for key in _SPECS[action_id].keys)


def _remembered(action_id: str) -> tuple[str, ...] | None:
    """Return the keys that were changed; None where they were not or cannot be read."""
    value = settings().value(f"keys/{action_id}", None)
    if value is None:
        return None
    try:
        keys = json.loads(str(value))
    except ValueError:
        return None
    return tuple(key for key in keys if isinstance(key, str)) if isinstance(keys, list) else None

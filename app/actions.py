"""The one table of actions, their keys and their words.

Owns what can be asked for from menu, key and button, not what happens then: the window connects each id to a slot.
Mouse bindings stand here too, so that the list of keys (F2) shows everything.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from app.theme import icon


@dataclass(frozen=True)
class ActionSpec:
    """One action: ``keys`` are portable texts, the first is shown in the menu; ``menu`` is empty for keys alone."""

    id: str
    text: str
    keys: tuple[str, ...] = ()
    menu: str = ""
    icon: str = ""
    checkable: bool = False
    rule_before: bool = False


ACTIONS = (
    ActionSpec("open_song", "Open song…", ("Ctrl+O",), "File", "open"),
    ActionSpec("open_score", "Open score…", ("Ctrl+Shift+O",), "File", "open-score"),
    ActionSpec("open_demo", "Open the demo", (), "File", "demo"),
    ActionSpec("export", "Export stems…", ("Ctrl+E",), "File", "export", rule_before=True),
    ActionSpec("quit", "Quit", ("Ctrl+Q",), "File", "quit", rule_before=True),
    ActionSpec("play", "Play or stop", ("Space",), "Transport", "play"),
    ActionSpec("to_start", "Go to the start", ("Home",), "Transport", "skip-start"),
    ActionSpec("to_end", "Go to the end", ("End",), "Transport", "skip-end"),
    ActionSpec("loop", "Loop", ("L",), "Transport", "loop", checkable=True, rule_before=True),
    ActionSpec("loop_in", "Loop from here", ("I",), "Transport"),
    ActionSpec("loop_out", "Loop to here", ("O",), "Transport"),
    ActionSpec("compare", "Switch between mixture and stems", ("X",), "Transport", rule_before=True),
    ActionSpec("solo", "Solo the chosen source", ("S",), "Transport", "solo"),
    ActionSpec("mute", "Mute the chosen source", ("M",), "Transport", "mute"),
    ActionSpec("separate", "Separate", ("Ctrl+R",), "Separation", "separate"),
    ActionSpec("stop_keep", "Stop and keep the result", ("Ctrl+.",), "Separation", "stop-keep"),
    ActionSpec("cancel", "Cancel", ("Ctrl+Shift+.",), "Separation", "cancel"),
    ActionSpec("align", "Match the score to the song", (), "Separation", "align", checkable=True, rule_before=True),
    ActionSpec("zoom_in", "Zoom in", ("Ctrl+=", "Ctrl++"), "View", "zoom-in"),
    ActionSpec("zoom_out", "Zoom out", ("Ctrl+-",), "View", "zoom-out"),
    ActionSpec("zoom_fit", "Fit the song", ("F",), "View", "zoom-fit"),
    ActionSpec("zoom_loop", "Zoom to the loop", ("Z",), "View"),
    ActionSpec("light", "Light theme", (), "View", "theme", checkable=True, rule_before=True),
    ActionSpec("clear", "Clear the loop", ("Esc",)),
    ActionSpec("keys", "Keys and mouse…", ("F2",), "Help", "keys"),
    ActionSpec("about", "About Stembrush", (), "Help", "info"),
)

# shown in the list of keys; what the graphics do with the mouse
MOUSE = (
    ("Play from here", "Click in the spectrogram or the overview"),
    ("Set the loop", "Drag in the ruler"),
    ("Zoom time at the pointer", "Ctrl + wheel"),
    ("Zoom pitch at the pointer", "Ctrl + Shift + wheel"),
    ("Scroll time", "Shift + wheel"),
    ("Scroll pitch", "Wheel"),
    ("Pan", "Middle button drag"),
    ("Fader to 0 dB", "Double click"),
    ("Exclusive solo", "Ctrl + click on S"),
    ("Open a song or a score", "Drop a file on the window"),
)

MENUS = ("File", "Transport", "Separation", "View", "Help")


def translate(text: str) -> str:
    """Return a text of the tables in the user's language."""
    return QCoreApplication.translate("actions", text)


def build_actions(parent: QWidget) -> dict[str, QAction]:
    """Make every action of the table; the caller connects them."""
    actions = {}
    for spec in ACTIONS:
        action = QAction(translate(spec.text), parent)
        action.setObjectName(f"action_{spec.id}")
        action.setCheckable(spec.checkable)
        action.setShortcuts([QKeySequence(key) for key in spec.keys])
        if spec.icon:
            action.setIcon(icon(spec.icon))
        action.setIconVisibleInMenu(bool(spec.icon) and not spec.checkable)
        action.setToolTip(tool_tip(action))
        action.setStatusTip(translate(spec.text))
        parent.addAction(action)
        actions[spec.id] = action
    return actions


def tool_tip(action: QAction) -> str:
    """Return the words of an action with its first key."""
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    text = action.text().removesuffix("…")
    return f"{text}  ({keys})" if keys else text

"""The one table of actions, their keys and their words.

Owns what can be asked for from menu, key and button, not what happens then: the window connects each id to a slot.
Mouse bindings stand here too, so that the list of keys (F2) shows everything.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QWidget

from app.plain_text import literal
from app.theme import icon


@dataclass(frozen=True)
class ActionSpec:
    """One action: ``keys`` are portable texts, the first is shown in the menu; ``menu`` is empty for keys alone.

    Of the actions of one ``group`` just one is checked.
    """

    id: str
    text: str
    keys: tuple[str, ...] = ()
    menu: str = ""
    icon: str = ""
    checkable: bool = False
    rule_before: bool = False
    group: str = ""


ACTIONS = (
    ActionSpec("new", "New project", ("Ctrl+N",), "File", "new"),
    ActionSpec("open_song", "Open song or project…", ("Ctrl+O",), "File", "open"),
    ActionSpec("open_demo", "Open the demo", (), "File", "demo"),
    ActionSpec("save", "Save", ("Ctrl+S",), "File", "save", rule_before=True),
    ActionSpec("save_as", "Save as…", ("Ctrl+Shift+S",), "File"),
    ActionSpec("revert", "Revert to the last opening…", (), "File"),
    ActionSpec("collect", "Collect the song into the project", (), "File"),
    ActionSpec("open_score", "Import score…", ("Ctrl+Shift+O",), "File", "open-score", rule_before=True),
    ActionSpec("import_activity", "Import activity…", (), "File"),
    ActionSpec("export", "Export stems…", ("Ctrl+E",), "File", "export", rule_before=True),
    ActionSpec("export_midi", "Export notes…", (), "File"),
    ActionSpec("export_activity", "Export activity…", (), "File"),
    ActionSpec("quit", "Quit", ("Ctrl+Q",), "File", "quit", rule_before=True),
    ActionSpec("undo", "Undo", ("Ctrl+Z",), "Edit", "undo"),
    ActionSpec("redo", "Redo", ("Ctrl+Shift+Z", "Ctrl+Y"), "Edit", "redo"),
    ActionSpec("cut", "Cut notes", ("Ctrl+X",), "Edit", rule_before=True),
    ActionSpec("copy", "Copy notes", ("Ctrl+C",), "Edit"),
    ActionSpec("paste", "Paste notes at the playhead", ("Ctrl+V",), "Edit"),
    ActionSpec("delete", "Delete what is chosen", ("Del", "Backspace"), "Edit"),
    ActionSpec("select_all", "Choose all notes", ("Ctrl+A",), "Edit", rule_before=True),
    ActionSpec("choose_source", "Choose all notes of the source", ("Ctrl+Shift+A",), "Edit"),
    ActionSpec("choose_pitches", "Choose all notes of these pitches", ("J",), "Edit"),
    ActionSpec("choose_between", "Choose all notes between these pitches", ("Shift+J",), "Edit"),
    ActionSpec("choose_in_time", "Choose only notes in the selected time", ("Alt+J",), "Edit"),
    ActionSpec("select_span", "Extend the selection to the playhead", ("Shift+Space",), "Edit"),
    ActionSpec("clear", "Clear the selection", ("Esc",), "Edit"),
    ActionSpec("add_source", "Add source", ("Ctrl+T",), "Sources", "add"),
    ActionSpec("rename_source", "Rename source", ("Shift+R",), "Sources"),
    ActionSpec("remove_source", "Remove source", (), "Sources", "remove"),
    ActionSpec("next_source", "Choose the next source", ("PgDown",), "Sources", rule_before=True),
    ActionSpec("previous_source", "Choose the source before", ("PgUp",), "Sources"),
    ActionSpec("source_up", "Move the source up", ("Ctrl+PgUp",), "Sources"),
    ActionSpec("source_down", "Move the source down", ("Ctrl+PgDown",), "Sources"),
    ActionSpec("mark_active", "Mark the selection active", ("A",), "Sources", "active", rule_before=True),
    ActionSpec("mark_silent", "Mark the selection silent", ("Shift+A",), "Sources", "silent"),
    ActionSpec("mark_unknown", "Mark the selection unknown", ("U",), "Sources", "unknown"),
    ActionSpec("fill_from_notes", "Mark active where there are notes", (), "Sources", rule_before=True),
    ActionSpec("silent_elsewhere", "Mark silent everywhere else", (), "Sources"),
    ActionSpec("example_alone", "The selection is the source alone", ("E",), "Examples", "example"),
    ActionSpec("example_not", "The selection is not the source", ("Shift+E",), "Examples", "region-not"),
    ActionSpec("example_files", "The source alone, from files…", ("Alt+E",), "Examples", "song", rule_before=True),
    ActionSpec("example_not_files", "What is not the source, from files…", ("Alt+Shift+E",), "Examples"),
    ActionSpec("example_stem", "What the source plays in this song, from a file…", (), "Examples"),
    ActionSpec("dictionary", "Dictionary…", ("D",), "Sources", "dictionary", rule_before=True),
    ActionSpec("export_source", "Export this stem…", (), "Sources", "export", rule_before=True),
    ActionSpec("quantise", "Quantise to the onsets heard", ("Q",), "Notes", "quantise"),
    ActionSpec("tighten", "Tighten the notes to what was found", ("Shift+Q",), "Notes", "tighten"),
    ActionSpec("split", "Split at the playhead", ("T",), "Notes", "split"),
    ActionSpec("to_source", "Give to the chosen source", ("G",), "Notes"),
    ActionSpec("align", "Match the score to the song", (), "Notes", "align", checkable=True, rule_before=True),
    ActionSpec("rematch", "Match again from what is corrected", (), "Notes", "align"),
    ActionSpec("tool_navigate", "Navigate", ("1",), "Tools", "tool-navigate", group="tool"),
    ActionSpec("tool_select", "Select", ("2",), "Tools", "tool-select", group="tool"),
    ActionSpec("tool_activity", "Paint activity", ("3",), "Tools", "tool-activity", group="tool"),
    ActionSpec("tool_notes", "Draw notes", ("4",), "Tools", "tool-notes", group="tool"),
    ActionSpec("tool_region", "Paint regions", ("5",), "Tools", "tool-region", group="tool"),
    ActionSpec("tool_erase", "Erase", ("6",), "Tools", "tool-erase", group="tool"),
    ActionSpec("snap", "Snap to onsets", ("Shift+S",), "Tools", "snap", checkable=True, rule_before=True),
    ActionSpec("region_box", "Box", ("Shift+1",), "Tools", "region-box", group="region", rule_before=True),
    ActionSpec("region_lasso", "Lasso", ("Shift+2",), "Tools", "region-lasso", group="region"),
    ActionSpec("region_brush", "Brush", ("Shift+3",), "Tools", "region-brush", group="region"),
    ActionSpec("region_harmonic", "Harmonic brush", ("Shift+4",), "Tools", "region-harmonic", group="region"),
    ActionSpec("region_not", "Not this source", ("N",), "Tools", "region-not", checkable=True),
    ActionSpec("brush_smaller", "Smaller brush", ("[",), "Tools", rule_before=True),
    ActionSpec("brush_larger", "Larger brush", ("]",), "Tools"),
    ActionSpec("play", "Play or stop", ("Space",), "Transport", "play"),
    ActionSpec("play_selection", "Play the selection", ("Alt+Space",), "Transport"),
    ActionSpec("to_start", "Go to the start", ("Home",), "Transport", "skip-start"),
    ActionSpec("to_end", "Go to the end", ("End",), "Transport", "skip-end"),
    ActionSpec("jog_back", "Back by a second", (",",), "Transport"),
    ActionSpec("jog_forward", "On by a second", (".",), "Transport"),
    ActionSpec("jog_back_fine", "Back by a tenth of a second", ("Shift+,",), "Transport"),
    ActionSpec("jog_forward_fine", "On by a tenth of a second", ("Shift+.",), "Transport"),
    ActionSpec("loop", "Loop", ("L",), "Transport", "loop", checkable=True, rule_before=True),
    ActionSpec("loop_in", "Loop from here", ("I",), "Transport"),
    ActionSpec("loop_out", "Loop to here", ("O",), "Transport"),
    ActionSpec("compare", "Switch between mixture and stems", ("X",), "Transport", rule_before=True),
    ActionSpec("listen_residual", "Listen to the residual and back", ("Shift+X",), "Transport"),
    ActionSpec("match", "Match levels", ("Shift+M",), "Transport", "match", checkable=True),
    ActionSpec(
        "live", "Live: voice / accompaniment", ("Shift+L",), "Transport", "live", checkable=True, rule_before=True
    ),
    ActionSpec("live_source", "What is split live…", ("Alt+L",), "Transport"),
    ActionSpec("solo", "Solo the chosen source", ("S",), "Transport", "solo", rule_before=True),
    ActionSpec("mute", "Mute the chosen source", ("M",), "Transport", "mute"),
    ActionSpec("clear_mixes", "Clear all solos and mutes", ("Alt+S",), "Transport"),
    ActionSpec("device", "Sound device…", ("Shift+D",), "Transport", "device", rule_before=True),
    ActionSpec("reset_meters", "Reset peaks and dropouts", ("Shift+P",), "Transport"),
    ActionSpec("separate", "Separate", ("Ctrl+R",), "Separation", "separate"),
    ActionSpec(
        "separate_selection", "Separate the selection only", ("Ctrl+Shift+R",), "Separation", "separate-selection"
    ),
    ActionSpec("separate_notes", "Separate the chosen notes", ("Alt+R",), "Separation", "separate-notes"),
    ActionSpec("find_settings", "Find good settings…", ("Ctrl+Shift+F",), "Separation", "find-settings"),
    ActionSpec("stop_keep", "Stop and keep the result", ("Ctrl+.",), "Separation", "stop-keep"),
    ActionSpec("cancel", "Cancel", ("Ctrl+Shift+.",), "Separation", "cancel"),
    ActionSpec("version_toggle", "Switch between the last two versions", ("V",), "Separation", rule_before=True),
    ActionSpec("version_1", "Version A", ("Ctrl+1",), "Hear version"),
    ActionSpec("version_2", "Version B", ("Ctrl+2",), "Hear version"),
    ActionSpec("version_3", "Version C", ("Ctrl+3",), "Hear version"),
    ActionSpec("version_4", "Version D", ("Ctrl+4",), "Hear version"),
    ActionSpec("version_5", "Version E", ("Ctrl+5",), "Hear version"),
    ActionSpec("version_6", "Version F", ("Ctrl+6",), "Hear version"),
    ActionSpec("version_7", "Version G", ("Ctrl+7",), "Hear version"),
    ActionSpec("version_8", "Version H", ("Ctrl+8",), "Hear version"),
    ActionSpec("version_9", "Version I", ("Ctrl+9",), "Hear version"),
    ActionSpec("version_preview", "Preview of the running separation", ("Ctrl+0",), "Hear version", rule_before=True),
    ActionSpec("version_rename", "Rename version", ("Ctrl+Shift+N",), "Separation", "rename", rule_before=True),
    ActionSpec("version_note", "Note on the version…", (), "Separation"),
    ActionSpec("version_recipe", "Recipe of the version…", (), "Separation", "recipe"),
    ActionSpec("version_go_on", "Go on from this version", (), "Separation", "go-on", checkable=True, rule_before=True),
    ActionSpec("version_settings", "Use its settings again", (), "Separation", "settings-again"),
    ActionSpec("version_compare", "Compare versions…", ("Ctrl+Shift+V",), "Separation", "versions"),
    ActionSpec("version_remove", "Remove version…", (), "Separation", "remove"),
    ActionSpec("remove_noise", "Remove noise…", ("Ctrl+Shift+D",), "Separation", "remove-noise", rule_before=True),
    ActionSpec("evaluate", "Measure against references…", ("Ctrl+Shift+E",), "Separation", rule_before=True),
    ActionSpec("zoom_in", "Zoom in", ("Ctrl+=", "Ctrl++"), "View", "zoom-in"),
    ActionSpec("zoom_out", "Zoom out", ("Ctrl+-",), "View", "zoom-out"),
    ActionSpec("zoom_fit", "Fit the song", ("F",), "View", "zoom-fit"),
    ActionSpec("zoom_selection", "Zoom to the selection", ("Z",), "View"),
    ActionSpec("follow", "Follow the playhead", ("Shift+F",), "View", checkable=True, rule_before=True),
    ActionSpec("spectrogram_notes", "Notes over the spectrogram", ("Shift+N",), "View", checkable=True),
    ActionSpec("found_activity", "Found activity over the notes", ("H",), "View", checkable=True),
    ActionSpec("next_picture", "Go to the next picture", ("F6",), "View", rule_before=True),
    ActionSpec("light", "Light theme", (), "View", "theme", checkable=True, rule_before=True),
    ActionSpec("language_auto", "Language of the system", (), "Language", group="language"),
    ActionSpec("language_en", "English", (), "Language", group="language", rule_before=True),
    ActionSpec("language_de", "Deutsch", (), "Language", group="language"),
    ActionSpec("language_ja", "日本語", (), "Language", group="language"),
    ActionSpec("keys", "Keys and mouse…", ("F2",), "Help", "keys"),
    ActionSpec("about", "About Stembrush", (), "Help", "info"),
)

# shown in the list of keys: what mouse and keys do in the pictures; these bindings are fixed
MOUSE = (
    ("Everywhere", "Play from here", "Click in a picture or the overview"),
    ("Everywhere", "Set the loop", "Drag in the ruler"),
    ("Everywhere", "Hear the spot under the pointer", "Drag the grip of the playhead, or Ctrl + drag in the ruler"),
    ("Everywhere", "Zoom time at the pointer", "Ctrl + wheel"),
    ("Everywhere", "Zoom pitch at the pointer", "Ctrl + Shift + wheel"),
    ("Everywhere", "Scroll time", "Shift + wheel"),
    ("Everywhere", "Scroll pitch", "Wheel"),
    ("Everywhere", "Pan with any tool", "Middle button drag"),
    ("Everywhere", "Give up a drag", "Esc"),
    ("Everywhere", "Open a song or a score", "Drop a file on the window"),
    ("Mixer", "Fader to 0 dB", "Double click"),
    ("Mixer", "Pan to the centre", "Double click"),
    ("Mixer", "Exclusive solo", "Ctrl, Shift or Alt + click on S"),
    ("Mixer", "Forget the highest peak", "Click on a meter"),
    ("Mixer", "Menu of a source", "Right click"),
    ("Mixer", "Give an example of a source", "Drop a sound file on it"),
    ("Examples", "Remove an example", "Del on one of its buttons"),
    ("Dictionary", "Hear a column", "Click, or Space"),
    ("Dictionary", "Choose several columns", "Drag, Shift + click, Ctrl + click, or Shift + arrows"),
    ("Dictionary", "Remove the chosen columns", "Del"),
    ("Dictionary", "Name a column", "Double click, or Enter"),
    ("Dictionary", "Zoom the columns", "Ctrl + wheel, + and -, F: all"),
    ("Dictionary", "Use a dictionary from a file", "Drop the file on it"),
    ("Versions", "Hear and show a version", "Click, or up and down"),
    ("Versions", "Rename a version", "Double click, or Enter"),
    ("Versions", "Remove a version", "Del"),
    ("Versions", "Menu of a version", "Right click"),
    ("Lanes", "Paint active", "Drag"),
    ("Lanes", "Paint silent", "Alt + drag"),
    ("Lanes", "Paint unknown", "Shift + drag"),
    ("Lanes", "Move an edge", "Drag the edge, Alt: without snapping"),
    ("Lanes", "Move a span", "Ctrl + drag"),
    ("Lanes", "Select a span", "Double click"),
    ("Lanes", "Tap along while it plays", "Hold 1 to 9, with Alt: silent"),
    ("Lanes", "Mark the selection", "Enter, with Alt: silent, Del: unknown"),
    ("Piano roll", "Draw a note", "Click or drag"),
    ("Piano roll", "Move notes", "Drag or arrows, Alt: without the grid"),
    ("Piano roll", "Move notes by an octave or a bar", "Ctrl + arrows"),
    ("Piano roll", "Resize notes", "Drag an edge or Shift + arrows"),
    ("Piano roll", "Copy notes", "Ctrl + drag"),
    ("Piano roll", "Add to the chosen notes", "Shift + click"),
    ("Piano roll", "Choose the notes of a pitch range", "Click or drag on the keyboard, Shift: add, Ctrl: one source"),
    ("Piano roll", "Delete a note", "Double click"),
    ("Piano roll", "Correct the match of the score", "Drag a bar, or Ctrl + Shift + drag a note"),
    ("Piano roll", "Free a corrected bar", "Right click on the bar"),
    ("Spectrogram", "Paint a region", "Drag"),
    ("Spectrogram", "Paint the other of belongs and not", "Alt + drag"),
    ("Spectrogram", "Brush with a square tip", "Shift + drag"),
    ("Spectrogram", "Draw a region by keys", "Arrows and Shift + arrows, then Enter"),
    ("Spectrogram", "Menu of a region", "Right click"),
)

# what the mouse does with a tool, for the status line
TOOL_HINTS = {
    "navigate": "Drag moves the pictures · Click plays from there · Wheel scrolls, Ctrl + wheel zooms",
    "select": "Drag selects time, in the piano roll notes · Drag a note to move it, an edge to resize it",
    "activity": "Drag paints active · Alt silent · Shift unknown",
    "notes": "Click or drag draws a note · Drag moves one, its edges resize · Del deletes",
    "region": "Drag in the spectrogram paints a region of the chosen source · N: does not belong",
    "erase": "Drag erases regions and notes, and makes activity unknown",
}

MENUS = ("File", "Edit", "Sources", "Notes", "Tools", "Transport", "Separation", "View", "Help")
SUBMENUS = {"Examples": "Sources", "Language": "View", "Hear version": "Separation"}


def translate(text: str) -> str:
    """Return a text of the tables in the user's language."""
    return QCoreApplication.translate("actions", text)


def build_actions(parent: QWidget) -> dict[str, QAction]:
    """Make every action of the table; the caller connects them."""
    actions = {}
    groups: dict[str, QActionGroup] = {}
    for spec in ACTIONS:
        action = QAction(translate(spec.text), parent)
        action.setObjectName(f"action_{spec.id}")
        action.setCheckable(spec.checkable or bool(spec.group))
        action.setShortcuts([QKeySequence(key) for key in spec.keys])
        if spec.icon:
            action.setIcon(icon(spec.icon))
        action.setIconVisibleInMenu(bool(spec.icon) and not action.isCheckable())
        action.setToolTip(tool_tip(action))
        action.setStatusTip(translate(spec.text))
        parent.addAction(action)
        if spec.group:
            groups.setdefault(spec.group, QActionGroup(parent)).addAction(action)
        actions[spec.id] = action
    return actions


def tool_tip(action: QAction) -> str:
    """Return the words of an action with its first key."""
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    text = action.text().removesuffix("…").replace("&&", "&")
    return literal(f"{text}  ({keys})" if keys else text)

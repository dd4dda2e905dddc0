"""A session as a Reaper project.

Owns the text of the format: which lines stand in which order and how names are quoted. A block begins with ``<NAME``
and ends with ``>``; a line is a name and its values. The same content always gives the same bytes.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from pathlib import Path

from core.annotation.file_writing import write_file
from core.export.sessions import Marker, SessionContent, SessionTrack
from core.export.tempo import TempoChange

_CONTROL = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]+")
_OWN_COLOUR = 1 << 24
_SQUARE = 1
_IDS = uuid.UUID("9d3a4c52-6c11-4d0e-8f0c-6d3b1b0f7a55")


def write_reaper(path: Path, content: SessionContent) -> None:
    """Write a session as a Reaper project in place of any file of that name.

    Stems lie in song time and keep it when the tempo is changed. Files are named relative to the project.

    Parameters
    ----------
    path : Path
    content : SessionContent

    Raises
    ------
    ExportError
        The file cannot be written; one that was there before is left as it was.
    """
    lines = "\n".join(_project(content)) + "\n"
    write_file(path, lines.encode("utf-8", "replace"))


def quoted(text: str) -> str:
    """Return a name as Reaper reads it back: in a quote that it does not contain; line breaks become blanks.

    A name with all three quotes cannot be written; Reaper itself turns its backticks into apostrophes.
    """
    plain = _CONTROL.sub(" ", text)
    quote = next((quote for quote in "\"'`" if quote not in plain), None)
    return f"{quote}{plain}{quote}" if quote else f"`{plain.replace('`', chr(39))}`"


def _project(content: SessionContent) -> Iterator[str]:
    first = content.tempo[0]
    # the last value is the time of saving, which would make equal sessions differ
    yield '<REAPER_PROJECT 0.1 "7.0" 0'
    yield f"  TITLE {quoted(content.title)}"
    if content.tags.artist:
        yield f"  AUTHOR {quoted(content.tags.artist)}"
    yield "  RIPPLE 0"
    yield "  PANLAW 1"
    yield "  PANMODE 3"
    yield "  PROJOFFS 0 0 0"
    # 0: items and tempo changes stay at their time
    yield "  TIMELOCKMODE 0"
    yield "  TEMPOENVLOCKMODE 0"
    yield f"  SAMPLERATE {content.rate} 1 0"
    yield f"  TEMPO {_number(first.bpm)} {first.beats_per_bar} {first.beat_unit}"
    yield from _tempo(content.tempo)
    for index, marker in enumerate(content.markers, start=1):
        yield from _marker(index, marker)
    for index, track in enumerate(content.tracks, start=1):
        yield from _track(index, track, content)
    yield ">"


def _tempo(changes: tuple[TempoChange, ...]) -> Iterator[str]:
    if len(changes) == 1:
        return
    yield "  <TEMPOENVEX"
    yield "    ACT 1 -1"
    yield "    VIS 1 0 1"
    yield "    LANEHEIGHT 0 0"
    yield "    ARM 0"
    yield f"    DEFSHAPE {_SQUARE} -1 -1"
    metre = (0, 0)
    for change in changes:
        point = f"    PT {_number(change.time_s)} {_number(change.bpm)} {_SQUARE}"
        if (change.beats_per_bar, change.beat_unit) != metre:
            metre = change.beats_per_bar, change.beat_unit
            point += f" {change.beat_unit * 65536 + change.beats_per_bar}"
        yield point
    yield "  >"


def _marker(index: int, marker: Marker) -> Iterator[str]:
    is_region = int(marker.stop_s is not None)
    yield f"  MARKER {index} {_number(marker.time_s)} {quoted(marker.name)} {is_region}"
    if marker.stop_s is not None:
        yield f'  MARKER {index} {_number(marker.stop_s)} "" 1'


def _track(index: int, track: SessionTrack, content: SessionContent) -> Iterator[str]:
    identity = _identity(content.title, f"track {index}")
    sides = max(2, content.channels + content.channels % 2)
    yield f"  <TRACK {identity}"
    yield f"    NAME {quoted(track.name)}"
    yield f"    PEAKCOL {_colour(track.colour)}"
    yield "    BEAT -1"
    yield "    AUTOMODE 0"
    yield f"    VOLPAN {_number(track.gain)} {_number(track.pan)} -1 -1 1"
    yield f"    MUTESOLO {int(track.mute)} {int(track.solo)} 0"
    yield "    IPHASE 0"
    yield "    ISBUS 0 0"
    yield f"    NCHAN {sides}"
    yield "    FX 1"
    yield f"    TRACKID {identity}"
    yield "    PERF 0"
    yield "    MAINSEND 1 0"
    yield from _item(index, track, content)
    yield "  >"


def _item(index: int, track: SessionTrack, content: SessionContent) -> Iterator[str]:
    kind = "FLAC" if track.file.lower().endswith(".flac") else "WAVE"
    yield "    <ITEM"
    yield f"      POSITION {_number(content.start_s)}"
    yield "      SNAPOFFS 0"
    yield f"      LENGTH {_number(content.length / content.rate)}"
    yield "      LOOP 0"
    yield "      ALLTAKES 0"
    # no fades of its own: the stems shall add up to the song
    yield "      FADEIN 1 0 0 1 0 0 0"
    yield "      FADEOUT 1 0 0 1 0 0 0"
    yield "      MUTE 0 0"
    yield f"      IGUID {_identity(content.title, f'item {index}')}"
    yield f"      IID {index}"
    yield f"      NAME {quoted(track.name)}"
    yield "      VOLPAN 1 0 1 -1"
    yield "      SOFFS 0"
    yield "      PLAYRATE 1 1 0 -1 0 0.0025"
    yield "      CHANMODE 0"
    yield f"      GUID {_identity(content.title, f'take {index}')}"
    yield f"      <SOURCE {kind}"
    yield f"        FILE {quoted(track.file)}"
    yield "      >"
    yield "    >"


def _identity(title: str, part: str) -> str:
    return f"{{{uuid.uuid5(_IDS, f'{title} {part}'.encode('utf-8', 'replace').decode())}}}".upper()


def _colour(colour: str) -> int:
    """Return ``#rrggbb`` with red in the lowest byte."""
    red, green, blue = bytes.fromhex(colour[1:])
    return _OWN_COLOUR | blue << 16 | green << 8 | red


def _number(value: float) -> str:
    text = f"{value:.12f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text

"""A session as a DAWproject: a zip file with ``project.xml`` and ``metadata.xml``.

Owns the elements of the format (https://github.com/bitwig/dawproject, version 1.0). Times are beats of the session's
tempo map, as every program writes them; sound keeps its own seconds. The same content always gives the same bytes.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
import zipfile
from contextlib import suppress
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from core.annotation.model import Note
from core.errors import ExportError
from core.export.sessions import SessionContent, SessionTrack
from core.export.tempo import Beats

_AUDIO_FOLDER = "audio"
_LOUDEST = 2.0
_SHORTEST_NOTE = 1 / 64
# what XML 1.0 cannot hold
_UNKNOWN_TO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_dawproject(path: Path, content: SessionContent, audio_folder: Path | None) -> None:
    """Write a session as a DAWproject in place of any file of that name.

    Every stem is an audio track; the notes of its source are a track of their own behind it.

    Parameters
    ----------
    path : Path
    content : SessionContent
    audio_folder : Path or None
        Folder with the stems, which are embedded; None to refer to them beside the file.

    Raises
    ------
    ExportError
        The file cannot be written, or a stem not be read; one that was there before is left as it was.
    """
    project = _Project(content, embedded=audio_folder is not None).element()
    temporary = path.with_name(f".stembrush-{secrets.token_hex(6)}.dawproject")
    try:
        with zipfile.ZipFile(temporary, "x") as archive:
            archive.writestr(_entry("project.xml"), _text(project))
            archive.writestr(_entry("metadata.xml"), _text(_metadata(content)))
            if audio_folder is not None:
                _embed(archive, [audio_folder / track.file for track in content.tracks])
        os.replace(temporary, path)
    except OSError as error:
        raise ExportError(f"{path}: cannot be written ({error.strerror}); choose another folder or disk") from error
    finally:
        with suppress(OSError):
            temporary.unlink()


def _embed(archive: zipfile.ZipFile, files: list[Path]) -> None:
    for path in files:
        entry = _entry(f"{_AUDIO_FOLDER}/{path.name}", zipfile.ZIP_STORED)
        with open(path, "rb") as file, archive.open(entry, "w", force_zip64=True) as target:
            shutil.copyfileobj(file, target, 2**20)


def _entry(name: str, method: int = zipfile.ZIP_DEFLATED) -> zipfile.ZipInfo:
    # without the time and the system, which would make equal sessions differ
    entry = zipfile.ZipInfo(_plain(name), (1980, 1, 1, 0, 0, 0))
    entry.create_system, entry.external_attr, entry.compress_type = 3, 0o644 << 16, method
    return entry


def _text(element: Element) -> bytes:
    ElementTree.indent(element)
    text: bytes = ElementTree.tostring(element, "utf-8", xml_declaration=True)
    return text + b"\n"


def _metadata(content: SessionContent) -> Element:
    root, tags = Element("MetaData"), content.tags
    texts = {"Title": content.title, "Artist": tags.artist, "Album": tags.album, "Comment": tags.comment}
    for name, text in texts.items():
        if text:
            SubElement(root, name).text = _plain(text)
    return root


class _Project:
    """The elements of one project, which refer to each other by id."""

    def __init__(self, content: SessionContent, *, embedded: bool) -> None:
        self._content = content
        self._embedded = embedded
        self._beats = Beats(content.tempo)
        self._ids = 0

    def element(self) -> Element:
        """Return the root of ``project.xml``."""
        content = self._content
        root = Element("Project", version="1.0")
        SubElement(root, "Application", name="Stembrush", version=content.program_version)
        transport = SubElement(root, "Transport")
        tempo = self._parameter(transport, "Tempo", content.tempo[0].bpm, 20.0, 960.0, unit="bpm", name="Tempo")
        first = content.tempo[0]
        metre = self._new(transport, "TimeSignature", numerator=first.beats_per_bar, denominator=first.beat_unit)
        structure = SubElement(root, "Structure")
        arrangement = self._new(root, "Arrangement")
        lanes = self._new(arrangement, "Lanes", timeUnit="beats")
        master = self._new_id()
        for track in content.tracks:
            audio = self._track(structure, track, "audio", master)
            self._audio_lane(lanes, audio, track)
            if track.notes:
                self._note_lane(lanes, self._track(structure, track, "notes", master), track)
        self._master(structure, master)
        self._markers(arrangement)
        self._tempo(arrangement, tempo, metre)
        return root

    # structure

    def _track(self, structure: Element, track: SessionTrack, kind: str, master: str) -> str:
        is_audio = kind == "audio"
        name = track.name if is_audio else f"{track.name} (notes)"
        element = self._new(structure, "Track", name=_plain(name), color=track.colour, contentType=kind, loaded="true")
        channel = self._new(
            element, "Channel", audioChannels=self._content.channels if is_audio else 2, destination=master,
            role="regular", solo=_word(track.solo and is_audio),
        )  # fmt: skip
        self._new(channel, "Mute", value=_word(track.mute), name="Mute")
        self._parameter(channel, "Pan", 0.5 + (track.pan if is_audio else 0.0) / 2, 0.0, 1.0, "normalized", "Pan")
        gain = track.gain if is_audio else 1.0
        self._parameter(channel, "Volume", gain, 0.0, max(_LOUDEST, gain), "linear", "Volume")
        return element.attrib["id"]

    def _master(self, structure: Element, identity: str) -> None:
        element = self._new(structure, "Track", name="Master", contentType="audio", loaded="true")
        channel = SubElement(element, "Channel", id=identity, audioChannels=str(self._content.channels), role="master")
        self._parameter(channel, "Volume", 1.0, 0.0, _LOUDEST, "linear", "Volume")

    # arrangement

    def _audio_lane(self, lanes: Element, track_id: str, track: SessionTrack) -> None:
        content = self._content
        seconds = _number(content.length / content.rate)
        clip = self._clip(lanes, track_id, track, contentTimeUnit="seconds", playStart="0", playStop=seconds)
        audio = self._new(
            clip, "Audio", algorithm="raw", channels=content.channels, sampleRate=content.rate, duration=seconds
        )
        path = f"{_AUDIO_FOLDER}/{track.file}" if self._embedded else track.file
        reference = SubElement(audio, "File", path=_plain(path))
        if not self._embedded:
            reference.set("external", "true")

    def _note_lane(self, lanes: Element, track_id: str, track: SessionTrack) -> None:
        notes = self._new(self._clip(lanes, track_id, track, contentTimeUnit="beats", playStart="0"), "Notes")
        begin, end = self._span()
        for note in track.notes:
            start, stop = (self._beats.at(max(0.0, at / self._content.rate)) for at in (note.start, note.stop))
            if note.pitch is not None and stop > begin and start < end:
                self._note(notes, note, max(0.0, start - begin), min(stop, end) - begin)

    def _note(self, notes: Element, note: Note, start: float, stop: float) -> None:
        key = min(127, max(0, round(note.pitch or 0.0)))
        level = _number(min(1.0, max(0.0, note.level)))
        length = _number(max(_SHORTEST_NOTE, stop - start))
        SubElement(notes, "Note", time=_number(start), duration=length, channel="0", key=str(key), vel=level, rel=level)

    def _clip(self, lanes: Element, track_id: str, track: SessionTrack, **more: str) -> Element:
        begin, end = self._span()
        lane = self._new(lanes, "Lanes", track=track_id)
        place = {"time": _number(begin), "duration": _number(end - begin)}
        return SubElement(self._new(lane, "Clips"), "Clip", {"name": _plain(track.name), **place, **more})

    def _span(self) -> tuple[float, float]:
        """Return the beats at which the stems begin and end."""
        content = self._content
        return self._beats.at(content.start_s), self._beats.at(content.start_s + content.length / content.rate)

    def _markers(self, arrangement: Element) -> None:
        if self._content.markers:
            markers = self._new(arrangement, "Markers", timeUnit="beats")
            for marker in self._content.markers:
                SubElement(markers, "Marker", name=_plain(marker.name), time=_number(self._beats.at(marker.time_s)))

    def _tempo(self, arrangement: Element, tempo: Element, metre: Element) -> None:
        changes = self._content.tempo
        if len(changes) == 1:
            return
        points = self._new(arrangement, "TempoAutomation", unit="bpm", timeUnit="beats")
        SubElement(points, "Target", parameter=tempo.attrib["id"])
        metres = self._new(arrangement, "TimeSignatureAutomation", timeUnit="beats")
        SubElement(metres, "Target", parameter=metre.attrib["id"])
        metre_now = (0, 0)
        for change in changes:
            time = _number(self._beats.at(change.time_s))
            SubElement(points, "RealPoint", time=time, value=_number(change.bpm), interpolation="hold")
            if (change.beats_per_bar, change.beat_unit) != metre_now:
                metre_now = change.beats_per_bar, change.beat_unit
                numerator, denominator = map(str, metre_now)
                SubElement(metres, "TimeSignaturePoint", time=time, numerator=numerator, denominator=denominator)

    # parts of both

    def _new(self, parent: Element, tag: str, **attributes: object) -> Element:
        texts = {name: str(value) for name, value in attributes.items()}
        return SubElement(parent, tag, {"id": self._new_id(), **texts})

    def _new_id(self) -> str:
        self._ids += 1
        return f"id{self._ids}"

    def _parameter(
        self, parent: Element, tag: str, value: float, low: float, high: float, unit: str, name: str
    ) -> Element:
        bounds = {"min": _number(low), "max": _number(high)}
        return self._new(parent, tag, unit=unit, value=_number(value), name=name, **bounds)


def _number(value: float) -> str:
    text = f"{value:.12f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _word(value: bool) -> str:
    return "true" if value else "false"


def _plain(text: str) -> str:
    return _UNKNOWN_TO_XML.sub("\N{REPLACEMENT CHARACTER}", text)

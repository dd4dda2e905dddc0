"""Sessions for other programs: read back by other readers than our own."""

from __future__ import annotations

import dataclasses
import zipfile
from pathlib import Path

import numpy as np
import pytest
import rpp
from lxml import etree

from core.annotation.model import Activity, ActivitySpan, ActivityState, Annotation, Note, Source, Warp
from core.audio import Audio, Mixture
from core.engines.base import SeparationResult
from core.export.choice import RESIDUAL, ExportChoice, Material, Tags
from core.export.dawproject import write_dawproject
from core.export.outcome import PlannedFile
from core.export.reaper import quoted, write_reaper
from core.export.sessions import Marker, SessionContent, SessionTrack, session_content
from core.export.tempo import TempoChange
from core.playback.mixer import Strip

SCHEMAS = Path(__file__).parents[1] / "data" / "dawproject"
RATE = 48000
AWKWARD = [
    "Violin",
    "Flöte & <Bass>",
    'the "real" one',
    "it's `here`",
    "two\nlines\x07",
    "🎻 / \\ : *",
    "%20 #1",
    "",
    300 * "ä",
]
TEMPO = (TempoChange(0.0, 150.0, 2), TempoChange(0.8, 120.0), TempoChange(4.8, 90.0))


def content(**changes: object) -> SessionContent:
    notes = (Note(RATE, RATE // 2, "a", 60.4, 0.5), Note(9 * RATE, 5 * RATE, "a", 62), Note(0, 5, "a", None))
    tracks = (
        SessionTrack("Violin", "#ff8001", "Violin.wav", -6.0, -0.5, mute=True, notes=notes),
        SessionTrack("Flöte", "#0000ff", "Flöte.flac", 3.0, 1.0, solo=True),
        SessionTrack("residual", "#8d949e", "residual.wav", float("-inf")),
    )
    whole = SessionContent(
        "A song",
        RATE,
        2,
        10 * RATE + 1,
        0.0,
        tracks,
        (Marker(1.0, "Selection", 3.0), Marker(2.0, "Violin")),
        TEMPO,
        Tags(artist="Somebody"),
        "1.2",
    )
    return dataclasses.replace(whole, **changes)


# reaper


def reaper(tmp_path: Path, session: SessionContent) -> rpp.Element:
    write_reaper(tmp_path / "a.rpp", session)
    return rpp.loads((tmp_path / "a.rpp").read_text("utf-8"))


def value(element: rpp.Element, name: str) -> list[str]:
    return element.find(name)[1:]


def test_a_reaper_project_has_tracks_as_in_the_mixer(tmp_path):
    project = reaper(tmp_path, content())
    tracks = project.findall("TRACK")
    assert [value(track, "NAME") for track in tracks] == [["Violin"], ["Flöte"], ["residual"]]
    # red in the lowest byte, and the bit that says that there is a colour
    assert [int(value(track, "PEAKCOL")[0]) for track in tracks] == [0x010180FF, 0x01FF0000, 0x019E948D]
    mixes = [[float(text) for text in value(track, "VOLPAN")[:2]] for track in tracks]
    np.testing.assert_allclose(mixes, [[10**-0.3, -0.5], [10**0.15, 1.0], [0.0, 0.0]], rtol=0, atol=1e-12)
    assert [value(track, "MUTESOLO")[:2] for track in tracks] == [["1", "0"], ["0", "1"], ["0", "0"]]


def test_items_of_a_reaper_project_lie_where_the_selection_was(tmp_path):
    project = reaper(tmp_path, content(start_s=2.5))
    items = [track.find("ITEM") for track in project.findall("TRACK")]
    assert {float(value(item, "POSITION")[0]) for item in items} == {2.5}
    assert [float(value(item, "LENGTH")[0]) for item in items] == 3 * [pytest.approx(10 + 1 / RATE, abs=1e-9)]
    sources = [item.find("SOURCE") for item in items]
    assert [source.attrib for source in sources] == [["WAVE"], ["FLAC"], ["WAVE"]]
    assert [value(source, "FILE") for source in sources] == [["Violin.wav"], ["Flöte.flac"], ["residual.wav"]]


def test_a_reaper_project_has_title_rate_tempo_and_markers(tmp_path):
    project = reaper(tmp_path, content())
    assert (project.tag, value(project, "TITLE"), value(project, "AUTHOR")) == (
        "REAPER_PROJECT",
        ["A song"],
        ["Somebody"],
    )
    assert value(project, "SAMPLERATE")[:2] == [str(RATE), "1"]
    assert value(project, "TEMPO") == ["150", "2", "4"]
    points = [[float(text) for text in point[1:]] for point in project.find("TEMPOENVEX").findall("PT")]
    assert points == [[0.0, 150.0, 1, 4 * 65536 + 2], [0.8, 120.0, 1, 4 * 65536 + 4], [4.8, 90.0, 1]]
    markers = [line[1:] for line in project.findall("MARKER")]
    assert markers == [["1", "1", "Selection", "1"], ["1", "3", "", "1"], ["2", "2", "Violin", "0"]]


@pytest.mark.parametrize("name", AWKWARD)
def test_any_name_survives_in_a_reaper_project(tmp_path, name):
    track = SessionTrack(name, "#000000", "a'b `c`.wav")
    project = reaper(tmp_path, content(tracks=(track,), title=name, markers=(Marker(0.0, name),)))
    expected = name.replace("\n", " ").replace("\x07", "").replace("lines", "lines ").strip()
    for found in (project.find("TRACK").find("NAME")[1], value(project, "TITLE")[0], value(project, "MARKER")[2]):
        assert found.strip() == expected.strip()
    assert value(project.find("TRACK").find("ITEM").find("SOURCE"), "FILE") == ["a'b `c`.wav"]


def test_a_name_with_all_quotes_stays_one_word(tmp_path):
    assert quoted("""a " b ' c ` d""") == """`a " b ' c ' d`"""


@pytest.mark.parametrize(("channels", "sides"), [(1, "2"), (2, "2"), (5, "6"), (12, "12")])
def test_a_reaper_track_is_as_wide_as_the_song(tmp_path, channels, sides):
    project = reaper(tmp_path, content(channels=channels))
    assert {value(track, "NCHAN")[0] for track in project.findall("TRACK")} == {sides}


# dawproject


def dawproject(tmp_path: Path, session: SessionContent, audio: Path | None = None) -> etree._Element:
    """Write a session and return its project, checked against the schemas that were published with the format."""
    write_dawproject(tmp_path / "a.dawproject", session, audio)
    with zipfile.ZipFile(tmp_path / "a.dawproject") as archive:
        assert archive.testzip() is None
        roots = {name: etree.fromstring(archive.read(f"{name.lower()}.xml")) for name in ("Project", "MetaData")}
    for name, root in roots.items():
        etree.XMLSchema(etree.parse(SCHEMAS / f"{name}.xsd")).assertValid(root)
    return roots["Project"]


def clips(project: etree._Element, kind: str) -> list[etree._Element]:
    return [clip for clip in project.iter("Clip") if clip.find(kind) is not None]


def test_a_dawproject_has_tracks_as_in_the_mixer(tmp_path):
    project = dawproject(tmp_path, content())
    tracks = project.findall("Structure/Track")
    assert [track.get("name") for track in tracks] == ["Violin", "Violin (notes)", "Flöte", "residual", "Master"]
    assert [track.get("color") for track in tracks[:4]] == ["#ff8001", "#ff8001", "#0000ff", "#8d949e"]
    sound = [track for track in tracks if track.get("contentType") == "audio"][:3]
    volumes = [float(track.find("Channel/Volume").get("value")) for track in sound]
    np.testing.assert_allclose(volumes, [10**-0.3, 10**0.15, 0.0], rtol=0, atol=1e-12)
    assert [float(track.find("Channel/Pan").get("value")) for track in sound] == [0.25, 1.0, 0.5]
    assert [track.find("Channel/Mute").get("value") for track in sound] == ["true", "false", "false"]
    assert [track.find("Channel").get("solo") for track in sound] == ["false", "true", "false"]
    master = next(track for track in tracks if track.find("Channel").get("role") == "master").find("Channel")
    assert {track.find("Channel").get("destination") for track in tracks[:4]} == {master.get("id")}


def test_clips_of_a_dawproject_refer_to_the_files_beside_it(tmp_path):
    project = dawproject(tmp_path, content(start_s=0.8))
    found = clips(project, "Audio")
    assert [clip.find("Audio/File").get("path") for clip in found] == ["Violin.wav", "Flöte.flac", "residual.wav"]
    assert {clip.find("Audio/File").get("external") for clip in found} == {"true"}
    audio = found[0].find("Audio")
    assert (audio.get("channels"), audio.get("sampleRate")) == ("2", str(RATE))
    assert float(audio.get("duration")) == pytest.approx(10 + 1 / RATE, abs=1e-9)
    # 0.8 s at 150, 4 s at 120 and the rest at 90 beats per minute
    assert float(found[0].get("time")) == pytest.approx(2.0)
    assert float(found[0].get("duration")) == pytest.approx(8.0 + (6.0 + 1 / RATE) * 1.5)
    lanes = {lane.get("track"): lane.find("Clips/Clip") for lane in project.iterfind("Arrangement/Lanes/Lanes")}
    tracks = {track.get("id"): track.get("name") for track in project.findall("Structure/Track")}
    assert [tracks[track] for track in lanes] == ["Violin", "Violin (notes)", "Flöte", "residual"]


def test_a_dawproject_can_hold_the_sound_itself(tmp_path):
    for track in content().tracks:
        (tmp_path / track.file).write_bytes(track.file.encode() * 1000)
    project = dawproject(tmp_path, content(), tmp_path)
    with zipfile.ZipFile(tmp_path / "a.dawproject") as archive:
        for clip, track in zip(clips(project, "Audio"), content().tracks, strict=True):
            reference = clip.find("Audio/File")
            assert reference.get("external") is None
            assert archive.read(reference.get("path")) == track.file.encode() * 1000


def test_notes_of_a_dawproject_are_beats_of_its_tempo(tmp_path):
    (clip,) = clips(dawproject(tmp_path, content()), "Notes")
    notes = [(float(n.get("time")), float(n.get("duration")), n.get("key")) for n in clip.find("Notes")]
    end = 10.0 + (10 + 1 / RATE - 4.8) * 1.5
    # the second one outlasts the song; one without a pitch is no note here
    assert notes == [
        (pytest.approx(2.4), pytest.approx(1.0), "60"),
        (pytest.approx(10 + 4.2 * 1.5), pytest.approx(end - 16.3), "62"),
    ]
    assert clip.find("Notes")[0].get("vel") == "0.5"


def test_tempo_metre_and_markers_of_a_dawproject_are_at_beats(tmp_path):
    arrangement = dawproject(tmp_path, content()).find("Arrangement")
    points = [(float(p.get("time")), float(p.get("value"))) for p in arrangement.iterfind("TempoAutomation/RealPoint")]
    assert points == [(0.0, 150.0), (2.0, 120.0), (10.0, 90.0)]
    metres = arrangement.findall("TimeSignatureAutomation/TimeSignaturePoint")
    assert [(float(m.get("time")), m.get("numerator")) for m in metres] == [(0.0, "2"), (2.0, "4")]
    markers = [(m.get("name"), float(m.get("time"))) for m in arrangement.iterfind("Markers/Marker")]
    assert markers == [("Selection", pytest.approx(2.4)), ("Violin", pytest.approx(4.4))]


@pytest.mark.parametrize("name", [*AWKWARD, "\ud800 \x00 \uffff"])
def test_any_name_makes_a_valid_dawproject(tmp_path, name):
    track = SessionTrack(name, "#000000", "a'b & `c`.wav")
    tags = Tags(artist=name, album=name, comment=name)
    project = dawproject(tmp_path, content(tracks=(track,), title=name or "x", markers=(Marker(0, name),), tags=tags))
    if name.isprintable():
        assert project.find("Structure/Track").get("name") == name
    assert clips(project, "Audio")[0].find("Audio/File").get("path") == track.file


def test_a_song_without_tracks_or_samples_makes_valid_sessions(tmp_path):
    empty = content(tracks=(), markers=(), tempo=(TempoChange(0.0, 120.0),), length=0)
    assert dawproject(tmp_path, empty).find("Arrangement/Markers") is None
    assert reaper(tmp_path, empty).findall("TRACK") == []
    dawproject(tmp_path, content(length=0))


def test_equal_sessions_are_equal_files(tmp_path):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        reaper(tmp_path / name, content())
        dawproject(tmp_path / name, content())
    for file in ("a.rpp", "a.dawproject"):
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


# content


def material(**changes: object) -> Material:
    mixture = Mixture(np.zeros((2, 20 * RATE), np.float32), RATE, Path("/songs/My song.flac"), "0" * 64, "PCM_24")
    sources = (Source("a", "Violin", "#FF8001"), Source("b", "Flute"), Source("c", "Drum"))
    annotation = Annotation(
        sources,
        notes=(Note(RATE, 100, "a", 60), Note(5 * RATE, 100, "a", 62)),
        activities=(
            Activity(
                "b", (ActivitySpan(0, RATE, ActivityState.SILENT), ActivitySpan(RATE + 10, 99999, ActivityState.ACTIVE))
            ),
        ),
        warp=Warp("score.mid", frozenset({"a"}), bars=tuple(range(0, 20 * RATE, 2 * RATE))),
    )
    silence = Audio(np.zeros((2, 20 * RATE), np.float32), RATE)
    result = SeparationResult(tuple((source.id, silence) for source in sources), silence)
    whole = Material(mixture, result, annotation, sources, None)
    return dataclasses.replace(whole, **changes)


FILES = (
    PlannedFile("stem", "Violin.wav", ("a",), "Violin", "#FF8001"),
    PlannedFile("stem", "Flute.wav", ("b", RESIDUAL), "Flute"),
    PlannedFile("group", "All.wav", ("a", "b"), "All"),
    PlannedFile("group", "Beat.wav", ("c",), "Beat"),
    PlannedFile("residual", "residual.wav", (RESIDUAL,), "residual"),
    PlannedFile("report", "report.json"),
)


def test_a_session_has_every_sound_and_sounds_like_the_mixer(tmp_path):
    strips = {"b": Strip(True, False, -3.0, 0.5), RESIDUAL: Strip(solo=True)}
    session = session_content(material(strips=strips), ExportChoice(tmp_path), FILES)
    assert [track.file for track in session.tracks] == [file.file for file in FILES[:-1]]
    violin, flute, everything, beat, residual = session.tracks
    assert (flute.mute, flute.gain_db, flute.pan) == (True, -3.0, 0.5)
    assert residual.solo
    assert (violin.colour, residual.colour) == ("#ff8001", "#8d949e")
    assert len({track.colour for track in session.tracks}) == 5
    # what sounds alone and in a group would sound twice
    assert (everything.mute, beat.mute) == (True, False)
    assert [note.pitch for note in violin.notes] == [60, 62]
    assert (session.title, session.length, session.start_s) == ("My song", 20 * RATE, 0.0)
    assert session.tempo == (TempoChange(0.0, 120.0),)


def test_markers_say_where_sources_come_in_and_what_was_selected(tmp_path):
    session = session_content(material(), ExportChoice(tmp_path, tags=Tags(title="New")), FILES)
    assert session.markers == (Marker(1.0, "Violin, Flute"),)
    assert session.title == "New"
    selected = session_content(material(), ExportChoice(tmp_path, span=(2 * RATE, 6 * RATE)), FILES)
    assert (selected.start_s, selected.length) == (2.0, 4 * RATE)
    assert selected.markers == (Marker(2.0, "Selection", 6.0),)
    assert [note.pitch for note in selected.tracks[0].notes] == [62]

"""Write the stems of a project: a version of the separation that is kept in it.

Nothing in the project changes. One that is open in a window is copied as it is now and exported from the copy.
"""

from __future__ import annotations

import argparse
import contextlib
import math
import string
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app import VERSION
from app.commands import CommandError, given_path
from app.commands.output_options import add_output_arguments, check_output, check_plan, output_choice, write
from app.console import Console
from core.annotation.model import Source
from core.audio import Audio, Mixture, read_mixture
from core.engines.base import SeparationResult
from core.errors import ProjectError, ProjectInUse, ProjectOutdated
from core.export import Material, plan_export
from core.playback.mixer import Strip
from core.project.copies import open_copy
from core.project.project import Project, StoredResult, VersionFacts
from core.project.song import find_song
from core.run_report import RunReport, annotation_guidance
from core.scratch import release, scratch_array

_BLOCK = 2**20
# far above what any fader of the window can do
_LOUDEST_DB = 100.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the project, which version of it, and what is written."""
    parser.add_argument("project", type=given_path, metavar="PROJECT", help="a .stembrush file")
    parser.add_argument("--out", type=given_path, required=True, metavar="DIR", help="folder for the files")
    parser.add_argument(
        "--version", metavar="ID|NAME", help="which version of the separation (default: the one chosen in the window)"
    )
    parser.add_argument("--song", type=given_path, metavar="FILE", help="the song, where it is not found any more")
    parser.add_argument("--migrate", action="store_true", help="bring a project of an older format up to date first")
    parser.add_argument("--json", action="store_true", help="print the report as one JSON object")
    add_output_arguments(parser)


def run(options: argparse.Namespace, console: Console) -> None:
    """Open, find the song, load the version and write."""
    check_output(options)
    with _opened(options) as project:
        facts, name = _version(project, options.version)
        song = _song(project, options, console)
        stored = project.load_version(facts.id, console.stage("Loading the stems"), with_state=False)
        material = _material(project, song, stored, name)
        choice = output_choice(options, material.sources, song.rate, song.length)
        check_plan(plan_export(material, choice), choice, options)
        write(material, choice, options, console)


@contextmanager
def _opened(options: argparse.Namespace) -> Iterator[Project]:
    """Open the project, or a copy that is gone afterwards where somebody has it open or it cannot be written to."""
    path: Path = options.project
    if not path.is_file():
        raise ProjectError(f"{path}: there is no such project; check the name")
    try:
        project = Project.open(path, migrate=options.migrate)
    except ProjectInUse:
        project = open_copy(path)
    except ProjectOutdated as error:
        raise ProjectOutdated(f"{error}: give --migrate, or open it in the window once") from error
    try:
        yield project
    finally:
        if project.origin is not None:
            project.discard()
        else:
            project.close()


def _version(project: Project, wanted: str | None) -> tuple[VersionFacts, str]:
    """Return a version and its name: that which was asked for, else the one chosen in the window, or the last."""
    every = project.versions()
    versions = [(facts, facts.name or _letter(place)) for place, facts in enumerate(every) if not facts.problem]
    if not versions:
        raise CommandError(f"{_name(project)}: has no stems in it; separate in the window, or with stembrush separate")
    if wanted is None:
        chosen = project.state("version")
        return next((version for version in versions if version[0].id == chosen), versions[-1])
    named = [version for version in versions if version[1] == wanted]
    named = named or [version for version in versions if str(version[0].id) == wanted]
    if len(named) != 1:
        known = ", ".join(f"{facts.id} ({name})" for facts, name in versions)
        many = "no version" if not named else f"{len(named)} versions"
        raise CommandError(f"--version: {_name(project)} has {many} {wanted!r}; use one of the numbers {known}")
    return named[0]


def _letter(place: int) -> str:
    """Return what the window calls a version without a name: A, B, ... by its place."""
    return string.ascii_uppercase[place] if place < len(string.ascii_uppercase) else str(place + 1)


def _name(project: Project) -> str:
    path = project.origin or project.path
    return path.name if path is not None else "the project"


def _song(project: Project, options: argparse.Namespace, console: Console) -> Mixture:
    """Return the song of the project: the file that was given, where it is found, or the one inside the project."""
    report = console.stage("Reading the song")
    path = options.song or find_song(project)
    if path is not None:
        song = read_mixture(path, report=report)
        if project.song is not None and song.sha256 != project.song.sha256:
            console.warn(f"{path.name} is not the same file as the song of the project; check that it is the right one")
        return song
    if project.song_is_collected:
        with tempfile.TemporaryDirectory() as folder:
            return read_mixture(project.extract_song(Path(folder)), report=report)
    where = f": {project.song.path}" if project.song is not None else ""
    raise CommandError(f"{_name(project)}: its song is not found{where}; say where it is with --song FILE")


def _material(project: Project, song: Mixture, stored: StoredResult, name: str) -> Material:
    shape = (song.rate, song.samples.shape)
    if any((stem.rate, stem.samples.shape) != shape for stem in stored.stems.values()):
        raise ProjectError("The stems in the project are not of this song; give the right one with --song FILE")
    annotation = project.annotation.clipped(song.length)
    shown = {source.id: source for source in annotation.sources}
    sources = tuple(shown.get(source_id, Source(source_id, name)) for source_id, name in stored.sources)
    result = SeparationResult(
        tuple(stored.stems.items()), _rest(song, tuple(stored.stems.values())), dict(stored.figures)
    )
    run = RunReport(
        f"stembrush {VERSION}",
        stored.engine_id,
        stored.engine_version,
        dict(stored.parameters),
        stored.seed,
        dict(stored.figures),
        stored.seconds,
        guidance=annotation_guidance(annotation, song.rate, song.length, stored.parameters),
        stopped_early=stored.stopped_early,
    )
    return Material(song, result, annotation, sources, run, stored.seed, name, _strips(project))


def _rest(song: Audio, stems: tuple[Audio, ...]) -> Audio:
    """Return what the song has more than all stems, block by block."""
    rest = scratch_array(song.samples.shape)
    for start in range(0, song.length, _BLOCK):
        part = slice(start, start + _BLOCK)
        left = song.samples[:, part].astype("f8")
        for stem in stems:
            left -= stem.samples[:, part]
            release(stem.samples, start, start + _BLOCK)
        rest[:, part] = left
        release(rest, start, start + _BLOCK)
    return Audio(rest, song.rate)


def _strips(project: Project) -> dict[str, Strip]:
    """Return the mixer as the window left it."""
    view = project.state("view")
    strips: dict[str, Strip] = {}
    for kept in view.get("strips", ()) if isinstance(view, dict) else ():
        # a project may come from anywhere
        with contextlib.suppress(TypeError, ValueError):
            source_id, mute, solo, gain_db, *pan = kept
            gain = -math.inf if gain_db is None else float(gain_db)
            strip = Strip(bool(mute), bool(solo), gain, float(pan[0]) if pan else 0.0)
            if gain <= _LOUDEST_DB and -1.0 <= strip.pan <= 1.0:
                strips[str(source_id)] = strip
    return strips

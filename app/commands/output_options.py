"""What is written and how: the options that ``separate``, ``export`` and ``batch`` share.

Owns their words and what they mean for an export, and what is said of it. What an export does is up to
``core.export``.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Sequence
from pathlib import Path

from app.commands import CommandError, check_folder
from app.console import Console
from core.annotation.model import Source
from core.errors import ExportError
from core.export import (
    EXACT_NULL_DB,
    RESIDUAL_TO,
    Bits,
    Clipping,
    Container,
    ExportChoice,
    ExportPlan,
    ExportResult,
    Group,
    Label,
    Material,
    everything_but,
    export,
)

FORMATS: dict[str, tuple[Container, Bits]] = {
    "wav24": ("wav", "24"),
    "wav16": ("wav", "16"),
    "wav32f": ("wav", "32f"),
    "flac24": ("flac", "24"),
    "flac16": ("flac", "16"),
    "aiff24": ("aiff", "24"),
    "aiff16": ("aiff", "16"),
}
_CLIPPING: dict[str, Clipping] = {"clip": "clip", "turn-down": "turn_down", "float": "float"}
_LABELS: tuple[Label, ...] = ("csv", "lab", "jams")
_TIME = re.compile(r"(?:(?:(\d+):)?(\d+):)?(\d+(?:\.\d*)?|\.\d+)")

OUTPUT_NAMES = (
    "format", "bits", "stems", "without", "group", "residual", "template", "selection", "clipping", "reaper",
    "dawproject", "midi", "labels",
)  # fmt: skip
"""Names of the options that change what is written."""


def add_output_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what is written and how."""
    group = parser.add_argument_group("what is written")
    group.add_argument("--format", choices=tuple(FORMATS), help="of the sound files (default wav24)")
    group.add_argument("--bits", choices=("16", "24", "32f"), help="--bits 16 is short for --format wav16")
    group.add_argument("--stems", metavar="A,B", help="only the stems of these sources; none for --stems=")
    group.add_argument(
        "--without", action="append", default=[], metavar="SOURCE", help="also the song without one source"
    )
    group.add_argument(
        "--group", action="append", default=[], metavar="NAME=A,B", help="also one file with the sum of some sources"
    )
    group.add_argument(
        "--residual",
        default="file",
        metavar="file|leave-out|SOURCE",
        help="what no source has: a file of its own (default), in no file, or part of a source",
    )
    group.add_argument(
        "--template",
        default="{source}",
        metavar="TEXT",
        help="names of the files, from {song} {source} {number} {count} {engine} {version} {date} {bits} {rate}",
    )
    group.add_argument("--selection", metavar="START-STOP", help="only this part of the song, as 12.5-30 or 1:02-1:30")
    group.add_argument(
        "--clipping",
        choices=tuple(_CLIPPING),
        default="clip",
        help="what is beyond full scale: is limited (default), turns all files down, or makes them 32-bit float",
    )
    group.add_argument("--reaper", action="store_true", help="also a Reaper project")
    group.add_argument("--dawproject", action="store_true", help="also a DAWproject file")
    group.add_argument("--midi", action="store_true", help="also the notes of each source")
    group.add_argument("--labels", metavar="csv,lab,jams", help="also the activity, in these formats")
    group.add_argument("--overwrite", action="store_true", help="replace files of the same names")


def output_arguments(options: argparse.Namespace) -> tuple[str, ...]:
    """Return the arguments that these options came from."""
    arguments: list[str] = []
    for name in OUTPUT_NAMES:
        value = getattr(options, name)
        if value is True:
            arguments.append(f"--{name}")
        elif isinstance(value, list):
            arguments += [f"--{name}={one}" for one in value]
        elif value not in (None, False):
            arguments.append(f"--{name}={value}")
    return tuple(arguments)


def check_output(options: argparse.Namespace) -> None:
    """Raise CommandError where the options are wrong whatever the song is."""
    check_folder(options.out, "--out")
    if options.format and options.bits:
        raise CommandError("--bits: is a part of --format; leave one of them out")
    _labels(options)
    _span(options, 1)


def output_choice(options: argparse.Namespace, sources: Sequence[Source], rate: int, length: int) -> ExportChoice:
    """Return what is to be written of a song with these sources.

    Raises
    ------
    CommandError
        An option names a source that is not there, or a part that the song does not have.
    """
    container, bits = FORMATS[options.format or f"wav{options.bits or '24'}"]
    span = _span(options, rate)
    if span is not None and span[0] >= length:
        raise CommandError(f"--selection: {options.selection} begins after the song, which has {length / rate:.3f} s")
    return ExportChoice(
        options.out,
        container,
        bits,
        options.template,
        None if options.stems is None else _ids(options.stems, "--stems", sources),
        _groups(options, sources),
        _residual(options, sources),
        None if span is None else (span[0], min(span[1], length)),
        _CLIPPING[options.clipping],
        reaper=options.reaper,
        dawproject=options.dawproject,
        midi=options.midi,
        labels=_labels(options),
    )


def check_plan(plan: ExportPlan, choice: ExportChoice, options: argparse.Namespace) -> None:
    """Raise ExportError where an export would replace files that it was not told to replace."""
    existing = plan.existing
    if existing and not options.overwrite:
        shown = ", ".join(existing[:3]) + (f" and {len(existing) - 3} more" if len(existing) > 3 else "")
        raise ExportError(f"{choice.folder}: {shown} would be replaced; give --overwrite or choose another folder")


def write(material: Material, choice: ExportChoice, options: argparse.Namespace, console: Console) -> ExportResult:
    """Write the files and say what is to be known of them; their names, or the report, are the result."""
    written = export(material, choice, _progress(console))
    if written.clipped_samples:
        console.warn(
            f"{written.clipped_samples} samples were beyond full scale and are limited; --clipping turn-down or "
            "--clipping float keeps them"
        )
    if (written.container, written.bits) != (choice.container, choice.bits):
        console.warn("samples are beyond full scale: the files are 32-bit float WAV, which keeps them")
    if written.turned_down_db:
        console.warn(f"all files are turned down by {written.turned_down_db:.2f} dB, so that none is beyond full scale")
    if options.json:
        console.json({**written.report, "out": str(options.out)})
    else:
        for file in written.files:
            if file.kind != "report":
                console.say(str(Path(options.out) / file.file))
        if written.null is not None:
            exact = written.null.depth_db <= EXACT_NULL_DB
            console.note(f"the files sum to the song {'exactly' if exact else f'to {written.null.depth_db:.1f} dB'}")
    return written


def _progress(console: Console) -> Callable[[int, int], None]:
    def report(done: int, total: int) -> None:
        console.progress("Writing the files", done / max(1, total))

    return report


def _ids(text: str, option: str, sources: Sequence[Source]) -> tuple[str, ...]:
    """Return the ids of sources named in a list with commas; a name may have commas, too."""
    if not text.strip():
        return ()
    if any(source.name == text for source in sources):
        return (_id(text, option, sources),)
    found = (_id(name.strip(), option, sources) for name in text.split(",") if name.strip())
    return tuple(dict.fromkeys(found))


def _id(name: str, option: str, sources: Sequence[Source]) -> str:
    """Return the id of a source; capitals count only where two differ by nothing else."""
    exact = [source.id for source in sources if source.name == name]
    near = exact or [source.id for source in sources if source.name.casefold() == name.casefold()]
    if not near:
        known = ", ".join(source.name for source in sources) or "none"
        raise CommandError(f"{option}: there is no source {name!r}; the sources are {known}")
    if len(near) > 1:
        raise CommandError(f"{option}: {len(near)} sources are called {name!r}; rename one in the window")
    return near[0]


def _groups(options: argparse.Namespace, sources: Sequence[Source]) -> tuple[Group, ...]:
    groups = [everything_but(_id(name, "--without", sources), sources) for name in options.without]
    for text in options.group:
        name, separator, members = text.partition("=")
        if not (separator and name.strip() and members.strip()):
            raise CommandError(f"--group: {text!r} is not of the form NAME=A,B")
        groups.append(Group(name.strip(), _ids(members, "--group", sources)))
    return tuple(groups)


def _residual(options: argparse.Namespace, sources: Sequence[Source]) -> str:
    if options.residual == "file":
        return "file"
    if options.residual == "leave-out":
        return "leave_out"
    return RESIDUAL_TO + _id(options.residual, "--residual", sources)


def _labels(options: argparse.Namespace) -> frozenset[Label]:
    given = [name.strip().lower() for name in (options.labels or "").split(",") if name.strip()]
    for name in given:
        if name not in _LABELS:
            raise CommandError(f"--labels: there is no format {name!r}; use {', '.join(_LABELS)}")
    return frozenset(label for label in _LABELS if label in given)


def _span(options: argparse.Namespace, rate: int) -> tuple[int, int] | None:
    """Return the samples of the selection."""
    if options.selection is None:
        return None
    times = [_TIME.fullmatch(part.strip()) for part in options.selection.split("-")]
    if len(times) != 2 or None in times:
        raise CommandError(f"--selection: {options.selection!r} is not of the form START-STOP, as 12.5-30 or 1:02-1:30")
    start, stop = (_seconds(time) for time in times if time is not None)
    if stop <= start:
        raise CommandError(f"--selection: {options.selection} ends before it begins")
    return round(start * rate), max(round(stop * rate), round(start * rate) + 1)


def _seconds(time: re.Match[str]) -> float:
    hours, minutes, seconds = time.groups()
    return 3600 * int(hours or 0) + 60 * int(minutes or 0) + float(seconds)

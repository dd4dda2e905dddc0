"""What sources sound like, on the command line: examples, what they are not, true stems and dictionaries.

Owns these options: what they name is checked and read before the work begins, and becomes a part of the guidance;
dictionaries that a run has learnt are written.
"""

from __future__ import annotations

import argparse
import json
import math
import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from app import VERSION
from app.commands import CommandError, check_file, check_folder, given_path, named_pairs, named_values
from app.console import Console
from core.annotation.activity_rows import source_named
from core.annotation.model import Annotation, Dictionary, Example, Polarity, Source
from core.audio import Audio, Mixture, read_mixture
from core.dictionaries.editing import of_source, renamed, with_provenance
from core.dictionaries.files import SUFFIX, read_stemdict, write_stemdict
from core.engines.base import EngineInfo, SeparationResult
from core.errors import ExportError
from core.export.naming import safe_file_names

MISSING_NAME = "rest"
"""Of the source that has what the only named one leaves of the song."""

_FILE, _NOT, _TRUE, _DICTIONARY = "--examples", "--not", "--true-stem", "--dictionary"
_FORM = "SOURCE=FILE"


def add_example_arguments(parser: argparse.ArgumentParser, saving: bool = True) -> None:
    """Declare the options; ``saving``: what is learnt can be written."""
    group = parser.add_argument_group("how sources sound", "several files of a source add up")
    group.add_argument(_FILE, action="append", default=[], metavar=_FORM, help="sound of one source alone")
    group.add_argument(
        _NOT, dest="not_examples", action="append", default=[], metavar=_FORM, help="sound of anything but this source"
    )
    group.add_argument(
        _TRUE,
        dest="true_stems",
        action="append",
        default=[],
        metavar="SOURCE=FILE[@SECONDS]",
        help="what this source plays in the song, from its beginning or from this time on",
    )
    group.add_argument(
        _DICTIONARY,
        dest="dictionaries",
        action="append",
        default=[],
        metavar=f"SOURCE=FILE{SUFFIX}",
        help="the spectra of this source, so that they are not learnt",
    )
    if saving:
        group.add_argument("--save-dictionaries", type=given_path, metavar="DIR", help="folder for what was learnt")


@dataclass(frozen=True)
class ExampleFile:
    """A sound file that says something of a source; ``start_s`` only where it is a true stem."""

    option: str
    source: str
    path: Path
    start_s: float | None = None


@dataclass(frozen=True)
class Examples:
    """What the options say.

    Attributes
    ----------
    files : tuple of ExampleFile
    dictionaries : tuple of (str, Path, Dictionary)
        Name of the source, file and what is in it.
    """

    files: tuple[ExampleFile, ...] = ()
    dictionaries: tuple[tuple[str, Path, Dictionary], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.files or self.dictionaries)

    @property
    def option(self) -> str:
        """The first of the options that was given."""
        return self.files[0].option if self.files else _DICTIONARY

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the sources, in the order of the options."""
        return tuple(dict.fromkeys([*(one.source for one in self.files), *(name for name, _, _ in self.dictionaries)]))

    def known_files(self) -> list[tuple[str, str, Path, float | None]]:
        """Return option, source, file and start of everything that was given."""
        sounds = [(one.option, one.source, one.path, one.start_s) for one in self.files]
        return [*sounds, *((_DICTIONARY, name, path, None) for name, path, _ in self.dictionaries)]


def examples_of(options: argparse.Namespace) -> Examples:
    """Return what the options say; raises CoreError where a file is not there, or a dictionary cannot be read."""
    files = [
        *_files(options.examples, _FILE),
        *_true_stems(options.true_stems),
        *_files(options.not_examples, _NOT),
    ]
    for number, one in enumerate(files):
        if not os.path.isfile(one.path):
            raise CommandError(f"{one.option}: {one.path}: there is no such file; check the name")
        if one in files[:number]:
            raise CommandError(f"{one.option}: {one.source}={one.path} is given twice; leave one out")
    given = named_values(options.dictionaries, _DICTIONARY, f"SOURCE=FILE{SUFFIX}")
    found = [(name, Path(file), read_stemdict(Path(file))) for name, file in given.items()]
    return Examples(tuple(files), tuple(found))


def check_saving(options: argparse.Namespace, info: EngineInfo) -> None:
    """Raise CommandError where dictionaries are to be written that cannot be."""
    if options.save_dictionaries is None:
        return
    if "examples" not in info.uses:
        raise CommandError(f"the engine {info.id} learns no dictionaries; leave --save-dictionaries out")
    check_folder(options.save_dictionaries, "--save-dictionaries")


def with_named_sources(annotation: Annotation, examples: Examples) -> Annotation:
    """Return the annotation with the sources that only the options name, and with the rest of a source alone."""
    sources = list(annotation.sources)
    for name in examples.names:
        if source_named(name, sources) is None:
            sources.append(Source(_new_id(sources), name))
    if examples and len(sources) == 1:
        name = MISSING_NAME if source_named(MISSING_NAME, sources) is None else f"{MISSING_NAME} 2"
        sources.append(Source(_new_id(sources), name))
    return annotation if len(sources) == len(annotation.sources) else annotation.changed(sources=tuple(sources))


def read_examples(examples: Examples, console: Console) -> tuple[Audio, ...]:
    """Return the sound of the files, each read once; raises AudioReadError where one is no sound."""
    read: dict[Path, Audio] = {}
    for one in examples.files:
        if one.path not in read:
            read[one.path] = read_mixture(one.path, report=console.stage(f"Reading {one.path.name}"))
    return tuple(read[one.path] for one in examples.files)


def with_examples(annotation: Annotation, examples: Examples, sounds: Sequence[Audio], song: Mixture) -> Annotation:
    """Return the annotation, which has all sources, with the examples and dictionaries.

    Raises
    ------
    CommandError
        A true stem begins after the song.
    """
    made = [
        _example(one, sound, _source_id(one.source, annotation), song)
        for one, sound in zip(examples.files, sounds, strict=True)
    ]
    dictionaries = [of_source(found, _source_id(name, annotation)) for name, _, found in examples.dictionaries]
    for number, (name, _, _) in enumerate(examples.dictionaries):
        if dictionaries[number].source_id in {one.source_id for one in dictionaries[:number]}:
            raise CommandError(f"{_DICTIONARY}: {name} is given twice; leave one out")
    return replace(annotation, examples=tuple(made), dictionaries=tuple(dictionaries))


def check_saved(annotation: Annotation, options: argparse.Namespace) -> None:
    """Raise ExportError where dictionaries would replace files that they were not told to replace."""
    folder = options.save_dictionaries
    for path in _dictionary_paths(annotation.sources, folder).values() if folder is not None else ():
        if os.path.lexists(path):
            check_file(path, "--save-dictionaries")
            if not options.overwrite:
                raise ExportError(f"{path}: would be replaced; give --overwrite or choose another folder")


def save_dictionaries(
    result: SeparationResult,
    annotation: Annotation,
    options: argparse.Namespace,
    engine: tuple[str, str],
    parameters: Mapping[str, Any],
) -> list[str]:
    """Write what a run has learnt; return the names of the files, none without ``--save-dictionaries``.

    Parameters
    ----------
    result : SeparationResult
    annotation : Annotation
    options : Namespace
    engine : (str, str)
        Id and version.
    parameters : mapping
        Values of all parameters of the engine.
    """
    from core.engines.example_nmf.state import dictionaries_of

    folder: Path | None = options.save_dictionaries
    if folder is None:
        return []
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as err:
        raise ExportError(f"{folder}: cannot be made ({err.strerror}); choose another folder") from err
    facts = {
        "song": options.song.name,
        "program": f"stembrush {VERSION}",
        "engine": f"{engine[0]} {engine[1]}",
        "variant": str(parameters.get("variant", "")),
        "parameters": json.dumps(dict(parameters)),
        "seed": str(options.seed),
        "date": date.today().isoformat(),
    }
    paths, written = _dictionary_paths(annotation.sources, folder), []
    for found in dictionaries_of(result.state, annotation):
        if annotation.dictionary_of(found.source_id) is not None:
            # given, not learnt
            continue
        name = annotation.source(found.source_id).name
        write_stemdict(with_provenance(renamed(found, name), facts), paths[found.source_id])
        written.append(paths[found.source_id].name)
    return written


def _files(texts: Sequence[str], option: str) -> Iterator[ExampleFile]:
    for name, file in named_pairs(list(texts), option, _FORM):
        yield ExampleFile(option, name, Path(file))


def _true_stems(texts: Sequence[str]) -> Iterator[ExampleFile]:
    for name, text in named_pairs(list(texts), _TRUE, "SOURCE=FILE[@SECONDS]"):
        file, separator, time = text.rpartition("@")
        start_s = _number(time)
        # an @ may be a part of the name of a file
        if not separator or start_s is None or os.path.isfile(text):
            yield ExampleFile(_TRUE, name, Path(text), 0.0)
        elif 0.0 <= start_s < math.inf:
            yield ExampleFile(_TRUE, name, Path(file), start_s)
        else:
            raise CommandError(f"{_TRUE}: {time!r} is not a time; write seconds from the start, such as @12.5")


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _example(one: ExampleFile, sound: Audio, source_id: str, song: Mixture) -> Example:
    if one.start_s is None:
        polarity = Polarity.NOT if one.option == _NOT else Polarity.BELONGS
        return Example(source_id, polarity, audio=sound, name=one.path.name)
    if one.start_s >= song.duration_s:
        words = f"begins at {one.start_s:g} s, after the song, which has {song.duration_s:.3f} s"
        raise CommandError(f"{_TRUE}: {one.path.name} {words}")
    start = round(one.start_s * song.rate)
    stop = start + round(sound.duration_s * song.rate)
    if stop > song.length:
        stop = song.length
        sound = Audio(sound.samples[:, : math.ceil((stop - start) * sound.rate / song.rate)], sound.rate)
    return Example(source_id, span=(start, max(stop, start + 1)), audio=sound, name=one.path.name)


def _source_id(name: str, annotation: Annotation) -> str:
    source = source_named(name, annotation.sources)
    if source is None:
        known = ", ".join(one.name for one in annotation.sources)
        raise CommandError(f"there is no source {name!r}; the sources are {known}")
    return source.id


def _new_id(sources: Collection[Source]) -> str:
    taken = {source.id for source in sources}
    return next(own_id for number in range(1, len(taken) + 2) if (own_id := f"s{number}") not in taken)


def _dictionary_paths(sources: Sequence[Source], folder: Path) -> dict[str, Path]:
    names = safe_file_names(source.name for source in sources)
    return {source.id: folder / f"{name}{SUFFIX}" for source, name in zip(sources, names, strict=True)}

"""Which sources are the voice, the sparse part, and which the accompaniment, the low-rank part.

Owns the names by which a source is taken for one or the other, and the sources of a song of which nothing is said.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from core.annotation.model import Annotation, Source
from core.errors import EngineError

DEFAULT_SOURCES = ("voice", "accompaniment")

# these may be part of a longer word, the others are whole words
_WITHIN = frozenset({"voice", "vocal", "singer", "stimme", "gesang", "sänger", "instrumental", "karaoke", "begleitung"})
_VOICE_WORDS = frozenset(
    {"voice", "vocal", "vox", "sing", "singer", "singing", "speech", "speaker", "choir", "stimme", "gesang", "sänger"}
    | {"sprache", "chor", "voix", "chant", "voz", "canto", "歌", "声", "ボーカル", "ヴォーカル"}
)
_ACCOMPANIMENT_WORDS = frozenset(
    {"accompaniment", "instrumental", "instruments", "karaoke", "music", "musik", "band", "rest", "other", "others"}
    | {"everything", "else", "begleitung", "playback", "instrumente", "alles", "übrige", "übriges"}
    | {"drum", "drums", "percussion", "schlagzeug"}
    | {"伴奏", "カラオケ", "その他", "それ以外", "すべて", "ドラム"}
)
# backing vocals are a voice, a backing track is none
_BEHIND_WORDS = frozenset({"backing", "background", "hintergrund"})


@dataclass(frozen=True)
class Sides:
    """Numbers of the sources on either side, in the order of the annotation."""

    voice: tuple[int, ...]
    accompaniment: tuple[int, ...]


def with_default_sources(annotation: Annotation, names: Sequence[str] = DEFAULT_SOURCES) -> Annotation:
    """Return the annotation with sources of these names where it has none, and the other part where it has one alone.

    Of the names the first is that of the voice, the last that of the accompaniment. The id of a new source is its
    default name.
    """
    present = annotation.sources
    if not present:
        made = zip(DEFAULT_SOURCES, names, strict=True)
        return replace(annotation, sources=tuple(Source(source_id, name) for source_id, name in made))
    for number, is_part in ((-1, is_voice), (0, is_accompaniment)):
        if all(is_part(source.name) for source in present):
            taken = {source.id for source in present}
            wanted = (DEFAULT_SOURCES[number], *map(str, range(len(taken) + 1)))
            added = (Source(next(name for name in wanted if name not in taken), names[number]),)
            return replace(annotation, sources=present + added if number else added + present)
    return annotation


def is_voice(name: str) -> bool:
    """Return whether a source of this name is taken for a voice."""
    return _has_word(name, _VOICE_WORDS) and not is_accompaniment(name)


def is_accompaniment(name: str) -> bool:
    """Return whether a source of this name is taken for the accompaniment."""
    is_behind = _has_word(name, _BEHIND_WORDS) and not _has_word(name, _VOICE_WORDS)
    return is_behind or _has_word(name, _ACCOMPANIMENT_WORDS)


def sides_of(annotation: Annotation, accompaniment: str = "") -> Sides:
    """Return which sources are which.

    Parameters
    ----------
    annotation : Annotation
        With one source or more.
    accompaniment : str
        Names of the sources of the accompaniment, separated by commas; all sources of such a name. Empty: by the names;
        where they say nothing, one source alone is the voice, and of several the last is the accompaniment.

    Raises
    ------
    EngineError
        There is no source of such a name.
    """
    sources = annotation.sources
    if accompaniment.strip(" ,"):
        low_rank = _named(sources, accompaniment)
    else:
        low_rank = {number for number, source in enumerate(sources) if is_accompaniment(source.name)}
        voices = {number for number, source in enumerate(sources) if is_voice(source.name)}
        if voices:
            # what is neither a voice nor called anything else accompanies
            low_rank = set(range(len(sources))) - voices
        elif len(low_rank) in (0, len(sources)) and len(sources) > 1:
            low_rank = {len(sources) - 1}
    sparse = tuple(number for number in range(len(sources)) if number not in low_rank)
    return Sides(sparse, tuple(sorted(low_rank)))


def _named(sources: Sequence[Source], names: str) -> set[int]:
    numbers: dict[str, set[int]] = {}
    for number, source in enumerate(sources):
        numbers.setdefault(_plain(source.name), set()).add(number)
    found: set[int] = set()
    parts = names.split(",")
    while parts:
        # a name may have commas of its own: the longest that fits
        for count in range(len(parts), 0, -1):
            name = ",".join(parts[:count]).strip()
            if not name or _plain(name) in numbers:
                break
        else:
            there = ", ".join(source.name for source in sources)
            raise EngineError(f"accompaniment: there is no source {name!r}; the sources are {there}")
        found |= numbers.get(_plain(name), set())
        del parts[:count]
    return found


def _plain(name: str) -> str:
    """Return a name without what cannot be seen: case, blanks around it, and how its accents are written."""
    return unicodedata.normalize("NFKC", name).casefold().strip()


def _has_word(name: str, words: Collection[str]) -> bool:
    parts = re.findall(r"[^\W_]+", _plain(name))
    return any(
        word in part if word in _WITHIN or not word.isascii() else part == word for part in parts for word in words
    )

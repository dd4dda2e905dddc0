"""The versions of a separation that are known, and those of them whose stems are at hand.

Owns their order and letters, and which stems are let go when there are too many. Knows no Qt, starts nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from app.controllers.separation import Separated, SeparationController
from core.engines.base import SeparationResult, parameter_specs
from core.playback import RESIDUAL, Take
from core.project.project import VersionFacts
from core.scratch import IN_MEMORY_BYTES

ROOM_BYTES = 4 * 2**30
"""Stems that are at hand may take so much of the disk, and in memory a quarter of it."""

_DEARER_IN_MEMORY = 4


@dataclass(eq=False)
class Version:
    """One version.

    Attributes
    ----------
    facts : VersionFacts
        Its id is that by which the window knows it, which stays the same when it is stored.
    stored_id : int or None
        Its id in the project; None where it is only in memory.
    separated, take : Separated and Take, or None
        Its stems, where they are at hand.
    fault : str
        Why it cannot be heard; empty where it can.
    """

    facts: VersionFacts
    stored_id: int | None = None
    separated: Separated | None = None
    take: Take | None = None
    fault: str = ""
    heard_at: int = 0

    @property
    def id(self) -> int:
        """What the window knows it by."""
        return self.facts.id

    @property
    def is_loaded(self) -> bool:
        """Whether its stems are at hand."""
        return self.separated is not None

    def hold(self, separated: Separated) -> None:
        """Have the stems at hand."""
        self.separated, self.take, self.fault = separated, take_of(separated.result), ""

    def let_go(self) -> None:
        """Have them in the project only."""
        self.separated = self.take = None

    def size_bytes(self) -> int:
        """Return what the stems take that are at hand; see :func:`weight`."""
        return sum(weight(stem.samples.nbytes) for stem in self.take.stems.values()) if self.take is not None else 0


class Shelf:
    """Versions in the order in which they were made."""

    def __init__(self) -> None:
        self._versions: list[Version] = []
        self._clock = self._made = 0

    def __iter__(self) -> Iterator[Version]:
        return iter(self._versions)

    def __len__(self) -> int:
        return len(self._versions)

    def get(self, version_id: object) -> Version | None:
        """Return the version of an id."""
        return next((one for one in self._versions if one.id == version_id), None)

    def stored(self, stored_id: int | None) -> Version | None:
        """Return the version that the project knows by an id."""
        return next((one for one in self._versions if stored_id is not None and one.stored_id == stored_id), None)

    def place(self, version_id: object) -> int:
        """Return where a version stands, from 0; -1 where it does not."""
        return next((place for place, one in enumerate(self._versions) if one.id == version_id), -1)

    def settings(self, version_id: object) -> dict[str, Any]:
        """Return the parameters of a version; where it learnt nothing anew, those with which its base had learnt."""
        version = self.get(version_id)
        if version is None:
            return {}
        own, base = dict(version.facts.parameters), self.get(version.facts.based_on)
        engine = next((info for info in SeparationController.infos() if info.id == version.facts.engine_id), None)
        if base is None or engine is None or base.facts.engine_id != engine.id:
            return own
        known = {spec.name: spec.when_known for spec in parameter_specs(engine.parameters)}
        spared = {name: value for name, value in known.items() if value is not None}
        if any(own.get(name) != value for name, value in spared.items()):
            return own
        return own | {name: value for name, value in self.settings(base.id).items() if name in spared}

    def new_id(self) -> int:
        """Return an id for a version that the project does not know yet: below 0."""
        self._made += 1
        return -self._made

    def add(self, version: Version) -> None:
        """Put a version at the end."""
        self._versions.append(version)

    def remove(self, version: Version) -> None:
        """Take a version away."""
        self._versions.remove(version)

    def clear(self) -> None:
        """Take all away."""
        self._versions.clear()

    def hear(self, version: Version) -> None:
        """Note that a version was the last to be heard."""
        self._clock += 1
        version.heard_at = self._clock

    def loaded_bytes(self) -> int:
        """Return what all stems take that are at hand."""
        return sum(version.size_bytes() for version in self._versions)

    def make_room(self, spared: set[int], room_bytes: int) -> bool:
        """Let go of what was not heard for the longest time until the rest fits; return whether anything went.

        ``spared`` versions stay, and those that are nowhere else.
        """
        loose = [v for v in self._versions if v.is_loaded and v.id not in spared and v.stored_id is not None]
        loose.sort(key=lambda version: version.heard_at)
        went = False
        while loose and self.loaded_bytes() > room_bytes:
            loose.pop(0).let_go()
            went = True
        return went


def weight(sound_bytes: int) -> int:
    """Return what a sound counts: what is small lies in memory, of which there is less than of the disk."""
    return sound_bytes * _DEARER_IN_MEMORY if sound_bytes < IN_MEMORY_BYTES else sound_bytes


def take_of(result: SeparationResult, is_preview: bool = False) -> Take:
    """Return what a result sounds like; of a preview only what is finished."""
    stems = dict(result.stems) | {RESIDUAL: result.residual}
    return Take(stems, result.finished if is_preview else None)


def letter(place: int) -> str:
    """Return A, B, ... Z, AA, AB, ... for 0, 1, ..."""
    letters = ""
    while place >= 0:
        place, rest = divmod(place, 26)
        letters = chr(ord("A") + rest) + letters
        place -= 1
    return letters

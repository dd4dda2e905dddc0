"""Which of the data settings of section 2.2 the user's guidance makes.

Owns how much is known of how every source sounds alone, told in seconds, and what follows of it. Hears nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from core.annotation.label_matrix import merge_spans
from core.annotation.model import Annotation, Polarity
from core.annotation.solos import solo_spans

SUPERVISED_VARIANTS = ("discriminative", "discriminative-adversarial")
"""Those that learn from mixtures whose parts are known; where there are none, examples are mixed."""


class DataSetting(StrEnum):
    """What there is to learn from (section 2.2)."""

    NOTHING = "nothing"
    WEAK = "weak"
    MISSING = "one-missing"
    SYNTHETIC = "synthetic-strong"
    STRONG = "strong"


@dataclass(frozen=True)
class SourceMaterial:
    """What is known of how one source sounds.

    Attributes
    ----------
    source_id : str
    file_s, stretch_s, solo_s, region_s : float
        Seconds in files, in stretches of the song, in stretches that activity tells, and in regions that belong to it.
    not_s : float
        Seconds of what it does not sound like, regions and stretches and files.
    true_s : float
        Seconds of the song of which it is known what this source plays.
    has_dictionary : bool
        The user has given one; it is not learnt.
    """

    source_id: str
    file_s: float = 0.0
    stretch_s: float = 0.0
    solo_s: float = 0.0
    region_s: float = 0.0
    not_s: float = 0.0
    true_s: float = 0.0
    has_dictionary: bool = False

    @property
    def alone_s(self) -> float:
        """Seconds of the source alone, from wherever."""
        return self.file_s + self.stretch_s + self.solo_s + self.region_s + self.true_s

    @property
    def is_known(self) -> bool:
        """Whether the source can be learnt or is known."""
        return self.has_dictionary or self.alone_s > 0.0


@dataclass(frozen=True)
class Setting:
    """The data setting of a song, and what it comes from, one entry per source."""

    kind: DataSetting
    sources: tuple[SourceMaterial, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """Ids of the sources of which nothing is known."""
        return tuple(one.source_id for one in self.sources if not one.is_known)


def setting_of(annotation: Annotation, rate: int, length: int, variant: str = "best") -> Setting:
    """Return the data setting.

    Parameters
    ----------
    annotation : Annotation
    rate, length : int
        Of the song, in Hz and samples.
    variant : str
        Of the engine.
    """
    known_s = _seconds(known_spans(annotation, length), rate, length)
    sources = tuple(_material(annotation, source.id, rate, length) for source in annotation.sources)
    # what is not told of stretches that are known but for one source is what the others leave
    sources = tuple(replace(one, true_s=known_s) if not one.true_s else one for one in sources)
    missing = [one for one in sources if not one.is_known]
    if not sources or len(missing) == len(sources):
        return Setting(DataSetting.NOTHING, sources)
    if len(sources) > 1 and variant in ("best", *SUPERVISED_VARIANTS) and known_spans(annotation, length):
        return Setting(DataSetting.STRONG, sources)
    if missing:
        return Setting(DataSetting.MISSING, sources)
    if variant in SUPERVISED_VARIANTS and all(one.alone_s > 0.0 for one in sources) and len(sources) > 1:
        return Setting(DataSetting.SYNTHETIC, sources)
    return Setting(DataSetting.WEAK, sources)


def known_spans(annotation: Annotation, length: int) -> list[tuple[int, int]]:
    """Return the stretches of the song of which it is known what every source plays.

    What one source plays may be left to be said: it is what the others leave of the song.
    """
    per_source = []
    for source in annotation.sources:
        spans = [one.span for one in annotation.examples_of(source.id) if one.span and one.audio is not None]
        per_source.append([(max(0, start), min(length, stop)) for start, stop in spans if stop > 0 and start < length])
    edges = sorted({edge for spans in per_source for span in spans for edge in span})
    found = []
    for start, stop in pairwise(edges):
        told = sum(any(first <= start and stop <= last for first, last in spans) for spans in per_source)
        if told and told >= len(per_source) - 1:
            found.append((start, stop))
    return [(int(start), int(stop)) for start, stop in merge_spans(found)]


def _material(annotation: Annotation, source_id: str, rate: int, length: int) -> SourceMaterial:
    def stretches_s(polarity: Polarity) -> float:
        spans = [one.span for one in annotation.examples_of(source_id, polarity) if one.span and one.audio is None]
        return _seconds(spans, rate, length)

    files, not_files, true_s = 0.0, 0.0, 0.0
    for one in annotation.examples:
        if one.source_id != source_id or one.audio is None:
            continue
        if one.polarity is Polarity.NOT:
            not_files += one.audio.duration_s
        elif one.span is not None:
            true_s += _seconds([one.span], rate, length)
        else:
            files += one.audio.duration_s
    regions = {polarity: _regions_s(annotation, source_id, polarity, rate, length) for polarity in Polarity}
    return SourceMaterial(
        source_id,
        file_s=files,
        stretch_s=stretches_s(Polarity.BELONGS),
        solo_s=_seconds(solo_spans(annotation, source_id, length), rate, length),
        region_s=regions[Polarity.BELONGS],
        not_s=not_files + stretches_s(Polarity.NOT) + regions[Polarity.NOT],
        true_s=true_s,
        has_dictionary=annotation.dictionary_of(source_id) is not None,
    )


def _regions_s(annotation: Annotation, source_id: str, polarity: Polarity, rate: int, length: int) -> float:
    spans = [
        (region.start, region.stop)
        for region in annotation.regions
        if region.source_id == source_id and region.polarity is polarity
    ]
    return _seconds(spans, rate, length)


def _seconds(spans: list[tuple[int, int]], rate: int, length: int) -> float:
    inside = merge_spans([(max(0, start), min(length, stop)) for start, stop in spans])
    return float((inside[:, 1] - inside[:, 0]).sum()) / rate

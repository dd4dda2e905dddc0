"""What the user can set on unrolled."""

from __future__ import annotations

from dataclasses import dataclass

from core.engines.base import parameter

PUBLISHED = ("nn-rnmf", "nn-rpca")
_FROM_NOTHING = ("unsupervised", "untrained")


@dataclass(frozen=True)
class UnrolledParameters:
    """Parameters of unrolled; the published variants are the rows of table 1 of the paper."""

    variant: str = parameter(
        "best",
        "Our best network, or the published ones: robust NMF or robust PCA as layers",
        choices=("best", *PUBLISHED),
    )
    training: str = parameter(
        "supervised",
        "Taught on other songs with both parts known, going on where one part is painted silent in this song, taught "
        "on this song alone, or not at all",
        choices=("supervised", "semi-supervised", *_FROM_NOTHING),
        used_with=("variant", PUBLISHED),
    )
    dictionary_update: bool = parameter(
        True,
        "Let the sounds of the accompaniment be learnt too",
        used_with=("training", ("semi-supervised", "unsupervised")),
    )
    accompaniment: str = parameter("", "Names of the sources of the accompaniment; left empty: by their names")
    layers: int = parameter(
        10, "Layers of the network, T", minimum=1, maximum=50, advanced=True, used_with=("training", _FROM_NOTHING)
    )
    rank: int = parameter(
        20,
        "Sounds of the accompaniment, q",
        minimum=1,
        maximum=200,
        advanced=True,
        used_with=("training", _FROM_NOTHING),
    )
    iterations: int = parameter(
        300,
        "Steps of the training on this song",
        minimum=1,
        maximum=5000,
        advanced=True,
        used_with=("training", ("semi-supervised", "unsupervised")),
    )

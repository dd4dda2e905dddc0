"""What the user can set on the autoencoder."""

from __future__ import annotations

from dataclasses import dataclass

from core.engines.base import parameter
from core.engines.score_informed.parameters import ScoreNmfParameters

_NETWORKS = ("variant", ("B", "C", "D"))


@dataclass(frozen=True)
class AutoencoderParameters:
    """Parameters of the autoencoder; the variants are those of Ewert & Sandler 2017, figure 3, and our best."""

    variant: str = parameter(
        "best",
        "B, C, D: the method as published, C with non-negative weights, D also with neighbouring frames; or our best",
        choices=("best", "B", "C", "D"),
    )
    onset_tolerance_s: float = parameter(
        0.1, "How far a note may start from where the score says", unit="s", minimum=0.0, maximum=2.0
    )
    sustain_tolerance_s: float = parameter(
        0.2, "How long a note may sound on after its end in the score", unit="s", minimum=0.0, maximum=5.0
    )
    free_components: int = parameter(
        0, "Units for what no note explains; their sound goes to the residual", minimum=0, maximum=64
    )
    stereo: bool = parameter(
        True, "Use where each pitch lies in stereo (best variant, stereo songs)", used_with=("variant", "best")
    )
    remixes: int = parameter(
        4,
        "Remixes of the song that the network learns from",
        minimum=0,
        maximum=32,
        used_with=("variant", "best"),
        when_known=0,
    )
    lessons: int = parameter(
        400,
        "Training steps on the remixes",
        minimum=0,
        maximum=100_000,
        used_with=("variant", "best"),
        when_known=0,
    )
    consistency: bool = parameter(
        True,
        "Make every stem the most likely signal that fits its mask; not where positions in stereo are used",
        advanced=True,
        used_with=("variant", "best"),
    )
    start: str = parameter(
        "nmf",
        "What the network starts from: the factors that NMF finds, or weights drawn at random",
        choices=("nmf", "random"),
        used_with=_NETWORKS,
    )
    dropout_steps: int = parameter(
        20,
        "Training steps with structured dropout (stage one)",
        minimum=0,
        maximum=100_000,
        used_with=_NETWORKS,
        when_known=0,
    )
    penalty_steps: int = parameter(
        10,
        "Training steps with the activity cost (stage two)",
        minimum=0,
        maximum=100_000,
        used_with=_NETWORKS,
        when_known=0,
    )
    activity_weight: float = parameter(
        10.0,
        "Weight lambda of the activity cost",
        minimum=0.0,
        maximum=1e6,
        advanced=True,
        used_with=_NETWORKS,
    )
    units: int = parameter(
        1500, "Units of the layers between", minimum=8, maximum=8192, advanced=True, used_with=_NETWORKS
    )
    units_per_pitch: int = parameter(
        2,
        "Units of a source's pitch: one for its onset, the others for what follows",
        minimum=2,
        maximum=8,
        advanced=True,
        used_with=_NETWORKS,
    )
    context_frames: int = parameter(
        2,
        "Neighbouring frames that are heard on each side (variant D)",
        minimum=1,
        maximum=16,
        advanced=True,
        used_with=("variant", "D"),
    )
    learning_rate: float = parameter(
        1e-4,
        "Step size of ADAM; as published a tenth of the usual one",
        minimum=1e-6,
        maximum=0.1,
        advanced=True,
        used_with=_NETWORKS,
    )
    mask_exponent: float = parameter(
        1.0,
        "1: amplitude mask, as published; 2: power mask",
        minimum=0.5,
        maximum=4.0,
        advanced=True,
        used_with=_NETWORKS,
    )

    @property
    def is_published(self) -> bool:
        """Whether this is one of the published variants."""
        return self.variant != "best"

    def of_factors(self) -> ScoreNmfParameters:
        """Return the parameters of the factorisation that the network starts from."""
        kind = _PublishedFactors if self.is_published else ScoreNmfParameters
        return kind(
            variant="published" if self.is_published else "best",
            onset_tolerance_s=self.onset_tolerance_s,
            sustain_tolerance_s=self.sustain_tolerance_s,
            free_components=self.free_components,
            stereo=self.stereo,
            components_per_pitch=self.units_per_pitch,
            fast=self.is_published,
        )


@dataclass(frozen=True)
class _PublishedFactors(ScoreNmfParameters):
    """The published factorisation with one class per pitch of an instrument, whoever of its sources plays it."""

    @property
    def sharing(self) -> str:
        return self.same_instrument

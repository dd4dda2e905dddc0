"""What the user can set on score-nmf, and what the two variants are."""

from __future__ import annotations

from dataclasses import dataclass

from core.engines.base import parameter


@dataclass(frozen=True)
class ScoreNmfParameters:
    """Parameters of score-nmf; where 0 stands for the variant's own value, :class:`Variant` holds it."""

    variant: str = parameter(
        "best", "The method as published (Ewert and Müller 2012), or our best", choices=("best", "published")
    )
    updates: int = parameter(
        0,
        "Updates of the templates; 0 takes the variant's own number",
        minimum=0,
        maximum=1000,
        automatic=True,
        when_known=4,
    )
    onset_tolerance_s: float = parameter(
        0.1, "How far a note may start from where the score says", unit="s", minimum=0.0, maximum=2.0
    )
    sustain_tolerance_s: float = parameter(
        0.2, "How long a note may sound on after its end in the score", unit="s", minimum=0.0, maximum=5.0
    )
    free_components: int = parameter(
        0, "Components for what no note explains; their sound goes to the residual", minimum=0, maximum=64
    )
    free_per_source: int = parameter(
        12,
        "Components of a source without notes, which sounds wherever it is not painted silent",
        minimum=1,
        maximum=64,
    )
    stereo: bool = parameter(
        True, "Use where each pitch lies in stereo (best variant, stereo songs)", used_with=("variant", "best")
    )
    window_ms: float = parameter(
        0.0,
        "Analysis window; 0 takes the variant's own",
        unit="ms",
        minimum=0.0,
        maximum=500.0,
        advanced=True,
        automatic=True,
    )
    components_per_pitch: int = parameter(
        2,
        "Components of a pitch in the published variant",
        minimum=2,
        maximum=8,
        advanced=True,
        used_with=("variant", "published"),
    )
    fast: bool = parameter(
        False,
        "Reach what 50 updates reach much sooner, by other updates (published variant)",
        advanced=True,
        used_with=("variant", "published"),
    )
    prior: float = parameter(
        0.2,
        "Weight of what neighbouring pitches sound like (best)",
        minimum=0.0,
        maximum=10.0,
        advanced=True,
        used_with=("variant", "best"),
    )
    continuity: float = parameter(
        2.0,
        "Weight of continuity inside a note (best)",
        minimum=0.0,
        maximum=10.0,
        advanced=True,
        used_with=("variant", "best"),
    )
    same_instrument: str = parameter(
        "auto",
        "Whether sources with the same MIDI program share their sounds, as the hands of a piano do",
        choices=("auto", "never", "always"),
        advanced=True,
        used_with=("variant", "best"),
    )

    @property
    def sharing(self) -> str:
        """Which sources share their sounds, see :func:`core.engines.score_informed.instruments.instruments`."""
        return "never" if self.variant == "published" else self.same_instrument

    def uses_stereo(self, channels: int) -> bool:
        """Return whether a song of that many channels is separated by where its pitches lie."""
        return channels == 2 and self.stereo and self.variant == "best"


@dataclass(frozen=True)
class Variant:
    """Settings that make a variant.

    Attributes
    ----------
    window_s : float
        Length of the analysis window.
    updates : int
    magnitude_exponent : float
        V is the magnitude to this power.
    mask_exponent : float
        Of the soft mask, on the model of V.
    tolerance_semitones : float
        Half width of a partial in the start templates.
    floor : float
        Height of a start template between its partials.
    """

    window_s: float
    updates: int
    magnitude_exponent: float
    mask_exponent: float
    tolerance_semitones: float
    floor: float


PUBLISHED = Variant(4096 / 44100, 50, 1.0, 1.0, 0.7, 0.0)
BEST = Variant(6144 / 44100, 30, 0.8, 2.5, 0.5, 1e-3)

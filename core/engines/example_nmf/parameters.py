"""What the user can set of the engine example-nmf, and what follows of it for a training."""

from __future__ import annotations

from dataclasses import dataclass

from core.engines.base import parameter
from core.errors import EngineError
from core.factorization.adversarial_nmf.problem import TrainingSettings

VARIANTS = ("best", "nmf", "exemplar", "discriminative", "adversarial", "discriminative-adversarial")
_ADVERSARIAL = ("adversarial", "discriminative-adversarial")
# section 5.2, and tuned on half of the pieces and on speech at three levels
_PUBLISHED_TAU_A, _BEST_TAU_A, _BEST_PROJECTION_TAU_A = 0.5, 0.3, 0.8
# over the length of the song: from so much on examples are enough to know what they are not, and say more than what
# could be found in the song
_ENOUGH, _PLENTY = 0.2, 0.5
_EPOCHS, _BEST_EPOCHS = 50, 20


@dataclass(frozen=True)
class ExampleNmfParameters:
    """Parameters of example-nmf; defaults of the published variants are those of section 5.2."""

    variant: str = parameter("best", "Our best, or one of the methods as published", choices=VARIANTS)
    window_ms: float = parameter(
        64.0, "Length of a frame: short for speech and drums, long for tones", unit="ms", minimum=8.0, maximum=400.0
    )
    columns: int = parameter(64, "Spectra in the dictionary of a source, d", minimum=1, maximum=2000)
    projection_only: bool = parameter(
        False, "Learn nothing for sources without examples: they get what the others leave of the song"
    )
    tau_a: float = parameter(
        -1.0, "How much a source shall not sound like the others, tau_A; left to the engine: 0.5 as published, 0.3 for "
        "the best, 0.8 where nothing is learnt for the rest",
        minimum=-1.0, maximum=10.0, automatic=True,
    )  # fmt: skip
    tau_s: float = parameter(
        0.5, "Weight of mixtures whose parts are known, tau_S", minimum=0.0, maximum=1.0,
        used_with=("variant", ("best", "discriminative-adversarial")),
    )  # fmt: skip
    rounds: int = parameter(
        -1, "How often what was found in the song is learnt from, too; left to the engine: at most once, where that "
        "helps",
        minimum=-1, maximum=10, automatic=True, used_with=("variant", ("best",)),
    )  # fmt: skip
    epochs: int = parameter(
        -1, "Updates of a dictionary; left to the engine: 50, and 20 in every round of the best", minimum=-1,
        maximum=5000, automatic=True,
    )  # fmt: skip
    test_epochs: int = parameter(50, "Updates when the song is separated", minimum=1, maximum=5000, advanced=True)
    batch_size: int = parameter(
        2000, "Frames for one update of a dictionary", minimum=1, maximum=100_000, advanced=True
    )
    mu_h: float = parameter(1e-10, "Sparsity of what is played, mu_H", minimum=0.0, maximum=10.0, advanced=True)
    mu_w: float = parameter(1e-10, "Sparsity of the spectra, mu_W", minimum=0.0, maximum=10.0, advanced=True)
    omega: float = parameter(
        -1.0, "Share of every other source in what is to be avoided, omega", minimum=-1.0, maximum=1.0, advanced=True,
        automatic=True,
    )  # fmt: skip
    weights: str = parameter(
        "", "Loudness of the sources in the song, as 0.5 0.5; left empty: any (Dirichlet)", advanced=True
    )
    gamma: str = parameter(
        "", "Weights of the sources against the sparsity of their spectra, gamma; left empty: all alike", advanced=True
    )
    initialization: str = parameter(
        "exemplar", "What a dictionary begins with", choices=("exemplar", "random"), advanced=True
    )

    def learning_rounds(self, has_missing: bool, heard: float) -> int:
        """Return how often dictionaries are learnt: once as published.

        Parameters
        ----------
        has_missing : bool
            A source has no examples.
        heard : float
            Length of the examples of the source that has most, over that of the song.
        """
        if self.variant != "best" or self.projection_only:
            return 1
        if self.rounds >= 0:
            return 1 + self.rounds
        return 2 if has_missing and heard >= _ENOUGH else 1

    def tries_rounds(self, heard: float) -> bool:
        """Return whether examples, so long beside the song, decide if what was found in it is learnt from."""
        return self.variant == "best" and self.rounds < 0 and not self.projection_only and heard < _PLENTY

    @property
    def learning_epochs(self) -> int:
        """How many updates a dictionary gets in a round."""
        if self.epochs >= 0:
            return self.epochs
        return _BEST_EPOCHS if self.variant == "best" and not self.projection_only else _EPOCHS

    def adversarial_share(self, has_missing: bool, heard: float) -> float:
        """Return by how much of it the song counts as an adversary, parameters as in :meth:`learning_rounds`.

        Of a source that was heard for a short time only the song has much that was not heard.
        """
        is_free = self.variant == "best" and self.tau_a < 0 and has_missing
        return min(1.0, heard) if is_free else 1.0

    @property
    def adversarial_weight(self) -> float:
        """The tau_A of a variant that has an adversarial term."""
        if self.tau_a >= 0:
            return self.tau_a
        if self.variant != "best":
            return _PUBLISHED_TAU_A
        return _BEST_PROJECTION_TAU_A if self.projection_only else _BEST_TAU_A


def training_settings(parameters: ExampleNmfParameters, sources: int, seed: int) -> TrainingSettings:
    """Return the settings of a training; raises EngineError where weights are none or are too many."""
    variant = parameters.variant
    is_adversarial = variant in (*_ADVERSARIAL, "best")
    tau_s = {"discriminative": 1.0, "discriminative-adversarial": parameters.tau_s, "best": parameters.tau_s}
    return TrainingSettings(
        columns=parameters.columns,
        epochs=parameters.learning_epochs,
        test_epochs=parameters.test_epochs,
        batch_size=parameters.batch_size,
        tau_a=parameters.adversarial_weight if is_adversarial else 0.0,
        tau_s=tau_s.get(variant, 0.0),
        mu_h=parameters.mu_h,
        mu_w=parameters.mu_w,
        omega=parameters.omega if parameters.omega >= 0 else None,
        weights=_numbers("weights", parameters.weights, sources),
        gamma=_numbers("gamma", parameters.gamma, sources),
        initialization="random" if parameters.initialization == "random" else "exemplar",
        exemplar_only=variant == "exemplar",
        unit_columns=variant == "best",
        seed=seed,
    )


def _numbers(name: str, text: str, sources: int) -> tuple[float, ...] | None:
    """Return as many positive numbers as there are sources; None for an empty text."""
    parts = text.replace(";", " ").replace(",", " ").split()
    if not parts:
        return None
    try:
        values = tuple(float(part) for part in parts)
    except ValueError as err:
        raise EngineError(f"{name}: {text!r} are no numbers; give one for each source, with blanks between") from err
    if len(values) != sources or not all(0 < value < 1e6 for value in values):
        raise EngineError(f"{name}: give {sources} numbers above 0, one for each source, with blanks between")
    return values

"""A run of the variants B, C and D.

Owns the order of the work: factors to start from, the network's training, stems block by block.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.engines.autoencoder.parameters import AutoencoderParameters
from core.engines.base import SeparationRequest, SeparationResult
from core.engines.score_informed.run import ScoreRun
from core.engines.stem_run import Share

if TYPE_CHECKING:
    from core.engines.autoencoder.training import Loss

_ANALYSIS = Share("Analysing the song", 20, 30)
_FACTORS_ANALYSIS = Share("Learning the notes", 30, 40)
_FACTORS = Share("Learning the notes", 40, 120)
_TEACHING = Share("Teaching the network what NMF found", 120, 250)
_TRAINING = Share("Training the network", 250, 880)
_LOOKING = Share("Looking at the whole song", 880, 900)
_RENDERING = Share("Rendering the stems", 900, 1000)


def separate_as_published(run: ScoreRun, request: SeparationRequest) -> SeparationResult:
    """Variants B, C and D."""
    from core.engines.autoencoder.published import SongAutoencoder, with_mask_exponent
    from core.engines.score_informed.model import magnitudes, set_up
    from core.engines.score_informed.rendering import MaskSeparator, masks_of

    parameters: AutoencoderParameters = request.parameters
    mixture, sources = request.mixture, len(request.annotation.sources)
    run.listen_ahead()
    setup = with_mask_exponent(set_up(run.request, mixture.length), parameters.mask_exponent)
    V, _ = magnitudes(mixture.samples, setup, lambda share: run.report(_ANALYSIS, share))
    network = SongAutoencoder(parameters, setup, V, request.seed)
    separator = None
    if not network.go_on(request.previous) and parameters.start == "nmf":
        learned = run.learn(_FACTORS, _FACTORS_ANALYSIS)
        network.start_from(learned.factors, lambda share: run.report(_TEACHING, share))
        if run.stopped:
            # a network that has not been taught knows nothing
            separator = masks_of(setup, learned.factors, sources)

    def training(share: float, loss: Loss | None) -> bool:
        if loss is not None:
            run.figures |= {"divergence": loss.divergence * setup.labels.frames, "activity_cost": loss.activity}
        return run.report(_TRAINING, share)

    if not run.stopped:
        network.train(training)
    R = network.representation(lambda share: run.report(_LOOKING, share))
    separator = separator or MaskSeparator(setup, network.models(R, sources), sources)
    run.render_all(separator, setup.params, setup.pattern.block_frames, _RENDERING)
    return run.result(network.state(R))

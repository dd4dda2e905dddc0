"""Teach the networks that ship: ``python -m core.engines.unrolled.train SONGS --network causal --out FILE``.

SONGS is a folder of pairs ``NAME_voice.flac`` and ``NAME_accompaniment.flac``, mono at 16 kHz, as ``python -m
core.rendered_songs --two-sources`` writes them. The same songs and seed give the same network; a training that was
interrupted is taken up again.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import soundfile
from scipy.ndimage import maximum_filter1d

from core.engines.unrolled.network import Model
from core.engines.unrolled.weights import write_unrolled
from core.errors import EngineError
from core.stft import FloatArray

_RATE = 16000
_SAY_EVERY = 100
_FRAMES, _CHECKS = 80_000, 4_000
_RANK, _LAYERS = 20, 10
_PAUSE, _SHORTEST_S = 0.05, 5.0
_VOICE, _ACCOMPANIMENT = "_voice.flac", "_accompaniment.flac"


def pairs_in(folder: Path) -> list[tuple[FloatArray, FloatArray]]:
    """Return all voices and accompaniments of a folder, (samples,) float32 at 16 kHz; raises EngineError."""
    found = []
    for voice in sorted(folder.glob(f"*{_VOICE}")):
        parts = []
        for path in (voice, voice.with_name(voice.name.removesuffix(_VOICE) + _ACCOMPANIMENT)):
            samples, rate = soundfile.read(path, dtype="float32")
            if rate != _RATE or samples.ndim != 1:
                raise EngineError(f"{path.name}: not one channel at {_RATE} Hz; render it so")
            parts.append(samples)
        length = min(map(len, parts))
        found.append((parts[0][:length], parts[1][:length]))
    if not found:
        raise EngineError(f"{folder}: there is no NAME{_VOICE} in it; render songs into it first")
    return found


def without_pauses(sound: FloatArray, longest_s: float = 0.4) -> FloatArray:
    """Return a sound (samples,) without its longer pauses.

    Where there is no voice nothing can be learnt but silence, which is the nearest way to a small error everywhere.
    """
    step = _RATE // 50
    count = len(sound) // step
    level = np.sqrt(np.mean(np.square(sound[: count * step].reshape(count, step)), axis=1))
    heard = level > _PAUSE * np.sqrt(np.mean(np.square(sound)) + 1e-20)
    if not heard.any():
        return sound[:0]
    reach = round(longest_s * _RATE / step / 2)
    kept = maximum_filter1d(heard.astype(np.uint8), 2 * reach + 1).astype(bool)
    found: FloatArray = sound[: count * step].reshape(count, step)[kept].reshape(-1)
    return found


def teach_causal(songs: Path, out: Path, steps: int, seed: int, origin: str, start: Path | None = None) -> None:
    """Teach the causal network and write it; one that knows something already (``start``) hears more varied songs."""
    from core.engines.unrolled.causal import CausalNetwork
    from core.engines.unrolled.causal_training import CausalTraining, TrainingSettings, train

    started = time.monotonic()

    def step(training: CausalTraining) -> bool:
        if training.done % _SAY_EVERY == 0:
            _say(f"{training.done} of {steps} steps, {time.monotonic() - started:.0f} s, loss {training.loss:.3f}")
            training.average.save(out, origin)
        return False

    heard = [(without_pauses(voice), accompaniment) for voice, accompaniment in pairs_in(songs)]
    pairs = [pair for pair in heard if len(pair[0]) > _SHORTEST_S * _RATE]
    checkpoint = out.with_suffix(".checkpoint")
    settings, known = TrainingSettings(steps=steps), None
    if start is not None:
        settings = replace(settings, learning_rate=1.2e-3, stretch=0.3, gain_db=4.0, equaliser_db=4.0, second_share=0.3)
        known = CausalNetwork.load(start)
    train(pairs, settings, step, seed, checkpoint, _SAY_EVERY, known).save(out, origin)
    checkpoint.unlink(missing_ok=True)


def average(networks: Sequence[Path], out: Path, origin: str) -> None:
    """Write the mean of causal networks that went on from one another; it knows what each of them knows best."""
    from core.engines.unrolled.causal import CausalNetwork

    found = [CausalNetwork.load(path) for path in networks]
    mean = found[0]
    states = [network.state_dict() for network in found]
    mean.load_state_dict({name: sum(state[name] for state in states) / len(states) for name in states[0]})
    mean.save(out, origin)


def teach_unrolled(songs: Path, out: Path, model: Model, steps: int, seed: int) -> None:
    """Teach a published network, with its dictionary and for the mask that is made of its parts, and write it."""
    from core.engines.unrolled.lessons import dictionary_of, lessons_of
    from core.engines.unrolled.network import UnrolledNetwork
    from core.engines.unrolled.training import Descent, train

    lessons = lessons_of(pairs_in(songs), _FRAMES + _CHECKS, seed, mixed=True)
    checks, lessons = lessons.part(slice(0, _CHECKS)), lessons.part(slice(_CHECKS, None))
    assert lessons.accompaniment is not None
    dictionary = dictionary_of(lessons.accompaniment.numpy(), model, _RANK, seed)
    network = UnrolledNetwork(dictionary, model, _LAYERS)
    descent = Descent(iterations=steps, dictionary_update=True, objective="masked", seed=seed)

    def step(done: int, loss: float) -> bool:
        if done % _SAY_EVERY == 0:
            _say(f"{done} of {steps} steps, loss {loss:.3f}")
        return False

    write_unrolled(out, train(network, lessons, checks, "supervised", descent, step).weights())


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the arguments and teach."""
    import torch

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("songs", type=Path, metavar="SONGS")
    parser.add_argument("--network", choices=("causal", "nn-rnmf", "nn-rpca"), default="causal")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE")
    parser.add_argument("--steps", type=int, default=2400)
    parser.add_argument("--start", type=Path, metavar="FILE", help="causal network that goes on learning")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--origin", default="rendered songs", help="what the weights learnt from, in a line")
    parser.add_argument(
        "--average", type=Path, nargs="*", default=[], metavar="FILE", help="write the mean of these, and learn nothing"
    )
    options = parser.parse_args(arguments)
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    if options.average:
        average(options.average, options.out, options.origin)
        return
    if options.network != "causal":
        model: Model = "rnmf" if options.network == "nn-rnmf" else "rpca"
        teach_unrolled(options.songs, options.out, model, options.steps, options.seed)
        return
    teach_causal(options.songs, options.out, options.steps, options.seed, options.origin, options.start)


def _say(words: str) -> None:
    sys.stderr.write(words + "\n")


if __name__ == "__main__":
    main()

"""Songs and separations for the tests of the export."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import soundfile

from core.annotation.model import Annotation, Source
from core.audio import Audio, Mixture
from core.engines.base import SeparationResult
from core.export import Material
from core.run_report import RunReport

RATE, LENGTH = 44100, 150_001  # more than two blocks, odd
SOURCES = (Source("s1", "Violin", "#ff8800"), Source("s2", "Flöte/tief"))
RUN = RunReport("stembrush 1", "test", "2", {"updates": 3}, 7, {"divergence": 1.5, "odd": float("nan")}, 1.25)


def mixture(
    channels: int = 2,
    length: int = LENGTH,
    grid_bits: int | None = 16,
    rate: int = RATE,
    gain: float = 0.3,
    path: Path | None = None,
) -> Mixture:
    samples = np.random.default_rng(1).normal(0, gain, (channels, length)).clip(-0.99, 0.99)
    if grid_bits:
        samples = np.rint(samples * 2 ** (grid_bits - 1)) / 2 ** (grid_bits - 1)
    return Mixture(samples.astype(np.float32), rate, path, "ab" * 32)


def separation(song: Mixture, ids: tuple[str, ...] = ("s1", "s2"), loud: float = 0.0) -> SeparationResult:
    """Two or more stems that are off every grid; ``loud`` is added to the first and taken from the second."""
    noise = np.random.default_rng(2).normal(0, 0.05, song.samples.shape).astype(np.float32)
    noise += np.float32(loud)
    stems = [song.samples * np.float32(0.75 / len(ids)) for _ in ids]
    stems[0] = stems[0] + noise
    stems[-1] = stems[-1] - noise
    residual = song.samples - np.sum(stems, axis=0, dtype=np.float32)
    pairs = tuple((one, Audio(stem, song.rate)) for one, stem in zip(ids, stems, strict=True))
    return SeparationResult(pairs, Audio(residual.astype(np.float32), song.rate))


def material(
    song: Mixture | None = None,
    result: SeparationResult | None = None,
    sources: tuple[Source, ...] = SOURCES,
    run: RunReport | None = RUN,
    annotation: Annotation | None = None,
    seed: int = 0,
) -> Material:
    song = mixture() if song is None else song
    result = separation(song, tuple(source.id for source in sources)) if result is None else result
    return Material(song, result, annotation or Annotation(sources), sources, run, seed)


def read(path: Path) -> np.ndarray:
    return soundfile.read(path, dtype="float64", always_2d=True)[0].T


def stem(case: Material, source_id: str) -> np.ndarray:
    if source_id == "residual":
        return case.result.residual.samples
    return dict(case.result.stems)[source_id].samples


def everything(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))

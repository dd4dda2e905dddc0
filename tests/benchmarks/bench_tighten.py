"""How far from the truth notes begin and end, before and after they are tightened to what a run found.

Run by hand: ``python tests/benchmarks/bench_tighten.py --data FOLDER [--all] [--rounds 2] [--part 1]``. FOLDER holds
piano_hands and trios, whose true notes are known. They are moved at random, beginnings by up to 60 ms and ends by up to
150 ms, and the song is learnt with them.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np

from core.annotation.model import Annotation, Note
from core.annotation.representation import Representation, representation_in
from core.annotation.score import annotation_from_score
from core.annotation.tightening import tightened
from core.audio import Mixture
from core.engines.base import SeparationRequest
from core.engines.score_informed.learning import learn
from core.engines.score_informed.parameters import ScoreNmfParameters
from core.jobs import prepare_numerics
from tests.benchmarks.bench_separation import piece, say

FEW = ("piano_hands/bach_invention_01", "piano_hands/chopin_mazurka_06_1", "trios/brahms")
ONSETS_S, ENDS_S, SHORTEST_S = 0.06, 0.15, 0.03


def jittered(notes: tuple[Note, ...], rate: int, length: int, seed: int, part: float) -> list[Note]:
    """Return the notes, one for one, with other beginnings and ends; ``part`` of the usual deviations."""
    generator = np.random.default_rng(seed)
    moved = []
    for note in notes:
        start = max(0, note.start + round(part * generator.uniform(-ONSETS_S, ONSETS_S) * rate))
        stop = min(length, note.stop + round(part * generator.uniform(-ENDS_S, ENDS_S) * rate))
        moved.append(replace(note, start=start, length=max(stop - start, round(SHORTEST_S * rate))))
    return moved


def found_in(mixture: Mixture, annotation: Annotation) -> Representation:
    """Learn the song and return what was found."""
    request = SeparationRequest(mixture, annotation, ScoreNmfParameters())
    learned = learn(request, mixture.length, lambda _share: None, lambda _share, _divergence: False)
    found = representation_in(learned.state())
    assert found is not None
    return found


def figures(true: tuple[Note, ...], notes: list[Note], rate: int) -> str:
    """Return median and 95th percentile of the errors of beginnings and of ends, in milliseconds."""
    words = []
    for edge in ("start", "stop"):
        off = [abs(getattr(a, edge) - getattr(b, edge)) for a, b in zip(true, notes, strict=True)]
        words.append(f"{np.median(off) / rate * 1000:7.1f} {np.percentile(off, 95) / rate * 1000:7.1f}")
    return "  ".join(words)


def main() -> None:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--all", action="store_true", help="every piece, not just three")
    parser.add_argument("--rounds", type=int, default=2, help="how often to learn and to tighten")
    parser.add_argument("--part", type=float, default=1.0, help="of the deviations; 0 leaves the notes as they are")
    arguments = parser.parse_args()
    prepare_numerics(2)
    everything = [
        f"{kind}/{folder.name}"
        for kind in ("piano_hands", "trios")
        for folder in sorted((arguments.data / kind).iterdir())
    ]
    say(f"{'':24}{'onsets: median, p95 ms':>24}{'ends: median, p95':>18}")
    for name in everything if arguments.all else FEW:
        with tempfile.TemporaryDirectory() as scratch:
            mixture, score, _truth = piece(arguments.data / name, Path(scratch))
            annotation = annotation_from_score(score, mixture.rate, mixture.length)
            notes = jittered(annotation.notes, mixture.rate, mixture.length, 1, arguments.part)
            say(f"{Path(name).name:24}before  {figures(annotation.notes, notes, mixture.rate)}")
            for number in range(1, arguments.rounds + 1):
                found = found_in(mixture, annotation.with_notes(notes))
                started = time.perf_counter()
                change = tightened(notes, found, mixture.length)
                seconds = time.perf_counter() - started
                moved = dict(zip(map(id, change.before), change.after, strict=True))
                notes = [moved.get(id(note), note) for note in notes]
                words = figures(annotation.notes, notes, mixture.rate)
                say(f"{'':24}round {number} {words}  {len(change)} of {len(notes)} moved in {seconds * 1000:.0f} ms")


if __name__ == "__main__":
    main()

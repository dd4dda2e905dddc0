"""Onset errors of aligned scores, and which pairs of song and score are taken for the same piece.

Run by hand: ``python tests/benchmarks/bench_alignment.py --data FOLDER [--seeds 3] [--minutes 5] [--pairs]``. FOLDER
holds the pieces with known onsets (piano_hands, trios) and two performances without (alignment). Their scores are
warped by a smooth random rubato of up to +-25 %, so the song is the performance and its onsets are known exactly.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
import soundfile
from scipy.interpolate import PchipInterpolator

from core.annotation.alignment import align_score, apply_alignment
from core.annotation.midi import read_score
from core.annotation.score import Score
from core.audio import Audio

DEPTH = 0.25


def say(text: str) -> None:
    """Write a line."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def read_sum(paths: list[Path]) -> Audio:
    """Return the sum of sound files."""
    parts = [soundfile.read(path, dtype="float32", always_2d=True) for path in paths]
    return Audio(
        np.ascontiguousarray(np.sum([samples for samples, _ in parts], axis=0, dtype=np.float32).T), parts[0][1]
    )


def pieces(data: Path) -> dict[str, tuple[Audio, Score]]:
    """Return every piece with a score that fits it."""
    found: dict[str, tuple[Audio, Score]] = {}
    for folder in sorted((data / "piano_hands").iterdir()):
        audio = read_sum([folder / "left_hand.flac", folder / "right_hand.flac"])
        found[folder.name] = (audio, read_score(folder / "score.mid"))
    for folder in sorted((data / "trios").iterdir()):
        tracks = tuple(track for path in sorted(folder.glob("*.mid")) for track in read_score(path).tracks)
        found[folder.name] = (read_sum([folder / "mixture.flac"]), Score(tracks))
    return found


def warped(score: Score, seed: int, depth: float = DEPTH) -> Score:
    """Return the score in another time: local tempo changes smoothly, every 2.5 to 6 s."""
    generator = np.random.default_rng(seed)
    end_s = score.end_s + 5
    knots = np.concatenate([[-3.0], np.cumsum(generator.uniform(2.5, 6.0, int(end_s / 2.5) + 3))])
    tempo = PchipInterpolator(knots, generator.uniform(1 - depth, 1 + depth, len(knots)))
    grid = np.arange(0, end_s, 0.01)
    times = np.concatenate([[0.0], np.cumsum(tempo(grid[:-1]) * 0.01)])

    def to(time_s: float) -> float:
        return float(np.interp(time_s, grid, times))

    tracks = tuple(
        replace(t, notes=tuple(replace(n, start_s=to(n.start_s), end_s=to(n.end_s)) for n in t.notes))
        for t in score.tracks
    )
    return replace(score, tracks=tracks, bars_s=())


def onset_errors_ms(found: Score, truth: Score) -> np.ndarray:
    """Return the absolute error of every onset in milliseconds."""
    starts = [np.array([n.start_s for t in score.tracks for n in t.notes]) for score in (found, truth)]
    return np.abs(starts[0] - starts[1]) * 1000


def figures(errors: np.ndarray) -> str:
    """Return median, 95th percentile and maximum."""
    return f"{np.median(errors):6.1f} {np.percentile(errors, 95):6.1f} {errors.max():6.0f}"


def bench_onsets(known: dict[str, tuple[Audio, Score]], seeds: int) -> None:
    """Print the onset errors of scores with rubato and of scores that fit."""
    say(f"{'':24}{'rubato: median, p95, max ms':>30}{'score that fits':>24}{'kept':>6}{'cost':>6}")
    groups: dict[str, list[np.ndarray]] = {"piano": [], "trios": []}
    for name, (audio, score) in known.items():
        rubato, costs = [], []
        for seed in range(seeds):
            played = warped(score, seed)
            result = align_score(audio, played)
            rubato.append(onset_errors_ms(apply_alignment(played, result), score))
            costs.append(result.cost)
        same = align_score(audio, score)
        fits = onset_errors_ms(apply_alignment(score, same), score)
        groups["trios" if audio.channels == 1 else "piano"] += rubato
        say(
            f"{name:24}{figures(np.concatenate(rubato)):>30}{figures(fits):>24}{same.kept_identity!s:>6}{max(costs):6.2f}"
        )
    for group, errors in groups.items():
        say(f"{'all ' + group:24}{figures(np.concatenate(errors)):>30}")


def bench_pairs(known: dict[str, tuple[Audio, Score]]) -> None:
    """Print how many right, transposed and wrong scores are taken for the piece."""
    counts: dict[str, list[bool]] = {"right": [], "another key": [], "another piece": []}
    for name, (audio, score) in known.items():
        counts["right"].append(align_score(audio, warped(score, 7)).matched)
        for turn in (-5, -3, -2, -1, 1, 2, 4, 6):
            tracks = tuple(
                replace(t, notes=tuple(replace(n, pitch=min(127, max(0, n.pitch + turn))) for n in t.notes))
                for t in warped(score, 7).tracks
            )
            counts["another key"].append(align_score(audio, Score(tracks)).matched)
        counts["another piece"] += [
            align_score(audio, other).matched for key, (_, other) in known.items() if key != name
        ]
    for kind, matched in counts.items():
        say(f"{kind:24}{sum(matched):4} of {len(matched)} taken for the piece")


def bench_performances(folder: Path) -> None:
    """Print what two performances of one piece make of the same score."""
    score = read_score(next(folder.glob("*.mid")))
    for path in sorted(folder.glob("*.flac")):
        result = align_score(read_sum([path]), score)
        tempo = np.diff(result.song_times_s) / np.diff(result.score_times_s)
        say(
            f"{path.stem[-12:]:24}cost {result.cost:.2f}, matched {result.matched}, seconds per second of score: "
            f"{np.percentile(tempo, 5):.2f} to {np.percentile(tempo, 95):.2f}, median {np.median(tempo):.2f}"
        )


def bench_time(known: dict[str, tuple[Audio, Score]], minutes: float) -> None:
    """Print the time and memory that a long song takes: one piece again and again."""
    audio, score = next((audio, score) for audio, score in known.values() if audio.channels == 2)
    count = int(minutes * 60 / audio.duration_s) + 1
    length_s = audio.duration_s
    tracks = tuple(
        replace(
            t,
            notes=tuple(
                replace(n, start_s=n.start_s + length_s * k, end_s=n.end_s + length_s * k)
                for k in range(count)
                for n in t.notes
            ),
        )
        for t in score.tracks
    )
    long_song = Audio(np.tile(audio.samples, count)[:, : int(minutes * 60 * audio.rate)], audio.rate)
    align_score(audio, score)  # compiles the kernel
    before_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    stages: dict[str, float] = {}
    last = [time.perf_counter()]

    def report(stage: str, fraction: float) -> bool:
        now = time.perf_counter()
        stages[stage] = stages.get(stage, 0.0) + now - last[0]
        last[0] = now
        return True

    start, cpu = time.perf_counter(), time.process_time()
    align_score(long_song, warped(Score(tracks), 1), report=report)
    after_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    say(
        f"{minutes:g} min: {time.perf_counter() - start:.1f} s ({time.process_time() - cpu:.1f} s of processor); "
        + ", ".join(f"{stage.lower()} {seconds:.1f} s" for stage, seconds in stages.items())
        + f"; peak memory {before_mb:.0f} MB before, {after_mb:.0f} after"
    )


def main() -> None:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--pairs", action="store_true", help="also try all wrong pairs (minutes)")
    arguments = parser.parse_args()
    known = pieces(arguments.data)
    bench_onsets(known, arguments.seeds)
    bench_performances(arguments.data / "alignment")
    bench_time(known, arguments.minutes)
    if arguments.pairs:
        bench_pairs(known)


if __name__ == "__main__":
    main()

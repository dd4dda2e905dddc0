"""Processor time of a block of 20 ms of eight stems: the mixer against a plain sum in numpy; and of matching.

Run by hand: ``python tests/benchmarks/bench_mixing.py [--repeats 2000]``; prints a table, asserts nothing against the
clock. The named peer, ``numpy.sum`` over slices of the eight arrays, has no gains, no ramps, no pan, no meters, no
choice: what lies above it is the price of those.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np

from core.audio import Audio
from core.playback.loudness import integrated, match_gains
from core.playback.metering import TruePeakMeter
from core.playback.mixer import Choice, Mixer, Sources, Strip, Take, mixdown

RATE, BLOCK = 48000, 960
STEMS, TAKES = 8, 4
LENGTH_S = 60


def say(text: str) -> None:
    """Write a line."""
    sys.stdout.write(text + "\n")


def noise(seed: int) -> Audio:
    """Return a minute of noise on two channels."""
    samples = np.random.default_rng(seed).standard_normal((2, LENGTH_S * RATE), np.float32)
    return Audio(0.05 * samples, RATE)


def report(name: str, act: Callable[[int], object], repeats: int, before: Callable[[int], object] = int) -> None:
    """Write microseconds of this thread per block."""
    taken = []
    for number in range(repeats):
        before(number)
        began = time.thread_time_ns()
        act(number * BLOCK % (LENGTH_S * RATE - BLOCK))
        taken.append((time.thread_time_ns() - began) / 1e3)
    median, most, worst = np.percentile(taken, (50, 95, 100))
    say(f"{name:52}{median:9.0f}{most:9.0f}{worst:9.0f}{median / (1e6 * BLOCK / RATE):9.2%}")


def blocks(repeats: int) -> None:
    """Print what a block costs."""
    stems = [{str(stem): noise(10 * take + stem) for stem in range(STEMS)} for take in range(TAKES)]
    takes = {str(number): Take(each) for number, each in enumerate(stems)}
    mixer = Mixer(Sources(noise(99), takes))
    arrays = [audio.samples for audio in stems[0].values()]
    meter = TruePeakMeter()

    def render(start: int) -> None:
        mixer.render(start, BLOCK)

    def move(number: int) -> None:
        for stem in stems[0]:
            mixer.set_strip(stem, Strip(gain_db=-float(number % 20), pan=number % 40 / 40))

    def switch(number: int) -> None:
        move(number)
        mixer.listen("stems", str(number % TAKES))

    say(f"{'microseconds per block of 20 ms':52}{'p50':>9}{'p95':>9}{'max':>9}{'of 20 ms':>9}")
    report("numpy.sum of 8 slices (the peer)", lambda start: np.sum([a[:, start : start + BLOCK] for a in arrays], 0),
           repeats)  # fmt: skip
    report("true peak alone", lambda start: meter.measure(arrays[0][:, start : start + BLOCK]), repeats)
    report("mixture", render, repeats)
    mixer.listen("stems", "0")
    report(f"8 stems at rest, of {TAKES} takes", render, repeats)
    report("8 stems, all strips moving", render, repeats, move)
    report("the same, and another take with every block", render, repeats, switch)


def matching() -> None:
    """Print what matching costs, per minute of song."""
    stems = {str(stem): noise(stem) for stem in range(STEMS - 1)} | {"residual": noise(STEMS)}
    sources = Sources(noise(99), {"1": Take(stems)})
    minutes = LENGTH_S / 60
    integrated(mixdown(sources, {}, Choice()), RATE, RATE)  # loads scipy and pyloudnorm
    say(f"\n{'seconds per minute of song':52}")
    for name, act in (
        ("loudness of the mixture", lambda: integrated(mixdown(sources, {}, Choice()), LENGTH_S * RATE, RATE)),
        ("loudness of 8 stems", lambda: integrated(mixdown(sources, {}, Choice("stems", "1")), LENGTH_S * RATE, RATE)),
        ("gains of mixture, stems and residual", lambda: match_gains(sources.mixture, sources.takes, {})),
    ):
        began = time.thread_time()
        act()
        say(f"{name:52}{(time.thread_time() - began) / minutes:9.3f}")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeats", type=int, default=2000)
    arguments = parser.parse_args()
    blocks(arguments.repeats)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    matching()
    mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sounds = (TAKES * STEMS + 1) * 2 * LENGTH_S * RATE * 4 / 2**20
    say(f"\npeak memory {mib:.0f} MiB, of which {sounds:.0f} are the sounds; matching added {mib - before / 1024:.0f}")


if __name__ == "__main__":
    main()

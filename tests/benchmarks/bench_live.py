"""What the live split costs: share of one core, the block that took longest, and throughput.

Run ``python tests/benchmarks/bench_live.py [--minutes 10] [--block 512] [--paced S] [--networks A,B]``; prints
figures, asserts nothing against the clock. The sound is the demo song, over and over, 44.1 kHz stereo. Two times are
told of a block: what the thread used of a processor, and what passed by the clock, which tells of others where these
use the machine, too. ``--paced`` also runs so many seconds in real time, where the processor sleeps and forgets between
the blocks. Throughput is that of the published size, T = 10 layers and q = 20 atoms, at 16 kHz.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
from numpy.typing import NDArray

import resources
from core.audio import Audio, analysis_audio, read_mixture
from core.engines.unrolled import weights
from core.engines.unrolled.network import UnrolledNetwork
from core.engines.unrolled.streaming import MaskNetwork
from core.live import LiveGains, LiveSplitter
from core.stft import StftParams, istft, stft

FloatArray = NDArray[np.float32]

LAYERS, ATOMS, BINS, RATE = 10, 20, 513, 16_000
SHARES = (50, 99, 99.9, 100)


def say(text: str) -> None:
    """Write a line."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def live(network: MaskNetwork, song: Audio, seconds: float, block: int, *, is_paced: bool) -> FloatArray:
    """Split so many seconds of a song; return the times of the blocks by the thread's clock and by that on the wall."""
    splitter, gains = LiveSplitter(network, song.rate, song.channels), LiveGains(song.rate, song.channels, 2)
    sound = np.ascontiguousarray(song.samples.T)
    voice, accompaniment, heard = (np.zeros((block, song.channels), np.float32) for _ in range(3))
    count, last = round(seconds * song.rate / block), len(sound) // block
    times = np.zeros((2, count), np.float64)
    for _ in range(50):
        splitter.process(sound[:block], voice, accompaniment)
        gains.mix(voice, accompaniment, heard)
    gc.collect()
    gc.freeze()
    begun = time.perf_counter()
    for number in range(count):
        start = number % last * block
        if is_paced:
            time.sleep(max(0.0, begun + number * block / song.rate - time.perf_counter()))
        busy, wall = time.thread_time(), time.perf_counter()
        splitter.process(sound[start : start + block], voice, accompaniment)
        gains.mix(voice, accompaniment, heard)
        times[:, number] = time.thread_time() - busy, time.perf_counter() - wall
    gc.unfreeze()
    return times


def tell_live(name: str, times: FloatArray, block_s: float) -> None:
    """Write the share of a core and the percentiles of both times, in shares of a block's duration."""
    busy, wall = times
    shares = [" ".join(f"{100 * value / block_s:6.1f}" for value in np.percentile(one, SHARES)) for one in (busy, wall)]
    late = np.count_nonzero(wall > block_s / 2)
    say(f"{name:20} {100 * busy.mean() / block_s:6.2f} %   {shares[0]}   {shares[1]}   {late:5d} of {len(wall)}")


def fastest(work: Callable[[], object], times: int = 5) -> float:
    """Return the least time of the thread's clock that some work took."""
    work()
    took = []
    for _ in range(times):
        begun = time.thread_time()
        work()
        took.append(time.thread_time() - begun)
    return min(took)


def tell_throughput(song: Audio) -> None:
    """Write how many seconds of sound a second of one core makes, at the published size."""
    import torch

    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    generator = np.random.default_rng(0)
    dictionary = (
        generator.random((BINS, ATOMS), np.float32) * np.exp(-np.arange(BINS) / 80.0, dtype=np.float32)[:, None]
    )
    network = UnrolledNetwork(dictionary, "rnmf", LAYERS)
    sound = analysis_audio(song, RATE)
    params = StftParams.for_rate(RATE, 0.064)
    frames = stft(sound.samples, params)
    spectra = np.ascontiguousarray(np.abs(frames[0]) / np.sqrt(np.mean(np.abs(frames[0]) ** 2)))
    streaming, mask = network.streaming(), np.zeros(BINS, np.float32)
    splitter = LiveSplitter(network.streaming(), RATE, 1)
    block = np.ascontiguousarray(sound.samples.T)
    voice, accompaniment = np.zeros_like(block), np.zeros_like(block)

    def step_by_step() -> None:
        for frame in spectra:
            streaming.step(frame, mask)

    @torch.inference_mode()
    def batch() -> FloatArray:
        rest, found = network(torch.from_numpy(spectra))
        share: FloatArray = (found / (found + rest.abs() + 1e-12)).numpy()
        return share

    def whole_batch() -> None:
        transformed = stft(sound.samples, params)
        istft(transformed * batch()[np.newaxis], params, sound.length)

    say(f"\nx real time on one core, T = {LAYERS}, q = {ATOMS}, 16 kHz, one channel, {sound.duration_s:.0f} s")
    for name, work in (
        ("streaming, network alone", step_by_step),
        ("streaming, sound to sound", lambda: splitter.process(block, voice, accompaniment)),
        ("batch, network alone", batch),
        ("batch, sound to sound", whole_batch),
    ):
        say(f"{name:28} {sound.duration_s / fastest(work):7.0f}")


def main() -> None:
    """Measure all networks."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--block", type=int, default=512)
    parser.add_argument("--paced", type=float, default=0.0, metavar="S")
    parser.add_argument("--networks", default=",".join(weights.names()))
    options = parser.parse_args()
    song = read_mixture(resources.demo_song())
    block_s = options.block / song.rate
    say(f"{song.rate} Hz, {song.channels} channels, {options.minutes:g} minutes, blocks of {1000 * block_s:.1f} ms")
    say(f"{'network':20} {'one core':>8}   {'% of a block: thread, percentile':>27}   {'clock':>27}   over half")
    say(f"{'':20} {'':8}   " + 2 * (" ".join(f"{share:6g}" for share in SHARES) + "   "))
    for name in options.networks.split(","):
        times = live(weights.load_network(name), song, 60 * options.minutes, options.block, is_paced=False)
        tell_live(name, times, block_s)
        if options.paced:
            times = live(weights.load_network(name), song, options.paced, options.block, is_paced=True)
            tell_live(f"{name}, in real time", times, block_s)
    tell_throughput(song)


if __name__ == "__main__":
    main()

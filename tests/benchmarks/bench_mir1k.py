"""Table 1 and Figure 2 of Sprechmann, Bronstein & Sapiro 2012 on the MIR-1K clips of shared/data.

Run by hand: ``python tests/benchmarks/bench_mir1k.py --data FOLDER [--only WORD ...] [--every 1] [--iterations 600]
[--weights FOLDER] [--figure2 FILE.svg]``. FOLDER holds mir1k. Networks are taught on the two singers of mir1k/train as
in the paper, and measured on those of mir1k/test; the causal network is kept in the folder of weights. Nothing that is
learnt from the clips may be passed on.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
import torch

import resources
from core.engines.unrolled.causal import CausalNetwork
from core.engines.unrolled.network import UnrolledNetwork
from core.engines.unrolled.weights import names, read_unrolled
from core.stft import StftParams, istft, stft
from tests.benchmarks.bench_separation import say
from tests.benchmarks.mir1k import HOP, RATE, WINDOW, Clip, Figures, clips, figures, measure, mixture_sdr
from tests.benchmarks.mir1k_causal import causal_row
from tests.benchmarks.mir1k_causal import separated as of_causal
from tests.benchmarks.mir1k_exact import SOLVERS, exact_rows
from tests.benchmarks.mir1k_unrolled import Row, Teacher, rows, separated

PAPER = {
    "Ideal binary mask": (13.48, 5.46, 13.65, 31.22),
    "ADMoM RPCA, published": (5.00, 2.38, 6.68, 13.76),
    "Proximal RPCA, published": (5.48, 3.29, 7.02, 13.91),
    "Multiplicative RNMF, published": (5.60, 3.39, 6.94, 14.67),
    "NN RPCA untrained": (5.30, 2.66, 6.80, 13.00),
    "NN RPCA unsupervised": (5.62, 2.87, 6.90, 14.02),
    "NN RPCA supervised": (6.38, 3.18, 7.22, 16.47),
    "NN RPCA dict. update": (6.42, 3.19, 7.23, 16.57),
    "NN RNMF untrained": (1.62, 0.00, 5.85, 5.13),
    "NN RNMF unsupervised": (5.00, 2.66, 6.63, 11.89),
    "NN RNMF supervised": (6.36, 3.37, 7.10, 16.96),
    "NN RNMF dict. update": (6.55, 3.55, 7.24, 17.65),
}
LAYERS, RANKS = (1, 2, 4, 6, 10, 15), (2, 5, 10, 20, 30)


def ideal(known: Sequence[Clip], root: bool) -> Figures:
    """Return what the binary mask of the true parts reaches, with a Hann window or with its root."""
    params = StftParams(RATE, WINDOW, HOP)
    measured = []
    for clip in known:
        if root:
            voice, accompaniment = (_sine_stft(part) for part in (clip.voice, clip.accompaniment))
            estimate = _sine_istft((voice + accompaniment) * (np.abs(voice) > np.abs(accompaniment)), len(clip.voice))
        else:
            voice, accompaniment = (stft(part[None], params) for part in (clip.voice, clip.accompaniment))
            masked = (voice + accompaniment) * (np.abs(voice) > np.abs(accompaniment))
            estimate = istft(masked, params, len(clip.voice))[0]
        measured.append(measure(clip, estimate.astype(np.float32), mixture_sdr(clip)))
    return figures(measured, [len(clip.voice) for clip in known])


def _sine_stft(samples: np.ndarray) -> np.ndarray:
    return torch.stft(
        torch.from_numpy(samples), WINDOW, HOP, window=torch.hann_window(WINDOW).sqrt(), return_complex=True
    ).numpy()


def _sine_istft(spectra: np.ndarray, length: int) -> np.ndarray:
    window = torch.hann_window(WINDOW).sqrt()
    return torch.istft(torch.from_numpy(spectra), WINDOW, HOP, window=window, length=length).numpy()


def table(
    known: Sequence[Clip], unknown: Sequence[Clip], data: Path, weights: Path, iterations: int
) -> Iterator[tuple[str, Callable[[], Figures]]]:
    """Yield names of rows with what makes their figures."""
    yield "Ideal binary mask", lambda: ideal(unknown, False)
    yield "Ideal binary mask, sine window", lambda: ideal(unknown, True)
    for solver in SOLVERS:
        yield solver.name, lambda solver=solver: next(exact_rows(unknown, [solver])).figures
    teacher = Teacher(known)
    for row in rows(iterations):
        yield row.name, lambda row=row: separated(teacher.network(row), unknown)
    yield "causal network", lambda: causal_row(data / "mir1k", weights)
    for name in names():
        yield f"{name} that ships", lambda name=name: shipped(name, unknown)


def shipped(name: str, unknown: Sequence[Clip]) -> Figures:
    """Return what a network reaches that comes with the program; it has heard nothing of MIR-1K."""
    if name == "causal":
        return of_causal(CausalNetwork.load(resources.model(name)), unknown)
    return separated(UnrolledNetwork.from_weights(read_unrolled(resources.model(name))), unknown)


def figure_2(known: Sequence[Clip], unknown: Sequence[Clip], iterations: int, path: Path) -> None:
    """Draw the GNSDR of the supervised networks over their layers and their rank."""
    import matplotlib

    matplotlib.use("svg")
    from matplotlib import pyplot

    teacher = Teacher(known)
    picture, axes = pyplot.subplots(1, 2, figsize=(9, 3.5), sharey=True)
    for base in (row for row in rows(iterations) if row.name.endswith("masked")):
        kinds: tuple[tuple[str, Sequence[Row]], ...] = (
            ("layers T (q = 20)", [replace(base, layers=layers) for layers in LAYERS]),
            ("rank q (T = 10)", [replace(base, rank=rank) for rank in RANKS]),
        )
        for axis, (title, variants) in zip(axes, kinds, strict=True):
            places = LAYERS if axis is axes[0] else RANKS
            found = []
            for place, variant in zip(places, variants, strict=True):
                found.append(separated(teacher.network(variant), unknown).gnsdr)
                say(f"{base.name:<18} {title:<18} {place:>3}  {found[-1]:6.2f}")
            axis.plot(places, found, "o-", label=base.name)
            axis.set_xlabel(title)
    axes[0].set_ylabel("GNSDR of the voice, dB")
    axes[0].legend()
    picture.tight_layout()
    picture.savefig(path)
    say(f"{path}")


def main() -> None:
    """Print the table, or draw the figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER")
    parser.add_argument(
        "--only", nargs="*", default=[], metavar="WORD", help="rows whose names have one of these words"
    )
    parser.add_argument("--every", type=int, default=1, help="of the clips for testing, every n-th")
    parser.add_argument("--iterations", type=int, default=600, help="of the unrolled networks' training")
    parser.add_argument("--weights", type=Path, default=Path("mir1k_weights"), help="where the causal network is kept")
    parser.add_argument("--figure2", type=Path, metavar="FILE.svg", help="draw Figure 2 instead of the table")
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    known, unknown = clips(options.data / "mir1k/train"), clips(options.data / "mir1k/test", every=options.every)
    if options.figure2:
        figure_2(known, unknown, options.iterations, options.figure2)
        return
    say(f"{'':<42} {'GNSDR':>6}  {'GNSR':>6}  {'GSAR':>6}  {'GSIR':>6}      s   paper's GNSDR")
    for name, make in table(known, unknown, options.data, options.weights, options.iterations):
        if options.only and not any(word in name for word in options.only):
            continue
        started = time.monotonic()
        found = make()
        published = f"{PAPER[name][0]:6.2f}" if name in PAPER else ""
        say(f"{name:<42} {found.row()}  {time.monotonic() - started:5.0f}  {published}")


if __name__ == "__main__":
    main()

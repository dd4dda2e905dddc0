"""Compare stems with their true sources: SDR, SIR and SAR by BSS Eval (512-tap filters), NSDR, SI-SDR, leakage.

Measured on the mean of the channels at 22050 Hz, as the published figures were, or at the files' own rate where that
is lower. A song too long for memory is measured in windows, and a warning says so.
"""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from app.commands import given_path, named_values
from app.console import Console
from core.audio import Audio, read_mixture
from core.evaluation import Evaluation, evaluate

_MEASURES = ("sdr", "nsdr", "sir", "sar", "si_sdr", "leakage_db")
_TITLES = ("SDR", "NSDR", "SIR", "SAR", "SI-SDR", "leakage")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the stems, their references and how to measure."""
    for kind, words in (("estimate", "a stem"), ("reference", "the true source of the same name")):
        parser.add_argument(f"--{kind}", action="append", required=True, metavar="NAME=FILE", help=words)
    parser.add_argument(
        "--mixture", type=given_path, metavar="FILE", help="the song; without it the sum of the references"
    )
    parser.add_argument("--rate", type=int, metavar="HZ", help="measure at this sample rate")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(options: argparse.Namespace, console: Console) -> None:
    """Measure and show a table."""
    estimates = named_values(options.estimate, "--estimate", "NAME=FILE")
    references = named_values(options.reference, "--reference", "NAME=FILE")
    result = evaluate(
        {name: _read(file, console) for name, file in references.items()},
        {name: _read(file, console) for name, file in estimates.items()},
        _read(options.mixture, console) if options.mixture else None,
        rate=options.rate,
        progress=lambda done, total: console.progress("Comparing", done / total),
    )
    for message in result.messages:
        console.warn(message)
    if options.json:
        console.json(_as_json(result))
        return
    console.say(f"{'':20}" + "".join(f"{title:>9}" for title in _TITLES))
    for source in result.sources:
        console.say(f"{source.name[:19]:20}" + "".join(_figure(getattr(source, name)) for name in _MEASURES))
    console.say(f"{'mean':20}" + "".join(_figure(result.mean(name)) for name in _MEASURES))
    if result.null_depth_db is not None:
        console.say(f"null depth {result.null_depth_db:.1f} dB")


def _read(file: str | Path, console: Console) -> Audio:
    return read_mixture(Path(file), report=console.stage(f"Reading {Path(file).name}"))


def _figure(value: float | None) -> str:
    return f"{'-' if value is None else f'{value:.2f}':>9}"


def _as_json(result: Evaluation) -> dict[str, object]:
    return {
        "rate": result.rate,
        "seconds": result.seconds,
        "sources": [asdict(source) for source in result.sources],
        "mean": {name: result.mean(name) for name in (*_MEASURES, "mixture_sdr")},
        "null_depth_db": result.null_depth_db,
        "messages": list(result.messages),
    }

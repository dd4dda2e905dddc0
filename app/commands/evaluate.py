"""Compare stems with their true sources: SDR, SIR and SAR by BSS Eval 3 (512-tap filters), NSDR, SI-SDR, leakage.

Measured on the mean of the channels at 22050 Hz, as the published figures were, or at the files' own rate where that
is lower. With --frames also SDR, ISR, SIR and SAR of every second by BSS Eval 4, on all channels at the files' own
rate; that needs the package museval and ffmpeg. A song too long for memory is measured in parts, and a warning says so.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from app.commands import CommandError, check_file, given_path, named_values
from app.console import Console
from core.audio import Audio, read_mixture
from core.evaluation import (
    Evaluation,
    FrameEvaluation,
    evaluate,
    evaluate_frames,
    figures_of,
    messages_of,
    write_evaluation,
)
from core.evaluation.whole import Progress

_MEASURES = ("sdr", "nsdr", "sir", "sar", "si_sdr", "leakage_db")
_FRAME_MEASURES = ("sdr", "isr", "sir", "sar")
_TITLES = ("SDR", "NSDR", "SIR", "SAR", "SI-SDR", "leakage")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the stems, their references and how to measure."""
    for kind, words in (("estimate", "a stem"), ("reference", "the true source of the same name")):
        parser.add_argument(f"--{kind}", action="append", required=True, metavar="NAME=FILE", help=words)
    parser.add_argument(
        "--mixture", type=given_path, metavar="FILE", help="the song; without it the sum of the references"
    )
    parser.add_argument("--rate", type=int, metavar="HZ", help="measure at this sample rate")
    parser.add_argument("--frames", action="store_true", help="measure second by second, too (BSS Eval 4)")
    parser.add_argument(
        "--out", type=given_path, metavar="FILE", help="write all measures to this file, .csv or .json, replacing it"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(options: argparse.Namespace, console: Console) -> None:
    """Measure and show a table."""
    estimates = named_values(options.estimate, "--estimate", "NAME=FILE")
    references = named_values(options.reference, "--reference", "NAME=FILE")
    if options.out is not None:
        check_file(options.out, "--out")
        if options.out.suffix.lower() not in (".csv", ".json"):
            raise CommandError(f"--out: {options.out.name} is neither .csv nor .json; choose one of these endings")
    true = {name: _read(file, console) for name, file in references.items()}
    found = {name: _read(file, console) for name, file in estimates.items()}
    mixture = _read(options.mixture, console) if options.mixture else None
    whole = evaluate(true, found, mixture, rate=options.rate, progress=_progress(console, "Comparing"))
    frames = None
    if options.frames:
        # museval says nothing until a part is done
        console.progress("Comparing second by second", None)
        tell = _progress(console, "Comparing second by second")
        frames = evaluate_frames(true, found, rate=options.rate, progress=tell)
    for message in messages_of(whole, frames):
        console.warn(message)
    if options.out is not None:
        write_evaluation(options.out, whole, frames)
    if options.json:
        console.json(figures_of(whole, frames))
        return
    _say_whole(whole, console)
    if frames is not None:
        _say_frames(frames, console)


def _progress(console: Console, stage: str) -> Progress:
    return lambda done, total: console.progress(stage, done / total)


def _say_whole(whole: Evaluation, console: Console) -> None:
    console.say(f"{'':20}" + "".join(f"{title:>9}" for title in _TITLES))
    for source in whole.sources:
        console.say(f"{source.name[:19]:20}" + "".join(_figure(getattr(source, name)) for name in _MEASURES))
    console.say(f"{'mean':20}" + "".join(_figure(whole.mean(name)) for name in _MEASURES))
    if whole.null_depth_db is not None:
        console.say(f"null depth {whole.null_depth_db:.1f} dB")


def _say_frames(frames: FrameEvaluation, console: Console) -> None:
    console.say(f"{'median of seconds':20}" + "".join(f"{name.upper():>9}" for name in _FRAME_MEASURES))
    for source in frames.sources:
        console.say(f"{source.name[:19]:20}" + "".join(_figure(source.median(name)) for name in _FRAME_MEASURES))


def _read(file: str | Path, console: Console) -> Audio:
    return read_mixture(Path(file), report=console.stage(f"Reading {Path(file).name}"))


def _figure(value: float | None) -> str:
    return f"{'-' if value is None else f'{value:.2f}':>9}"

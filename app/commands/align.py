"""Match a score to a song and write it with the times of the song."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

import numpy as np

from app.commands import CommandError, check_file, given_path
from app.console import Console
from core.annotation.alignment import Alignment, align_score, apply_alignment
from core.annotation.midi import read_score, write_score
from core.annotation.score import Score
from core.audio import Audio, read_mixture


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare SONG, SCORE.mid and --out."""
    parser.add_argument("song", type=given_path, metavar="SONG", help="the song, a sound file")
    parser.add_argument("score", type=given_path, metavar="SCORE.mid", help="its score")
    parser.add_argument(
        "--out", type=given_path, required=True, metavar="ALIGNED.mid", help="where to write the result"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(options: argparse.Namespace, console: Console) -> None:
    """Match, write and tell by how much the notes moved."""
    _check_out(options)
    score = read_score(options.score)
    song = read_mixture(options.song, report=console.stage("Reading the song"))
    alignment, warnings = align(song, score, console)
    write_score(apply_alignment(score, alignment), options.out)
    onsets = np.array([note.start_s for track in score.tracks for note in track.notes])
    shifts = np.abs(alignment.warp_all(onsets) - onsets)
    result = {
        "song": str(options.song),
        "score": str(options.score),
        "out": str(options.out),
        "sources": [track.name for track in score.tracks],
        "notes": len(onsets),
        "cost": alignment.cost,
        "matched": alignment.matched,
        "kept_identity": alignment.kept_identity,
        "shift_s": {"median": float(np.median(shifts)), "largest": float(np.max(shifts))},
        "warnings": warnings,
    }
    if options.json:
        console.json(result)
        return
    console.say(f"{options.out}: {len(onsets)} notes in {len(score.tracks)} sources, cost {alignment.cost:.3f}")
    console.say(f"moved by {np.median(shifts):.3f} s in the middle, {np.max(shifts):.3f} s at most")


def _check_out(options: argparse.Namespace) -> None:
    out: Path = options.out
    check_file(out, "--out")
    for given, what in ((options.song, "song"), (options.score, "score")):
        if os.path.exists(out) and os.path.exists(given) and os.path.samefile(out, given):
            raise CommandError(f"--out: {out} is the {what} itself; choose another name")


def align(song: Audio, score: Score, console: Console) -> tuple[Alignment, list[str]]:
    """Match a score to a song; return also what the user was warned of."""

    def report(stage: str, share: float) -> bool:
        console.progress(stage, share)
        return True

    alignment = align_score(song, score, report=report)
    warnings = list(alignment.messages)
    if not (alignment.matched or warnings):
        warnings.append(f"the score does not seem to be that of this song (cost {alignment.cost:.3f}); check it")
    for warning in warnings:
        console.warn(warning)
    return alignment, warnings

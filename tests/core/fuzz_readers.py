"""Damages files of every kind that a user can open, and opens them: each is read, or refused in words.

``python -m tests.core.fuzz_readers --cases 10000`` runs it by hand; ``test_readers_fuzzed`` a seeded few hundred.
"""

from __future__ import annotations

import argparse
import contextlib
import faulthandler
import io
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pretty_midi
import soundfile

from core.annotation.activity_file import read_activity_rows
from core.annotation.midi import read_score
from core.audio import read_mixture
from core.dictionaries.files import read_stemdict
from core.errors import CoreError
from tests.core.dictionary_cases import stemdict_bytes

Reader = Callable[[Path], object]

_LONGEST_S = 20.0
_SOUNDS = {
    "u8.wav": {"format": "WAV", "subtype": "PCM_U8"},
    "16.wav": {"format": "WAV", "subtype": "PCM_16"},
    "24.wav": {"format": "WAVEX", "subtype": "PCM_24"},
    "float.wav": {"format": "WAV", "subtype": "FLOAT"},
    "double.wav": {"format": "WAV", "subtype": "DOUBLE"},
    "adpcm.wav": {"format": "WAV", "subtype": "IMA_ADPCM"},
    "long.rf64": {"format": "RF64", "subtype": "PCM_16"},
    "song.w64": {"format": "W64", "subtype": "PCM_24"},
    "song.caf": {"format": "CAF", "subtype": "PCM_16"},
    "alac.caf": {"format": "CAF", "subtype": "ALAC_16"},
    "song.au": {"format": "AU", "subtype": "PCM_16"},
    "song.aiff": {"format": "AIFF", "subtype": "PCM_24"},
    "song.flac": {"format": "FLAC", "subtype": "PCM_16"},
    "song.ogg": {"format": "OGG", "subtype": "VORBIS"},
    "song.opus": {"format": "OGG", "subtype": "OPUS"},
    "song.mp3": {"format": "MP3", "subtype": "MPEG_LAYER_III"},
}
_ACTIVITY = {
    "a.csv": "source,start_s,end_s,state\nviolin,0.0,1.5,active\nviolin,2,3,silent\ncello,0,9,active\n",
    "a.lab": "0.0\t1.5\tviolin\n1.5\t2.5\tcello\n",
    "a.jams": '{"annotations": [{"namespace": "segment_open", "data": [{"time": 0.0, "duration": 1.0, "value": "v",'
    ' "confidence": 1.0}], "annotation_metadata": {}, "sandbox": {}, "time": 0, "duration": 4}],'
    ' "file_metadata": {"duration": 4.0, "jams_version": "0.3.5"}, "sandbox": {}}',
}


def seeds() -> dict[str, bytes]:
    """Return a whole file of every kind, by name."""
    rng = np.random.default_rng(0)
    sound = 0.3 * np.sin(np.arange(12_000)[:, None] * [0.05, 0.08]) + 0.01 * rng.standard_normal((12_000, 2))
    made = {}
    for name, form in _SOUNDS.items():
        file = io.BytesIO()
        soundfile.write(file, sound, 48_000, **form)
        made[name] = file.getvalue()
    score = pretty_midi.PrettyMIDI()
    for program in (40, 42):
        part = pretty_midi.Instrument(program, name=f"part {program}")
        part.notes += [pretty_midi.Note(80, 60 + n % 12, n * 0.2, n * 0.2 + 0.15) for n in range(40)]
        score.instruments.append(part)
    file = io.BytesIO()
    score.write(file)
    made |= {"score.mid": file.getvalue(), "a.stemdict": _stemdict()}
    return {**made, **{name: text.encode() for name, text in _ACTIVITY.items()}}


def _stemdict() -> bytes:
    columns = np.abs(np.random.default_rng(0).standard_normal((257, 4)))
    described = {"window_samples": "512", "labels": '["a", "", "", "b"]'}
    return stemdict_bytes((columns / np.linalg.norm(columns, axis=0)).astype("<f4"), described)


def reader_of(name: str) -> Reader:
    """Return what opens a kind of file."""
    if name.endswith(".mid"):
        return read_score
    if name.endswith(".stemdict"):
        return read_stemdict
    return read_activity_rows if name in _ACTIVITY else read_mixture


def damaged(whole: bytes, rng: np.random.Generator) -> bytes:
    """Return a file with some damage: cut, bits and numbers changed, parts moved, doubled or lost."""
    data = bytearray(whole)
    for _ in range(1 + rng.integers(3)):
        kind, at = rng.integers(8), int(rng.integers(max(1, len(data))))
        head = int(rng.integers(min(len(data), 200) or 1))
        length = int(rng.integers(1, 300))
        if kind == 0:
            del data[at:]
        elif kind == 1 and data:
            data[at] ^= 1 << int(rng.integers(8))
        elif kind == 2 and data:
            data[head] = int(rng.choice([0, 1, 0x7F, 0x80, 0xFE, 0xFF]))
        elif kind == 3:
            data[head : head + 4] = rng.choice([b"\0\0\0\0", b"\xff\xff\xff\xff", b"\xff\xff\xff\x7f", b"\0\0\0\x80"])
        elif kind == 4:
            del data[at : at + length]
        elif kind == 5:
            data[at:at] = data[head : head + length]
        elif kind == 6:
            data[at : at + length] = rng.bytes(length)
        else:
            data[at : at + length] = bytes(length)
    return bytes(data)


def cuts(whole: bytes, step: int) -> Iterator[bytes]:
    """Yield a file cut short at every so many bytes."""
    for length in range(0, len(whole), step):
        yield whole[:length]


def verdict(reader: Reader, path: Path) -> str:
    """Open a file; return ``read`` or ``refused``, or raise AssertionError where neither was done well."""
    started = time.monotonic()
    said = io.StringIO()
    try:
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            found = reader(path)
    except CoreError as error:
        words = str(error)
        assert words.startswith(path.name), f"{words!r} does not name the file"
        assert "\n" not in words
        outcome = "refused"
    else:
        outcome = "read"
        samples = getattr(found, "samples", None)
        if samples is not None:
            assert samples.size > 0
            assert np.isfinite(samples).all()
    assert time.monotonic() - started < _LONGEST_S, "it took too long"
    assert not said.getvalue(), f"a decoder printed {said.getvalue()!r}"
    return outcome


def main() -> None:
    """Run as many cases as asked for; keep the files that were not handled well."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--keep", type=Path, default=Path(tempfile.gettempdir()) / "stembrush-fuzz")
    options = parser.parse_args()
    faulthandler.enable()
    options.keep.mkdir(parents=True, exist_ok=True)
    rng, whole = np.random.default_rng(options.seed), seeds()
    names, counts = list(whole), Counter[str]()
    with tempfile.TemporaryDirectory() as folder:
        for number in range(options.cases):
            name = names[number % len(names)]
            path = Path(folder) / name
            path.write_bytes(damaged(whole[name], rng))
            (options.keep / f"last-{name}").write_bytes(path.read_bytes())  # a crash leaves it there
            try:
                counts[f"{name} {verdict(reader_of(name), path)}"] += 1
            except Exception as error:
                (options.keep / f"{number}-{name}").write_bytes(path.read_bytes())
                counts[f"{name} FAILED {type(error).__name__}: {str(error)[:100]}"] += 1
    for line, count in sorted(counts.items()):
        sys.stdout.write(f"{count:6} {line}\n")


if __name__ == "__main__":
    main()

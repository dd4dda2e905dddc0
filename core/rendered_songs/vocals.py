"""The vocal source of a song: the lead, doubles and harmonies, and how they were recorded.

Owns which voices sing and their effects. Formants are ``singing``'s, recorded syllables ``spoken``'s.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
import soxr
from numpy.typing import NDArray

from core.rendered_songs.effects import bell, compressed, echoed, filtered, reverberated, room
from core.rendered_songs.excitation import FRAMES_PER_S, Envelopes, voice_sound
from core.rendered_songs.harmony import MODES
from core.rendered_songs.score import Phrase, Singer, Song
from core.rendered_songs.singing import LEAD_S, articulate, pitch_course
from core.rendered_songs.spoken import SPEECH_RATE, Speech, spoken_phrase

FloatArray = NDArray[np.float32]

# For rates at which a frame is no whole number of samples.
_FRAMED_RATE = 48_000


def sung(
    phrases: Sequence[Phrase],
    singer: Singer,
    seconds: float,
    rate: int,
    rng: np.random.Generator,
    speech: Sequence[Speech] = (),
) -> FloatArray:
    """Return phrases sung by one singer, dry, shape (samples,), float32, about 0.1 strong."""
    if singer.spoken and speech:
        speakers = sorted({recording.speaker for recording in speech})
        who = speakers[rng.integers(len(speakers))]
        speech = [recording for recording in speech if recording.speaker == who]
    made_at = rate if rate % FRAMES_PER_S == 0 else _FRAMED_RATE
    sound = np.zeros(round(seconds * made_at), np.float32)
    for phrase in phrases:
        f0 = pitch_course(phrase, singer, rng)
        if singer.spoken and speech:
            envelopes: Envelopes = spoken_phrase(phrase, singer, speech[int(rng.integers(len(speech)))], rng)
        else:
            envelopes = articulate(phrase, f0, singer, rng)
        part = voice_sound(f0, envelopes, made_at, singer.jitter, singer.shimmer, rng)
        start = round((phrase.notes[0].start_s - LEAD_S) * made_at)
        part = part[max(0, -start) :]
        start = max(0, start)
        sound[start : start + len(part)] += part[: max(0, len(sound) - start)]
    level = np.sqrt(np.mean(sound**2, where=np.abs(sound) > 1e-4)) if np.any(np.abs(sound) > 1e-4) else 1.0
    sound *= np.float32(0.1 / level)
    if made_at == rate:
        return sound
    fitted = soxr.resample(sound, made_at, rate)[: round(seconds * rate)]
    return np.pad(fitted, (0, round(seconds * rate) - len(fitted)))


def other_phrases(song: Song, steps: int, shift_s: float, rng: np.random.Generator) -> tuple[Phrase, ...]:
    """Return the phrases as a second voice sings them: ``steps`` of the scale away, not quite together."""
    scale = [(song.key + step) % 12 for step in MODES[song.mode]]
    ladder = [pitch for pitch in range(24, 108) if pitch % 12 in scale]
    phrases = []
    for phrase in song.phrases:
        late = rng.normal(0, shift_s, len(phrase.notes))
        notes = []
        for note, by in zip(phrase.notes, late, strict=True):
            nearest = int(np.argmin([abs(pitch - note.pitch) for pitch in ladder]))
            pitch = float(ladder[nearest + steps]) if steps else note.pitch
            notes.append(
                replace(
                    note, pitch=pitch, start_s=note.start_s + by, end_s=max(note.end_s + by, note.start_s + by + 0.08)
                )
            )
        ordered = all(a.start_s < b.start_s for a, b in pairwise(notes))
        phrases.append(Phrase(tuple(notes)) if ordered else phrase)
    return tuple(phrases)


def vocal_source(song: Song, rate: int, channels: int, speech: Sequence[Speech] = ()) -> FloatArray:
    """Return everything that is sung, with its room, shape (channels, samples), float32."""
    if not song.phrases:
        return np.zeros((channels, round(song.seconds * rate)), np.float32)
    rng = np.random.default_rng((song.seed, 3))
    singer = song.singer
    spoken = rng.random() < 0.05
    if speech and spoken:
        return recorded(placed(read_aloud(song, rate, speech, rng), 0.0, channels), rate, rng)
    lead = sung(song.phrases, singer, song.seconds, rate, np.random.default_rng((song.seed, 4)), speech)
    out = np.repeat(lead[None], channels, axis=0)
    kind = rng.random()
    if kind < 0.3:
        for number in range(1 if kind < 0.2 else 2):
            steps = 0 if kind < 0.12 else int(rng.choice([2, -2, -3, 4, 5]))
            second = replace(singer, tract=singer.tract * float(rng.uniform(0.96, 1.04)))
            phrases = other_phrases(song, steps, float(rng.uniform(0.01, 0.03)), rng)
            voice = sung(phrases, second, song.seconds, rate, np.random.default_rng((song.seed, 5 + number)), speech)
            out += placed(
                voice * np.float32(10 ** (rng.uniform(-12, -3) / 20)), float(rng.uniform(-0.8, 0.8)), channels
            )
    return recorded(out, rate, rng)


def read_aloud(song: Song, rate: int, speech: Sequence[Speech], rng: np.random.Generator) -> FloatArray:
    """Return recordings as they are, one where a phrase begins after the last has ended, shape (samples,)."""
    sound = np.zeros(round(song.seconds * rate), np.float32)
    free = 0
    for phrase in song.phrases:
        start = round(phrase.notes[0].start_s * rate)
        if start >= free:
            said = soxr.resample(speech[int(rng.integers(len(speech)))].samples, SPEECH_RATE, rate)
            start = max(0, start)
            sound[start : start + len(said)] += said[: len(sound) - start]
            free = start + len(said)
    return sound


def placed(sound: FloatArray, pan: float, channels: int) -> FloatArray:
    """Return one channel spread over one or two with constant power; -1 is left."""
    if channels == 1:
        return sound[None]
    angle = (pan + 1) * np.pi / 4
    gains = np.sqrt(2) * np.array([np.cos(angle), np.sin(angle), *[0.7] * (channels - 2)], np.float32)
    return np.asarray(gains[:, None] * sound, np.float32)


def recorded(sound: FloatArray, rate: int, rng: np.random.Generator) -> FloatArray:
    """Return the voice as a microphone and an engineer leave it: filters, compression, echo, room, noise."""
    sound = filtered(sound, rate, high_pass_hz=rng.uniform(50, 130))
    for _ in range(int(rng.integers(1, 4))):
        sound = bell(
            sound,
            rate,
            float(np.exp(rng.uniform(np.log(200), np.log(7000)))),
            float(rng.normal(0, 3)),
            float(rng.uniform(0.5, 1.5)),
        )
    if rng.random() < 0.4:
        sound = filtered(sound, rate, low_pass_hz=float(rng.uniform(4000, 7500)), order=int(rng.integers(1, 5)))
    if rng.random() < 0.6 and np.any(sound):
        sound = compressed(sound, rate, float(rng.uniform(6, 20)), float(rng.uniform(1.5, 5)))
    if rng.random() < 0.2:
        sound = echoed(sound, rate, float(rng.uniform(0.08, 0.4)), float(rng.uniform(0.1, 0.3)))
    if rng.random() < 0.6:
        response = room(
            rate,
            len(sound),
            float(rng.uniform(0.3, 2.2)),
            float(rng.uniform(2000, 6000)),
            float(rng.uniform(0, 0.04)),
            rng,
        )
        sound = reverberated(sound, response, float(10 ** (rng.uniform(-24, -6) / 20)))
    if rng.random() < 0.5:
        hiss = filtered(rng.standard_normal(sound.shape), rate, low_pass_hz=float(rng.uniform(500, 6000)), order=1)
        sound = sound + hiss * np.float32(0.1 * 10 ** (rng.uniform(-65, -38) / 20))
    return np.asarray(sound, np.float32)

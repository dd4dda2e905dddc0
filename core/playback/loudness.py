"""How loud a song is to the ear, and what makes several versions of it equally loud.

Owns the loudness of ITU-R BS.1770 in pieces (the weighting filters are pyloudnorm's) and the gains of a comparison by
ear. Plays nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from core.audio import Audio
from core.playback.mixer import Choice, Sources, Strip, Take, mixdown
from core.playback.takes import channel_names
from core.playback.timeline import FloatArray

_OFFSET_DB = -0.691
_ABSOLUTE_GATE_LUFS, _RELATIVE_GATE_LU = -70.0, -10.0
_STEP_S, _STEPS_OF_BLOCK = 0.1, 4
_PIECE_S = 1.0
_SETTLING_S = 0.2
_PLACES, _PLACE_S = 40, 3.0
_GOLDEN = 0.618034
_LARGEST_CUT_DB = 24.0

Read = Callable[[int, int], FloatArray]
GoOn = Callable[[], bool]
Power = NDArray[np.float64]


def integrated(
    read: Read,
    length: int,
    rate: int,
    go_on: GoOn | None = None,
    places: Sequence[tuple[int, int]] | None = None,
) -> float | None:
    """Return the integrated loudness of a sound.

    Parameters
    ----------
    read : callable
        Returns samples ``[start, stop)`` as (channels, stop - start), channels in the order of WAV files; asked in
        pieces of about a second.
    length : int
        In samples.
    rate : int
        In Hz, 8000 to 192000.
    go_on : callable, optional
        Asked before every piece; False ends the measuring.
    places : sequence of (int, int), optional
        Spans of samples to look at; everything by default.

    Returns
    -------
    float or None
        In LUFS. None where nothing is louder than -70 LUFS, the sound is shorter than 0.4 s, or ``go_on`` said no.

    References
    ----------
    ITU-R BS.1770-5 (2023), annex 1.
    """
    powers = []
    for start, stop in [(0, length)] if places is None else places:
        found = _block_powers(read, max(0, start), min(length, stop), rate, go_on)
        if found is None:
            return None
        powers.append(found)
    return _gated(np.concatenate(powers)) if powers else None


def match_gains(
    mixture: Audio,
    takes: Mapping[str, Take],
    strips: Mapping[str, Strip],
    span: tuple[int, int] | None = None,
    go_on: GoOn | None = None,
) -> dict[tuple[str, str], float]:
    """Return the gains that make everything that can be listened to equally loud.

    Nothing is turned up, so that nothing clips: everything gets as loud as the quietest of the mixture and the mixes of
    the stems. A residual is quiet where a separation is good; it is turned down where it is louder than that, but turns
    nothing else down. Of more than two minutes, 40 places of 3 s are measured, the same ones in everything: the gains
    are found within a second then, and differ from those of the whole song by one or two tenths of a dB.

    Parameters
    ----------
    mixture : Audio
    takes : mapping of str to Take
        Of a preview, what is finished counts.
    strips : mapping of str to Strip
        The mix of the stems that is heard, by the id of the source.
    span : (int, int), optional
        Samples to compare; the whole song by default.
    go_on : callable, optional
        Asked every second of the song; False ends the measuring.

    Returns
    -------
    dict of (what, take) to float
        Gains in dB, from -24 to 0, of ``("mixture", "")``, and of ``("stems", take)`` and ``("residual", take)`` of
        every take. 0 for what is silent. Empty where ``go_on`` said no.
    """
    sources = Sources(mixture, takes)
    choices = [Choice(), *(Choice(what, name) for name in takes for what in ("stems", "residual"))]
    where = _places(*(span or (0, mixture.length)), mixture.rate)
    asked = _Asked(go_on)
    loudness: dict[Choice, float] = {}
    for choice in choices:
        found = integrated(mixdown(sources, strips, choice), mixture.length, mixture.rate, asked, where)
        if asked.is_over:
            return {}
        if found is not None:
            loudness[choice] = found
    target = min((lufs for choice, lufs in loudness.items() if choice.what != "residual"), default=0.0)
    gains = {choice: min(0.0, max(-_LARGEST_CUT_DB, target - lufs)) for choice, lufs in loudness.items()}
    return {(choice.what, choice.take): gains.get(choice, 0.0) for choice in choices}


class _Asked:
    """Remembers that somebody said no."""

    def __init__(self, go_on: GoOn | None) -> None:
        self._go_on = go_on
        self.is_over = False

    def __call__(self) -> bool:
        self.is_over = self.is_over or (self._go_on is not None and not self._go_on())
        return not self.is_over


def _places(start: int, stop: int, rate: int) -> list[tuple[int, int]]:
    """Return where a long song is measured: one place in each of equal parts, not always at the same point of it.

    Even distances would meet the same beat of every bar.
    """
    place = round(_PLACE_S * rate)
    if stop - start <= _PLACES * place:
        return [(start, stop)]
    room = (stop - start) / _PLACES
    begins = (start + round(number * room + (room - place) * (number * _GOLDEN % 1)) for number in range(_PLACES))
    return [(begin, begin + place) for begin in begins]


def _block_powers(read: Read, start: int, stop: int, rate: int, go_on: GoOn | None) -> Power | None:
    """Return the weighted power of every block of 0.4 s, one every 0.1 s (equations 2 to 4); None where given up."""
    edges = np.floor(np.arange(1 + int((stop - start) / (_STEP_S * rate))) * _STEP_S * rate + 1e-6).astype(int) + start
    if len(edges) <= _STEPS_OF_BLOCK:
        return np.zeros(0)
    weighted = _Weighting(rate)
    if start > 0:
        weighted(read(max(0, start - round(_SETTLING_S * rate)), start))
    energies = []
    steps = round(_PIECE_S / _STEP_S)
    for first in range(0, len(edges) - 1, steps):
        if go_on is not None and not go_on():
            return None
        piece = edges[first : first + steps + 1]
        power = weighted(read(int(piece[0]), int(piece[-1])))
        energies.append(np.add.reduceat(power, piece[:-1] - piece[0]))
    total = np.concatenate([[0.0], np.cumsum(np.concatenate(energies))])
    powers: Power = (total[_STEPS_OF_BLOCK:] - total[:-_STEPS_OF_BLOCK]) / (_STEPS_OF_BLOCK * _STEP_S * rate)
    return np.maximum(powers, 0.0)


class _Weighting:
    """From samples to weighted power, piece after piece."""

    def __init__(self, rate: int) -> None:
        from pyloudnorm import Meter

        # "DeMan" are the filters of the standard; the library's own choice only comes close to them
        filters = Meter(rate, filter_class="DeMan")._filters.values()
        self._sections = np.array([[*each.b, *each.a] for each in filters])
        self._state: NDArray[np.float64] | None = None

    def __call__(self, samples: FloatArray) -> Power:
        """Return the power of the next samples (channels, count), summed over the channels, (count,)."""
        from scipy.signal import sosfilt

        channels = samples.shape[0]
        if self._state is None:
            self._state = np.zeros((len(self._sections), channels, 2))
        # one sample that is no number would silence all that follow it
        finite = np.nan_to_num(samples, posinf=1.0, neginf=-1.0).astype(np.float64)
        filtered, self._state = sosfilt(self._sections, finite, zi=self._state)
        power: Power = channel_weights(channels) @ np.square(filtered)
        return power


def channel_weights(channels: int) -> Power:
    """Return how much the power of every channel counts: more at the sides, low effects not at all (table 3)."""
    return np.array([{"E": 0.0, "l": 1.41, "r": 1.41}.get(name, 1.0) for name in channel_names(channels)])


def _gated(powers: Power) -> float | None:
    """Return the loudness of the blocks that are not too quiet to count (equations 5 to 7)."""
    loud = powers[powers > _power(_ABSOLUTE_GATE_LUFS)]
    if not loud.size:
        return None
    gate = loud.mean() * 10.0 ** (_RELATIVE_GATE_LU / 10.0)
    return float(_OFFSET_DB + 10.0 * np.log10(loud[loud > gate].mean()))


def _power(lufs: float) -> float:
    return float(10.0 ** ((lufs - _OFFSET_DB) / 10.0))

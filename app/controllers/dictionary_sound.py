"""The columns of a dictionary as short sounds.

Owns which column is heard now. The sound goes the way of the song.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.controllers.playback import PlaybackController
from core.annotation.model import Dictionary
from core.audio import Audio
from core.dictionaries.sound import column_sound

_ALONE_S, _EACH_S = 0.6, 0.25
_LOOK_MS = 30


class DictionarySound(QObject):
    """One column, or several one after the other."""

    number_changed = Signal(object)  # number of the column that is heard, or None
    said = Signal(str)

    def __init__(self, playback: PlaybackController, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._playback = playback
        self._numbers: list[int] = []
        self._each_s, self._heard_s = _ALONE_S, 0.0
        self._number: int | None = None
        self._clock = QTimer(self, interval=_LOOK_MS)
        self._clock.timeout.connect(self._look)
        playback.sound_changed.connect(self._on_sound)

    def play(self, dictionary: Dictionary, numbers: Sequence[int]) -> None:
        """Hear these columns from now on, in this order."""
        if not numbers:
            return
        self._each_s = _ALONE_S if len(numbers) == 1 else _EACH_S
        if not self._playback.sound(_sounds(dictionary, numbers, self._each_s)):
            is_live = self._playback.live_from == "device"
            live = self.tr("A device is split live: end that first to hear the columns.")
            self.said.emit(live if is_live else self.tr("Open the song to hear the columns."))
            return
        self._numbers, self._heard_s = list(numbers), 0.0
        self._tell(self._numbers[0])
        self._clock.start()

    @Slot()
    def stop(self) -> None:
        """Hear nothing any more."""
        if self._clock.isActive():
            self._end()
            self._playback.stop_sound()

    def _end(self) -> None:
        self._clock.stop()
        self._tell(None)

    @Slot(bool)
    def _on_sound(self, sounding: bool) -> None:
        if not sounding and self._clock.isActive():
            self._end()

    @Slot()
    def _look(self) -> None:
        heard_s = self._playback.sounded_s
        if heard_s is None or heard_s < self._heard_s:
            # over, or something else is heard
            self._end()
            return
        self._heard_s = heard_s
        self._tell(self._numbers[min(int(heard_s / self._each_s), len(self._numbers) - 1)])

    def _tell(self, number: int | None) -> None:
        if number != self._number:
            self._number = number
            self.number_changed.emit(number)


def _sounds(dictionary: Dictionary, numbers: Sequence[int], each_s: float) -> Iterator[Audio]:
    for number in numbers:
        yield column_sound(dictionary, number, each_s)

"""Tapping along: a number key held while the song plays paints the lane of that number.

Owns which keys are held and what they have painted so far. While nothing plays, the keys are the window's own.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from app.controllers.document import DocumentController
from app.controllers.playback import PlaybackController
from app.views.stage import Stage
from core.annotation.activity_edits import painted_all
from core.annotation.model import ActivitySpan, ActivityState

_DIGITS = (Qt.Key.Key_1, Qt.Key.Key_9)
# X11 can show the repeat of a held key as a release and, some moments later, a press
_REPEAT_MS = 40
_LEAP_S = 1.0  # from one moment of playing to the next it is never as far, but when somebody seeks
_TEXT_FIELDS = (QLineEdit, QTextEdit, QPlainTextEdit, QAbstractSpinBox)
_KEY_EVENTS = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease)
_AWAY_EVENTS = (QEvent.Type.WindowDeactivate, QEvent.Type.Close)


@dataclass
class _Tap:
    """A key that is held: the passes that are over, and that under way, in seconds."""

    source_id: str
    state: ActivityState
    start_s: float
    now_s: float
    passes: list[tuple[float, float]] = field(default_factory=list)

    def go_on(self, time_s: float, loop: tuple[float, float, bool]) -> None:
        """Follow the song to a time; where it went back to the beginning of the loop, up to the loop's end."""
        in_s, out_s, looping = loop
        if self.now_s <= time_s <= self.now_s + _LEAP_S:
            self.now_s = time_s
            return
        wraps = looping and in_s <= time_s < self.now_s <= out_s and time_s - in_s + out_s - self.now_s <= _LEAP_S
        self.passes.append((self.start_s, out_s if wraps else self.now_s))
        self.start_s, self.now_s = (in_s if wraps else time_s), time_s

    def spans(self, rate: int) -> tuple[ActivitySpan, ...]:
        """Return all passes in samples."""
        passes = (*self.passes, (self.start_s, self.now_s))
        spans = (ActivitySpan(round(start * rate), round(stop * rate), self.state) for start, stop in passes)
        return tuple(span for span in spans if span.stop > span.start)


class TapAlong(QObject):
    """Number keys as long as the song plays; each tap is one step of the history."""

    def __init__(
        self, document: DocumentController, playback: PlaybackController, stage: Stage, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._document, self._playback = document, playback
        self._stage, self._lanes = stage, stage.lanes
        self._window: QWidget | None = None
        self._taps: dict[int, _Tap] = {}
        self._held: set[int] = set()  # also those whose tap has ended: they repeat until they are released
        self._let_go: set[int] = set()  # released, unless the next moments show that it was a repeat
        self._repeats = QTimer(self)
        self._repeats.setSingleShot(True)
        self._repeats.setInterval(_REPEAT_MS)
        self._repeats.timeout.connect(self._end_let_go)
        playback.playing_changed.connect(self._on_playing)
        stage.lanes.timeline.playhead_changed.connect(self._on_playhead)
        document.replaced.connect(self._forget)

    @property
    def is_tapping(self) -> bool:
        """Whether a key is held that paints."""
        return bool(self._taps)

    @Slot(bool)
    def _on_playing(self, playing: bool) -> None:
        self._lanes.show_keys(playing)
        if not playing:
            self._end_all()
        elif self._window is not self._stage.window():
            self._window = self._stage.window()
            self._window.installEventFilter(self)

    @Slot(float)
    def _on_playhead(self, time_s: float) -> None:
        if self._taps:
            for key, tap in self._taps.items():
                if key not in self._let_go:
                    tap.go_on(time_s, self._lanes.timeline.loop)
            self._show()

    @Slot()
    def _forget(self) -> None:
        self._taps.clear()
        self._let_go.clear()
        self._show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Take the digits that nobody else has use for while the song plays."""
        if event.type() in _AWAY_EVENTS:
            self._end_all()
            self._held.clear()
        elif event.type() in _KEY_EVENTS and isinstance(event, QKeyEvent) and self._takes(event):
            if event.type() == QEvent.Type.KeyPress and event.key() in self._let_go:
                self._let_go.discard(event.key())
            elif event.type() == QEvent.Type.KeyPress and not event.isAutoRepeat():
                self._begin(event.key(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier))
            elif event.type() == QEvent.Type.KeyRelease and not event.isAutoRepeat():
                self._release(event.key())
            event.accept()
            return True
        return False

    def _takes(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key in self._held:
            return True
        if not (self._playback.is_playing and _DIGITS[0] <= key <= _DIGITS[1]):
            return False
        others = event.modifiers() & ~(Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.KeypadModifier)
        return not others and event.type() != QEvent.Type.KeyRelease and not _writes(QApplication.focusWidget())

    def _begin(self, key: int, silences: bool) -> None:
        self._held.add(key)
        index = key - _DIGITS[0]
        sources = self._document.annotation.sources
        if index < len(sources) and key not in self._taps:
            state = ActivityState.SILENT if silences else ActivityState.ACTIVE
            now_s = self._lanes.timeline.playhead_s
            self._taps[key] = _Tap(sources[index].id, state, now_s, now_s)

    def _release(self, key: int) -> None:
        if key in self._taps:
            self._let_go.add(key)
            self._repeats.start()
        else:
            self._held.discard(key)

    @Slot()
    def _end_let_go(self) -> None:
        for key in list(self._let_go):
            self._held.discard(key)
            self._end(key)

    def _end_all(self) -> None:
        self._end_let_go()
        for key in list(self._taps):
            self._end(key)

    def _end(self, key: int) -> None:
        self._let_go.discard(key)
        tap = self._taps.pop(key, None)
        if tap is None:
            return
        annotation = self._document.annotation
        source = next((one for one in annotation.sources if one.id == tap.source_id), None)
        if source is not None:
            before = annotation.activity_of(source.id)
            after = painted_all(before, tap.spans(self._document.rate))
            silences = tap.state is ActivityState.SILENT
            words = self.tr("Tap {0} silent") if silences else self.tr("Tap {0}")
            if after != before:
                self._document.perform(annotation.with_activity(after), words.format(source.name))
        self._show()

    def _show(self) -> None:
        rate = self._document.rate
        self._lanes.show_taps({tap.source_id: tap.spans(rate) for tap in self._taps.values()})


def _writes(widget: QWidget | None) -> bool:
    """Return whether digits belong to the widget that has the keys."""
    return isinstance(widget, _TEXT_FIELDS) or (isinstance(widget, QComboBox) and widget.isEditable())

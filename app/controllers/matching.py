"""Equal loudness of what is compared by ear: mixture, stems and residual of every version.

Owns when that is measured (on the io lane, when stems or mix have changed) and whether it is applied.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QAction

from app.actions import tool_tip
from app.bridge import IoLane, IoTask, Report
from app.controllers.playback import PlaybackController
from app.controllers.settings import settings
from app.views.meter import decibels
from core.audio import Audio, Mixture
from core.playback import LIVE, Strip, Take

_KEY = "sound/match"
# a fader that is moved tells many times
_QUIET_MS = 400
Gains = Mapping[tuple[str, str], float]


class LevelMatcher(QObject):
    """The action "Match levels" and what it does."""

    matched = Signal()

    def __init__(
        self, playback: PlaybackController, lane: IoLane, action: QAction, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._playback, self._lane, self._action = playback, lane, action
        self._task: IoTask | None = None
        self._known: dict[str, tuple[Audio, ...]] = {}
        self.gains_db: Gains = {}
        self._quiet = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._quiet.timeout.connect(self._measure)
        action.setChecked(str(settings().value(_KEY, "yes")) == "yes")
        action.toggled.connect(self._on_toggled)
        playback.takes_changed.connect(self._on_takes)
        playback.strips_changed.connect(self._on_mix)
        playback.listening_changed.connect(self._tell)
        self._tell()

    @property
    def is_measuring(self) -> bool:
        """Whether other gains are on their way."""
        return self._quiet.isActive() or (self._task is not None and not self._task.is_done)

    @Slot(bool)
    def _on_toggled(self, on: bool) -> None:
        settings().setValue(_KEY, "yes" if on else "no")
        self._give_up()
        if on:
            self._measure()
        else:
            self._apply({})

    @Slot()
    def _on_takes(self) -> None:
        takes = {key: tuple(take.stems.values()) for key, take in self._whole_takes().items()}
        if takes == self._known:
            return  # a preview was replaced by the next
        self._known = takes
        if takes:
            self._on_mix()
        else:
            self._give_up()
            self._apply({})

    @Slot()
    def _on_mix(self) -> None:
        if self._action.isChecked() and self._whole_takes():
            self._give_up()
            self._quiet.start()
            self._tell()

    @Slot()
    def _measure(self) -> None:
        takes, mixture = self._whole_takes(), self._playback.mixture
        if takes and mixture is not None and self._action.isChecked():
            self._task = IoTask(_Match(mixture, takes, dict(self._playback.strips)), self.tr("Matching levels"))
            self._task.finished.connect(self._apply)
            self._task.ended.connect(self._tell)
            self._lane.submit(self._task)
        self._tell()

    def _whole_takes(self) -> dict[str, Take]:
        """Return what can be measured: a preview is not there as a whole."""
        return {key: take for key, take in self._playback.takes.items() if take.finished is None}

    def _give_up(self) -> None:
        self._quiet.stop()
        if self._task is not None:
            self._task.cancel()
            self._task = None

    @Slot(object)
    def _apply(self, gains_db: Gains) -> None:
        self.gains_db = gains_db
        # what is split live adds up to the song
        live = {("stems", LIVE): gains_db["mixture", ""]} if ("mixture", "") in gains_db else {}
        self._playback.player.set_match({**gains_db, **live})
        self._tell()
        self.matched.emit()

    @Slot()
    def _tell(self) -> None:
        """Say in the tool tip what is done now."""
        if not self._action.isChecked():
            words = self.tr("Off: mixture, stems and residual are heard as loud as they are.")
        elif self.is_measuring:
            words = self.tr("Measuring how loud mixture and stems are…")
        elif not self.gains_db:
            words = self.tr("Mixture and stems are heard equally loud, once there are stems.")
        else:
            take = self._playback.heard_take
            pairs = (("mixture", ""), ("stems", take), ("residual", take))
            figures = (decibels(self.gains_db.get(pair, 0.0)) for pair in pairs)
            words = self.tr("Applied now: mixture {0} dB, stems {1} dB, residual {2} dB").format(*figures)
        self._action.setToolTip(f"{tool_tip(self._action)}\n{words}")
        self._action.setStatusTip(words)


class _Match:
    def __init__(self, mixture: Mixture, takes: dict[str, Take], strips: dict[str, Strip]) -> None:
        self._mixture, self._takes, self._strips = mixture, takes, strips

    def __call__(self, report: Report) -> Gains:
        from core.playback.loudness import match_gains  # scipy takes its time, which the start has not

        return match_gains(self._mixture, self._takes, self._strips, go_on=partial(report, 0.0))

"""From a device or a file to a device or a file, split on the way.

Owns the thread that splits: its start, its end and its errors. What it does is in ``work``.
"""

from __future__ import annotations

import threading
from dataclasses import replace

from core.audio_reading import Report
from core.engines.unrolled.streaming import MaskNetwork
from core.errors import CoreError
from core.live.gains import STRIPS
from core.live.request import LiveRequest, LiveState
from core.live.work import Work
from core.playback.layers import Strip


class LiveSession:
    """Splits from its start to its end, in a thread of its own.

    Parameters
    ----------
    request : LiveRequest
    network : MaskNetwork, optional
        In the place of the one that the request names.
    """

    def __init__(self, request: LiveRequest, network: MaskNetwork | None = None) -> None:
        self._request, self._network = request, network
        self._strips = {name: request.strips.get(name, Strip()) for name in STRIPS}
        self._lock = threading.Lock()
        self._stopping, self._over = threading.Event(), threading.Event()
        self._thread: threading.Thread | None = None
        self._work: Work | None = None
        self._reason = ""

    def start(self, report: Report | None = None) -> None:
        """Open everything and begin; takes as long as devices need.

        Parameters
        ----------
        report : callable, optional
            Gets the share of a file that is decoded, where that has to happen first; returns False to end it.

        Raises
        ------
        AudioReadError, PlaybackError, ExportError, LiveError
            An end cannot be used. Nothing is left behind.
        JobCancelled
            ``report`` returned False.
        """
        if self._thread is not None:
            raise RuntimeError("a session starts once")
        work = Work(self._request, self._strips, self._loaded(), report)
        with self._lock:
            self._work = work
            self._thread = threading.Thread(target=self._run, name="live-split", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """End it, finish the files and give the devices back; nothing happens where it has ended."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join()

    def close(self) -> None:
        """The same as :meth:`stop`."""
        self.stop()

    def wait(self, timeout_s: float | None = None) -> bool:
        """Wait for the end; return whether it has come."""
        return self._over.wait(timeout_s)

    def set_strip(
        self,
        name: str,
        *,
        mute: bool | None = None,
        solo: bool | None = None,
        gain_db: float | None = None,
        pan: float | None = None,
    ) -> None:
        """Set what is given of a part's strip, and leave the rest; from any thread, at any time."""
        with self._lock:
            given = {"mute": mute, "solo": solo, "gain_db": gain_db, "pan": pan}
            changes = {key: value for key, value in given.items() if value is not None}
            self._strips[name] = replace(self._strips[name], **changes)  # type: ignore[arg-type]
            if self._work is not None:
                self._work.gains.set_strip(name, mute=mute, solo=solo, gain_db=gain_db, pan=pan)

    def state(self) -> LiveState:
        """Return what it is doing."""
        with self._lock:
            work, ended = self._work, self._over.is_set()
        if work is None:
            return LiveState()
        return replace(work.state(), running=not ended, ended=ended, reason=self._reason if ended else "")

    def _loaded(self) -> MaskNetwork:
        if self._network is not None:
            return self._network
        from core.engines.unrolled import weights

        return weights.load_network(self._request.network or weights.default_name())

    def _run(self) -> None:
        work = self._work
        assert work is not None
        self._reason = "the program has made a mistake; please report it"
        try:
            self._reason = work.run(self._stopping)
        except CoreError as err:
            self._reason = str(err)
        finally:
            try:
                work.close()
            except CoreError as err:
                self._reason = self._reason or str(err)
            finally:
                self._over.set()

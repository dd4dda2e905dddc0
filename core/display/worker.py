"""The thread that computes what is to be seen.

Owns one plain thread that lives only while there is work. What was asked for last comes first; long work is an
iterator that is advanced between the requests, and waits while the user moves what is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from threading import Condition, Thread, current_thread
from time import monotonic

from core.display import quiet

Request = tuple[Hashable, Callable[[], None]]


class DisplayWorker:
    """Runs steps of pictures in the background.

    Parameters
    ----------
    on_change : callable
        Called in the worker's thread after every request and every step that yields something; must be quick.
    name : str
        Name of the thread.
    """

    def __init__(self, on_change: Callable[[], None], name: str = "display") -> None:
        self._on_change = on_change
        self._name = name
        self._condition = Condition()
        self._requests: list[Request] = []
        self._steps: list[Iterator[object]] = []
        self._thread: Thread | None = None
        self._closed = False

    @property
    def busy(self) -> bool:
        """Whether the thread is running."""
        return self._thread is not None

    def add(self, steps: Iterator[object]) -> None:
        """Advance ``steps`` to its end, whenever nothing is requested, after those added before.

        A step that yields False has changed nothing that can be seen.
        """
        with self._condition:
            if not self._closed:
                self._steps.append(steps)
                self._wake()

    def request(self, requests: list[Request]) -> None:
        """Replace all open requests (key, function): what nobody looks at any more is not computed."""
        with self._condition:
            if not self._closed:
                self._requests = list(requests)
                if self._requests:
                    self._wake()

    def close(self) -> None:
        """Stop after the step that is running and wait for it."""
        with self._condition:
            self._closed = True
            self._requests, self._steps = [], []
            self._condition.notify_all()
            thread = self._thread
        if thread is not None and thread is not current_thread():
            thread.join()

    def _wake(self) -> None:
        self._condition.notify_all()
        if self._thread is None:
            self._thread = Thread(target=self._run, name=self._name, daemon=True)
            self._thread.start()

    def _run(self) -> None:
        while True:
            with self._condition:
                request = self._requests.pop(0)[1] if self._requests else None
                if request is None and not self._steps:
                    self._thread = None
                    return
            if request is not None:
                request()
            elif not self._advance():
                continue
            if not self._closed:
                self._on_change()

    def _advance(self) -> bool:
        """Do a step of the long work, unless something is requested meanwhile; return whether it changed anything."""
        latest = monotonic() + quiet.LONGEST_PAUSE_S
        with self._condition:
            while self._steps and not self._requests:
                left = min(quiet.seconds_left(), latest - monotonic())
                if left <= 0:
                    break
                self._condition.wait(left)
            if self._requests or not self._steps:
                return False
            steps = self._steps[0]
        done = next(steps, self)
        if done is self:
            with self._condition:
                self._steps = [other for other in self._steps if other is not steps]
        return done is not False

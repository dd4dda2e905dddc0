"""The thread that computes what is to be seen.

Owns one plain thread that lives only while there is work. What was asked for last comes first; long work is an
iterator that is advanced between the requests.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from threading import Condition, Thread, current_thread

Request = tuple[Hashable, Callable[[], None]]


class DisplayWorker:
    """Runs steps of pictures in the background.

    Parameters
    ----------
    on_change : callable
        Called in the worker's thread after every step; must be quick.
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
        """Advance ``steps`` to its end, whenever nothing is requested, after those added before."""
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
            thread = self._thread
        if thread is not None and thread is not current_thread():
            thread.join()

    def _wake(self) -> None:
        if self._thread is None:
            self._thread = Thread(target=self._run, name=self._name, daemon=True)
            self._thread.start()

    def _run(self) -> None:
        while True:
            with self._condition:
                if self._requests:
                    work: Callable[[], object] = self._requests.pop(0)[1]
                elif self._steps:
                    work = self._advance
                else:
                    self._thread = None
                    return
            work()
            if not self._closed:
                self._on_change()

    def _advance(self) -> None:
        with self._condition:
            steps = self._steps[0] if self._steps else None
        if steps is not None and next(steps, self) is self:
            with self._condition:
                self._steps = [other for other in self._steps if other is not steps]

"""A search for settings as a piece of work beside the window, and what a project remembers of it.

Owns what is passed between the two threads. Shows nothing.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

from app.bridge import Report
from core.compute import job_threads
from core.engines import registry
from core.engines.base import SeparationRequest, refuse_errors
from core.engines.example_nmf.search_state import SearchState, state_from_dict, state_to_dict
from core.errors import EngineError, JobCancelled
from core.project.project import Project

ENGINE_ID = "example-nmf"
_KEY = "settings_search"


class SearchWork:
    """Hears the examples and tries settings, in the lane."""

    def __init__(
        self, request: SeparationRequest, state: SearchState, goal: int, with_columns: bool, ring: Callable[[], None]
    ) -> None:
        self._request, self._state, self._goal = request, state, goal
        self._with_columns, self._ring = with_columns, ring
        self._stopped = threading.Event()
        self._lock = threading.Lock()
        self._share = 0.0
        self._trial_began = time.monotonic()

    @property
    def is_stopping(self) -> bool:
        """Whether the search was asked to end."""
        return self._stopped.is_set()

    def stop(self) -> None:
        """Ask the search to end."""
        self._stopped.set()

    def progress(self) -> tuple[SearchState, float, float]:
        """Return what has been found, the share of the trial under way, and the seconds that this has taken."""
        with self._lock:
            return self._state, self._share, time.monotonic() - self._trial_began

    def __call__(self, report: Report) -> SearchState:
        """Search until the goal, or until it is stopped; called in the lane."""
        # torch takes its time, which the start has not
        from core.engines.example_nmf.search import search
        from core.engines.example_nmf.search_data import search_task
        from core.jobs import prepare_numerics

        refuse_errors(registry.engine(ENGINE_ID).problems(self._request))
        prepare_numerics(job_threads())
        try:
            task = search_task(self._request, self._checkpoint)
        except JobCancelled:
            return self._state
        self._trial_began = time.monotonic()
        return search(task, self._state, self._goal, self._step, self._with_columns)

    def _checkpoint(self) -> None:
        if self._stopped.is_set():
            raise JobCancelled("stopped")

    def _step(self, state: SearchState, share: float) -> bool:
        with self._lock:
            if len(state.trials) != len(self._state.trials):
                self._trial_began = time.monotonic()
            self._state, self._share = state, share
        self._ring()
        return self._stopped.is_set()


def found_by(project: Project, variant: str) -> SearchState:
    """Return what a project remembers of the searches for a variant; what is damaged is nothing."""
    kept = project.state(_KEY, {})
    try:
        return state_from_dict(kept[variant]) if isinstance(kept, dict) and variant in kept else SearchState()
    except EngineError:
        return SearchState()


def keep(project: Project, variant: str, state: SearchState) -> None:
    """Let a project remember what was found for a variant."""
    kept = project.state(_KEY, {})
    others: dict[str, Any] = dict(kept) if isinstance(kept, dict) else {}
    others.pop(variant, None)
    project.set_state(_KEY, {**others, variant: state_to_dict(state)} if state.trials else others)

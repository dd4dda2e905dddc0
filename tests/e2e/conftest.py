"""What every test from end to end gets: nobody is there to answer questions."""

from tests.app.conftest import (
    collector_of_all,
    garbage_in_the_window_thread,
    nobody_answers,
    windows_held_until_they_are_closed,
)

__all__ = [
    "collector_of_all",
    "garbage_in_the_window_thread",
    "nobody_answers",
    "windows_held_until_they_are_closed",
]

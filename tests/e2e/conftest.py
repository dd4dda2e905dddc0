"""What every test from end to end gets: nobody is there to answer questions."""

from tests.app.conftest import nobody_answers

__all__ = ["nobody_answers"]

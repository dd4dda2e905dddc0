"""The errors that a user can act on.

Owns the exception types that cross the border of ``core``. A message says what failed, on what, and what to do
about it, in the user's words. Programming mistakes stay ordinary exceptions.
"""

from __future__ import annotations

from pathlib import Path


class CoreError(Exception):
    """Something that the user can understand and act on; ``str(error)`` is shown as it is."""


class AudioReadError(CoreError):
    """A sound file could not be read."""

    @classmethod
    def of(cls, path: Path, what: str, advice: str) -> AudioReadError:
        """Return the error of a file: its name, what is wrong and what to do, in one line."""
        name = "".join(letter if letter.isprintable() else "?" for letter in path.name or str(path))
        return cls(f"{name}: {what}; {advice}")


class MidiReadError(CoreError):
    """A score (MIDI file) could not be read."""


class AnnotationReadError(CoreError):
    """A file with activity labels could not be read."""


class DictionaryReadError(CoreError):
    """A file with the dictionary of a source could not be read."""


class AlignmentError(CoreError):
    """A score could not be matched to the song."""


class EngineError(CoreError):
    """An engine cannot run with what it was given."""


class ProjectError(CoreError):
    """A project could not be opened or stored."""


class ProjectInUse(ProjectError):
    """Another window has the project open; the message says whose."""


class ProjectTooNew(ProjectError):
    """The project was written by a newer version of the program."""


class ProjectOutdated(ProjectError):
    """The project was written by an older version and has to be brought up to date before it can be used."""


class ExportError(CoreError):
    """Stems could not be written."""


class PlaybackError(CoreError):
    """There is no way to play sound on this machine at the moment."""


class LiveError(CoreError):
    """What is playing cannot be separated, or no longer."""


class JobCancelled(CoreError):
    """The user cancelled the job; nothing of it is kept."""

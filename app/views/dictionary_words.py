"""What is said of the columns of a dictionary and of where it comes from.

Owns words only.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject

from app.graphics.dictionary_columns import FLOOR_DB, ShownColumns
from app.i18n import engine_words
from app.views.parameter_form import choice_words
from core.dictionaries.pitch import name_of_pitch
from core.display import pitch_of


class DictionaryWords(QObject):
    """Words of one window."""

    def name(self, shown: ShownColumns, place: int) -> str:
        """Return the name of a column: the user's, its note, or where its noise lies."""
        given, pitch_hz = shown.given_label(place), float(shown.pitches_hz[place])
        if given or pitch_hz > 0:
            return given or name_of_pitch(pitch_hz)
        return self.tr("Noise around {0}").format(frequency_words(float(shown.centres_hz[place])))

    def short_name(self, shown: ShownColumns, place: int) -> str:
        """Return the name of a column as it stands below the picture."""
        given, pitch_hz = shown.given_label(place), float(shown.pitches_hz[place])
        return given or name_of_pitch(pitch_hz) or self.tr("Noise")

    def pitch(self, shown: ShownColumns, place: int) -> str:
        """Return the pitch of a column: its note, how far it is off, its frequency."""
        pitch_hz = float(shown.pitches_hz[place])
        if not pitch_hz > 0:
            return self.tr("no pitch, centre at {0}").format(frequency_words(float(shown.centres_hz[place])))
        pitch = pitch_of(pitch_hz)
        cents = round(100 * (pitch - round(pitch)))
        note = name_of_pitch(pitch_hz)
        off = self.tr("{0} {1:+d} cents").format(note, cents) if cents else note
        return f"{off}, {frequency_words(pitch_hz)}"

    def column(self, shown: ShownColumns, place: int) -> str:
        """Return all that is known of a column in a line: number, pitch, name."""
        words = self.tr("Column {0} of {1}: {2}").format(place + 1, shown.count, self.pitch(shown, place))
        given = shown.given_label(place)
        return f"{words}, {given}" if given else words

    def spot(self, shown: ShownColumns, place: int, height: float) -> str:
        """Return what is known of a column and of one of its frequencies."""
        hertz = float(shown.warp.frequency_hz(min(max(0.0, height), 1.0)))
        level_db = shown.level_db(place, height)
        level = self.tr("{0:.0f} dB").format(level_db) if level_db >= FLOOR_DB else f"< {FLOOR_DB:.0f} dB"
        return self.tr("{0}   ·   {1} at {2}").format(self.column(shown, place), level, frequency_words(hertz))

    def size(self, shown: ShownColumns) -> str:
        """Return how many columns there are and how many have a pitch."""
        pitched = int((shown.pitches_hz > 0).sum())
        if shown.count == 1:
            return self.tr("1 column")
        return self.tr("{0} columns, {1} with a pitch").format(shown.count, pitched)

    def grid(self, rate: int, window_samples: int) -> str:
        """Return of which transform the columns are spectra."""
        return self.tr("{0:g} kHz, window of {1} samples").format(rate / 1000, window_samples)

    def origin(self, facts: Mapping[str, str]) -> str:
        """Return from which song, source and version a dictionary comes, in a line."""
        version = self.tr("version {0}").format(facts["version"]) if facts.get("version") else ""
        return ", ".join(words for words in (facts.get("song", ""), facts.get("source", ""), version) if words)

    def making(self, facts: Mapping[str, str]) -> str:
        """Return how and when it was made, in a line."""
        known = [_spoken(key, facts.get(key, "")) for key in ("engine", "variant", "date")]
        return ", ".join(words for words in known if words)

    def provenance(self, facts: Mapping[str, str]) -> list[tuple[str, str]]:
        """Return where a dictionary comes from, as pairs of a heading and its words."""
        headings = {
            "song": self.tr("Song"),
            "source": self.tr("Source"),
            "version": self.tr("Version"),
            "engine": self.tr("Method"),
            "variant": self.tr("Variant"),
            "parameters": self.tr("Settings"),
            "date": self.tr("Date"),
        }
        known = [(headings[key], _spoken(key, facts[key])) for key in headings if facts.get(key)]
        return known + [(key, value) for key, value in facts.items() if key not in headings and value]


def _spoken(key: str, fact: str) -> str:
    """Return a fact in the language of the program: engines and variants are kept by their English names."""
    if key == "variant":
        return engine_words(choice_words(fact))
    return engine_words(fact) if key == "engine" else fact


def frequency_words(hertz: float) -> str:
    """Return a frequency in Hz, or in kHz from 1000 Hz on."""
    if hertz >= 1000:
        return f"{hertz / 1000:.2f} kHz"
    return f"{hertz:.1f} Hz"

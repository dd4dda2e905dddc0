"""Versions in words: their names, their figures, their whole recipe.

Owns what is said of a version; knows no widget.
"""

from __future__ import annotations

from PySide6.QtCore import QDateTime, QLocale, QObject

from app.controllers.version_storing import engine_info
from app.controllers.versions import VersionController
from app.i18n import engine_words
from app.views.controls import format_span, format_time
from app.views.parameter_form import parameter_words
from app.views.source_strip import LEAST_LEAK_DB
from core.engines.base import parameter_specs
from core.project.project import VersionFacts
from core.versions import LEAKAGE_DB, RESIDUAL_DB

_SDR, _NSDR = "sdr_db", "nsdr_db"


class VersionWords(QObject):
    """What is said of the versions of a session."""

    def __init__(self, versions: VersionController, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._versions = versions

    def name(self, facts: VersionFacts) -> str:
        """Return the name that the user gave, or the engine and when it ran."""
        if facts.name:
            return facts.name
        title = engine_words(engine_info(facts.engine_id, facts.engine_version).title)
        return f"{title} {self.moment(facts.made_at)}".strip() or self.tr("Version")

    def letter_and_name(self, version_id: object) -> str:
        """Return how a version is spoken of."""
        version = self._versions.get(version_id)
        if version is None:
            return self.tr("a version that was removed")
        return f"{self._versions.letter(version_id)} · {self.name(version.facts)}"

    @staticmethod
    def moment(at_s: float) -> str:
        """Return the time of day, with the date where it is another day; empty where it is not known."""
        if not at_s:
            return ""
        moment, locale = QDateTime.fromSecsSinceEpoch(round(at_s)), QLocale()
        clock = locale.toString(moment.time(), QLocale.FormatType.ShortFormat)
        if moment.date() == QDateTime.currentDateTime().date():
            return clock
        return f"{locale.toString(moment.date(), QLocale.FormatType.ShortFormat)} {clock}"

    def figures(self, facts: VersionFacts, rate: int) -> str:
        """Return the few figures that stand in the list, behind the span of a version of a selection only."""
        known = (
            (LEAKAGE_DB, self.tr("leak {0} dB")),
            (RESIDUAL_DB, self.tr("residual {0} dB")),
            (_SDR, self.tr("SDR {0} dB")),
            (_NSDR, self.tr("NSDR {0} dB")),
        )
        shown = [words.format(decibels(facts.figures[key])) for key, words in known if key in facts.figures]
        # the ratios say more than the levels, and there is room for two
        shown = shown[-2:] if _SDR in facts.figures else shown
        if facts.span is not None and rate:
            span = "–".join(format_span(sample / rate) for sample in facts.span)  # noqa: RUF001 - a span of time
            shown = [self.tr("only {0}").format(span), *shown[:1]]
        return " · ".join(shown)

    def details(self, version_id: object) -> str:
        """Return some lines about a version."""
        version = self._versions.get(version_id)
        if version is None:
            return ""
        facts = version.facts
        lines = [self.letter_and_name(version_id)]
        if version.fault:
            lines.append(version.fault)
        if not self._versions.is_safe(version_id):
            lines.append(self.tr("It is only in memory: it could not be stored in the project."))
        if self._versions.is_outdated(version_id):
            lines.append(self.tr("Outdated: something was painted or written since."))
        if facts.stopped_early:
            lines.append(self.tr("Stopped early."))
        if facts.based_on is not None:
            lines.append(self.tr("Went on from {0}.").format(self.letter_and_name(facts.based_on)))
        every = ((LEAKAGE_DB, self.tr("leak {0} dB")), (RESIDUAL_DB, self.tr("residual {0} dB")))
        figures = [words.format(decibels(facts.figures[key])) for key, words in every if key in facts.figures]
        if figures:
            lines.append(" · ".join(figures))
        if facts.note:
            lines.append(facts.note)
        return "\n".join(lines)

    def recipe(self, version_id: object, rate: int) -> list[tuple[str, str]]:
        """Return all that is known of how a version was made, as pairs of what and how."""
        version = self._versions.get(version_id)
        if version is None:
            return []
        facts = version.facts
        info = engine_info(facts.engine_id, facts.engine_version)
        rows = [
            (self.tr("Version"), self.letter_and_name(version_id)),
            (self.tr("Engine"), self.tr("{0}, version {1}").format(engine_words(info.title), facts.engine_version)),
        ]
        if facts.made_at:
            made = QDateTime.fromSecsSinceEpoch(round(facts.made_at))
            rows.append((self.tr("Made"), QLocale().toString(made, QLocale.FormatType.ShortFormat)))
        took = format_span(facts.seconds)
        rows.append((self.tr("Took"), self.tr("{0}, stopped early").format(took) if facts.stopped_early else took))
        if facts.span is not None and rate:
            span = " – ".join(format_time(sample / rate) for sample in facts.span)  # noqa: RUF001 - a span of time
            rows.append((self.tr("Selection only"), span))
        if facts.based_on is not None:
            rows.append((self.tr("Went on from"), self.letter_and_name(facts.based_on)))
        rows.append((self.tr("Sources"), ", ".join(name for _id, name in facts.sources)))
        rows.append((self.tr("Painted and written"), self._revision(version_id, facts)))
        rows.append((self.tr("Seed"), str(facts.seed)))
        rows += self._parameters(facts)
        # those of single sources stand in the comparison
        rows += [(self._figure(key), f"{value:.6g}") for key, value in facts.figures.items() if "." not in key]
        if facts.stored_bytes:
            rows.append((self.tr("In the project"), size_words(facts.stored_bytes)))
        return rows

    def _revision(self, version_id: object, facts: VersionFacts) -> str:
        words = self.tr("revision {0}, something else was said since")
        usual = self.tr("revision {0}, as it is now")
        return (words if self._versions.is_outdated(version_id) else usual).format(facts.revision)

    def _parameters(self, facts: VersionFacts) -> list[tuple[str, str]]:
        info = engine_info(facts.engine_id, facts.engine_version)
        specs = {spec.name: spec for spec in parameter_specs(info.parameters)}
        rows = []
        for name, value in facts.parameters.items():
            spec = specs.get(name)
            if spec is None:
                rows.append((name, str(value)))
                continue
            words = parameter_words(spec)
            shown = self._value(value)
            if spec.automatic and value == spec.minimum:
                rows.append((engine_words(words[0]), self.tr("automatic")))
                continue
            if spec.choices and value in spec.choices:
                shown = engine_words(words[2 + spec.choices.index(value)])
            rows.append((engine_words(words[0]), f"{shown} {spec.unit}".strip()))
        return rows

    def _value(self, value: object) -> str:
        if isinstance(value, bool):
            return self.tr("yes") if value else self.tr("no")
        return f"{value:g}" if isinstance(value, float) else str(value)

    def _figure(self, key: str) -> str:
        known = {
            LEAKAGE_DB: self.tr("Leakage in dB"),
            RESIDUAL_DB: self.tr("Residual in dB"),
            _SDR: self.tr("SDR in dB, mean"),
            _NSDR: self.tr("NSDR in dB, mean"),
        }
        return known.get(key, key[:1].upper() + key[1:].replace("_", " "))


def decibels(value: float) -> str:
    """Return a level as exact as it is worth reading, with a true minus."""
    if value < LEAST_LEAK_DB:
        return f"<\N{MINUS SIGN}{-LEAST_LEAK_DB:.0f}"
    return f"{value:.1f}".replace("-", "\N{MINUS SIGN}")


def size_words(size_bytes: int) -> str:
    """Return a size in kB, MB or GB."""
    return QLocale().formattedDataSize(size_bytes, 1, QLocale.DataSizeFormat.DataSizeSIFormat)

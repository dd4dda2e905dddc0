"""The words for examples: what a row says, and which data setting they make.

Owns the wording. Knows no window.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject

from app.views.example_row import RowInfo
from core.annotation.model import Annotation, Example, Polarity, Region, Source

if TYPE_CHECKING:  # brings scipy, which a window that opens does not wait for
    from core.engines.example_nmf.setting import Setting

Span = tuple[int, int]


class ExampleWords(QObject):
    """Rows and sentences for a song of some rate."""

    def example(self, example: Example, source: Source, rate: int) -> RowInfo:
        """Return the row of an example that the user has given."""
        is_not = example.polarity is Polarity.NOT
        whose = (self.tr("not {0}") if is_not else self.tr("{0} alone")).format(source.name)
        if example.audio is None:
            start, stop = example.span or (0, 0)
            title = f"{short_time(start / rate)} – {short_time(stop / rate)}"  # noqa: RUF001 - from, to
            seconds = (stop - start) / rate
        else:
            title, seconds = example.name or self.tr("File"), example.audio.duration_s
            if example.span is not None:
                whose = self.tr("{0} from {1} on").format(source.name, short_time(example.span[0] / rate))
        detail = f"{short_seconds(seconds)} · {whose}"
        return RowInfo(
            example.id,
            source.colour,
            title,
            detail,
            f"{title}, {detail}",
            is_not,
            can_jump=example.span is not None,
        )

    def solos(self, spans: Sequence[Span], source: Source, rate: int) -> RowInfo:
        """Return the row of the stretches that were found by themselves."""
        title = self.tr("Solo stretches: {0}").format(len(spans))
        seconds = sum(stop - start for start, stop in spans) / rate
        detail = f"{short_seconds(seconds)} · " + self.tr("{0} alone, found").format(source.name)
        return RowInfo(f"solo {source.id}", source.colour, title, detail, f"{title}, {detail}", can_remove=False)

    def regions(self, regions: Sequence[Region], source: Source, polarity: Polarity) -> RowInfo:
        """Return the row of painted regions, which teach by themselves."""
        is_not = polarity is Polarity.NOT
        title = self.tr("Painted regions: {0}").format(len(regions))
        detail = (self.tr("not {0}") if is_not else self.tr("belong to {0}")).format(source.name)
        return RowInfo(
            f"regions {polarity.value} {source.id}",
            source.colour,
            title,
            detail,
            f"{title}, {detail}",
            is_not,
            can_listen=False,
            can_remove=False,
        )

    def setting(self, setting: Setting, annotation: Annotation, key: str) -> str:
        """Return which data setting the examples make, and whose dictionaries are given.

        ``key`` takes the selection as an example.
        """
        given = [annotation.source(one.source_id).name for one in setting.sources if one.has_dictionary]
        if not given:
            return self._learning(setting, annotation, key)
        if len(given) == len(setting.sources):
            return self.tr("Your dictionaries are used instead of learning.")
        words = self.tr("Your dictionary of {0} is used instead of learning.").format(_joined(given))
        if setting.kind.value == "weak":
            others = self.tr("Every other source has examples.")
            return f"{words} {others}"
        return f"{words} {self._learning(setting, annotation, key)}"

    def unused(self) -> str:
        """Return what is to be known where the chosen engine does not learn from examples."""
        return self.tr("The chosen engine makes no use of examples: take the engine “Learnt from examples”.")

    def _learning(self, setting: Setting, annotation: Annotation, key: str) -> str:
        names = [annotation.source(source_id).name for source_id in setting.missing]
        kind = setting.kind.value
        if kind == "nothing":
            if not key:
                return self.tr("Say how at least one source sounds alone: drop a file on it.")
            words = self.tr(
                "Say how at least one source sounds alone: select a time and press {0}, or drop a file here."
            )
            return words.format(key)
        if kind == "strong":
            return self.tr(
                "Of a part of the song it is known what every source plays: what was learnt is fitted to it."
            )
        if kind == "one-missing" and len(names) == 1:
            return self.tr("{0} has no examples: it is learnt from the song itself.").format(names[0])
        if kind == "one-missing":
            words = self.tr("{0} have no examples: they are learnt from the song itself.")
            return words.format(_joined(names))
        if kind == "synthetic-strong":
            return self.tr("Every source has examples; mixtures of them teach the difference.")
        return self.tr("Every source has examples.")


def short_time(time_s: float) -> str:
    """Return a time of the song to a tenth of a second, ``m:ss.s``."""
    tenths = max(0, round(time_s * 10))
    return f"{tenths // 600}:{tenths // 10 % 60:02d}.{tenths % 10}"


def short_seconds(seconds: float) -> str:
    """Return how long something is: to a tenth of a second, long ones as ``m:ss min``."""
    if seconds < 60:
        return QCoreApplication.translate("ExampleWords", "{0:.1f} s").format(seconds)
    whole = round(seconds)
    return QCoreApplication.translate("ExampleWords", "{0} min").format(f"{whole // 60}:{whole % 60:02d}")


def _joined(names: Sequence[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return QCoreApplication.translate("ExampleWords", "{0} and {1}").format(", ".join(names[:-1]), names[-1])

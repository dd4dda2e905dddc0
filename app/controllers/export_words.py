"""What is said of an export: before it what it will write, after it what it wrote and how exactly.

Owns the sentences.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLocale, QObject

from app.views.export_outcome import Mood
from core.export import EXACT_NULL_DB, ClippedFile, ExportPlan, ExportResult, NullTest
from core.export.choice import Clipping

_NAMED = 4


class ExportWords(QObject):
    """Sentences for the card of the dialog."""

    def plan(self, plan: ExportPlan, free_bytes: int | None, clipping: Clipping | None = None) -> tuple[str, Mood]:
        """Return what will be written and whether it is something to look at twice.

        ``clipping`` is what happens to samples beyond full scale; None where there are none.
        """
        sizes = QLocale().formattedDataSize
        form = QLocale.DataSizeFormat.DataSizeSIFormat
        words = [self.tr("%n file(s), about {0}", "", len(plan.files)).format(sizes(plan.total_bytes, 1, form))]
        if free_bytes is not None:
            words[0] = self.tr("{0}; {1} free.").format(words[0], sizes(free_bytes, 1, form))
        if plan.existing:
            words.append(self.tr("Replaces {0}.").format(self.names(plan.existing)))
            return " ".join(words), "warning"
        if not plan.nulls:
            words.append(self.tr("Only all stems and the residual together are the whole song."))
        elif clipping == "clip":
            words.append(self.tr("Together they are not quite the song: what is beyond full scale is lost."))
        elif clipping == "turn_down":
            words.append(self.tr("Together they are the song at that lower level."))
        elif any(file.kind == "group" for file in plan.sounds):
            words.append(self.tr("Among them are files that sum to the song, sample by sample."))
        else:
            words.append(self.tr("Together they are the song, sample by sample."))
        return " ".join(words), "plain"

    def names(self, names: Sequence[str]) -> str:
        """Return some names and how many more there are."""
        listed = ", ".join(names[:_NAMED])
        return self.tr("{0} and {1} more").format(listed, len(names) - _NAMED) if len(names) > _NAMED else listed

    def clipping(self, files: Sequence[ClippedFile] | None, is_float: bool) -> str:
        """Return what is known of samples beyond full scale; None: it is being looked for."""
        if is_float:
            return ""
        if files is None:
            return self.tr("Looking for samples beyond full scale…")
        return "" if files else self.tr("No file is beyond full scale.")

    def result(self, written: ExportResult) -> tuple[str, Mood]:
        """Return what was written, how well it sums to the song, and whether all is well."""
        words = [self.tr("%n file(s) written.", "", len(written.files))]
        if written.null is not None:
            words.append(self._null(written.null, written.turned_down_db, written.bits))
            if any(file.kind == "group" for file in written.files):
                words.append(self.tr("Stems that are also in a group were counted once."))
        if written.turned_down_db:
            down = self.tr("All files are {0} dB lower than the song.")
            words.append(down.format(f"{written.turned_down_db:.2f}"))
        if written.clipped_samples:
            words.append(
                self.tr("%n sample(s) were beyond full scale and are limited to it.", "", written.clipped_samples)
            )
        return " ".join(words), "warning" if written.clipped_samples else "good"

    def _null(self, null: NullTest, turned_down_db: float, bits: str) -> str:
        if null.depth_db <= EXACT_NULL_DB:
            if turned_down_db:
                return self.tr("Read back from the disk they sum to the song at that level exactly.")
            return self.tr("Read back from the disk they sum to the song exactly.")
        song = self.tr("the song at that level") if turned_down_db else self.tr("the song")
        words = self.tr("Read back from the disk they sum to {0} within {1} dB").format(song, f"{null.depth_db:.0f}")
        if null.largest_error_lsb is None:
            largest = self.tr("{0} of full scale").format(f"{null.largest_error:.1e}")
        else:
            steps = max(1, round(null.largest_error_lsb))
            largest = self.tr("%n step(s) of {0} bits", "", steps).format(bits)
        return self.tr("{0}; the largest difference is {1}.").format(words, largest)

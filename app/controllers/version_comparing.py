"""The versions side by side: measured in the background, shown in a dialog, written as a table.

Owns which versions are still to be measured and which references they are measured against.
"""

from __future__ import annotations

import csv
import io
import math
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from app.bridge import IoTask
from app.controllers.references import references_of, set_references
from app.controllers.separation import Separated
from app.controllers.session import Session
from app.controllers.settings import remember_folder, remembered_folder
from app.controllers.song import SONG_SUFFIXES
from app.controllers.version_measuring import Measuring, ReadingReferences
from app.controllers.version_storing import Loading
from app.controllers.version_words import VersionWords
from app.i18n import core_words
from app.views.compare_dialog import Better, CompareDialog, CompareGroup, CompareRow
from app.views.references_dialog import ReferencesDialog
from core.annotation.file_writing import write_file
from core.audio import Audio
from core.errors import CoreError
from core.versions import LEAKAGE_DB, REFERENCE_MEASURES, RESIDUAL_DB


class VersionComparing(QObject):
    """One table at a time."""

    def __init__(self, session: Session, words: VersionWords, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._versions, self._words, self._window = session, session.versions, words, window
        self.dialog: CompareDialog | None = None
        self.references_dialog: ReferencesDialog | None = None
        self._compared: list[int] = []
        self._waiting: list[int] = []
        self._references: dict[str, Audio] = {}
        self._task: IoTask | None = None

    @Slot()
    def show(self) -> None:
        """Compare all versions that can be heard."""
        versions = self._versions
        self._compared = [facts.id for facts in versions.facts if not getattr(versions.get(facts.id), "fault", "")]
        if not self._compared:
            return
        columns = [(versions.letter(one), self._words.letter_and_name(one)) for one in self._compared]
        self.dialog = CompareDialog(columns, self._window)
        self.dialog.references_requested.connect(self._ask_references)
        self.dialog.export_requested.connect(self._export)
        self.dialog.finished.connect(self._on_closed)
        self._fill()
        self.dialog.open()
        self._begin()

    # measure

    def _begin(self) -> None:
        """Read the references, then measure one version after the other."""
        self._give_up()
        self._waiting = list(self._compared)
        paths = self._paths()
        if paths:
            work = self._session.work
            words = self.tr("Reading the references")
            self._task = work.start(ReadingReferences(paths), words, self._on_references, self._on_share)
            self._task.failed.connect(self._on_failed)
            self._say(self.tr("Reading the references…"))
        else:
            self._references = {}
            self._next()

    @Slot(object)
    def _on_references(self, references: dict[str, Audio]) -> None:
        self._references = references
        self._next()

    def _next(self) -> None:
        mixture = self._session.song.mixture
        version = self._versions.get(self._waiting[0]) if self._waiting else None
        if version is None or mixture is None or self.dialog is None:
            self._waiting = []
            if self.dialog is not None:
                self.dialog.set_progress(None, self._hint())
            return
        document = self._session.document
        stems: Separated | Loading | None = version.separated
        if stems is None and version.stored_id is not None:
            stems = Loading(document.project, version.stored_id, mixture, document.annotation)
        work = Measuring(version.id, stems, document.annotation, self._references)  # type: ignore[arg-type]
        words = self.tr("Measuring the versions")
        self._task = self._session.work.start(work, words, self._on_measured, self._on_share)
        self._task.failed.connect(self._on_failed)
        self._say(self.tr("Measuring {0}…").format(self._words.letter_and_name(version.id)))

    def _hint(self) -> str:
        """Return what would tell more about the versions, in words; empty where all is known."""
        has_leakage = any(self._figure(one, LEAKAGE_DB) is not None for one in self._compared)
        if self._references:
            return ""
        if has_leakage:
            return self.tr("SDR, SIR and SAR are known once files with the true sound of the sources are named.")
        return self.tr(
            "Paint where a source is silent, and it is measured how much of the others is in its stem. SDR, SIR and "
            "SAR are known once files with the true sound of the sources are named."
        )

    @Slot(object)
    def _on_measured(self, measured: tuple[int, dict[str, float]]) -> None:
        version_id, figures = measured
        self._versions.measured(version_id, self._of_other_references(version_id) | figures)
        self._waiting = [one for one in self._waiting if one != version_id]
        self._fill()
        self._next()

    def _of_other_references(self, version_id: int) -> dict[str, float]:
        """Return, to be forgotten, the ratios that were measured against what is no reference any more."""
        version = self._versions.get(version_id)
        figures = version.facts.figures if version is not None else {}
        return {key: math.nan for key in figures if key.startswith(tuple(f"{one}." for one in REFERENCE_MEASURES))}

    @Slot(float)
    def _on_share(self, share: float) -> None:
        if self.dialog is not None:
            done = len(self._compared) - len(self._waiting)
            self.dialog.set_progress((done + share) / max(1, len(self._compared)), self.dialog.words())

    @Slot(object)
    def _on_failed(self, error: CoreError) -> None:
        self._waiting = []
        if self.dialog is not None:
            self.dialog.set_progress(None, core_words(str(error)))

    def _say(self, words: str) -> None:
        if self.dialog is not None:
            done = len(self._compared) - len(self._waiting)
            self.dialog.set_progress(done / max(1, len(self._compared)), words)

    def _give_up(self) -> None:
        if self._task is not None and not self._task.is_done:
            self._session.work.cancel(self._task)
        self._task, self._waiting = None, []

    @Slot()
    def _on_closed(self) -> None:
        self._give_up()
        self._references = {}
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None

    # what stands in the table

    def groups(self) -> list[CompareGroup]:
        """Return the rows of the table, as far as they are measured."""
        groups = [
            self._group(
                "leakage",
                self.tr("Leakage, dB"),
                self.tr("Level of a stem where its source is painted silent, against the song there; lower is better"),
                "lower",
            ),
            CompareGroup(
                self.tr("Residual, dB"),
                self.tr("What the song has more than all stems, against the song; lower is better"),
                (CompareRow(self.tr("All stems"), self._figures(RESIDUAL_DB), "lower"),),
            ),
        ]
        meanings = {
            "sdr": self.tr("Source to distortion ratio against the reference; higher is better"),
            "sir": self.tr("Source to interference ratio: how little of the others is heard; higher is better"),
            "sar": self.tr("Source to artefacts ratio: how little of anything else is heard; higher is better"),
            "nsdr": self.tr("SDR of the stem beyond that of the song as it is; higher is better"),
        }
        groups += [self._group(one, f"{one.upper()}, dB", meanings[one], "higher") for one in REFERENCE_MEASURES]
        return [group for group in groups if group.rows]

    def _group(self, measure: str, title: str, meaning: str, better: Better) -> CompareGroup:
        rows = []
        for source_id, name in self._names().items():
            of_source = self._figures(f"{measure}.{source_id}")
            if any(value is not None for value in of_source):
                rows.append(CompareRow(name, of_source, better))
        if len(rows) > 1:
            rows.append(CompareRow(self.tr("Mean"), self._figures(f"{measure}_db"), better))
        return CompareGroup(title, meaning, tuple(rows))

    def _figures(self, key: str) -> tuple[float | None, ...]:
        return tuple(self._figure(one, key) for one in self._compared)

    def _figure(self, version_id: int, key: str) -> float | None:
        version = self._versions.get(version_id)
        return version.facts.figures.get(key) if version is not None else None

    def _names(self) -> dict[str, str]:
        """Return the sources of all versions, under the names that they have now."""
        annotation = self._session.document.annotation
        names = {source.id: source.name for source in annotation.sources}
        for facts in self._versions.facts:
            for source_id, name in facts.sources:
                names.setdefault(source_id, name)
        return names

    def _fill(self) -> None:
        if self.dialog is not None:
            self.dialog.set_groups(self.groups())

    # references and CSV

    def _paths(self) -> dict[str, str]:
        return {key: str(path) for key, path in references_of(self._session.document).items()}

    @Slot()
    def _ask_references(self) -> None:
        suffixes = [suffix.lower() for suffix in SONG_SUFFIXES]
        sources = [(key, name) for key, name in self._names().items() if self._is_separated(key)]
        mixture = self._session.song.mixture
        beside = mixture.path.parent if mixture is not None and mixture.path is not None else None
        folder = remembered_folder("references", beside)
        dialog = ReferencesDialog(sources, self._paths(), folder, suffixes, self.dialog)
        self.references_dialog = dialog
        dialog.accepted.connect(self._on_references_chosen)
        dialog.open()

    def _is_separated(self, source_id: str) -> bool:
        return any(source_id == one for facts in self._versions.facts for one, _name in facts.sources)

    @Slot()
    def _on_references_chosen(self) -> None:
        if self.references_dialog is None:
            return
        paths = self.references_dialog.paths()
        set_references(self._session.document, paths)
        if paths:
            remember_folder("references", Path(next(iter(paths.values()))).parent)
        self._begin()

    @Slot()
    def _export(self) -> None:
        proposed = remembered_folder("references") / self.tr("versions.csv")
        title = self.tr("Export the comparison")
        name, _filter = QFileDialog.getSaveFileName(self.dialog, title, str(proposed), self.tr("Tables (*.csv)"))
        if not name or self.dialog is None:
            return
        path = Path(name) if Path(name).suffix else Path(name).with_suffix(".csv")
        try:
            write_file(path, self._table().encode("utf-8"))
        except CoreError as error:
            self.dialog.set_progress(None, core_words(str(error)))
        else:
            self.dialog.set_progress(None, self.tr("Written to {0}").format(path))

    def _table(self) -> str:
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["measure", "source", *(self._words.letter_and_name(one) for one in self._compared)])
        for group in self.groups():
            for row in group.rows:
                values = ("" if value is None else f"{value:.3f}" for value in row.values)
                writer.writerow([group.title, row.name, *values])
        return out.getvalue()

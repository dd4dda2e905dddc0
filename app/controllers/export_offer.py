"""What can be exported now: stems, range, formats, extras, versions.

Owns the way from the open project to what the export dialog offers, and why something of it is not possible.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path

from PySide6.QtCore import QObject

from app.controllers.screen import Screen
from app.controllers.session import Session
from app.controllers.settings import remembered_folder
from app.controllers.version_words import VersionWords
from app.i18n import core_words
from app.theme.tokens import RESIDUAL_COLOUR
from app.views.export_dialog import ExportOffer
from app.views.export_format import BITS, CONTAINERS
from app.views.export_range import Span
from app.views.export_swatch import StemRow
from app.views.timeline import Timeline
from core.errors import CoreError
from core.export import Material, Tags
from core.export.formats import SoundForm, check_form
from core.export.labels import sources_with_notes
from core.export.song_facts import song_tags


class ExportOffers(QObject):
    """Looks at what is open each time it is asked."""

    def __init__(self, session: Session, screen: Screen, timeline: Timeline, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._screen, self._timeline = session, screen, timeline
        self._words = VersionWords(session.versions, self)

    def rows(self) -> tuple[StemRow, ...]:
        """Return the stems under the names and in the colours that are shown."""
        sources = self._session.exporting.sources(self._screen.sources())
        return tuple(StemRow(source.id, source.name, source.colour or RESIDUAL_COLOUR) for source in sources)

    def material(self) -> Material | None:
        """Return what an export looks at; None where there are no stems."""
        versions = self._session.versions
        version = versions.get(versions.chosen)
        name = (version.facts.name if version is not None else "") or versions.letter(versions.chosen)
        annotation, strips = self._session.document.annotation, self._session.playback.strips
        return self._session.exporting.material(self._screen.sources(), annotation, name, strips)

    def offer(self, material: Material) -> ExportOffer:
        """Return what the dialog shows."""
        song, line, versions = material.mixture, self._timeline, self._session.versions
        loop_in_s, loop_out_s, _on = line.loop
        return ExportOffer(
            self.rows(),
            song.rate,
            song.length,
            self._span(material, *line.selection),
            self._span(material, loop_in_s, loop_out_s),
            tuple((facts.id, self._words.letter_and_name(facts.id)) for facts in versions.facts),
            versions.chosen if versions.wanted is None else versions.wanted,
            versions.wanted is None,
            _impossible_formats(SoundForm("wav", "24", song.rate, song.channels, song.length)),
            self._impossible_extras(material),
        )

    def proposed_folder(self) -> Path:
        """Return the folder of a song that was not exported yet."""
        mixture = self._session.song.mixture
        stem = mixture.path.stem if mixture is not None and mixture.path is not None else self.tr("song")
        return remembered_folder("export") / self.tr("{0} stems").format(stem)

    def song_tags(self) -> Mapping[str, str]:
        """Return what the song's own file says of itself."""
        mixture = self._session.song.mixture
        return asdict(song_tags(mixture) if mixture is not None else Tags())

    def _span(self, material: Material, start_s: float, stop_s: float) -> Span | None:
        song = material.mixture
        start, stop = (min(song.length, max(0, round(time_s * song.rate))) for time_s in (start_s, stop_s))
        return (start, stop) if stop > start else None

    def _impossible_extras(self, material: Material) -> dict[str, str]:
        ids = {source.id for source in material.sources}
        reasons = {}
        if not ids & sources_with_notes(material.annotation):
            reasons["midi"] = self.tr("There are no notes; import a score or draw some")
        if not any(activity.source_id in ids for activity in material.annotation.activities):
            words = self.tr("Nobody has said when a source plays; paint it in the lanes")
            reasons |= dict.fromkeys(("csv", "lab", "jams"), words)
        return reasons


def _impossible_formats(form: SoundForm) -> dict[tuple[str, str], str]:
    reasons = {}
    for container in CONTAINERS:
        for bits in BITS:
            try:
                check_form(replace(form, container=container, bits=bits))  # type: ignore[arg-type]
            except CoreError as error:
                reasons[container, bits] = core_words(str(error))
    return reasons


def can_be_written_to(folder: Path) -> bool:
    """Return whether files can be made in a folder, or it where it is not there."""
    nearest = _nearest(folder)
    return nearest is None or os.access(nearest, os.W_OK | os.X_OK)


def free_bytes(folder: Path) -> int | None:
    """Return the room where a folder is or will be; None where that is not known."""
    nearest = _nearest(folder)
    try:
        return shutil.disk_usage(nearest).free if nearest is not None else None
    except OSError:
        return None


def _nearest(folder: Path) -> Path | None:
    """Return the folder, or that in which it would be made; None where no folder can have such a name."""
    try:
        return next((path for path in (folder.absolute(), *folder.absolute().parents) if path.is_dir()), None)
    except (OSError, ValueError):
        return None

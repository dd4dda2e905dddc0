"""Which file holds the true sound of which source.

Owns the dialog. Opens no sound: paths are all it knows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Slot
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.theme import icon
from app.theme.tokens import SPACE_L, SPACE_M, SPACE_S
from app.views.controls import ElidedLabel, label
from app.views.parameter_form import wrapped
from core.evaluation.references import files_named_like


class ReferencesDialog(QDialog):
    """One file per source, or none."""

    def __init__(
        self,
        sources: Sequence[tuple[str, str]],
        known: Mapping[str, str],
        folder: Path,
        suffixes: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("references")
        self.setWindowTitle(self.tr("References"))
        self._sources, self._folder, self._suffixes = dict(sources), folder, tuple(suffixes)
        self._paths = {source_id: path for source_id, path in known.items() if source_id in self._sources}
        self._names: dict[str, ElidedLabel] = {}
        self._clears: dict[str, QToolButton] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        layout.setSpacing(SPACE_M)
        layout.addWidget(
            wrapped(
                self.tr("Files with the true sound of the sources, as long as the song and from its start."), "small"
            )
        )
        layout.addLayout(self._grid())
        layout.addStretch(1)
        layout.addLayout(self._buttons())
        self.resize(QSize(520, self.sizeHint().height()))
        self._show()

    def paths(self) -> dict[str, str]:
        """Return the files by source."""
        return dict(self._paths)

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE_M)
        grid.setVerticalSpacing(SPACE_S)
        grid.setColumnStretch(1, 1)
        for place, (source_id, name) in enumerate(self._sources.items()):
            shown = ElidedLabel("dim")
            choose = QPushButton(self.tr("Choose…"))
            choose.setObjectName(f"reference_{source_id}")
            choose.setAccessibleName(self.tr("Reference of {0}").format(name))
            choose.setToolTip(self.tr("Choose the file with the true sound of this source"))
            choose.setProperty("source", source_id)
            choose.setAutoDefault(False)
            choose.clicked.connect(self._choose)
            clear = QToolButton()
            clear.setIcon(icon("cancel", "dim"))
            clear.setToolTip(self.tr("No reference for this source"))
            clear.setAccessibleName(self.tr("No reference for {0}").format(name))
            clear.setProperty("source", source_id)
            clear.clicked.connect(self._clear)
            for column, widget in enumerate((label(name), shown, clear, choose)):
                grid.addWidget(widget, place, column)
            self._names[source_id], self._clears[source_id] = shown, clear
        return grid

    def _buttons(self) -> QHBoxLayout:
        layout = QHBoxLayout()
        layout.setSpacing(SPACE_S)
        folder = QPushButton(self.tr("By name from a folder…"))
        folder.setObjectName("references_folder")
        folder.setToolTip(self.tr("Take the files of a folder that are named like the sources"))
        folder.setIcon(icon("folder"))
        folder.setAutoDefault(False)
        folder.clicked.connect(self._choose_folder)
        cancel = QPushButton(self.tr("Cancel"))
        cancel.setToolTip(self.tr("Leave the references as they were"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        take = QPushButton(self.tr("Measure"))
        take.setObjectName("references_take")
        take.setProperty("kind", "primary")
        take.setToolTip(self.tr("Compare the versions with these files"))
        take.setDefault(True)
        take.clicked.connect(self.accept)
        layout.addWidget(folder)
        layout.addStretch(1)
        layout.addWidget(cancel)
        layout.addWidget(take)
        return layout

    def _show(self) -> None:
        for source_id, shown in self._names.items():
            path = self._paths.get(source_id, "")
            shown.set_whole(path or self.tr("None"))
            self._clears[source_id].setEnabled(bool(path))

    @Slot()
    def _choose(self) -> None:
        source_id = str(self.sender().property("source"))
        patterns = " ".join(f"*.{suffix}" for suffix in self._suffixes)
        title = self.tr("Reference of {0}").format(self._sources[source_id])
        name, _filter = QFileDialog.getOpenFileName(
            self, title, str(self._folder), self.tr("Sounds ({0})").format(patterns)
        )
        if name:
            self._folder = Path(name).parent
            self._paths[source_id] = name
            self._show()

    @Slot()
    def _clear(self) -> None:
        self._paths.pop(str(self.sender().property("source")), None)
        self._show()

    @Slot()
    def _choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.tr("Folder of the references"), str(self._folder))
        if not name:
            return
        self._folder = Path(name)
        found = files_named_like(self._folder, self._sources, self._suffixes)
        self._paths.update({source_id: str(path) for source_id, path in found.items()})
        self._show()

"""What to export, where to and in which format; afterwards, how well the files sum to the song.

Owns the dialog. It writes nothing: the choice is an intent.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal, Slot
from PySide6.QtGui import QColor, QDesktopServices, QIcon, QPixmap
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.plain_text import literal
from app.theme import icon
from app.theme.icons import pixmap
from app.theme.tokens import SPACE_L, SPACE_M, SPACE_S
from app.views.controls import label

FORMATS = (
    ("WAV, 24 bits", "wav", "24"),
    ("WAV, 16 bits", "wav", "16"),
    ("WAV, 32-bit float", "wav", "32f"),
    ("FLAC, 24 bits", "flac", "24"),
    ("FLAC, 16 bits", "flac", "16"),
)


@dataclass(frozen=True)
class StemRow:
    """A stem that can be exported: its file name comes without extension."""

    id: str
    name: str
    file: str
    colour: str


@dataclass(frozen=True)
class ExportChoice:
    """What the user chose."""

    folder: Path
    container: str
    bits: str
    chosen: frozenset[str]
    residual: bool


class ExportDialog(QDialog):
    """Folder, format, stems."""

    export_requested = Signal(object)

    def __init__(
        self, rows: list[StemRow], residual_id: str, folder: Path, form: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Export stems"))
        self.setMinimumWidth(460)
        self.resize(540, 520)
        self._residual_id = residual_id
        self._rows = rows
        self._folder = QLineEdit(str(folder))
        self._folder.setAccessibleName(self.tr("Folder"))
        self._folder.setObjectName("export_folder")
        self._folder.textChanged.connect(self._refresh)
        browse = QPushButton(self.tr("Choose…"))
        browse.setIcon(icon("folder"))
        browse.setAutoDefault(False)
        browse.clicked.connect(self._browse)
        self._format = QComboBox()
        self._format.setAccessibleName(self.tr("Format"))
        self._format.setObjectName("export_format")
        for text, container, bits in FORMATS:
            self._format.addItem(text, f"{container} {bits}")
        self._format.setCurrentIndex(max(0, self._format.findData(form)))
        self._format.currentIndexChanged.connect(self._rename)
        self._list = QListWidget()
        self._list.setAccessibleName(self.tr("Stems"))
        for row in rows:
            swatch = QPixmap(12, 12)
            swatch.fill(QColor(row.colour))
            item = QListWidgetItem(QIcon(swatch), "", self._list)
            item.setData(Qt.ItemDataRole.UserRole, row.id)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable)
            item.setCheckState(Qt.CheckState.Checked)
        self._bar = QProgressBar()
        self._bar.setRange(0, 100)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress of the export"))
        self._bar.hide()
        self._glyph = QLabel()
        self._glyph.hide()
        self._words = label("", "dim")
        self._words.setObjectName("export_words")
        self._words.setWordWrap(True)
        self._show_folder = QPushButton(self.tr("Show folder"))
        self._show_folder.setAutoDefault(False)
        self._show_folder.clicked.connect(self._open_folder)
        self._show_folder.hide()
        self._close = QPushButton(self.tr("Close"))
        self._close.setObjectName("export_close")
        self._close.setAutoDefault(False)
        self._close.clicked.connect(self.reject)
        self._export = QPushButton(self.tr("Export"))
        self._export.setProperty("kind", "primary")
        self._export.setObjectName("export_start")
        self._export.setDefault(True)
        self._export.clicked.connect(self._start)
        self._list.itemChanged.connect(self._refresh)
        self._lay_out(browse)
        self._rename()

    def _lay_out(self, browse: QPushButton) -> None:
        folder = QHBoxLayout()
        folder.setSpacing(SPACE_S)
        folder.addWidget(self._folder, 1)
        folder.addWidget(browse)
        news = QHBoxLayout()
        news.setSpacing(SPACE_S)
        news.addWidget(self._glyph, 0, Qt.AlignmentFlag.AlignTop)
        news.addWidget(self._words, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_S)
        buttons.addWidget(self._show_folder)
        buttons.addStretch(1)
        buttons.addWidget(self._close)
        buttons.addWidget(self._export)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        layout.setSpacing(SPACE_S)
        for heading, control in (
            (self.tr("Folder"), folder),
            (self.tr("Format"), self._format),
            (self.tr("Stems"), self._list),
        ):
            layout.addWidget(label(heading, "heading"))
            layout.addLayout(control) if isinstance(control, QHBoxLayout) else layout.addWidget(control)
            layout.addSpacing(SPACE_S)
        layout.addWidget(self._bar)
        layout.addLayout(news)
        layout.addSpacing(SPACE_M)
        layout.addLayout(buttons)

    def choice(self) -> ExportChoice:
        """Return what is chosen now."""
        container, bits = str(self._format.currentData()).split()
        ticked = {
            self._list.item(index).data(Qt.ItemDataRole.UserRole)
            for index in range(self._list.count())
            if self._list.item(index).checkState() == Qt.CheckState.Checked
        }
        residual = self._residual_id in ticked
        folder = Path(self._folder.text().strip()).expanduser()
        return ExportChoice(folder, container, bits, frozenset(ticked - {self._residual_id}), residual)

    @Slot(float)
    def set_progress(self, fraction: float) -> None:
        """Show how far the export is."""
        self._bar.setValue(round(fraction * 100))

    def show_running(self) -> None:
        """Lock the choice while files are written."""
        self._set_locked(True)
        self._tell("", "", self.tr("Writing…"))

    def show_done(self, words: str, good: bool) -> None:
        """Say what was written and how well it sums to the song."""
        self._set_locked(False)
        self._show_folder.show()
        self._tell("matched" if good else "warning", "success" if good else "warning", words)

    def show_failed(self, words: str) -> None:
        """Say why nothing was written."""
        self._set_locked(False)
        self._tell("error", "danger", words)

    def show_unchanged(self) -> None:
        """Go back to the choice; nothing was written."""
        self._set_locked(False)
        self._refresh()

    def words(self) -> str:
        """Return what is said above the buttons."""
        return self._words.text()

    def _set_locked(self, locked: bool) -> None:
        for widget in (self._folder, self._format, self._list, self._export):
            widget.setEnabled(not locked)
        self._bar.setValue(0)
        self._bar.setVisible(locked)

    def _tell(self, glyph: str, role: str, words: str) -> None:
        self._glyph.setVisible(bool(glyph))
        if glyph:
            self._glyph.setPixmap(pixmap(glyph, 18, role, self.devicePixelRatioF()))  # type: ignore[arg-type]
        self._words.setText(words)

    @Slot()
    def _rename(self) -> None:
        self._list.blockSignals(True)
        container = str(self._format.currentData()).split()[0]
        for index, row in enumerate(self._rows):
            self._list.item(index).setText(f"{row.file}.{container}")
            self._list.item(index).setToolTip(literal(row.name))
        self._list.blockSignals(False)
        self._refresh()

    @Slot()
    def _refresh(self) -> None:
        choice = self.choice()
        count = len(choice.chosen) + choice.residual
        self._export.setEnabled(count > 0 and bool(self._folder.text().strip()))
        everything = count == len(self._rows)
        words = (
            self.tr("All files together are the song, sample by sample.")
            if everything
            else self.tr("Only all stems and the residual together are the whole song.")
        )
        self._tell("", "", words)

    @Slot()
    def _browse(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.tr("Folder for the stems"), self._folder.text())
        if folder:
            self._folder.setText(folder)

    @Slot()
    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.choice().folder)))

    @Slot()
    def _start(self) -> None:
        self.export_requested.emit(self.choice())

"""The line at the bottom: what the program does, what the mouse would do, and what is under the pointer.

Owns words only.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QToolButton, QWidget

from app.plain_text import literal
from app.theme import figures_font
from app.theme.tokens import SPACE_L, SPACE_M, SPACE_XS
from app.views.controls import ElidedLabel, format_time, label, restyle

_HINT_STRETCH = 1000
_LEAST_WORDS_PX = 96


class StatusLine(QFrame):
    """Work and the live split at the left, the tool's hint in the middle, selection, dropouts, pointer at the right."""

    reset_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status_bar")
        self._words = self._live_words = ""
        self._work = label("", "small")
        self._work.setObjectName("status_words")
        self._live = label("", "small")
        self._live.setObjectName("live_words")
        self._live.setFont(figures_font(12))
        self._live.hide()
        self._bar = QProgressBar()
        self._bar.setRange(0, 100)
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(120)
        self._bar.setAccessibleName(self.tr("Progress"))
        self._bar.hide()
        self._hint = ElidedLabel("hint", Qt.TextElideMode.ElideRight)
        self._hint.setObjectName("tool_hint")
        self._hint.hide()
        self._span = self._chosen = self._selected = ""
        self._readouts: list[QLabel] = []
        self._selection = label("", "small")
        self._selection.setObjectName("selection_words")
        self._selection.setFont(figures_font(12))
        self._selection.hide()
        for words in (self._work, self._live, self._selection):
            # what does not fit is left out, it never makes the window wider
            words.setMinimumWidth(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE_M, SPACE_XS, SPACE_M, SPACE_XS)
        layout.setSpacing(SPACE_L)
        layout.addWidget(self._bar)
        layout.addWidget(self._work)
        layout.addWidget(self._live)
        layout.addWidget(self._hint, _HINT_STRETCH)
        # without a song there is no hint
        layout.addStretch(1)
        layout.addWidget(self._selection)
        layout.addWidget(self._dropout_button())
        for name, sample in (
            (self.tr("Time under the pointer"), "000:00.000"),
            (self.tr("Frequency under the pointer"), "22050.0 Hz"),
            (self.tr("Note under the pointer"), "C#-1 +50"),
            (self.tr("Level under the pointer"), "-120.0 dB"),
        ):
            readout = label("", "small")
            readout.setFont(figures_font(12))
            readout.setAccessibleName(name)
            readout.setToolTip(name)
            # fixed places, so that nothing jumps while the pointer moves
            readout.setFixedWidth(readout.fontMetrics().horizontalAdvance(sample))
            readout.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            layout.addWidget(readout)
            self._readouts.append(readout)

    def _dropout_button(self) -> QToolButton:
        self._dropouts = QToolButton()
        self._dropouts.setObjectName("dropouts")
        self._dropouts.setProperty("kind", "readout")
        self._dropouts.setFont(figures_font(11))
        self._dropouts.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._dropouts.clicked.connect(self.reset_requested)
        self.set_dropouts(0)
        return self._dropouts

    @Slot(int)
    def set_dropouts(self, count: int) -> None:
        """Show how often the sound broke off; a count but nought is a warning."""
        self._dropouts.setText((self.tr("{0} dropout") if count == 1 else self.tr("{0} dropouts")).format(count))
        restyle(self._dropouts, "state", "warning" if count else "")
        words = (
            self.tr("The computer was too busy {0} times to go on with the sound in time. Click to count from 0 again")
            if count
            else self.tr("Moments in which the sound broke off because the computer was too busy")
        ).format(count)
        self._dropouts.setToolTip(words)
        self._dropouts.setAccessibleDescription(words)
        self._share()

    @Slot(str)
    def set_work(self, words: str) -> None:
        """Say what the program does; the progress bar goes away."""
        self._words = words
        self._work.setToolTip(literal(words))
        self._work.setAccessibleName(words)
        self._bar.hide()
        self._share()

    @Slot(str, str, bool)
    def set_live(self, words: str, details: str, is_trouble: bool) -> None:
        """Say how the live split gets on, in full in the tool tip; empty: nothing is split live."""
        self._live_words = words
        self._live.setVisible(bool(words))
        self._live.setText("")
        self._live.setToolTip(literal(f"{words}\n{details}" if details else words))
        self._live.setAccessibleName(words)
        self._live.setAccessibleDescription(details)
        restyle(self._live, "kind", "warning" if is_trouble else "small")
        self._share()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Share the room again."""
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        """Give the words what they need, up to half of the line; those of the live split go before the hint."""
        taken = sum(readout.width() + SPACE_L for readout in self._readouts) + 2 * SPACE_L + 2 * SPACE_M
        taken += self._dropouts.sizeHint().width() + SPACE_L
        free = self.width() - taken
        room = self.width() // 2
        if self._selected:
            shown = _elided(self._selection, self._selected, free // 2, Qt.TextElideMode.ElideRight)
            self._selection.setText(shown)
            free -= self._selection.fontMetrics().horizontalAdvance(shown)
            room = min(room, free)
        if self._live_words:
            needed = min(self._work.fontMetrics().horizontalAdvance(self._words) + SPACE_L, _LEAST_WORDS_PX)
            live = _elided(self._live, self._live_words, free - needed, Qt.TextElideMode.ElideRight)
            room = min(room, free - self._live.fontMetrics().horizontalAdvance(live) - SPACE_L)
            self._live.setText(live)
        self._work.setText(_elided(self._work, self._words, room))

    @Slot(float, float)
    def set_selection(self, start_s: float, stop_s: float) -> None:
        """Show what time is selected; equal ends: none."""
        self._span = ""
        if stop_s > start_s:
            words = self.tr("{0} – {1} ({2:.2f} s)")  # noqa: RUF001 - from one to the other
            self._span = words.format(_hundredths(start_s), _hundredths(stop_s), stop_s - start_s)
        self._tell_selection()

    @Slot(str)
    def set_chosen(self, words: str) -> None:
        """Say how many notes are chosen; empty: none."""
        self._chosen = words
        self._tell_selection()

    def _tell_selection(self) -> None:
        words = self._selected = " · ".join(part for part in (self._span, self._chosen) if part)
        self._selection.setVisible(bool(words))
        self._selection.setToolTip(words)
        self._selection.setAccessibleName(self.tr("Selected: {0}").format(words) if words else "")
        self._share()

    def show_hint(self, shown: bool) -> None:
        """Show the hint or not: without a song there is nothing to use a tool on."""
        self._hint.setVisible(shown)

    def set_hint(self, words: str) -> None:
        """Say what the mouse does with the chosen tool."""
        self._hint.set_whole(words)

    @Slot(float)
    def set_fraction(self, fraction: float) -> None:
        """Show how far the work is."""
        self._bar.setValue(round(fraction * 100))
        self._bar.show()

    def words(self) -> str:
        """Return what is said at the left."""
        return self._words

    @Slot(object, object, str, object)
    def set_pointer(self, time_s: float | None, hz: float | None, note: str, level_db: float | None) -> None:
        """Show what is under the pointer; None where there is nothing."""
        texts = (
            format_time(time_s) if time_s is not None else "",
            f"{hz:.1f} Hz" if hz is not None else "",
            note,
            f"{level_db:.1f} dB" if level_db is not None else "",
        )
        for readout, text in zip(self._readouts, texts, strict=True):
            readout.setText(text)


def _elided(shown: QLabel, words: str, width: int, mode: Qt.TextElideMode = Qt.TextElideMode.ElideMiddle) -> str:
    return shown.fontMetrics().elidedText(words, mode, max(0, width))


def _hundredths(seconds: float) -> str:
    """Return ``m:ss.hh``."""
    minutes, rest = divmod(max(0, round(seconds * 100)), 6000)
    return f"{minutes}:{rest // 100:02d}.{rest % 100:02d}"

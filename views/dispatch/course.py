"""The course (经过) of a case: what was done, when, by whom, with which words; the newest at the top."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from app.domain.cases import CaseEntry, CaseSource
from views import words
from views.dispatch.moments import moment_text
from widgets.text import draw_elided, label
from widgets.theme import BODY_PX, UNIT_PX, font, theme

_ROW_PX = 24
_GRAVE = frozenset({"urge", "return", "void"})


class _Lines(QWidget):
    """The entries, one line each; the whole text as a tooltip."""

    def __init__(self, now_utc: Callable[[], datetime]) -> None:
        super().__init__()
        self._now_utc = now_utc
        self._entries: tuple[CaseEntry, ...] = ()
        self._source = CaseSource.SEAT
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_entries(self, entries: tuple[CaseEntry, ...], source: CaseSource = CaseSource.SEAT) -> None:
        self._entries, self._source = entries, source
        self.setFixedHeight(max(1, _ROW_PX * len(entries)))
        self.setToolTip("\n".join(self._text(entry) for entry in entries))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme()
        painter.setFont(font(BODY_PX))
        time_px = QFontMetrics(font(BODY_PX)).horizontalAdvance("00-00 00:00") + 2 * UNIT_PX
        for n, entry in enumerate(self._entries):
            line = self.rect()
            line.setTop(n * _ROW_PX)
            line.setHeight(_ROW_PX)
            painter.setPen(look.color("text_second"))
            draw_elided(painter, line, moment_text(entry.at_utc, self._now_utc()))
            line.setLeft(time_px)
            grave = entry.order.removesuffix("_case") in _GRAVE
            painter.setPen(look.word("orange" if grave else "none"))
            draw_elided(painter, line, self._text(entry))

    def _text(self, entry: CaseEntry) -> str:
        who = " ".join(filter(None, (entry.actor, entry.seat)))
        if not who and entry.order.removesuffix("_case") == "open":
            # Nobody in the hall wrote it: it came in by itself.
            who = words.case_source_word(self._source)
        text = f"{words.case_entry_word(entry.order)} · {who}" if who else words.case_entry_word(entry.order)
        if not entry.note:
            return text
        return QCoreApplication.translate("Course", "{what}: {words}").format(what=text, words=entry.note)


class Course(QWidget):
    """Shows entries, or why there are none. `now_utc` gives city time: an earlier day is written out."""

    def __init__(self, now_utc: Callable[[], datetime]) -> None:
        super().__init__()
        self.title = label("", "strong")
        self.state = label("", "second", wrap=True)
        self._lines = _Lines(now_utc)
        self._fault = ""
        self._asked = False
        area = QScrollArea()
        area.setWidget(self._lines)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.viewport().setAutoFillBackground(False)
        self._lines.setAutoFillBackground(False)
        self._area = area
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT_PX // 2)
        layout.addWidget(self.title)
        layout.addWidget(self.state)
        layout.addWidget(area, 1)
        self.retranslate()

    @property
    def has_fault(self) -> bool:
        """True while a fault stands in place of the course."""
        return bool(self._fault)

    def show_asking(self) -> None:
        """The server was asked; what was shown of another case goes."""
        self._asked, self._fault = True, ""
        self._lines.set_entries(())
        self.retranslate()

    def show_entries(self, entries: list[CaseEntry], source: CaseSource) -> None:
        """Entries the oldest first, as the server gives them, of a case that came in by `source`."""
        self._asked, self._fault = False, ""
        self._lines.set_entries(tuple(reversed(entries)), source)
        self.retranslate()

    def show_fault(self, sentence: str) -> None:
        """Why the course cannot be shown now."""
        self._asked, self._fault = False, sentence
        self.retranslate()

    def retranslate(self) -> None:
        self.title.setText(self.tr("Course"))
        self.state.setText(self._fault or (self.tr("Asking the server…") if self._asked else ""))
        self.state.setVisible(bool(self.state.text()))
        self._lines.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

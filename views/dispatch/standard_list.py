"""Which filing standard (立案标准) a case is filed by: condition, limit, closing condition of each row."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from app.domain.categories import Standard
from views.dispatch.case_facts import limit_text
from widgets.empty_state import EmptyState
from widgets.key_cap import OrderButton, click_by_key, draw_key_cap, set_tooltip
from widgets.text import draw_elided, label
from widgets.theme import BODY_PX, HINT_PX, TOUCH_PX, UNIT_PX, font, theme

MOST = 9


class StandardRow(QAbstractButton):
    """One standard; its digit chooses it, Enter on it files."""

    def __init__(self, digit: int, standard: Standard, language: str) -> None:
        super().__init__()
        self.standard = standard
        self._digit = str(digit)
        self._condition = standard.condition if language == "zh" else standard.condition_gloss or standard.condition
        self._closing = standard.closing if language == "zh" else standard.closing_gloss or standard.closing
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setText(self._condition)
        self.setShortcut(self._digit)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        set_tooltip(self, f"{self._condition} · {limit_text(standard)}\n{self._closing}", self._digit)

    def event(self, event: QEvent) -> bool:
        return click_by_key(self, event) or super().event(event)

    def sizeHint(self) -> QSize:
        return QSize(240, TOUCH_PX + UNIT_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme()
        painter.fillRect(self.rect(), look.color("selection" if self.isChecked() else "raised"))
        painter.setPen(look.color("accent" if self.hasFocus() else "line"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        right = draw_key_cap(painter, self.width() - UNIT_PX, self.height() // 2, self._digit) - UNIT_PX
        painter.setFont(font(BODY_PX, bold=True))
        limit = limit_text(self.standard)
        advance = painter.fontMetrics().horizontalAdvance(limit)
        painter.setPen(look.color("text"))
        painter.drawText(QRect(right - advance, 4, advance, 20), int(Qt.AlignmentFlag.AlignVCenter), limit)
        draw_elided(painter, QRect(12, 4, right - advance - 20, 20), self._condition)
        painter.setFont(font(HINT_PX))
        painter.setPen(look.color("text_second"))
        draw_elided(painter, QRect(12, 25, right - 20, 18), self._closing)


class StandardList(QWidget):
    """`filed(standard_id)` when a person files by the chosen row; `given_up` on Escape."""

    filed = Signal(str)
    given_up = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._standards: tuple[Standard, ...] = ()
        self._language = "zh"
        self.title = label("", "strong")
        self.empty = EmptyState()
        self.rows: list[StandardRow] = []
        self.file_button = OrderButton(primary=True)
        self.file_button.clicked.connect(self.file_chosen)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT_PX // 2)
        layout.addWidget(self.title)
        self._list = QVBoxLayout()
        self._list.setSpacing(UNIT_PX // 2)
        layout.addLayout(self._list)
        layout.addWidget(self.empty)
        layout.addWidget(self.file_button)
        self.retranslate()

    def offer(self, standards: Sequence[Standard], language: str, chosen: str | None = None) -> None:
        """List a category's rows; `chosen` is checked, else the first."""
        self._standards, self._language = tuple(standards), language
        for row in self.rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [StandardRow(n, row, language) for n, row in enumerate(self._standards[:MOST], 1)]
        for n, row in enumerate(self.rows):
            self._list.addWidget(row)
            row.setChecked(row.standard.id == chosen or (n == 0 and chosen is None))
            row.clicked.connect(lambda _checked, r=row: r.setFocus())
        self.empty.setVisible(not self.rows)
        self.file_button.setEnabled(bool(self.rows))

    def focus_chosen(self) -> None:
        """Put the keyboard on the chosen row."""
        for row in self.rows:
            if row.isChecked():
                row.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def file_chosen(self) -> None:
        """File by the chosen row."""
        chosen = next((row.standard.id for row in self.rows if row.isChecked()), None)
        if chosen is not None:
            self.filed.emit(chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.file_chosen()
        elif event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self.rows:
            place = next((n for n, row in enumerate(self.rows) if row.isChecked()), 0)
            place = min(max(0, place + (1 if event.key() == Qt.Key.Key_Down else -1)), len(self.rows) - 1)
            self.rows[place].setChecked(True)
            self.rows[place].setFocus()
        else:
            super().keyPressEvent(event)

    def retranslate(self) -> None:
        self.title.setText(self.tr("File by which standard"))
        self.file_button.set_text(self.tr("File by this standard – Enter"))
        self.empty.set_text(
            self.tr("This category has no filing standard"),
            self.tr("Ask the administrator to add one to the catalogue."),
        )
        self.offer(self._standards, self._language, next((r.standard.id for r in self.rows if r.isChecked()), None))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

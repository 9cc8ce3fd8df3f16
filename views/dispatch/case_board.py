"""The open cases by stage, as board or as table; both show the same cases and share one selection."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from app.api.orders import PendingOrder
from app.domain.cases import OPEN_STAGES, Case, CaseStage
from app.stores import Stores
from app.stores.settings import Settings
from views import words
from views.dispatch.case_cards import CaseCards
from views.dispatch.case_table import CaseTable
from widgets.board import Board
from widgets.cards import BoardColumn


class CaseBoard(QWidget):
    """`case_selected(id)` when the selection moves to a case, `case_activated(id)` on Enter or a double click."""

    case_selected = Signal(int)
    case_activated = Signal(int)

    def __init__(self, stores: Stores, settings: Settings) -> None:
        super().__init__()
        self._stores, self._settings = stores, settings
        self._cases: tuple[Case, ...] = ()
        self._echoes: Mapping[int, PendingOrder] = {}
        self._narrowed = False
        self._cards = CaseCards(stores)
        self.board = Board()
        self.table = CaseTable(stores, settings)
        self._layout = QStackedLayout(self)
        self._layout.addWidget(self.board)
        self._layout.addWidget(self.table)
        self.board.card_selected.connect(self._select)
        self.board.card_activated.connect(self.case_activated)
        self.table.row_selected.connect(lambda key: self._select(-1 if key is None else key))
        self.table.row_activated.connect(lambda key: self.case_activated.emit(key))

    def show_cases(self, cases: Sequence[Case], echoes: Mapping[int, PendingOrder], *, narrowed: bool) -> None:
        """Show these open cases in this order. `narrowed` says that a filter leaves some out."""
        self._cases, self._echoes, self._narrowed = tuple(cases), echoes, narrowed
        self._cards.let_go()
        self._write()

    def tick(self) -> None:
        """Repaint the timers that are seen."""
        if self.shows_table():
            self.table.repaint_timers()
        else:
            self.board.set_timers(self._cards.timers(list(self._cases), self._echoes))

    def show_table(self, on: bool) -> None:
        """Table, or board; the selection goes along."""
        selected = self.selected()
        self._layout.setCurrentWidget(self.table if on else self.board)
        self._write()
        if selected >= 0:
            self.select(selected)
        self.take_focus()

    def shows_table(self) -> bool:
        return self._layout.currentWidget() is self.table

    def selected(self) -> int:
        """The selected case's id, -1 for none."""
        if self.shows_table():
            key = self.table.selected_key()
            return key if isinstance(key, int) else -1
        return self.board.selected_key()

    def select(self, case_id: int) -> bool:
        """Select and show a case; False if it is not among those shown."""
        return self.table.select_key(case_id) if self.shows_table() else self.board.select(case_id)

    def take_focus(self) -> None:
        """Put the keyboard on the cases."""
        (self.table if self.shows_table() else self.board).setFocus()

    def forget_names(self) -> None:
        """Names of areas or units may be others now: the next cards are written anew."""
        self._cards.forget()

    def retranslate(self) -> None:
        self.forget_names()
        self._write()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _select(self, case_id: int) -> None:
        if case_id >= 0:
            self.case_selected.emit(case_id)

    def _write(self) -> None:
        if self.shows_table():
            self.table.set_rows(self._cases)
            return
        by_stage: dict[CaseStage, list[Case]] = {stage: [] for stage in OPEN_STAGES}
        for case in self._cases:
            by_stage[case.stage].append(case)
        language = self._settings.language
        self.board.set_columns(
            [
                BoardColumn(
                    key=stage.value,
                    title=words.case_stage_word(stage),
                    cards=tuple(self._cards.card(case, language, self._echoes) for case in cases),
                    count_text=self._count_text(stage, len(cases)),
                    empty_text=self._empty_text(stage),
                )
                for stage, cases in by_stage.items()
            ]
        )

    def _count_text(self, stage: CaseStage, count: int) -> str:
        if stage is not CaseStage.CLOSING:
            return str(count)
        today = words.local_date(self._stores.clock.now_utc())
        ended = [case.closed_utc for case in self._stores.cases.all() if case.stage is CaseStage.CLOSED]
        closed = sum(at_utc is not None and words.local_date(at_utc) == today for at_utc in ended)
        return self.tr("{n} · today {closed}").format(n=count, closed=closed)

    def _empty_text(self, stage: CaseStage) -> str:
        if self._narrowed:
            return self.tr("None matches the filter. E shows all.")
        return {
            CaseStage.ACCEPTANCE: self.tr("Reports from citizens, hotlines and media wait here. N opens one."),
            CaseStage.FILING: self.tr("Registered cases wait here to be filed by a standard."),
            CaseStage.DISPATCH: self.tr("Filed cases wait here to be sent to a department and a unit."),
            CaseStage.HANDLING: self.tr("Cases that a department or a unit is handling stand here."),
            CaseStage.VERIFICATION: self.tr("Handled cases wait here for the check on site."),
            CaseStage.CLOSING: self.tr("Cases that passed the check wait here to be closed."),
        }[stage]

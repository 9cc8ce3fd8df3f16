"""The open cases as a table, for whoever compares and sorts."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication

from app.domain.cases import Case, CaseStage
from app.stores import Stores
from app.stores.cases import CaseTimer
from app.stores.settings import Settings
from views import words
from views.dispatch.case_cards import address, area_name
from views.dispatch.moments import moment_text
from views.dispatch.timer_words import bar_tone, timer_text, timer_tone
from widgets.columns import Column
from widgets.marks import TONE_SHAPE
from widgets.table import DenseTable
from widgets.tokens import Tone

translate = QCoreApplication.translate

_STAGE_PLACE = {stage: place for place, stage in enumerate(CaseStage)}
_NEVER = datetime.max.replace(tzinfo=UTC)


class CaseTable(DenseTable):
    """Rows are cases, keys their ids; sorted by deadline until a person sorts otherwise."""

    def __init__(self, stores: Stores, settings: Settings) -> None:
        self._stores = stores
        self._settings = settings
        super().__init__(self._columns_of_cases(), lambda case: case.id, row_tone=self._bar)
        self.set_sort(2)
        self.retranslate()

    def repaint_timers(self) -> None:
        """Ask the visible rows anew; nothing is sorted."""
        self.view.viewport().update()

    def retranslate(self) -> None:
        self.set_empty_text(self.tr("No open case matches"), self.tr("Show all with E, or open a new case with N."))
        super().retranslate()

    def _columns_of_cases(self) -> list[Column]:
        return [
            Column(title=lambda: translate("CaseTable", "Number"), text=lambda c: c.number, width_px=112),
            Column(
                title=lambda: translate("CaseTable", "Stage"),
                text=lambda c: words.case_stage_word(c.stage),
                sort_key=lambda c: _STAGE_PLACE[c.stage],
                width_px=124,
            ),
            Column(
                title=lambda: translate("CaseTable", "Timer"),
                text=lambda c: timer_text(self._timer(c)),
                sort_key=lambda c: c.due_utc or _NEVER,
                tone=lambda c: timer_tone(self._timer(c)),
                mark=self._mark,
                width_px=136,
            ),
            Column(title=lambda: translate("CaseTable", "Category"), text=self._title, width_px=150),
            Column(title=lambda: translate("CaseTable", "Address"), text=lambda c: address(c, self._settings.language)),
            Column(
                title=lambda: translate("CaseTable", "Street"),
                text=lambda c: area_name(self._stores, c.area_code, self._settings.language),
                sort_key=lambda c: c.area_code,
                width_px=108,
            ),
            Column(
                title=lambda: translate("CaseTable", "Source"),
                text=lambda c: words.case_source_word(c.source),
                width_px=104,
            ),
            Column(title=lambda: translate("CaseTable", "Handled by"), text=self._handler, width_px=150),
            Column(
                title=lambda: translate("CaseTable", "Reported"),
                text=lambda c: moment_text(c.reported_utc, self._stores.clock.now_utc()),
                sort_key=lambda c: c.reported_utc,
                width_px=96,
            ),
        ]

    def _timer(self, case: Case) -> CaseTimer:
        return self._stores.cases.timer(case, self._stores.clock.now_utc())

    def _bar(self, case: Case) -> str:
        return bar_tone(self._timer(case))

    def _mark(self, case: Case) -> tuple[str, str] | None:
        tone = bar_tone(self._timer(case))
        return None if tone is Tone.NONE else (TONE_SHAPE[tone], tone)

    def _title(self, case: Case) -> str:
        return words.titled(case, self._settings.language)

    def _handler(self, case: Case) -> str:
        if case.assignment is None:
            return ""
        unit = self._stores.units.get(case.assignment.unit_id) if case.assignment.unit_id is not None else None
        if unit is not None:
            return f"{unit.callsign} {words.named(unit, self._settings.language)}"
        department = self._stores.reference.department(case.assignment.department_code)
        return words.named(department, self._settings.language) if department else case.assignment.department_code

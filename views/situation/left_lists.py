"""The left side: open cases by deadline, low points by gravity, the risk list."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.cases import Case
from app.domain.facilities import LowPoint, is_over_and_open, low_point_level
from app.stores import Stores
from app.stores.settings import Settings
from views import words
from views.city_map.scope import Scope
from views.situation.line_list import Line, LineList
from views.situation.replay.notice import PastNotice
from views.situation.risk_card import is_late, risk_line
from widgets.text import label
from widgets.theme import UNIT_PX, set_surface
from widgets.tokens import Tone

WIDTH_PX = 320


class _Heading(QWidget):
    """A list's name, its count and its order."""

    def __init__(self) -> None:
        super().__init__()
        set_surface(self, "panel", "bottom")
        self.setFixedHeight(5 * UNIT_PX)
        self.name, self.count, self.hint = label("", "strong"), label("", "second"), label("", "second")
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * UNIT_PX, 0, UNIT_PX, 0)
        row.setSpacing(UNIT_PX)
        for part in (self.name, self.count, self.hint):
            row.addWidget(part)
        row.addStretch(1)


class LeftLists(QWidget):
    """`thing_chosen(noun, id)` when a person picks a row."""

    thing_chosen = Signal(str, object)

    def __init__(self, stores: Stores, settings: Settings) -> None:
        super().__init__()
        self._stores, self._settings = stores, settings
        self._scope = Scope()
        set_surface(self, "panel", "right")
        self.setFixedWidth(WIDTH_PX)
        self.notice = PastNotice()
        self._case_heading, self._water_heading, self._risk_heading = _Heading(), _Heading(), _Heading()
        self.cases, self.low_points, self.risks = (LineList(first_in_sight=True) for _ in range(3))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 1, 0)
        column.setSpacing(0)
        column.addWidget(self.notice)
        column.addWidget(self._case_heading)
        column.addWidget(self.cases, 3)
        column.addWidget(self._water_heading)
        column.addWidget(self.low_points, 1)
        column.addWidget(self._risk_heading)
        column.addWidget(self.risks, 1)
        for noun, lines in (("cases", self.cases), ("low_points", self.low_points), ("risks", self.risks)):
            for signal in (lines.line_chosen, lines.line_activated):
                signal.connect(lambda key, noun=noun: self.thing_chosen.emit(noun, key))
        self.retranslate()

    def show_stores(self, stores: Stores, past: bool) -> None:
        """List other stores from now on, as a replay does."""
        self._stores = stores
        self.notice.setVisible(past)
        self.refresh()

    def set_scope(self, scope: Scope) -> None:
        """List only what lies in the chosen street."""
        self._scope = scope
        self.refresh()

    def mark(self, noun: str, thing_id: object) -> None:
        """Highlight the row of what is selected elsewhere."""
        self.cases.mark(thing_id if noun == "cases" and isinstance(thing_id, int) else None)
        self.low_points.mark(thing_id if noun == "low_points" and isinstance(thing_id, int) else None)
        self.risks.mark(thing_id if noun == "risks" and isinstance(thing_id, int) else None)

    def refresh(self) -> None:
        """Bring all lists up to what is known now."""
        self.refresh_cases()
        self.refresh_water()
        self.refresh_risks()

    def refresh_risks(self) -> None:
        risks = [risk for risk in self._stores.risks.all() if self._scope.covers(risk.area_code)]
        self.risks.set_lines([risk_line(self._stores, risk, self._settings.language) for risk in risks])
        self._risk_heading.count.setText(str(len(risks)))
        today = words.local(self._stores.clock.now_utc()).date()
        late = sum(is_late(risk, today) for risk in risks)
        self._risk_heading.hint.setText(self.tr("reviews late: {n}").format(n=late) if late else "")

    def refresh_cases(self) -> None:
        cases = [case for case in self._stores.cases.open() if self._scope.covers(case.area_code)]
        self.cases.set_lines([self._case_line(case) for case in cases])
        self._case_heading.count.setText(str(len(cases)))

    def refresh_water(self) -> None:
        points = [p for p in self._stores.facilities.low_points() if self._scope.covers(p.area_code)]
        closed = sum(point.closed_utc is not None for point in points)
        over = sum(is_over_and_open(point) for point in points)
        self.low_points.set_lines([self._water_line(point) for point in points])
        self._water_heading.count.setText(str(len(points)))
        hints = [self.tr("{n} over the limit, open").format(n=over)] if over else []
        if closed:
            hints.append(self.tr("{n} closed").format(n=closed))
        self._water_heading.hint.setText(" · ".join(hints))

    def retranslate(self) -> None:
        self.notice.setText(self.tr("Replay: as it stood then"))
        self._case_heading.name.setText(self.tr("Open cases"))
        self._case_heading.hint.setText(self.tr("by deadline"))
        self._water_heading.name.setText(self.tr("Low points"))
        self._risk_heading.name.setText(self.tr("Risks"))
        self.risks.set_empty_text(self.tr("No risk is listed here"), self.tr("The area's risk list stands here."))
        self.cases.set_empty_text(
            self.tr("No open case here"), self.tr("Cases appear when they are reported, filed or opened by hand.")
        )
        self.low_points.set_empty_text(
            self.tr("No low point here"), self.tr("Underpasses and low roads of the area stand here.")
        )
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _case_line(self, case: Case) -> Line:
        language = self._settings.language
        timer = self._stores.cases.timer(case, self._stores.clock.now_utc())
        right, tone = "", Tone.NONE
        if timer.remaining_s is not None:
            clock = words.timer_text(abs(timer.remaining_s))
            form = self.tr("Over {clock}") if timer.overdue else self.tr("{clock} left")
            right = form.format(clock=clock)
            tone = Tone(timer.level.value) if timer.level is not None else Tone.NONE
        address = case.address if language == "zh" else case.address_gloss or case.address
        return Line(
            key=case.id,
            title=f"{words.short_number(case.number)} {words.titled(case, language)}",
            right=right,
            tone=tone,
            below=f"{address} · {words.case_source_word(case.source)}",
            below_right=words.case_stage_word(case.stage),
        )

    def _water_line(self, point: LowPoint) -> Line:
        level = low_point_level(point.depth_cm, point.closing_depth_cm)
        rate = round(point.rising_cm_per_10min)
        if rate > 0:
            trend = self.tr("up {n} cm/10 min").format(n=rate)
        elif rate < 0:
            trend = self.tr("down {n} cm/10 min").format(n=-rate)
        else:
            trend = self.tr("steady")
        road = ""
        if is_over_and_open(point):
            road = self.tr("over the limit, open")
        elif point.closed_utc is not None:
            road = self.tr("closed since {time}").format(time=words.local_minute(point.closed_utc))
        return Line(
            key=point.id,
            title=words.named(point, self._settings.language),
            right=f"{point.depth_cm:.0f} / {point.closing_depth_cm:.0f} cm",
            tone=Tone(level.value) if level is not None else Tone.NONE,
            below=road or words.low_point_kind_word(point.kind),
            below_right=trend,
            below_tone=Tone.RED if is_over_and_open(point) else Tone.NONE,
        )

"""What a case says on its card: title and timer, where and from whom, number, who is on it, what is under way."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from app.api.link import LinkState
from app.api.orders import PendingOrder
from app.domain.cases import AssignmentState, Case
from app.domain.orders import OrderState
from app.stores import Stores
from app.stores.outbox import waits
from views import words
from views.dispatch.timer_words import bar_tone, timer_text, timer_tone
from widgets.cards import Card
from widgets.tokens import Tone

translate = QCoreApplication.translate


class CaseCards:
    """Writes cards. `echoes` are the orders of this seat by case that are not settled, or were refused."""

    def __init__(self, stores: Stores) -> None:
        self._stores = stores
        self._kept: dict[int, tuple[object, tuple[str, str, str]]] = {}

    def forget(self) -> None:
        """Names or language have changed: write every card anew."""
        self._kept.clear()

    def let_go(self) -> None:
        """Forget the cards of cases that are over."""
        known = self._stores.cases.get
        self._kept = {i: kept for i, kept in self._kept.items() if (case := known(i)) and case.closed_utc is None}

    def card(self, case: Case, language: str, echoes: Mapping[int, PendingOrder]) -> Card:
        """The card of a case as it stands now; what is not the timer is kept until the case or its order changes."""
        timer = self._stores.cases.timer(case, self._stores.clock.now_utc())
        echo = echoes.get(case.id)
        now_fits = (case.version, echo, self._stores.link.state)
        fits, lines = self._kept.get(case.id, (None, ("", "", "")))
        if fits != now_fits:
            lines = (
                words.titled(case, language),
                f"{address(case, language)} · {words.case_source_word(case.source)}",
                " · ".join((words.short_number(case.number), *self._last_line(case, language, echo))),
            )
            self._kept[case.id] = (now_fits, lines)
        under_way = echo is not None and echo.state is not OrderState.FAILED
        return Card(
            key=case.id,
            title=lines[0],
            timer=timer_text(timer),
            timer_tone=timer_tone(timer),
            line_1=lines[1],
            line_2=lines[2],
            tone=Tone.ACCENT if under_way else bar_tone(timer),
        )

    def timers(self, cases: list[Case], echoes: Mapping[int, PendingOrder]) -> dict[int, tuple[str, str, str]]:
        """(text, tone, bar) of the timers now, as `Board.set_timers` takes them."""
        now_utc = self._stores.clock.now_utc()
        found: dict[int, tuple[str, str, str]] = {}
        for case in cases:
            timer = self._stores.cases.timer(case, now_utc)
            echo = echoes.get(case.id)
            under_way = echo is not None and echo.state is not OrderState.FAILED
            found[case.id] = (timer_text(timer), timer_tone(timer), Tone.ACCENT if under_way else bar_tone(timer))
        return found

    def _last_line(self, case: Case, language: str, echo: PendingOrder | None) -> tuple[str, ...]:
        if echo is not None:
            return (echo_text(echo, self._stores.link.state),)
        return (*_tags(case), self._who(case, language))

    def _who(self, case: Case, language: str) -> str:
        if case.assignment is None:
            return area_name(self._stores, case.area_code, language)
        unit = self._stores.units.get(case.assignment.unit_id) if case.assignment.unit_id is not None else None
        if unit is not None:
            state = words.assignment_state_word(case.assignment.state)
            return f"{unit.callsign} {words.named(unit, language)} {state}"
        department = self._stores.reference.department(case.assignment.department_code)
        name = words.named(department, language) if department else case.assignment.department_code
        if case.assignment.state is AssignmentState.SENT:
            return name
        return f"{name} {words.assignment_state_word(case.assignment.state)}"


def address(case: Case, language: str) -> str:
    return (case.address or case.address_gloss) if language == "zh" else (case.address_gloss or case.address)


def area_name(stores: Stores, code: str, language: str) -> str:
    """The street's name of any area code below it; the code where it is unknown."""
    area = stores.reference.area(code[:9]) or stores.reference.area(code)
    return words.named(area, language) if area else code


def echo_text(order: PendingOrder, link: LinkState) -> str:
    """What becomes of an order of this seat, in a few words."""
    name = words.order_name_word(order.name)
    if waits(order, link):
        return translate("CaseEcho", "{order}: waits for the connection").format(order=name)
    texts = {
        OrderState.WAITING: translate("CaseEcho", "{order}: sending…"),
        OrderState.SENT: translate("CaseEcho", "{order}: sending…"),
        OrderState.UNKNOWN: translate("CaseEcho", "{order}: no answer yet, asking again"),
        OrderState.FAILED: translate("CaseEcho", "{order}: refused"),
    }
    text = texts.get(order.state, translate("CaseEcho", "{order}: accepted"))
    return text.format(order=name)


def _tags(case: Case) -> list[str]:
    tags = []
    if case.urged_utc is not None:
        tags.append(translate("CaseCards", "Urged"))
    if case.rework_count:
        tags.append(translate("CaseCards", "Rework {n}").format(n=case.rework_count))
    if case.returned_by:
        tags.append(translate("CaseCards", "Returned"))
    if case.similar_to is not None:
        tags.append(translate("CaseCards", "Similar"))
    return tags

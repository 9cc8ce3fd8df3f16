"""The card at the right: one case with its facts, whoever could go, the orders that are allowed, and its course."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.actions import Actions, Refusal, SignedOut, Unreachable
from app.api.link import LinkState
from app.domain.cases import Case, CaseSource
from app.stores import Stores
from app.stores.settings import Settings
from views import words
from views.dispatch.case_facts import case_facts
from views.dispatch.course import Course
from views.dispatch.dispatch_form import DispatchForm
from views.dispatch.echo_strip import EchoStrip
from views.dispatch.echoes import echoes_by_case, under_way
from views.dispatch.offers import TERMS, Ask, Offer, offers
from views.dispatch.order_giving import give_offer
from views.dispatch.order_pad import OrderPad
from views.dispatch.standard_list import StandardList
from views.dispatch.suggestion_list import MOST
from views.dispatch.timer_words import timer_text, timer_tone
from views.dispatch.word_form import WordForm
from widgets.badge import LevelBadge
from widgets.empty_state import EmptyState
from widgets.key_value import KeyValuePanel
from widgets.text import ElidedLabel
from widgets.theme import LEAD_PX, UNIT_PX, set_surface

# Arrow keys run over the board faster than anyone reads: ask for units and course once the selection rests.
_REST_MS = 80


class CasePanel(QWidget):
    """Shows the case of `show_case`, also after it has ended. It gives orders itself; `left` gives the keyboard back.

    Call `refresh` when the case, the outbox or the role changed, `tick` once a second while it is seen.
    """

    left = Signal()

    def __init__(self, stores: Stores, actions: Actions, settings: Settings) -> None:
        super().__init__()
        set_surface(self, "panel", "left")
        self._stores, self._actions, self._settings = stores, actions, settings
        self.case_id: int | None = None
        self._seen_version = -1
        self._course_of: int | None = None
        self._form = ""  # "", "words" or "standard": what stands in place of the orders
        self._sending_again = False  # 改派: the units are shown although one is on the case
        self.title = ElidedLabel(size_px=LEAD_PX, bold=True)
        self.timer = LevelBadge()
        self.echo = EchoStrip()
        self.facts = KeyValuePanel()
        self.dispatch = DispatchForm(stores, settings)
        self.pad = OrderPad()
        self.words_form = WordForm()
        self.standards = StandardList()
        self.course = Course(stores.clock.now_utc)
        self.empty = EmptyState()
        self._rest = QTimer(self, interval=_REST_MS, singleShot=True)
        self._rest.timeout.connect(self._ask_around)
        self._lay_out()
        self._connect()
        self.retranslate()

    def show_case(self, case_id: int | None) -> None:
        """Show another case; forms of the former one are given up."""
        if case_id != self.case_id:
            self.case_id, self._seen_version = case_id, -1
            self._form, self._sending_again = "", False
            self.echo.show_refusal("")
            self.refresh()

    def case(self) -> Case | None:
        """The case as this seat knows it now."""
        return None if self.case_id is None else self._stores.cases.get(self.case_id)

    def refresh(self) -> None:
        """Write everything anew; ask for units and course if the case has changed."""
        case = self.case()
        self.empty.setVisible(case is None)
        self._body.setVisible(case is not None)
        if case is None:
            self.title.set_text("")
            self.timer.hide()
            self.echo.show_echo(None, self._stores.link.state)
            return
        if case.version != self._seen_version:
            self._keep_what_still_fits(case)
            self._seen_version = case.version
            self.dispatch.set_case(case)
            self._rest.start()
        elif self.course.has_fault and self._stores.link.state is LinkState.LIVE and not self._rest.isActive():
            self.course.show_asking()
            self._rest.start()
        self.title.set_text(f"{words.short_number(case.number)} {words.titled(case, self._settings.language)}")
        echo = echoes_by_case(self._stores.outbox.orders()).get(case.id)
        self.echo.show_echo(echo, self._stores.link.state)
        self._show_orders(case, busy=under_way(echo))
        self.tick()

    def tick(self) -> None:
        """What changes by the second: the timer, and where the unit is."""
        case = self.case()
        if case is None:
            return
        timer = self._stores.cases.timer(case, self._stores.clock.now_utc())
        text = timer_text(timer) or words.case_stage_word(case.stage)
        self.timer.set_level(text, timer_tone(timer))
        self.timer.show()
        self.facts.set_facts(case_facts(self._stores, case, self._settings.language))
        if self.dispatch.isVisibleTo(self):
            self.dispatch.refresh()

    def forward(self) -> None:
        """Enter on the board: the order that moves the case on, in two steps where it wants to know something."""
        case = self.case()
        if case is None or not self.pad.isEnabled():
            return
        if self._form == "standard":
            self.standards.file_chosen()
        elif self.dispatch.isVisibleTo(self) and self.dispatch.send_button.isEnabled():
            self.dispatch.forward()
        else:
            on_offer = offers(case, self._actions.may)
            forward = next((offer for offer in on_offer if TERMS[offer].forward), None)
            if forward is not None:
                self.request(forward)
            elif (button := self.pad.first_button()) is not None:
                button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def request(self, offer: Offer) -> None:
        """An order was asked for: give it, or ask for what it wants to know."""
        case = self.case()
        if case is None or under_way(echoes_by_case(self._stores.outbox.orders()).get(case.id)):
            return
        match TERMS[offer].ask:
            case Ask.NOTHING:
                self._give(offer)
            case Ask.UNIT:
                self._sending_again = True
                self._open_form("")
            case Ask.STANDARD:
                category = self._stores.reference.category(case.category_code)
                self.standards.offer(category.standards if category else (), self._settings.language, case.standard_id)
                self._open_form("standard")
                self.standards.focus_chosen()
            case Ask.NOTE | Ask.REASON:
                self._open_form("words")
                self.words_form.ask(offer)

    def give_up(self) -> None:
        """Escape: close the form, or let go of what was picked, or leave the panel."""
        if self._form or self._sending_again:
            self._sending_again = False
            self._open_form("")
        else:
            self.dispatch.clear()
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focused = self.focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            self.give_up()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focused, QAbstractButton):
            focused.click()
        else:
            super().keyPressEvent(event)

    def retranslate(self) -> None:
        self.empty.set_text(
            self.tr("No case is chosen"),
            self.tr("Choose one on the board with the arrow keys, find one with /, or open a new one with N."),
        )
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _keep_what_still_fits(self, case: Case) -> None:
        """A form outlives a change of its case as long as its order may still be given: typed words are not lost."""
        on_offer = offers(case, self._actions.may)
        fits = {"words": self.words_form.offer in on_offer, "standard": Offer.FILE in on_offer}
        if not fits.get(self._form, True):
            self._form = ""
        self._sending_again = self._sending_again and Offer.REDISPATCH in on_offer

    def _show_orders(self, case: Case, *, busy: bool) -> None:
        on_offer = offers(case, self._actions.may)
        wants_unit = Offer.DISPATCH in on_offer or (self._sending_again and Offer.REDISPATCH in on_offer)
        self.dispatch.setVisible(wants_unit and not self._form)
        self.dispatch.set_enabled(not busy)
        shown = [offer for offer in on_offer if TERMS[offer].ask is not Ask.UNIT or not wants_unit]
        self.pad.show_offers(shown, enabled=not busy)
        self.pad.setVisible(bool(shown) and not self._form)
        self.words_form.setVisible(self._form == "words")
        self.standards.setVisible(self._form == "standard")

    def _open_form(self, form: str) -> None:
        self._form = form
        self.refresh()
        if self._sending_again:
            self._rest.start()

    def _give(self, offer: Offer, *, text: str = "", standard_id: str = "") -> None:
        case = self.case()
        if case is None:
            return
        self._try(lambda: give_offer(self._actions.cases, case, offer, text=text, standard_id=standard_id))

    def _dispatch(self, department_code: str, unit_id: int | None) -> None:
        case = self.case()
        if case is not None:
            self._try(lambda: self._actions.cases.dispatch(case, department_code, unit_id))

    def _try(self, give: Callable[[], object]) -> None:
        try:
            give()
        except Refusal as refusal:
            self.echo.show_refusal(words.fault_sentence(refusal))
            return
        self._form, self._sending_again = "", False
        self.refresh()
        self.left.emit()

    def _ask_around(self) -> None:
        """The selection rests: who could go, and what has happened so far."""
        case = self.case()
        if case is None or not self.isVisible():
            return
        if self.dispatch.isVisibleTo(self):
            self.dispatch.offer(self._actions.cases.suggest(case, MOST))
        if self._course_of != case.id:
            self._course_of = case.id
            self.course.show_asking()
        self._actions.spawn(self._fetch_course(case.id, case.source))

    async def _fetch_course(self, case_id: int, source: CaseSource) -> None:
        try:
            entries = await self._actions.queries.case_history(case_id)
        except (Refusal, SignedOut, Unreachable) as fault:
            if case_id == self.case_id:
                self.course.show_fault(words.fault_sentence(fault))
            return
        if case_id == self.case_id:
            self.course.show_entries(entries, source)

    def _lay_out(self) -> None:
        head = QWidget()
        set_surface(head, "panel", "bottom")
        head.setFixedHeight(6 * UNIT_PX)
        line = QHBoxLayout(head)
        line.setContentsMargins(2 * UNIT_PX, 0, 2 * UNIT_PX, 0)
        line.addWidget(self.title, 1)
        line.addWidget(self.timer)
        inside = QWidget()
        set_surface(inside, "panel")
        column = QVBoxLayout(inside)
        column.setContentsMargins(2 * UNIT_PX, UNIT_PX, 2 * UNIT_PX, UNIT_PX)
        column.setSpacing(UNIT_PX + UNIT_PX // 2)
        for part in (self.facts, self.dispatch, self.standards, self.words_form, self.pad):
            column.addWidget(part)
        column.addWidget(self.course, 1)
        self.course.setMinimumHeight(15 * UNIT_PX)
        self._body = QScrollArea()
        self._body.setWidget(inside)
        self._body.setWidgetResizable(True)
        self._body.setFrameShape(QFrame.Shape.NoFrame)
        self._body.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._body.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addWidget(self.echo)
        layout.addWidget(self._body, 1)
        layout.addWidget(self.empty, 1)

    def _connect(self) -> None:
        self.pad.offer_requested.connect(self.request)
        self.dispatch.dispatch_requested.connect(self._dispatch)
        self.standards.filed.connect(lambda standard_id: self._give(Offer.FILE, standard_id=standard_id))
        self.standards.given_up.connect(self.give_up)
        self.words_form.given.connect(lambda offer, text: self._give(offer, text=text))
        self.words_form.given_up.connect(self.give_up)
        self.echo.dismiss_requested.connect(self._actions.orders.dismiss)
        self.echo.withdraw_requested.connect(self._withdraw)

    def _withdraw(self, key: str) -> None:
        self._try(lambda: self._actions.orders.withdraw(key))

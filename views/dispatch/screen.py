"""The dispatch screen: filters above, the cases by stage, and the chosen case with its orders at the right."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.actions import Actions
from app.domain.positions import Place
from app.stores import Stores
from app.stores.settings import Settings
from views.dispatch.case_board import CaseBoard
from views.dispatch.case_panel import CasePanel
from views.dispatch.echoes import echoes_by_case
from views.dispatch.filter_bar import FilterBar
from views.dispatch.filters import Quick, passes
from views.dispatch.followed import Followed
from views.dispatch.new_case import NewCase
from views.screen import Screen
from widgets.theme import set_surface

PANEL_WIDTH_PX = 420
NEW_KEY = "N"
# A storm of events is drawn at most this often; an order of this seat shows at once.
_REFRESH_MS = 60


class DispatchScreen(Screen):
    """Everything on it works without a mouse. `map_pick_requested` asks the shell for a place picked on the map, which
    comes back through `open_new_case`. While inactive it listens to nothing but the answers to its own orders.
    """

    def __init__(self, stores: Stores, actions: Actions, settings: Settings) -> None:
        super().__init__(stores, actions, settings)
        set_surface(self, "ground")
        self._active = False
        self._wanted: int | None = None  # a case to show as soon as the feed brings it
        self._overdue = 0
        self.followed = Followed(stores.cases, settings)
        self.bar = FilterBar()
        self.cases = CaseBoard(stores, settings)
        self.panel = CasePanel(stores, actions, settings)
        self.new_case = NewCase(stores, actions, settings)
        self._right = QStackedWidget()
        self._right.setFixedWidth(PANEL_WIDTH_PX)
        self._refresh_soon = QTimer(self, interval=_REFRESH_MS, singleShot=True)
        self._refresh_soon.timeout.connect(self._refresh)
        self._lay_out()
        self._connect()
        self.retranslate()

    def title(self) -> str:
        return self.tr("Cases")

    def set_active(self, active: bool) -> None:
        if active == self._active:
            return
        self._active = active
        stores = self.stores
        links = (
            (stores.cases.cases_changed, self._refresh_soon.start),
            (stores.outbox.outbox_changed, self._refresh),
            (stores.session.session_changed, self._refresh),
            (stores.reference.reference_changed, self._names_changed),
            (stores.link.link_changed, self._refresh_soon.start),
            (stores.clock.second_passed, self._tick),
        )
        for signal, slot in links:
            if active:
                signal.connect(slot)
            else:
                signal.disconnect(slot)
        if active:
            self._names_changed()
            self.cases.take_focus()
        else:
            self._refresh_soon.stop()

    def focus_thing(self, noun: str, thing_id: int) -> None:
        if noun == "cases":
            self._show_panel(self.panel)
            self._select(thing_id)

    def open_new_case(self, lat_deg: float, lon_deg: float) -> None:
        """Start a new case at a place that was picked on the map."""
        self._show_panel(self.new_case)
        self.new_case.begin(Place(lat_deg=lat_deg, lon_deg=lon_deg))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.panel.give_up()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def retranslate(self) -> None:
        self._new.setWhatsThis(self.tr("New case"))
        if self._active:
            self._names_changed()

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        left.addWidget(self.bar)
        left.addWidget(self.cases, 1)
        self._right.addWidget(self.panel)
        self._right.addWidget(self.new_case)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(left, 1)
        whole.addWidget(self._right)

    def _connect(self) -> None:
        self.bar.filter_changed.connect(self._refresh_if_active)
        self.bar.table_requested.connect(self.cases.show_table)
        self.cases.case_selected.connect(self._case_selected)
        self.cases.case_activated.connect(lambda _case_id: self.panel.forward())
        self.panel.left.connect(self.cases.take_focus)
        self.new_case.left.connect(self._leave_new_case)
        self.new_case.opened.connect(self._case_opened)
        self.new_case.map_requested.connect(self.map_pick_requested)
        self.orders.order_settled.connect(self.followed.take_settled)
        self.orders.order_settled.connect(self.new_case.take_settled)
        self.followed.followed_changed.connect(self._refresh_if_active)
        self.settings.settings_changed.connect(self._setting_changed)
        self._new = QShortcut(QKeySequence(NEW_KEY), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._new.activated.connect(self._begin_new_case)

    def _refresh_if_active(self) -> None:
        if self._active:
            self._refresh()

    def _names_changed(self) -> None:
        self.cases.forget_names()
        self._refresh()

    def _refresh(self) -> None:
        """Bring filters, cases and panel up to what the stores know now."""
        self._refresh_soon.stop()
        now_utc, mine = self.stores.clock.now_utc(), self.followed.ids
        every = self.stores.cases.open()
        counts = {quick: sum(passes(case, quick, now_utc, mine) for case in every) for quick in Quick}
        self._overdue = counts[Quick.OVERDUE]
        self.bar.set_counts(counts)
        self.bar.set_streets(self.stores.reference.streets(), self.settings.language)
        chosen = self.bar.filter()
        shown = [case for case in every if chosen.shows(case, now_utc, mine)]
        echoes = echoes_by_case(self.stores.outbox.orders())
        self.cases.show_cases(shown, echoes, narrowed=chosen.narrows())
        self.panel.refresh()
        if self._right.currentWidget() is self.new_case:
            self.new_case.refresh()
        if self._wanted is not None and self.stores.cases.get(self._wanted) is not None:
            self._select(self._wanted)

    def _tick(self) -> None:
        now_utc = self.stores.clock.now_utc()
        overdue = sum(passes(case, Quick.OVERDUE, now_utc, ()) for case in self.stores.cases.open())
        if overdue != self._overdue:
            self._refresh()
            return
        self.cases.tick()
        self.panel.tick()

    def _select(self, case_id: int) -> None:
        """Show a case, on the board too if the filter lets it; one that is not here yet is shown when it comes."""
        self._wanted = None if self.stores.cases.get(case_id) is not None else case_id
        if self._refresh_soon.isActive():
            self._refresh()  # the case may have come with the frame that is not drawn yet
        self._reveal(case_id)
        self.panel.show_case(case_id)
        self.cases.take_focus()

    def _reveal(self, case_id: int) -> None:
        if not self.cases.select(case_id) and self.bar.filter().narrows() and self._is_open(case_id):
            self.bar.clear_filter()
            self.cases.select(case_id)

    def _is_open(self, case_id: int) -> bool:
        case = self.stores.cases.get(case_id)
        return case is not None and case.closed_utc is None

    def _case_selected(self, case_id: int) -> None:
        self._show_panel(self.panel)
        self.panel.show_case(case_id)

    def _begin_new_case(self) -> None:
        if self.orders.may("open_case"):
            self._show_panel(self.new_case)
            self.new_case.begin()

    def _leave_new_case(self) -> None:
        self._show_panel(self.panel)
        self.cases.take_focus()

    def _case_opened(self, case_id: int) -> None:
        self._show_panel(self.panel)
        self._select(case_id)

    def _show_panel(self, panel: QWidget) -> None:
        self._right.setCurrentWidget(panel)

    def _setting_changed(self, name: str) -> None:
        if name == "language" and self._active:
            self._names_changed()

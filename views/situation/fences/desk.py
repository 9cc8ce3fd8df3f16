"""Fences on the one map: choose one, draw one, change or close it. Orders go through the outbox like all others."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.actions import Actions
from app.domain.fences import Fence, FenceRule
from app.domain.levels import Level
from app.stores import Stores
from app.stores.settings import Settings
from views import words
from views.city_map.fence_figures import fence_figure
from views.situation.deeds import Deeds
from views.situation.fences.panel import FencePanel
from views.situation.stage import MapStage
from views.situation.tools.tool_button import ToolButton
from widgets.language_watch import LanguageWatch
from widgets.map import Figure, MapDraw, MapView

KEY = "E"
_LAYER = "fence-chosen"
# A little room around a fence that is looked at.
_PAD = 0.15


class FenceDesk(QObject):
    """`unit_chosen(Selection)` from a fence's card. What is drawn becomes a fence only when the server says so."""

    unit_chosen = Signal(object)

    def __init__(
        self, stage: MapStage, map_view: MapView, stores: Stores, actions: Actions, settings: Settings
    ) -> None:
        super().__init__(stage)
        self._map, self._live, self._stores, self._actions = map_view, stores, stores, actions
        self._settings = settings
        self._rule = FenceRule.KEEP_OUT
        self._redraws = False  # what is drawn is another shape for the fence in the form
        self._draw = MapDraw(map_view, words.measure_words)
        self._deeds = Deeds(stores, actions)
        self.panel = FencePanel(stores, settings)
        self.panel.hide()
        self.button = ToolButton("route", KEY, ("list", "zone", "route"), self.begin)
        stage.add_tool(self.button)
        stage.set_side(self.panel)
        self._connect()
        self._listen(True)
        self.retranslate()

    def begin(self, way: str) -> None:
        """Show the "list", or draw a "zone" or a "route"."""
        if way == "list":
            self.end() if self.panel.isVisible() else self._open()
        elif self._may_order("create_fence"):
            self._give_up()  # a form that is open is for another fence
            self._start(FenceRule.ROUTE if way == "route" else FenceRule.KEEP_OUT)

    def choose(self, fence_id: int) -> None:
        """Show a fence's card and look at it on the map."""
        fence = self._stores.fences.get(fence_id)
        if fence is None or fence.closed_utc is not None:
            return
        self.panel.show_card(fence, may_order=self._may("change_fence"))
        self.panel.show()
        self._mark(fence)
        lats, lons = [point[0] for point in fence.points], [point[1] for point in fence.points]
        high, wide = (max(lats) - min(lats)) * _PAD, (max(lons) - min(lons)) * _PAD
        self._map.fit((min(lons) - wide, min(lats) - high, max(lons) + wide, max(lats) + high))

    def end(self) -> None:
        """No panel, nothing drawn."""
        self._draw.stop()
        self._mark(None)
        self.panel.tell("")
        self.panel.show_list()
        self.panel.hide()

    def show_stores(self, stores: Stores) -> None:
        """Show the fences of a past that a replay plays, or the present again; the past takes no orders."""
        self._listen(False)
        self._stores = stores
        self._listen(True)
        self.panel.show_stores(stores)
        if stores is not self._live:
            self._draw.stop()
            if self.panel.shows(self.panel.form):
                self.panel.show_list()
        self._refresh()

    def retranslate(self) -> None:
        ways = {"list": self.tr("&List of fences"), "zone": self.tr("New &zone"), "route": self.tr("New &route")}
        self.button.set_texts(self.tr("Fences and routes"), ways)

    def _connect(self) -> None:
        panel, form, card = self.panel, self.panel.form, self.panel.card
        LanguageWatch(self.button, self.retranslate)
        self._draw.drawn.connect(self._take_drawn)
        self._deeds.told.connect(panel.tell)
        panel.fence_chosen.connect(self.choose)
        panel.zone_requested.connect(lambda: self.begin("zone"))
        panel.route_requested.connect(lambda: self.begin("route"))
        panel.closed.connect(self.end)
        card.back_requested.connect(lambda: self._mark(None))
        card.change_requested.connect(self._change)
        card.close_requested.connect(self._close)
        card.thing_chosen.connect(self.unit_chosen)
        form.changed.connect(self._mark)
        form.draw_requested.connect(lambda: self._start(self._rule, redraws=True))
        form.saved.connect(self._save)
        form.cancelled.connect(self._give_up)

    def _listen(self, on: bool) -> None:
        stores = self._stores
        for signal in (stores.fences.fences_changed, stores.alarms.alarms_changed, stores.clock.second_passed):
            if on:
                signal.connect(self._refresh)
            else:
                signal.disconnect(self._refresh)

    def _may(self, order: str) -> bool:
        return self._stores is self._live and self._actions.may(order)

    def _may_order(self, order: str) -> bool:
        """True if the order may be given now; if not, the panel says why."""
        if self._may(order):
            return True
        self._open()
        past = self._stores is not self._live
        self.panel.tell(
            self.tr("The map shows the past. Go back to the present first.")
            if past
            else self.tr("Only a duty leader or an administrator makes fences.")
        )
        return False

    def _open(self) -> None:
        self.panel.show()
        self.panel.refresh(may_order=self._may("create_fence"))

    def _start(self, rule: FenceRule, *, redraws: bool = False) -> None:
        self._rule, self._redraws = rule, redraws
        self._open()
        self.panel.tell(self.tr("Click the corners on the map. Double click or Enter ends, Esc gives up."))
        self._draw.start("line" if rule is FenceRule.ROUTE else "polygon")

    def _take_drawn(self, _kind: str, points: list[tuple[float, float]]) -> None:
        self.panel.tell("")
        if self._redraws and self.panel.shows(self.panel.form):
            self.panel.form.take_points(points)
            return
        account, city = self._live.session.account, self._live.reference.city
        own = account.area_code if account is not None else ""
        draft = Fence(
            id=0,
            version=0,
            name="",
            gloss="",
            rule=self._rule,
            points=tuple(points),
            area_code=own or (city.code if city is not None else ""),
            level=Level.YELLOW,
            made_utc=self._live.clock.now_utc(),
            made_by="",
        )
        self.panel.show_form(draft)

    def _change(self) -> None:
        fence = self.panel.card.fence
        if fence is not None:
            self._draw.stop()
            self._rule = fence.rule
            self.panel.show_form(fence)

    def _save(self, fence: Fence) -> None:
        fences = self._actions.fences
        self._deeds.give(lambda: fences.change(fence) if fence.id else fences.create(fence))
        self._mark(None)
        self.panel.show_list()

    def _close(self, reason: str) -> None:
        fence = self.panel.card.fence
        if fence is not None:
            self._deeds.give(lambda: self._actions.fences.close(fence, reason))
            self._mark(None)
            self.panel.show_list()

    def _give_up(self) -> None:
        self._draw.stop()
        self._mark(None)
        self.panel.tell("")
        self.panel.show_list()

    def _mark(self, fence: Fence | None) -> None:
        figures: list[Figure] = []
        if fence is not None:
            figures = [fence_figure(fence, "accent", self._settings.language)]
        self._map.set_figures(_LAYER, figures)

    def _refresh(self) -> None:
        if not self.panel.isVisible():
            return
        card = self.panel.card
        if self.panel.shows(self.panel.form):
            self.panel.form.refresh()
        elif self.panel.shows(card) and card.fence is not None:
            fence = self._stores.fences.get(card.fence.id)
            if fence is None or fence.closed_utc is not None:
                self._mark(None)
                self.panel.show_list()
            else:
                card.show_fence(fence, may_order=self._may("change_fence"))
        else:
            self.panel.refresh(may_order=self._may("create_fence"))

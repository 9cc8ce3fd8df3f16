"""Gathering (圈选): a circle, polygon, box or lasso on the map, and all units inside at once."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QObject, Signal

from app.actions import Actions, Refusal
from app.api.orders import PendingOrder
from app.domain.measures import inside_ring, ring_area_m2
from app.domain.orders import OrderState
from app.domain.units import STATUS_CODES, UnitStatus
from app.stores import Stores
from app.stores.settings import Settings
from views import words
from views.situation.stage import MapStage
from views.situation.tools.inside import Deed, Gathering, InsidePanel
from views.situation.tools.tool_button import ToolButton
from widgets.language_watch import LanguageWatch
from widgets.map import Figure, MapView
from widgets.map.draw import MapDraw, Shape

KEY = "Q"  # 圈选, quānxuǎn
_LAYER = "gathering"
_OFF_DUTY = STATUS_CODES.index(UnitStatus.OFF_DUTY)
_WAYS: dict[str, Shape] = {"circle": "circle", "polygon": "polygon", "box": "box", "lasso": "lasso"}


class Gather(QObject):
    """Who is inside is found when the line is drawn and stays so until somebody looks again: those who are called are
    those who were seen. `unit_chosen(Selection)` from the list.
    """

    unit_chosen = Signal(object)

    def __init__(
        self, stage: MapStage, map_view: MapView, stores: Stores, actions: Actions, settings: Settings
    ) -> None:
        super().__init__(stage)
        self._map, self._stores, self._actions = map_view, stores, actions
        self._outbox = stores.outbox  # the seat's own, whatever past is shown
        self._ring: list[tuple[float, float]] = []
        self._found: tuple[int, ...] = ()
        self._key: str | None = None
        self._given: dict[str, Deed] = {}  # by order, until the server has answered it
        self._draw = MapDraw(map_view, words.measure_words)
        self.panel = InsidePanel(stores, settings)
        self.panel.hide()
        self.button = ToolButton("lasso", KEY, tuple(_WAYS), self.begin)
        stage.add_tool(self.button)
        stage.set_side(self.panel)
        self._draw.drawn.connect(self._take)
        panel = self.panel
        panel.broadcast_requested.connect(self._broadcast)
        panel.group_requested.connect(self._form_group)
        panel.again_requested.connect(self._look)
        panel.closed.connect(self.end)
        panel.unit_chosen.connect(self.unit_chosen)
        actions.order_settled.connect(self._settled)
        self._outbox.outbox_changed.connect(self._free_withdrawn)
        stores.session.session_changed.connect(self._change_hands)
        LanguageWatch(panel, self.retranslate)
        self.retranslate()

    def begin(self, way: str) -> None:
        """Let the operator draw a "circle", "polygon", "box" or "lasso"."""
        self._draw.start(_WAYS[way])

    def end(self) -> None:
        """Let them go: no ring, no line, no panel."""
        self._ring, self._found = [], ()
        self._map.set_figures(_LAYER, [])
        self._map.select_units([])
        self.panel.hide()

    def show_stores(self, stores: Stores, is_past: bool) -> None:
        """Gather in what the map shows from now on; nobody is called out of the past."""
        self.end()
        self._stores = stores
        self.panel.show_stores(stores, is_past)

    def retranslate(self) -> None:
        ways = {
            "circle": self.tr("&Circle"),
            "polygon": self.tr("&Polygon"),
            "box": self.tr("&Box"),
            "lasso": self.tr("&Lasso"),
        }
        self.button.set_texts(self.tr("Gather units"), ways)

    def _take(self, _kind: str, points: list[tuple[float, float]]) -> None:
        self._ring = points
        self._free()  # others are inside now
        line = [(lon, lat) for lat, lon in points]
        self._map.set_figures(_LAYER, [Figure(kind="area", points=line, fill=0.06)])
        self._look()
        self.panel.show()

    def _look(self) -> None:
        units = self._stores.units
        inside = inside_ring(units.lat, units.lon, self._ring) & (units.status != _OFF_DUTY)
        self._found = tuple(int(unit_id) for unit_id in units.ids[np.flatnonzero(inside)])
        self._map.select_units(list(self._found))
        now = words.local_time(self._stores.clock.now_utc())
        gathering = Gathering(unit_ids=self._found, looked_at=now, area_m2=ring_area_m2(self._ring))
        self.panel.show_gathering(gathering, self.tr("Temporary group {time}").format(time=now[:5]))

    def _change_hands(self) -> None:
        """Another account finds no ring and nothing typed by the former one."""
        self.end()
        self._free()
        self._key = None
        self.panel.forget()

    def _broadcast(self, text: str) -> None:
        self._give("broadcast", lambda: self._actions.comms.broadcast(text, self._found))

    def _form_group(self, name: str) -> None:
        self._give("group", lambda: self._actions.comms.form_group(name, self._found))

    def _give(self, deed: Deed, order: Callable[[], PendingOrder]) -> None:
        try:
            pending = order()
        except Refusal as fault:
            self.panel.tell(words.fault_sentence(fault))
            return
        self._key = pending.key
        self._given[pending.key] = deed
        self.panel.sent(deed)
        self._tell(pending)

    def _free(self) -> None:
        self._given.clear()
        self.panel.set_under_way(())

    def _free_withdrawn(self) -> None:
        """An order that was taken back is never answered."""
        held = {order.key for order in self._outbox.orders()}
        if self._given.keys() - held:
            self._given = {key: deed for key, deed in self._given.items() if key in held}
            self.panel.set_under_way(self._given.values())

    def _settled(self, order: PendingOrder) -> None:
        if self._given.pop(order.key, None) is not None:
            self.panel.set_under_way(self._given.values())
        if order.key == self._key:
            self._tell(order)

    def _tell(self, order: PendingOrder) -> None:
        sentence = f"{words.order_name_word(order.name)}: {words.order_state_word(order.state)}"
        if order.state is OrderState.FAILED:
            sentence = f"{sentence}. {words.problem_sentence(order.problem_code, order.problem_sentence)}"
        self.panel.tell(sentence)

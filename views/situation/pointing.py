"""What a click on the map means: a thing, an area, a place for a new case, or a wish from the right button's menu."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.stores import Stores
from views.situation.panel import ThingPanel
from views.situation.places.desk import PIN_ID, PlaceDesk
from views.situation.places.menu import PlaceMenu
from views.situation.places.spot import Spot
from views.situation.replay.room import ReplayRoom
from widgets.map import MapView


class Pointing(QObject):
    """`thing_chosen(noun, id)`, `case_place_chosen(lat, lon)` from the menu or after `ask_place()`, and
    `deed_requested(deed)` for the thing that was chosen just before.
    """

    thing_chosen = Signal(str, object)
    case_place_chosen = Signal(float, float)
    deed_requested = Signal(str)

    def __init__(
        self,
        parent: QWidget,
        map_view: MapView,
        panel: ThingPanel,
        stores: Stores,
        places: PlaceDesk,
        replay: ReplayRoom,
    ) -> None:
        super().__init__(parent)
        self._panel, self._shown_stores, self._places, self._replay = panel, stores, places, replay
        self._asks_place = False
        self.menu = PlaceMenu(parent)
        map_view.mark_clicked.connect(self._mark_clicked)
        map_view.place_clicked.connect(self._place_clicked)
        map_view.area_clicked.connect(self._area_clicked)
        map_view.menu_requested.connect(self._open_menu)
        self.menu.case_requested.connect(lambda at: self.case_place_chosen.emit(at.lat_deg, at.lon_deg))
        self.menu.pin_requested.connect(self._point_out)
        self.menu.near_requested.connect(self._offer_near)

    def ask_place(self) -> None:
        """The next click on the map is the place of a new case instead of selecting."""
        self._asks_place = True
        self._panel.tell(self.tr("Click the place of the new case on the map."))

    def show_stores(self, stores: Stores) -> None:
        """The map shows these stores from now on."""
        self._shown_stores = stores

    def _mark_clicked(self, layer: str, mark_id: int) -> None:
        """An alarm's mark stands for whoever or whatever it is about."""
        alarm = self._shown_stores.alarms.get(mark_id) if layer == "alarms" else None
        if alarm is not None and alarm.unit_id is not None:
            self.thing_chosen.emit("units", alarm.unit_id)
        elif alarm is not None and alarm.case_id is not None:
            self.thing_chosen.emit("cases", alarm.case_id)
        elif layer != "alarms":
            self.thing_chosen.emit(layer, mark_id)

    def _place_clicked(self, lat: float, lon: float) -> None:
        if self._asks_place:
            self._asks_place = False
            self._panel.tell("")
            self.case_place_chosen.emit(lat, lon)

    def _area_clicked(self, code: str) -> None:
        if not self._asks_place:
            self.thing_chosen.emit("areas", code)

    def _open_menu(self, lat: float, lon: float) -> None:
        self.menu.open_at(lat, lon, may_open_case=not self._replay.is_past)

    def _point_out(self, spot: Spot) -> None:
        self._places.point_out(spot)
        self.thing_chosen.emit("places", PIN_ID)

    def _offer_near(self, spot: Spot, deed: str) -> None:
        self._point_out(spot)
        self.deed_requested.emit(deed)

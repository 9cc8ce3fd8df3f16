"""The situation screen 一张图: lists at the left, the map with its layers, what is selected at the right."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.actions import Actions
from app.stores import Stores
from app.stores.settings import Settings
from views import words
from views.alarm_places import place_of
from views.city_map.city_on_map import CityOnMap
from views.city_map.scope import Scope
from views.city_map.shown import ShownLayers
from views.screen import Screen
from views.situation.base_map.room import BaseMapRoom
from views.situation.component_search import ComponentSearch
from views.situation.crowd.list import CrowdList
from views.situation.fences.desk import FenceDesk
from views.situation.find import MapSearch
from views.situation.layer_bar import LayerBar
from views.situation.layer_tree.slice import LayerTools
from views.situation.left_lists import LeftLists
from views.situation.map_views.room import MapViewsRoom
from views.situation.panel import ThingPanel
from views.situation.places.arrival import Arrival
from views.situation.places.desk import PlaceDesk
from views.situation.places.search import PlaceSearch
from views.situation.pointing import Pointing
from views.situation.print.room import PrintRoom
from views.situation.replay.room import ReplayRoom
from views.situation.selection import Card, Selection, card_of, zoom_for
from views.situation.stage import MapStage
from views.situation.thing_desk import ThingDesk
from views.situation.tools.gather import Gather
from views.situation.tools.measure import Measure
from views.situation.tracks.room import TrackRoom
from widgets.map import MapView
from widgets.theme import UNIT_PX, set_surface

# A storm of events is drawn at most this often.
_REFRESH_MS = 200


class SituationScreen(Screen):
    """Selecting on the map, in a list or by search is the same selection. While inactive it listens to nothing.

    `thing_requested(noun, id)` asks the shell to open a thing in its own room, `case_place_chosen(lat, lon)` for a
    new case at a place of the right button's menu or after `ask_place()`.
    """

    def __init__(self, stores: Stores, actions: Actions, settings: Settings) -> None:
        super().__init__(stores, actions, settings)
        set_surface(self, "ground")
        self._active = False
        self._selection: Selection | None = None
        self.shown_stores = stores  # what the map shows: the live stores, or those of a replay
        self.map = MapView()
        self.shown = ShownLayers()
        self.city_on_map = CityOnMap(self.map, stores, settings, self.shown)
        self.layers = LayerBar(stores, settings, self.shown)
        self.lists = LeftLists(stores, settings)
        self.panel = ThingPanel(stores, settings)
        self._field = QWidget()
        self.stage = MapStage(self._field)
        self.search = MapSearch(stores, settings, self._field)
        self.layer_tools = LayerTools(self.stage, self.map, stores, actions, settings, self.shown)
        ComponentSearch(self.search, self.layer_tools.components, stores, settings)
        self.measure = Measure(self.stage, self.map)
        self.gather = Gather(self.stage, self.map, stores, actions, settings)
        self.crowd = CrowdList(self.map, stores, settings)
        self.tracks = TrackRoom(self.stage, self.map, stores, actions)
        self.fences = FenceDesk(self.stage, self.map, stores, actions, settings)
        self.map_views = MapViewsRoom(self.stage, self.map, stores, actions, settings, self.shown, self.layers)
        self.places = PlaceDesk(self.map, stores, settings)
        PlaceSearch(self.search, stores, settings)
        self._arrival = Arrival(stores, self.shown, self.layers, self.layer_tools, self.fences, self.places)
        self.base_map = BaseMapRoom(self.stage, self.map, stores, settings, self.layer_tools.health)
        self.replay = ReplayRoom(self.stage, stores, actions, settings)
        self.pointing = Pointing(self, self.map, self.panel, stores, self.places, self.replay)
        self.desk = ThingDesk(
            self.panel, self.map, stores, actions, settings, self.places, self.tracks, self.replay, self._card
        )
        self.print_room = PrintRoom(
            self.stage, self.map, stores, settings, self.shown, self.layer_tools, self.base_map, self.replay.at_utc
        )
        self._soon = QTimer(self, interval=_REFRESH_MS, singleShot=True)
        self._soon.timeout.connect(self._refresh)
        self._lay_out()
        self._connect()
        self.retranslate()

    def title(self) -> str:
        return self.tr("Situation")

    def set_active(self, active: bool) -> None:
        if active == self._active:
            return
        self._active = active
        self.city_on_map.set_active(active)
        self._listen(active)
        reference = self.stores.reference
        if active:
            reference.reference_changed.connect(self._take_reference)
            self._take_reference()
        else:
            reference.reference_changed.disconnect(self._take_reference)
            self._soon.stop()
        self.replay.set_active(active)

    def _listen(self, on: bool) -> None:
        stores = self.shown_stores
        links = [
            (stores.units.units_changed, self._soon.start),
            (stores.cases.cases_changed, self._soon.start),
            (stores.cameras.cameras_changed, self._soon.start),
            (stores.facilities.facilities_changed, self._soon.start),
            (stores.clock.second_passed, self._refresh),
        ]
        for signal, slot in links:
            if on:
                signal.connect(slot)
            else:
                signal.disconnect(slot)

    def _show_stores(self, stores: Stores) -> None:
        """Show the past that a replay plays, or the present again; what is selected is shown as it stood."""
        if self._active:
            self._listen(False)
        self.shown_stores = stores
        if self._active:
            self._listen(True)
        for part in (
            self.city_on_map,
            self.layers,
            self.layer_tools,
            self.fences,
            self.crowd,
            self.pointing,
            self.desk,
        ):
            part.show_stores(stores)
        for panel in (self.lists, self.panel):
            panel.show_stores(stores, self.replay.is_past)
        self.gather.show_stores(stores, self.replay.is_past)
        if self._selection is not None:
            self.select(self._selection.noun, self._selection.id)

    def focus_thing(self, noun: str, thing_id: int) -> None:
        self.replay.go_live()
        if noun == "alarms":
            alarm = self.stores.alarms.get(thing_id)
            place = place_of(self.stores, alarm) if alarm is not None else None
            if alarm is not None and place is not None:
                self.map.fly_to(place.lat_deg, place.lon_deg, 17)
                self.map.select("alarms", alarm.id)
            return
        if noun in ("fences", "risks"):
            self._take_hit(noun, thing_id)
            return
        self.select(noun, str(thing_id) if noun == "areas" else thing_id, go=True)

    def focus_named(self, noun: str, name: str) -> None:
        self.replay.go_live()
        self._take_hit(noun, name)

    def select(self, noun: str, thing_id: int | str, *, go: bool = False) -> None:
        """Select a thing of the map; `go` moves the view there. An unknown thing clears the selection."""
        selection = Selection(noun, thing_id)
        card = self._card(selection)
        self._selection = selection if card is not None else None
        self.desk.take(self._selection, card)
        if noun != "places":
            self.places.clear()
        self.lists.mark(noun, thing_id)
        area = str(thing_id) if noun == "areas" and card is not None else None
        self.map.select_area(area)
        self.map.select(noun, int(thing_id) if area is None and card is not None and noun != "areas" else None)
        if go and card is not None and card.place is not None:
            self.map.fly_to(card.place.lat_deg, card.place.lon_deg, zoom_for(selection, self.shown_stores))

    def ask_place(self) -> None:
        """The next click on the map is told by `case_place_chosen` instead of selecting."""
        self.replay.go_live()
        self.pointing.ask_place()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def retranslate(self) -> None:
        self._find.setWhatsThis(self.tr("Search on the map"))
        self._whole.setWhatsThis(self.tr("Show the whole city"))
        city = self.stores.reference.city
        if city is not None:
            named = words.named(city, self.settings.language)
            source = self.tr("{city}: fictional, synthetic map") if city.demo else self.tr("Map of {city}")
            self.map.set_attribution(source.format(city=named))
        if self._active:
            self._refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.search.move(UNIT_PX, UNIT_PX)

    def _lay_out(self) -> None:
        inside = QVBoxLayout(self._field)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.map)
        self.search.move(UNIT_PX, UNIT_PX)
        self.search.raise_()
        centre = QVBoxLayout()
        centre.setSpacing(0)
        centre.addWidget(self.layers)
        centre.addWidget(self.stage, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.lists)
        row.addLayout(centre, 1)
        row.addWidget(self.panel)

    def _connect(self) -> None:
        self.layers.scope_changed.connect(self._take_scope)
        self.lists.thing_chosen.connect(lambda noun, thing_id: self.select(noun, thing_id, go=True))
        self.search.hit_chosen.connect(self._take_hit)
        for tool in (self.gather, self.fences):
            tool.unit_chosen.connect(lambda chosen: self.select(chosen.noun, chosen.id, go=True))
        self.crowd.unit_chosen.connect(lambda unit_id: self.select("units", unit_id))
        self.pointing.thing_chosen.connect(self.select)
        self.pointing.case_place_chosen.connect(self.case_place_chosen)
        self.pointing.deed_requested.connect(self.desk.do)
        self.desk.open_requested.connect(lambda case_id: self.thing_requested.emit("cases", case_id))
        self.desk.thing_chosen.connect(lambda chosen: self.select(chosen.noun, chosen.id, go=True))
        self.replay.stores_changed.connect(self._show_stores)
        self.print_room.told.connect(self.panel.tell)
        self._find = QShortcut(QKeySequence("/"), self, self.search.start)
        self._whole = QShortcut(QKeySequence("0"), self, self.city_on_map.show_city)

    def _card(self, selection: Selection) -> Card | None:
        if selection.noun in ("components", "areas"):
            return self.layer_tools.card(selection)
        if selection.noun == "places":
            return self.places.card()
        return card_of(self.shown_stores, selection, self.settings.language)

    def _take_reference(self) -> None:
        self.shown.take(self.stores.reference.layers())
        self.layers.refresh_streets()
        self.retranslate()

    def _refresh(self) -> None:
        """Lists, counts and the card as they are now; the map follows the stores by itself."""
        self._soon.stop()
        self.lists.refresh()
        self.layers.refresh_counts()
        if self._selection is not None:
            self.panel.refresh(self._card(self._selection))

    def _take_scope(self, scope: Scope) -> None:
        self.city_on_map.set_scope(scope)
        self.lists.set_scope(scope)
        self.layer_tools.set_scope(scope)

    def _take_hit(self, noun: str, thing: object) -> None:
        found = self._arrival.at(noun, thing)
        if found is not None:
            self.select(found.noun, found.id, go=True)
        self.map.setFocus()  # so that the keys of the panel's buttons are orders again, not text

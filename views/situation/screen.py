"""The situation screen 一张图: lists at the left, the map with its layers, what is selected at the right."""

from __future__ import annotations

from collections.abc import Hashable

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.actions import Actions
from app.stores import Stores
from app.stores.settings import Settings
from views import words
from views.city_map.city_on_map import CityOnMap
from views.city_map.scope import Scope
from views.city_map.shown import ShownLayers
from views.screen import Screen
from views.situation import choices
from views.situation.base_map.room import BaseMapRoom
from views.situation.choices import Sending
from views.situation.component_search import ComponentSearch
from views.situation.crowd.list import CrowdList
from views.situation.deeds import Deeds
from views.situation.fences.desk import FenceDesk
from views.situation.find import MapSearch
from views.situation.layer_bar import LayerBar
from views.situation.layer_tree.slice import LayerTools
from views.situation.left_lists import LeftLists
from views.situation.map_views.room import MapViewsRoom
from views.situation.panel import ORDERS, ThingPanel
from views.situation.places.arrival import Arrival
from views.situation.places.desk import PIN_ID, PlaceDesk
from views.situation.places.menu import PlaceMenu
from views.situation.places.nearest import NearLists, NearRow
from views.situation.places.search import PlaceSearch
from views.situation.places.spot import Spot
from views.situation.print.room import PrintRoom
from views.situation.replay.room import ReplayRoom
from views.situation.risk_desk import RiskDesk
from views.situation.selection import Card, Selection, card_of, zoom_for
from views.situation.stage import MapStage
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
        self._followed: int | None = None
        self._asked_place = False
        self.shown_stores = stores  # what the map shows: the live stores, or those of a replay
        self.map = MapView()
        self.shown = ShownLayers()
        self.city_on_map = CityOnMap(self.map, stores, settings, self.shown)
        self.layers = LayerBar(stores, settings, self.shown)
        self.lists = LeftLists(stores, settings)
        self.panel = ThingPanel(stores, settings)
        self.deeds = Deeds(stores, actions)
        self.risk_desk = RiskDesk(self.panel, stores, actions, self.deeds)
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
        self.near = NearLists(self.panel, self.map, self.places, settings)
        self.menu = PlaceMenu(self)
        PlaceSearch(self.search, stores, settings)
        self._arrival = Arrival(stores, self.shown, self.layers, self.layer_tools, self.fences, self.places)
        self.base_map = BaseMapRoom(self.stage, self.map, stores, settings, self.layer_tools.health)
        self.replay = ReplayRoom(self.stage, stores, actions, settings)
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
        for part in (self.city_on_map, self.layers, self.layer_tools, self.fences, self.crowd):
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
            if alarm is not None:
                self.map.fly_to(alarm.lat_deg, alarm.lon_deg, 17)
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
        self._end_follow()
        self.tracks.end()
        self.near.end()
        if noun != "places":
            self.places.clear()
        self.panel.show_card(self._selection, card)
        self.lists.mark(noun, thing_id)
        area = str(thing_id) if noun == "areas" and card is not None else None
        self.map.select_area(area)
        self.map.select(noun, int(thing_id) if area is None and card is not None and noun != "areas" else None)
        if go and card is not None and card.place is not None:
            self.map.fly_to(card.place.lat_deg, card.place.lon_deg, zoom_for(selection, self.shown_stores))

    def ask_place(self) -> None:
        """The next click on the map is told by `case_place_chosen` instead of selecting."""
        self.replay.go_live()
        self._asked_place = True
        self.panel.tell(self.tr("Click the place of the new case on the map."))

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
        self.map.mark_clicked.connect(self._mark_clicked)
        self.map.place_clicked.connect(self._place_clicked)
        self.map.area_clicked.connect(lambda code: None if self._asked_place else self.select("areas", code))
        self.map.menu_requested.connect(self._open_menu)
        self.menu.case_requested.connect(lambda at: self.case_place_chosen.emit(at.lat_deg, at.lon_deg))
        self.menu.pin_requested.connect(self._point_out)
        self.menu.near_requested.connect(self._offer_near)
        self.replay.stores_changed.connect(self._show_stores)
        self.map.follow_held.connect(lambda held: self.panel.set_followed(self._followed is not None, held))
        self.panel.deed_requested.connect(self._do)
        self.panel.text_entered.connect(self._write)
        self.panel.row_chosen.connect(self._row_chosen)
        self.panel.send_confirmed.connect(self._send)
        self.deeds.told.connect(self.panel.tell)
        self.print_room.told.connect(self.panel.tell)
        self.tracks.told.connect(self.panel.tell)
        self.tracks.shown_changed.connect(self.panel.set_track_shown)
        self._find = QShortcut(QKeySequence("/"), self, self.search.start)
        self._whole = QShortcut(QKeySequence("0"), self, self.city_on_map.show_city)

    def _card(self, selection: Selection | None) -> Card | None:
        if selection is not None and selection.noun in ("components", "areas"):
            return self.layer_tools.card(selection)
        if selection is not None and selection.noun == "places":
            return self.places.card()
        return card_of(self.shown_stores, selection, self.settings.language) if selection is not None else None

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

    def _mark_clicked(self, layer: str, mark_id: int) -> None:
        alarm = self.shown_stores.alarms.get(mark_id) if layer == "alarms" else None
        if alarm is not None and alarm.unit_id is not None:
            self.select("units", alarm.unit_id)
        elif alarm is not None and alarm.case_id is not None:
            self.select("cases", alarm.case_id)
        elif layer != "alarms":
            self.select(layer, mark_id)

    def _open_menu(self, lat: float, lon: float) -> None:
        self.menu.open_at(lat, lon, may_open_case=not self.replay.is_past)

    def _point_out(self, spot: Spot) -> None:
        self.places.point_out(spot)
        self.select("places", PIN_ID)

    def _offer_near(self, spot: Spot, deed: str) -> None:
        self._point_out(spot)
        self._do(deed)

    def _place_clicked(self, lat: float, lon: float) -> None:
        if self._asked_place:
            self._asked_place = False
            self.panel.tell("")
            self.case_place_chosen.emit(lat, lon)

    def _do(self, deed: str) -> None:
        selection, card = self._selection, self._card(self._selection)
        if selection is None or card is None or (self.replay.is_past and deed in ORDERS):
            return
        if deed == "message":
            self.panel.ask_text()
        elif deed == "open":
            self.thing_requested.emit("cases", selection.number)
        elif deed == "dispatch":
            self._offer_dispatch(selection)
        elif deed == "follow":
            self._toggle_follow(selection.number)
        elif deed == "track":
            self.tracks.toggle(selection.number, self.replay.at_utc())
        elif deed == "assess":
            self.risk_desk.ask(selection.number)
        elif card.place is None:
            self.panel.tell(self.tr("No position is known yet."))
        elif deed in ("cameras", "units"):
            self.near.offer(deed, selection, card.place, self.shown_stores)

    def _offer_dispatch(self, selection: Selection) -> None:
        language = self.settings.language
        case = self.stores.cases.get(selection.number) if selection.noun == "cases" else None
        unit = self.stores.units.get(selection.number) if selection.noun == "units" else None
        if case is not None:
            lines = choices.who_could_go(self.orders, self.stores, case, language)
            self.panel.offer(self.tr("Who could go"), lines, self.tr("Nobody is free and in reach."))
        elif unit is not None and not choices.can_go(unit):
            self.panel.offer(self.tr("Cases to go to"), [], self.tr("This unit cannot be sent now."))
        elif unit is not None:
            lines = choices.where_to_go(self.stores, unit, language)
            self.panel.offer(self.tr("Cases to go to"), lines, self.tr("No case waits for dispatch."))

    def _row_chosen(self, key: Hashable) -> None:
        if isinstance(key, NearRow):
            chosen = self.near.choose(key)
            if chosen is not None:
                self.select(chosen.noun, chosen.id, go=True)
        elif isinstance(key, Sending):
            case, unit = self.stores.cases.get(key.case_id), self.stores.units.get(key.unit_id)
            if case is not None and unit is not None:
                said = self.tr("Send {unit} to {case}").format(unit=unit.callsign, case=words.short_number(case.number))
                self.panel.ask_send(key, said)

    def _send(self, key: Hashable) -> None:
        if isinstance(key, Sending):
            self.panel.offer("", [])
            self.deeds.send_unit(key)

    def _write(self, text: str) -> None:
        if self._selection is not None and self._selection.noun == "units":
            self.deeds.write_to(self._selection.number, text)

    def _toggle_follow(self, unit_id: int) -> None:
        if self._followed == unit_id:
            self._end_follow()
        else:
            self._followed = unit_id
            self.map.follow(unit_id)
        self.panel.set_followed(self._followed is not None)

    def _end_follow(self) -> None:
        if self._followed is not None:
            self._followed = None
            self.map.follow(None)

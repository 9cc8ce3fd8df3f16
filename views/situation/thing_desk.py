"""What may be done with the thing that is selected: the deeds of its panel, and the rows that are offered for them."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from PySide6.QtCore import QObject, Signal

from app.actions import Actions
from app.stores import Stores
from app.stores.settings import Settings
from views import words
from views.situation import choices
from views.situation.choices import Sending
from views.situation.deeds import Deeds
from views.situation.panel import ORDERS, ThingPanel
from views.situation.places.desk import PlaceDesk
from views.situation.places.nearest import NearLists, NearRow
from views.situation.replay.room import ReplayRoom
from views.situation.risk_desk import RiskDesk
from views.situation.selection import Card, Selection
from views.situation.tracks.room import TrackRoom
from widgets.map import MapView


class ThingDesk(QObject):
    """Works in the panel. `open_requested(id)` for a case, `thing_chosen(Selection)` for a row that leads elsewhere.

    `card_of` gives the card of a selection as it is now. While the map shows the past no orders are given.
    """

    open_requested = Signal(int)
    thing_chosen = Signal(object)

    def __init__(
        self,
        panel: ThingPanel,
        map_view: MapView,
        stores: Stores,
        actions: Actions,
        settings: Settings,
        places: PlaceDesk,
        tracks: TrackRoom,
        replay: ReplayRoom,
        card_of: Callable[[Selection], Card | None],
    ) -> None:
        super().__init__(panel)
        self._panel, self._map, self._stores, self._actions = panel, map_view, stores, actions
        self._settings, self._tracks, self._replay, self._card_of = settings, tracks, replay, card_of
        self._shown_stores = stores
        self._selection: Selection | None = None
        self._followed: int | None = None
        self._deeds = Deeds(stores, actions)
        self.risk_desk = RiskDesk(panel, stores, actions, self._deeds)
        self._near = NearLists(panel, map_view, places, settings)
        map_view.follow_held.connect(lambda held: panel.set_followed(self._followed is not None, held))
        panel.deed_requested.connect(self.do)
        panel.text_entered.connect(self._write)
        panel.row_chosen.connect(self._row_chosen)
        panel.send_confirmed.connect(self._send)
        self._deeds.told.connect(panel.tell)
        tracks.told.connect(panel.tell)
        tracks.shown_changed.connect(panel.set_track_shown)

    def take(self, selection: Selection | None, card: Card | None) -> None:
        """Something else is selected, or nothing: what was done with the former ends."""
        self._selection = selection
        self._end_follow()
        self._tracks.end()
        self._near.end()
        self._panel.show_card(selection, card)

    def show_stores(self, stores: Stores) -> None:
        """What is near is looked for in these stores from now on."""
        self._shown_stores = stores

    def do(self, deed: str) -> None:
        """One of `panel.DEEDS` with what is selected; nothing if that is gone."""
        selection = self._selection
        card = self._card_of(selection) if selection is not None else None
        if selection is None or card is None or (self._replay.is_past and deed in ORDERS):
            return
        if deed == "message":
            self._panel.ask_text()
        elif deed == "open":
            self.open_requested.emit(selection.number)
        elif deed == "dispatch":
            self._offer_dispatch(selection)
        elif deed == "follow":
            self._toggle_follow(selection.number)
        elif deed == "track":
            self._tracks.toggle(selection.number, self._replay.at_utc())
        elif deed == "assess":
            self.risk_desk.ask(selection.number)
        elif card.place is None:
            self._panel.tell(self.tr("No position is known yet."))
        elif deed in ("cameras", "units"):
            self._near.offer(deed, selection, card.place, self._shown_stores)

    def _offer_dispatch(self, selection: Selection) -> None:
        language = self._settings.language
        case = self._stores.cases.get(selection.number) if selection.noun == "cases" else None
        unit = self._stores.units.get(selection.number) if selection.noun == "units" else None
        if case is not None:
            lines = choices.who_could_go(self._actions, self._stores, case, language)
            self._panel.offer(self.tr("Who could go"), lines, self.tr("Nobody is free and in reach."))
        elif unit is not None and not choices.can_go(unit):
            self._panel.offer(self.tr("Cases to go to"), [], self.tr("This unit cannot be sent now."))
        elif unit is not None:
            lines = choices.where_to_go(self._stores, unit, language)
            self._panel.offer(self.tr("Cases to go to"), lines, self.tr("No case waits for dispatch."))

    def _row_chosen(self, key: Hashable) -> None:
        if isinstance(key, NearRow):
            chosen = self._near.choose(key)
            if chosen is not None:
                self.thing_chosen.emit(chosen)
        elif isinstance(key, Sending):
            case, unit = self._stores.cases.get(key.case_id), self._stores.units.get(key.unit_id)
            if case is not None and unit is not None:
                said = self.tr("Send {unit} to {case}").format(unit=unit.callsign, case=words.short_number(case.number))
                self._panel.ask_send(key, said)

    def _send(self, key: Hashable) -> None:
        if isinstance(key, Sending):
            self._panel.offer("", [])
            self._deeds.send_unit(key)

    def _write(self, text: str) -> None:
        if self._selection is not None and self._selection.noun == "units":
            self._deeds.write_to(self._selection.number, text)

    def _toggle_follow(self, unit_id: int) -> None:
        if self._followed == unit_id:
            self._end_follow()
        else:
            self._followed = unit_id
            self._map.follow(unit_id)
        self._panel.set_followed(self._followed is not None)

    def _end_follow(self) -> None:
        if self._followed is not None:
            self._followed = None
            self._map.follow(None)

"""What is nearest to a place: offered in the panel by road or by air, with the way drawn for the row that is chosen."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QObject

from app.domain.cameras import Camera
from app.domain.nearest import Near, by_air, nearest_by_air, nearest_by_road
from app.domain.positions import Place
from app.domain.road_graph import Reach
from app.domain.units import STATUS_CODES, Unit, UnitStatus
from app.stores import Stores
from app.stores.settings import Settings
from views import words
from views.situation.line_list import Line
from views.situation.panel import ThingPanel
from views.situation.places.desk import PlaceDesk
from views.situation.selection import Selection
from widgets.map import MapView

# How many are listed, and how many when more are asked for.
STEPS = (6, 12, 24)
# A way that closed roads make longer by less is not worth a word.
_DETOUR_SAID_S = 5.0
_OFF_DUTY = STATUS_CODES.index(UnitStatus.OFF_DUTY)


@dataclass(frozen=True, slots=True)
class NearRow:
    """The key of a row: what lies there, how far in words, from where to where, and whether a road leads there."""

    selection: Selection
    origin: Place
    place: Place
    said: str
    by_road: bool


class NearLists(QObject):
    """Asked again for the same, it changes between road and air. The list may be made longer, step by step."""

    def __init__(self, panel: ThingPanel, map_view: MapView, places: PlaceDesk, settings: Settings) -> None:
        super().__init__(panel)
        self._panel, self._map, self._places, self._settings = panel, map_view, places, settings
        self._asked: tuple[str, Selection] | None = None
        self._by_air = False
        self._most = STEPS[0]
        self._around: tuple[Place, Stores] | None = None
        self._reach: Reach | None = None
        self._shown: NearRow | None = None
        panel.more_requested.connect(self._offer_more)

    def offer(self, deed: str, selection: Selection, place: Place, stores: Stores) -> None:
        """Show the "units" or "cameras" that are nearest to the place of what is selected."""
        again = self._asked == (deed, selection)
        self._by_air = again and not self._by_air
        self._most = self._most if again else STEPS[0]
        self._asked, self._around = (deed, selection), (place, stores)
        self._list(deed, place, stores)

    def _offer_more(self) -> None:
        if self._asked is not None and self._around is not None:
            self._most = next((most for most in STEPS if most > self._most), STEPS[0])
            self._list(self._asked[0], *self._around)

    def _list(self, deed: str, place: Place, stores: Stores) -> None:
        self._shown = None
        if deed == "units":
            named = (self.tr("Nearest units by road"), self.tr("Nearest units by air"))
            lines, by_road = self._units(stores, place)
            empty = self.tr("No unit on duty has a position.")
        else:
            named = (self.tr("Nearest cameras by road"), self.tr("Nearest cameras by air"))
            lines, by_road = self._cameras(stores, place)
            empty = self.tr("There is no camera.")
        self._places.clear_way()
        self._panel.offer(named[0] if by_road else named[1], lines, empty, more=self._more_words(len(lines)))

    def _more_words(self, listed: int) -> str:
        """What the button below the list does next; "" where there is nothing more."""
        following = next((most for most in STEPS if most > self._most), None)
        if following is not None:
            return self.tr("The nearest {n}").format(n=following) if listed == self._most else ""
        return self.tr("Only the nearest {n}").format(n=STEPS[0])

    def choose(self, row: NearRow) -> Selection | None:
        """Draw the way to a row; chosen once more it is to be selected."""
        if row == self._shown:
            return row.selection
        self._shown = row
        path: list[tuple[float, float]] = []
        if self._reach is not None and row.by_road:
            path = self._reach.path_to(row.place.lat_deg, row.place.lon_deg)
        straight = [(end.lat_deg, end.lon_deg) for end in (row.origin, row.place)]
        self._places.show_way(path or straight, row.said, by_air=not path)
        self._map.select(row.selection.noun, row.selection.number)
        return None

    def end(self) -> None:
        """Something else is selected: no way, and the next list begins with the road."""
        self._asked, self._around, self._by_air = None, None, False
        if self._shown is not None:
            self._shown = None
            self._places.clear_way()

    def _units(self, stores: Stores, origin: Place) -> tuple[list[Line], bool]:
        units, things = stores.units, []
        on_duty = np.flatnonzero((units.status != _OFF_DUTY) & ~np.isnan(units.lat))
        for unit_id, lat, lon in zip(
            units.ids[on_duty].tolist(), units.lat[on_duty].tolist(), units.lon[on_duty].tolist(), strict=True
        ):
            things.append((unit_id, Place(lat_deg=lat, lon_deg=lon)))
        found, by_road = self._rank(stores, origin, things)
        lines = [
            self._unit_line(stores, unit, origin, near) for near in found if (unit := units.get(near.thing)) is not None
        ]
        return lines, by_road

    def _cameras(self, stores: Stores, origin: Place) -> tuple[list[Line], bool]:
        cameras = {camera.id: camera for camera in stores.cameras.all()}
        things = [(camera.id, Place(lat_deg=camera.lat_deg, lon_deg=camera.lon_deg)) for camera in cameras.values()]
        found, by_road = self._rank(stores, origin, things)
        return [self._camera_line(cameras[near.thing], origin, near) for near in found], by_road

    def _rank(self, stores: Stores, origin: Place, things: list[tuple[int, Place]]) -> tuple[list[Near[int]], bool]:
        ranked = by_air(origin, things)
        self._reach = reach = stores.streets.reach_from(origin, stores.facilities.closed_places())
        if reach is None or self._by_air:
            return nearest_by_air(ranked, reach, self._most), False
        return nearest_by_road(ranked, reach, self._most), True

    def _unit_line(self, stores: Stores, unit: Unit, origin: Place, near: Near[int]) -> Line:
        title = f"{unit.callsign} {words.named(unit, self._settings.language)}"
        more = f"{words.unit_kind_word(unit.kind)} · {words.age_text(stores.units.age_s(unit.id))}"
        return self._line(Selection("units", unit.id), title, more, words.unit_status_word(unit.status), origin, near)

    def _camera_line(self, camera: Camera, origin: Place, near: Near[int]) -> Line:
        title = words.named(camera, self._settings.language)
        state = "" if camera.online else self.tr("offline")
        return self._line(Selection("cameras", camera.id), title, camera.code, state, origin, near)

    def _line(self, selection: Selection, title: str, more: str, state: str, origin: Place, near: Near[int]) -> Line:
        """What the list is in order of stands at the right: the time by road, or metres by air."""
        air = self.tr("air {distance}").format(distance=words.distance_text(near.air_m))
        if near.way is None:
            key: Hashable = NearRow(selection, origin, near.place, air, by_road=False)
            cut_off = self.tr("no open road")
            return Line(key=key, title=title, right=air, below=f"{cut_off} · {more}", below_right=state)
        time, metres = words.way_time_text(near.way.seconds), words.distance_text(near.way.metres)
        longer = words.way_time_text(near.way.detour_s)
        around = (
            [self.tr("around closed roads +{time}").format(time=longer)] if near.way.detour_s >= _DETOUR_SAID_S else []
        )
        key = NearRow(selection, origin, near.place, " · ".join([time, metres, *around]), by_road=True)
        notes = [*around, time, metres, more] if self._by_air else [*around, metres, air, more]
        right = air if self._by_air else time
        return Line(key=key, title=title, right=right, below=" · ".join(notes), below_right=state)

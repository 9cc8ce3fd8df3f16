"""The base map by name and as a road network. Read from the base map's body in a worker, once for each body."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any, TypeVar

import msgspec
from PySide6.QtCore import QObject, QThreadPool, Signal

from app.domain.positions import Place
from app.domain.road_graph import Reach, RoadGraph
from app.domain.street_map import Landmark, Street, StreetMap, Stretch
from app.stores.reference import ReferenceStore

# A dispatcher asks again and again about the same places: a case's list of units follows every change.
_REACHES_KEPT = 16
# Areas have names of their own in the reference.
_AREA_KINDS = frozenset({"district", "community"})
# What is written as no number is no place, and no reason to take nothing else.
_NO_NUMBER = re.compile(rb"(?<=[\[,:\s])(?:NaN|-?Infinity)(?=[\s,\]}])")

T = TypeVar("T")


class _Road(msgspec.Struct):
    line: tuple[tuple[float, float], ...]
    kind: str = msgspec.field(name="class", default="local")
    name: str = ""
    gloss: str = ""
    from_m: float | None = None


class _Label(msgspec.Struct):
    name: str
    lat: float
    lon: float
    gloss: str = ""
    kind: str = ""


class _Base(msgspec.Struct):
    """The part of the base map (`MapView.set_base`) that has names, row by row."""

    bbox: Any = None
    road: list[msgspec.Raw] = []
    label: list[msgspec.Raw] = []


class StreetStore(QObject):
    """`streets_changed()` once a new base map has been read. Until then it knows no street and no way."""

    streets_changed = Signal()
    _was_read = Signal(object, object)

    def __init__(self, reference: ReferenceStore) -> None:
        super().__init__()
        self._reference = reference
        self._body: bytes | None = None
        self._map = StreetMap({}, {})
        self._graph: RoadGraph | None = None
        self._reaches: OrderedDict[tuple[float, float, frozenset[Place]], Reach] = OrderedDict()
        self._was_read.connect(self._take)
        reference.reference_changed.connect(self._follow)

    def streets(self) -> list[Street]:
        return list(self._map.streets.values())

    def street(self, name: str) -> Street | None:
        return self._map.streets.get(name)

    def landmarks(self) -> list[Landmark]:
        return list(self._map.landmarks.values())

    def landmark(self, name: str) -> Landmark | None:
        return self._map.landmarks.get(name)

    def reach_from(self, place: Place, closed: Iterable[Place]) -> Reach | None:
        """Fastest ways by road from a place past none that is closed; None before the roads are known, or in a city
        without any.
        """
        if self._graph is None:
            return None
        shut = frozenset(closed)
        key = (round(place.lat_deg, 5), round(place.lon_deg, 5), shut)
        reach = self._reaches.get(key) or self._graph.reach_from(place.lat_deg, place.lon_deg, shut)
        if reach is not None:
            self._reaches[key] = reach
            self._reaches.move_to_end(key)
            if len(self._reaches) > _REACHES_KEPT:
                self._reaches.popitem(last=False)
        return reach

    def _follow(self) -> None:
        body = self._reference.map_base
        if body is None or body == self._body:
            return
        self._body = body

        def read() -> None:
            made = read_streets(body)
            with suppress(RuntimeError):  # the seat may be gone by now
                self._was_read.emit(body, made)

        QThreadPool.globalInstance().start(read)

    def _take(self, body: bytes, made: tuple[StreetMap, RoadGraph]) -> None:
        if body is self._body:
            self._map, self._graph = made
            self._reaches.clear()
            self.streets_changed.emit()


def read_streets(body: bytes) -> tuple[StreetMap, RoadGraph]:
    """Names and network of a base map without its odd rows, as the map page draws it (base.js) and tells what it left
    out; nothing of one that is torn.
    """
    try:
        base = _base_of(body)
    except msgspec.DecodeError:
        base = _Base()
    west, south, east, north = _box_of(base.bbox)
    wide, high = east - west, north - south

    def is_place(lon: float, lat: float) -> bool:
        near = west - wide <= lon <= east + wide and south - high <= lat <= north + high
        return near and (lon, lat) != (0.0, 0.0)

    roads = [
        (row.name, row.gloss, Stretch(row.kind, row.line, row.from_m))
        for row in _rows(base.road, _Road)
        if len(row.line) > 1 and all(is_place(lon, lat) for lon, lat in row.line)
    ]
    marks = [
        Landmark(row.name, row.gloss, row.kind, Place(lat_deg=row.lat, lon_deg=row.lon))
        for row in _rows(base.label, _Label)
        if row.kind not in _AREA_KINDS and is_place(row.lon, row.lat)
    ]
    graph = RoadGraph.of_lines((stretch.kind, stretch.line) for _name, _gloss, stretch in roads)
    return StreetMap.of(roads, marks), graph


def _box_of(bbox: Any) -> tuple[float, float, float, float]:
    try:
        return msgspec.convert(bbox, tuple[float, float, float, float])
    except msgspec.ValidationError:
        return -180.0, -85.0, 180.0, 85.0


def _base_of(body: bytes) -> _Base:
    try:
        return msgspec.json.decode(body, type=_Base)
    except msgspec.ValidationError:
        raise
    except msgspec.DecodeError:
        return msgspec.json.decode(_NO_NUMBER.sub(b"null", body), type=_Base)


def _rows(raws: Iterable[msgspec.Raw], kind: type[T]) -> Iterator[T]:
    for raw in raws:
        with suppress(msgspec.ValidationError):
            yield msgspec.json.decode(raw, type=kind)

"""A base map of two roads that meet at (30.55, 112.30), and a park: small enough to work out by hand."""

from __future__ import annotations

import json

from app.domain.positions import distance_m

LAT, LON = 30.55, 112.30
_WEST, _EAST, _NORTH = LON - 0.02, LON + 0.02, LAT + 0.02
# A river without a bridge lies between the arm to the north and the place at its side: by air near, by road far.
_LINES = (
    ("main", "建设大道", "Jianshe Avenue", [[_WEST, LAT], [LON, LAT], [_EAST, LAT]], 0.0),
    ("local", "解放路", "Jiefang Road", [[LON, LAT], [LON, _NORTH]], 0.0),
    ("local", "滨江巷", "Binjiang Lane", [[_EAST, LAT], [_EAST, _NORTH], [LON + 0.002, _NORTH]], 0.0),
)
ROADS = json.dumps(
    {
        "bbox": [LON - 0.05, LAT - 0.03, LON + 0.05, LAT + 0.03],
        "road": [
            {"class": kind, "name": name, "gloss": gloss, "line": line, "from_m": from_m}
            for kind, name, gloss, line, from_m in _LINES
        ],
        "label": [
            {"name": "人民公园", "gloss": "People's Park", "kind": "park", "rank": 2, "lon": _WEST, "lat": LAT},
            {"name": "东湖街道", "gloss": "Street 1", "kind": "district", "rank": 1, "lon": LON, "lat": LAT},
        ],
    },
    ensure_ascii=False,
).encode()
ARM_M = distance_m(LAT, LON, LAT, _EAST)
CLIMB_M = distance_m(LAT, LON, _NORTH, LON)

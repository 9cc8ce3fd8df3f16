"""A small made-up place for map tests: a few roads, a river, four grids, and units where a test can find them."""

from __future__ import annotations

import json

import numpy as np

from app.domain.outlines import encode_outlines, ring_from_degrees
from widgets.map import AreaStyle, Mark, encode_units

LAT, LON = 30.55, 112.30
GRID_CODES = ("990106001001001", "990106001001002", "990106001001003", "990106001001004")
STYLES = (AreaStyle(digits=15, from_zoom=14, name_from_zoom=14, name_to_zoom=19, width=0.6),)


def base() -> bytes:
    """A river across, a park, and three classes of roads."""
    roads = [
        ("main", "滨江大道", "Binjiang Avenue", [[LON - 0.05, LAT + 0.004], [LON + 0.05, LAT + 0.004]]),
        ("secondary", "文昌路", "Wenchang Road", [[LON - 0.01, LAT - 0.04], [LON - 0.01, LAT + 0.04]]),
        ("local", "学府巷", "Xuefu Lane", [[LON + 0.01, LAT - 0.04], [LON + 0.01, LAT + 0.04]]),
    ]
    river = [[LON - 0.06, LAT - 0.02], [LON + 0.06, LAT - 0.01], [LON + 0.06, LAT - 0.014], [LON - 0.06, LAT - 0.025]]
    features = {
        "bbox": [LON - 0.05, LAT - 0.03, LON + 0.05, LAT + 0.03],
        "water": [river],
        "green": [[[LON + 0.02, LAT + 0.01], [LON + 0.03, LAT + 0.01], [LON + 0.03, LAT + 0.016]]],
        "building": [],
        "road": [{"class": c, "name": n, "gloss": g, "line": line} for c, n, g, line in roads],
        "rail": [],
        "label": [{"name": "云川", "gloss": "Yunchuan", "lon": LON, "lat": LAT + 0.02, "rank": 1}],
    }
    return json.dumps(features).encode()


def outlines() -> bytes:
    """Four grids of 0.004° around the centre."""
    rings = {}
    for code, (row, column) in zip(GRID_CODES, ((0, -1), (0, 0), (-1, -1), (-1, 0)), strict=True):
        south, west = LAT + row * 0.004, LON + column * 0.004
        square = [(south, west), (south, west + 0.004), (south + 0.004, west + 0.004), (south + 0.004, west)]
        rings[code] = [ring_from_degrees(square)]
    return encode_outlines(rings)


def names() -> dict[str, tuple[str, str]]:
    return {code: (f"网格 {code[-3:]}", f"Grid {code[-3:]}") for code in GRID_CODES}


def one_unit(unit_id: int = 7, lat: float = LAT, lon: float = LON, status: int = 1) -> bytes:
    """One fresh officer heading north."""
    return encode_units(
        ids=[unit_id], lat_deg=[lat], lon_deg=[lon], heading_deg=[0], age_s=[1], kind=[0], status=[status], group=[0],
    )  # fmt: skip


def many_units(count: int, seed: int = 7, step: int = 0, spread_deg: tuple[float, float] = (0.025, 0.05)) -> bytes:
    """That many units of three kinds, each a little further along its heading at every step."""
    rng = np.random.default_rng(seed)
    heading = rng.uniform(0, 360, count)
    reach = step * 4e-5
    lat = LAT + rng.uniform(-1, 1, count) * spread_deg[0] + np.cos(np.radians(heading)) * reach
    lon = LON + rng.uniform(-1, 1, count) * spread_deg[1] + np.sin(np.radians(heading)) * reach
    age = rng.choice([1, 60, 300], count, p=[0.9, 0.06, 0.04])
    return encode_units(
        ids=np.arange(1, count + 1), lat_deg=lat, lon_deg=lon, heading_deg=heading, age_s=age,
        kind=rng.integers(0, 3, count), status=rng.choice([0, 1, 2, 3], count, p=[0.1, 0.5, 0.3, 0.1]),
        group=rng.integers(0, 9, count),
    )  # fmt: skip


def low_point(depth: str = "32 cm", colour: str = "red") -> Mark:
    return Mark(id=3, lat=LAT - 0.003, lon=LON + 0.006, icon="water", colour=colour, label=depth, fill=1.0)

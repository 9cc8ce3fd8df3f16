"""Which units a click, a box or a lasso takes in the real page, and how fast."""

from __future__ import annotations

import json
import math

import numpy as np
from pytestqt.qtbot import QtBot

from tests.qt.map import sample
from tests.qt.map.live_units import Ask, Until, crowd, deliver, settle
from widgets.map import MapView

PICKING_MS = 50.0


def test_a_click_takes_the_top_mark_by_its_drawn_shape(shown_map: MapView, ask: Ask, until: Until) -> None:
    # Two arrows one over the other, the later one 6 px to the east.
    step = ask(shown_map, "zhihui.map.containerPointToLatLng([406, 300]).lng") - sample.LON
    deliver(shown_map, until, crowd(np.full(2, sample.LAT), sample.LON + np.array([0.0, step])))
    settle(shown_map, until)
    assert ask(shown_map, "[[400, 300], [403, 303], [406, 300]].map(([x, y]) => zhihui.live.pick(x, y))") == [1, 2, 2]
    assert ask(shown_map, "zhihui.live.pickAll(403, 304)") == [2, 1]
    assert ask(shown_map, "zhihui.live.pick(410, 293)") is None  # in the box of the sprite, beside the arrow
    shown_map.select("units", 1)
    until(shown_map, "zhihui.live.chosen.has(1)")
    settle(shown_map, until)
    assert ask(shown_map, "[zhihui.live.pick(403, 303), zhihui.live.pickAll(403, 304)]") == [1, [1, 2]]


def test_a_click_says_what_else_lies_there(qtbot: QtBot, shown_map: MapView, ask: Ask, until: Until) -> None:
    deliver(shown_map, until, crowd(np.full(30, sample.LAT), np.full(30, sample.LON)))
    settle(shown_map, until)
    with qtbot.waitSignal(shown_map.page_said, timeout=5000) as said:
        ask(shown_map, "void zhihui.onClick({containerPoint: L.point(400, 300), latlng: zhihui.map.getCenter()})")
    topic, body = said.args
    assert topic == "crowd"
    assert sorted(body["ids"]) == list(range(1, 31))
    assert (body["count"], body["x"], body["y"]) == (30, 400, 300)


def star(points: int, reach: float, inner: float = 0.5) -> list[list[float]]:
    """A polygon with as many spikes inwards as outwards: what no box stands for."""
    angles = np.linspace(0, 2 * math.pi, points, endpoint=False)
    radii = np.where(np.arange(points) % 2, reach * inner, reach)
    return [[400.37 + r * math.cos(a), 300.21 + r * math.sin(a)] for a, r in zip(angles, radii, strict=True)]


def inside(polygon: list[list[float]], x: float, y: float) -> bool:
    """The even-odd rule, edge by edge."""
    odd = False
    for (x0, y0), (x1, y1) in zip(polygon, polygon[1:] + polygon[:1], strict=True):
        if (y0 <= y) != (y1 <= y) and x < x0 + (y - y0) * (x1 - x0) / (y1 - y0):
            odd = not odd
    return odd


def test_box_and_lasso_take_all_inside_and_nobody_else(shown_map: MapView, ask: Ask, until: Until) -> None:
    rng = np.random.default_rng(5)
    lat, lon = (sample.LAT + rng.uniform(-0.006, 0.006, 3000)), (sample.LON + rng.uniform(-0.01, 0.01, 3000))
    deliver(shown_map, until, crowd(lat, lon))
    settle(shown_map, until)
    places = ask(shown_map, "[...Array(3000)].map((_, i) => (p => [p.x, p.y])(zhihui.live.pointOf(i + 1)))")
    polygon = star(240, 250.0)
    wanted = [i + 1 for i, (x, y) in enumerate(places) if inside(polygon, x, y)]
    assert 200 < len(wanted) < 2800
    assert ask(shown_map, f"zhihui.live.pickPolygon({json.dumps(polygon)})") == wanted
    boxed = [i + 1 for i, (x, y) in enumerate(places) if 250 <= x < 500 and 100 <= y < 420]
    assert ask(shown_map, "zhihui.live.pickBox(500, 100, 250, 420)") == boxed
    assert ask(shown_map, "zhihui.live.pickPolygon([[1, 1], [5, 5]])") == []


def test_picking_answers_in_time_among_fifty_thousand(shown_map: MapView, ask: Ask, until: Until) -> None:
    deliver(shown_map, until, sample.many_units(50_000, spread_deg=(0.006, 0.01)))
    settle(shown_map, until)
    lasso = json.dumps(star(600, 290.0, 0.95))
    asked = {"click": "pick(397, 301)", "crowd": "pickAll(397, 301)", "box": "pickBox(50, 50, 750, 550)"}
    for name, question in {**asked, "lasso": f"pickPolygon({lasso})"}.items():
        best_ms = ask(
            shown_map,
            f"""Math.min(...[1, 2, 3, 4, 5].map(() => {{
                  const began = performance.now(); zhihui.live.{question}; return performance.now() - began; }}))""",
        )
        assert best_ms <= PICKING_MS, name

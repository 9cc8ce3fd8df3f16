"""What a warning or a fence says of itself stands clear of the names of places."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.qt.map import sample
from widgets.map import Figure, MapView

Ask = Callable[[MapView, str], Any]
Until = Callable[[MapView, str], None]
# Is there room for a name at the northernmost point of the figure, where its words stand?
ROOM = """(() => {
  const view = { ...zhihui.figures.sheet.view, room: new Zhihui.Room() };
  zhihui.figures.claim(new OffscreenCanvas(1, 1).getContext("2d"), view);
  const [x, y] = zhihui.figures.labelAt(view, zhihui.figures.layers.get("fences")[0]);
  return view.room.take(x - 20, y - 9, x + 20, y + 9);
})()"""


def test_names_keep_clear_of_what_a_fence_says(shown_map: MapView, ask: Ask, until: Until) -> None:
    lat, lon = sample.LAT, sample.LON
    corners = [(lon - 0.004, lat - 0.003), (lon + 0.004, lat - 0.003), (lon, lat + 0.003)]
    shown_map.set_figures("fences", [Figure(kind="area", points=corners, label="No trucks")])
    until(shown_map, "zhihui.figures.layers.has('fences')")
    assert ask(shown_map, ROOM) is False
    shown_map.set_visible("fences", False)
    until(shown_map, "zhihui.figures.hidden.has('fences')")
    assert ask(shown_map, ROOM) is True


def test_what_a_line_says_stands_at_its_middle_clear_of_what_is_at_its_ends(
    shown_map: MapView, ask: Ask, until: Until
) -> None:
    lat, lon = sample.LAT, sample.LON
    way = [(lon, lat), (lon, lat + 0.001), (lon, lat + 0.004)]
    shown_map.set_figures("way", [Figure(kind="line", points=way, label="38 s")])
    until(shown_map, "zhihui.figures.layers.has('way')")
    x, y, at_x, at_y = ask(
        shown_map,
        f"""(() => {{ const figures = zhihui.figures, v = figures.sheet.view;
          const [x, y] = figures.labelAt(v, figures.layers.get("way")[0]);
          return [x, y, Zhihui.worldX({lon}) * v.scale - v.ox, Zhihui.worldY({lat + 0.002}) * v.scale - v.oy]; }})()""",
    )
    assert (x, y) == (pytest.approx(at_x, abs=1), pytest.approx(at_y - 11, abs=1))

"""Heat in the real page: a kernel in metres, a scale for what is in view, nothing where nothing lies."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from tests.qt.map import sample
from widgets.map import MapView

Ask = Callable[[MapView, str], Any]
Until = Callable[[MapView, str], None]
HERE = [sample.LAT, sample.LON]
PEAK = "((s) => Math.max(...s.sum))(zhihui.heat.sums(zhihui.heat.view))"


def publish(view: MapView, places: list[list[float | None]], alpha: float = 1.0) -> None:
    view.publish("heat", json.dumps({"places": places, "alpha": alpha, "least": 3}).encode())


@pytest.mark.parametrize("zoom", [12, 15, 18])
def test_cases_at_one_place_add_up_at_every_zoom(shown_map: MapView, ask: Ask, until: Until, zoom: int) -> None:
    shown_map.fly_to(*HERE, zoom)
    publish(shown_map, [HERE] * 5)
    until(shown_map, f"zhihui.heat.points.length === 10 && zhihui.map.getZoom() === {zoom}")
    until(shown_map, f"Math.abs({PEAK} - 5) < 0.6")


def test_the_kernel_is_as_wide_on_the_ground_as_it_says(shown_map: MapView, ask: Ask, until: Until) -> None:
    publish(shown_map, [HERE])
    until(shown_map, "zhihui.heat.points.length === 2")
    at_sigma = ask(
        shown_map,
        """(() => { const v = zhihui.heat.view, s = zhihui.heat.sums(v), p = zhihui.heat.points;
        const off = 180 / Zhihui.metresPerWorld(p[1]);
        const c = Math.round(((p[0] + off) * v.scale - v.ox) / s.cell - 0.5);
        const r = Math.round((p[1] * v.scale - v.oy) / s.cell - 0.5);
        return s.sum[r * s.columns + c]; })()""",
    )
    assert at_sigma == pytest.approx(0.607, abs=0.08)  # exp(-1/2)


def test_colour_grows_with_density_and_is_none_of_the_levels(shown_map: MapView, ask: Ask, until: Until) -> None:
    for theme in ("night", "day"):
        shown_map.set_theme(theme)
        until(shown_map, f"Zhihui.look === Zhihui.looks.{theme}")
        ramp = ask(shown_map, "Zhihui.heatRamp()")
        assert [step[3] for step in ramp] == sorted(step[3] for step in ramp)
        heat = ask(shown_map, "Zhihui.look.heat")
        assert heat not in ask(shown_map, "['red', 'orange', 'yellow', 'blue', 'accent'].map((r) => Zhihui.look[r])")


def test_places_that_lie_nowhere_are_left_out_and_told(qtbot: QtBot, shown_map: MapView, until: Until) -> None:
    with qtbot.waitSignal(shown_map.delivery_refused, timeout=15_000) as told:
        publish(shown_map, [HERE, [None, 3.0], [400.0, 1.0]])
    assert told.args is not None
    assert told.args[:2] == ["heat", 2]
    until(shown_map, "zhihui.heat.points.length === 2")


def test_no_heat_costs_no_painting(shown_map: MapView, until: Until) -> None:
    publish(shown_map, [HERE])
    until(shown_map, "zhihui.heat.made !== null")
    publish(shown_map, [])
    until(shown_map, "!zhihui.heat.hasWork()")


# WCAG contrast with the plain ground of the strongest pixel of the raster as drawn, and how many tones it has.
SEEN = """(() => { const linear = (v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4);
  const light = (rgb) => 0.2126 * linear(rgb[0]) + 0.7152 * linear(rgb[1]) + 0.0722 * linear(rgb[2]);
  const value = parseInt(Zhihui.look.ground.slice(1), 16), ground = [value >> 16, (value >> 8) & 255, value & 255];
  const { canvas } = zhihui.heat.made, d = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
  let most = 1; const tones = new Set();
  for (let i = 0; i < d.length; i += 4) {
    const on = ground.map((g, k) => g + ((d[i + k] - g) * d[i + 3]) / 255), a = light(on), b = light(ground);
    most = Math.max(most, (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)); tones.add(d[i + 3]);
  }
  return [most, tones.size]; })()"""


@pytest.mark.parametrize("theme", ["night", "day"])
@pytest.mark.parametrize("count", [12, 130, 2000])
def test_heat_is_read_however_many_cases_the_city_has(
    shown_map: MapView, ask: Ask, until: Until, theme: str, count: int
) -> None:
    shown_map.set_theme(theme)
    shown_map.fly_to(*HERE, 13)
    rng = np.random.default_rng(5)
    places = np.array(HERE) + rng.uniform(-1, 1, (count, 2)) * [0.03, 0.05]
    publish(shown_map, places.tolist())
    until(shown_map, f"zhihui.heat.points.length === {2 * count} && zhihui.map.getZoom() === 13 && zhihui.heat.made")
    until(shown_map, f"{SEEN}[1] > 20")
    assert ask(shown_map, SEEN)[0] >= (2.0 if count == 12 else 3.0)
    assert ask(shown_map, "zhihui.heat.full") >= ask(shown_map, PEAK) * 0.9


def test_the_scale_is_that_of_the_view_in_steps(shown_map: MapView, ask: Ask, until: Until) -> None:
    far = [sample.LAT + 0.2, sample.LON]
    publish(shown_map, [HERE] * 7 + [far] * 40)
    until(shown_map, "zhihui.heat.full === 8")
    shown_map.fly_to(*far, 15)
    until(shown_map, "zhihui.heat.full === 40")
    shown_map.fly_to(sample.LAT - 0.2, sample.LON, 15)
    until(shown_map, "zhihui.heat.full === 3")

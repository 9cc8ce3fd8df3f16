"""Still points in the real page: where they are drawn, what is counted, what a click finds, what is refused."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.logwatch import LogWatch
from tests.qt.map import sample
from widgets.map import MapView, PointCut, PointLayers, encode_points

Ask = Callable[[MapView, str], Any]
Until = Callable[[MapView, str], None]
DAMAGED = PointCut(categories=frozenset({1}), states=frozenset({1}), colour="red", size=2)
SETTLED = "zhihui.tiles.waiting() === 0 && zhihui.points.asked === 0"


@pytest.fixture
def layers(shown_map: MapView) -> PointLayers:
    return PointLayers(shown_map)


def town(count: int = 20_000) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(7)
    lat, lon = sample.LAT + rng.normal(0, 0.01, count), sample.LON + rng.normal(0, 0.02, count)
    return lat, lon, rng.integers(0, 6, count), rng.integers(0, 5, count)


def colour_at(view: MapView, lat: float, lon: float, ask: Ask) -> QColor:
    x, y = ask(view, f"(p => [p.x, p.y])(zhihui.map.latLngToContainerPoint([{lat}, {lon}]))")
    return view.grab().toImage().pixelColor(int(x), int(y))


def is_red(colour: QColor) -> bool:
    return colour.red() > 130 and colour.red() > 2 * colour.green()


def test_a_point_is_drawn_where_it_is_by_every_zoom(
    qtbot: QtBot, shown_map: MapView, layers: PointLayers, ask: Ask, until: Until
) -> None:
    lat, lon = sample.LAT - 0.0011, sample.LON + 0.0013
    layers.set_points(encode_points([lat, lat], [lon, lon + 0.0005], [1, 1], [1, 0]).body)
    layers.show([DAMAGED])
    for zoom in (13, 15, 17, 19):
        shown_map.fly_to(lat, lon, zoom)
        until(shown_map, f"zhihui.map.getZoom() === {zoom} && {SETTLED}")
        qtbot.waitUntil(lambda: is_red(colour_at(shown_map, lat, lon, ask)), timeout=5000)
        if zoom > 15:
            assert not is_red(colour_at(shown_map, lat, lon + 0.0005, ask))  # intact, so in no cut
    layers.show([])
    qtbot.waitUntil(lambda: not is_red(colour_at(shown_map, lat, lon, ask)), timeout=5000)


@pytest.mark.parametrize("zoom", [12, 14, 16, 18])
def test_what_is_in_view_is_counted_to_the_point(
    qtbot: QtBot, shown_map: MapView, layers: PointLayers, ask: Ask, until: Until, tmp_path: Path, zoom: int
) -> None:
    lat, lon, category, state = town()
    file = tmp_path / "town.zhpt"
    file.write_bytes(encode_points(lat, lon, category, state).body)
    shown_map.fly_to(sample.LAT + 0.002, sample.LON - 0.003, zoom)
    until(shown_map, f"zhihui.map.getZoom() === {zoom}")
    counted: list[list[Any]] = []
    layers.counted.connect(lambda *figures: counted.append(list(figures)))
    layers.set_points(file)
    layers.show([DAMAGED, PointCut(states=frozenset({1, 2}), drawn=False), PointCut()])
    west, south, east, north = ask(
        shown_map, "(b => [b.getWest(), b.getSouth(), b.getEast(), b.getNorth()])(zhihui.map.getBounds())"
    )
    seen = (lat > south) & (lat < north) & (lon > west) & (lon < east)
    cuts = [seen & (category == 1) & (state == 1), seen & ((state == 1) | (state == 2)), seen]
    figures = [int(seen.sum()), [int(cut.sum()) for cut in cuts]]
    qtbot.waitUntil(lambda: figures in counted, timeout=5000)


def test_a_click_finds_the_drawn_point_and_never_a_hidden_one(
    qtbot: QtBot, shown_map: MapView, layers: PointLayers, until: Until
) -> None:
    file = encode_points([sample.LAT, sample.LAT + 0.00001], [sample.LON, sample.LON], [2, 1], [0, 1])
    layers.set_points(file.body)
    layers.show([DAMAGED])
    shown_map.fly_to(sample.LAT, sample.LON, 18)
    until(shown_map, f"zhihui.map.getZoom() === 18 && {SETTLED} && zhihui.points.active")
    target = shown_map._view.focusProxy()
    assert target is not None
    with qtbot.waitSignal(shown_map.mark_clicked, timeout=5000) as clicked:
        QTest.mouseClick(target, Qt.MouseButton.LeftButton, pos=QPoint(400, 300))
    layer, row = clicked.args
    assert layer == "components"
    assert file.order[row] == 1  # the damaged one, though the intact one is nearer
    with qtbot.waitSignal(shown_map.area_clicked, timeout=5000):
        QTest.mouseClick(target, Qt.MouseButton.LeftButton, pos=QPoint(430, 280))


def test_a_selected_point_is_ringed(shown_map: MapView, layers: PointLayers, ask: Ask, until: Until) -> None:
    lat, lon, category, state = town(500)
    file = encode_points(lat, lon, category, state)
    layers.set_points(file.body)
    layers.show([DAMAGED])
    until(shown_map, "zhihui.points.active")
    for row in (0, 250, 499):
        shown_map.select("components", row)
        until(shown_map, f"zhihui.points.selected === {row} && zhihui.points.ring.place")
        at = ask(shown_map, "(p => [Zhihui.latOf(p.y), Zhihui.lonOf(p.x)])(zhihui.points.ring.place)")
        assert at == pytest.approx([lat[file.order[row]], lon[file.order[row]]], abs=1e-6)
        ask(shown_map, "void zhihui.points.ring.set(null)")
    shown_map.select("components", 500)
    shown_map.select("units", 7)
    until(shown_map, "zhihui.points.selected === null && !zhihui.points.ring.place")


@pytest.mark.parametrize("damage", ["cut short", "longer", "other magic", "other version", "indices", "cell", "empty"])
def test_a_torn_file_is_refused_in_a_sentence_and_the_old_points_stay(
    qtbot: QtBot, shown_map: MapView, layers: PointLayers, ask: Ask, until: Until, damage: str
) -> None:
    body = encode_points(*town(500)).body
    with qtbot.waitSignal(layers.taken, timeout=5000):
        layers.set_points(body)
    runs_at = 32 + 4 * 2 * int.from_bytes(body[12:16], "little")
    torn = {
        "cut short": body[:-7],
        "longer": body + b"\0",
        "other magic": b"ZHXX" + body[4:],
        "other version": body[:4] + b"\x02\0" + body[6:],
        "indices": body[: runs_at + 4] + b"\xff\xff\xff\xff" + body[runs_at + 8 :],
        "cell": body[:32] + b"\xff\xff\xff\xff" + body[36:],
        "empty": b"",
    }[damage]
    with qtbot.waitSignal(layers.refused, timeout=5000) as refused:
        layers.set_points(torn)
    assert "point file" in str(refused.args)
    assert ask(shown_map, "zhihui.points.n") == 500


def test_points_come_back_with_a_page_that_was_lost(
    qtbot: QtBot, shown_map: MapView, layers: PointLayers, until: Until, expected_log: LogWatch
) -> None:
    expected_log.expect("the map page's process has ended")
    layers.set_points(encode_points(*town(500)).body)
    layers.show([DAMAGED])
    until(shown_map, "zhihui.points.active")
    with qtbot.waitSignal(layers.counted, timeout=15_000):
        os.kill(shown_map.page.renderProcessPid(), signal.SIGKILL)
    until(shown_map, "zhihui.points.active")

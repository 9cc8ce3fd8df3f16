"""The map widget with the real web engine: it draws where it should, says what is under the pointer, survives."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtNetwork import QHostAddress, QTcpServer
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.qt.map import sample
from widgets.map import MapView, Mark
from widgets.map.columns import HEAD_BYTES

Ask = Callable[[MapView, str], Any]
Until = Callable[[MapView, str], None]
CENTRE = (400, 300)


def picture(view: MapView) -> QImage:
    return view.grab().toImage()


def strongest(image: QImage, x: int, y: int, reach: int) -> tuple[int, int, int]:
    """The most saturated pixel around a point."""
    pixels = [
        image.pixelColor(x + dx, y + dy).getRgb()[:3]
        for dx in range(-reach, reach + 1)
        for dy in range(-reach, reach + 1)
    ]
    return max(pixels, key=lambda p: max(p) - min(p))


def click(view: MapView, x: int, y: int) -> None:
    target = view._view.focusProxy()
    assert target is not None
    QTest.mouseMove(target, QPoint(x, y))
    QTest.mouseClick(target, Qt.MouseButton.LeftButton, pos=QPoint(x, y))


def test_marks_are_drawn_where_they_are(qtbot: QtBot, shown_map: MapView, ask: Ask, until: Until) -> None:
    shown_map.publish("units", sample.one_unit(status=2))
    red = Mark(id=1, lat=sample.LAT + 0.005, lon=sample.LON + 0.005, icon="case", colour="red")
    shown_map.set_marks("cases", [red])
    until(shown_map, "zhihui.report().units === 1 && zhihui.report().marks.cases === 1")
    at = ask(shown_map, f"(p => [p.x, p.y])(zhihui.map.latLngToContainerPoint([{red.lat}, {red.lon}]))")

    def drawn() -> bool:
        image = picture(shown_map)
        green, crimson = strongest(image, *CENTRE, 6), strongest(image, round(at[0]), round(at[1]), 6)
        return green[1] > 150 > green[0] and crimson[0] > 180 > crimson[1]

    qtbot.waitUntil(drawn, timeout=5000)


def test_a_unit_beside_the_edge_is_cut_there_and_not_dropped(
    qtbot: QtBot, shown_map: MapView, ask: Ask, until: Until
) -> None:
    lat, lon = ask(shown_map, "(p => [p.lat, p.lng])(zhihui.map.containerPointToLatLng([1, 150]))")
    shown_map.publish("units", sample.one_unit(lat=lat, lon=lon, status=2))
    until(shown_map, "zhihui.report().drawn === 1")

    def drawn() -> bool:
        left = strongest(picture(shown_map), 2, 153, 2)
        return left[1] > 150 > left[0]

    qtbot.waitUntil(drawn, timeout=5000)


def test_both_themes_paint_their_own_ground(qtbot: QtBot, shown_map: MapView) -> None:
    corner = (30, 30)
    qtbot.waitUntil(lambda: picture(shown_map).pixelColor(*corner).lightness() < 60, timeout=5000)
    shown_map.set_theme("day")
    qtbot.waitUntil(lambda: picture(shown_map).pixelColor(*corner).lightness() > 200, timeout=5000)


def test_a_click_tells_which_unit_or_mark_or_grid_is_there(
    qtbot: QtBot, shown_map: MapView, ask: Ask, until: Until
) -> None:
    shown_map.publish("units", sample.one_unit(unit_id=4_000_000_007))
    shown_map.set_marks("low_points", [sample.low_point()], order=2)
    until(shown_map, "zhihui.report().drawn === 1 && zhihui.report().marks.low_points === 1 && zhihui.marks.under.view")
    with qtbot.waitSignal(shown_map.mark_clicked, timeout=5000) as clicked:
        click(shown_map, *CENTRE)
    assert clicked.args == ["units", 4_000_000_007]
    x, y = ask(
        shown_map,
        f"(p => [p.x, p.y])(zhihui.map.latLngToContainerPoint([{sample.LAT - 0.003}, {sample.LON + 0.006}]))",
    )
    with qtbot.waitSignal(shown_map.mark_clicked, timeout=5000) as clicked:
        click(shown_map, round(x), round(y))
    assert clicked.args == ["low_points", 3]
    with qtbot.waitSignal(shown_map.area_clicked, timeout=5000) as clicked:
        click(shown_map, CENTRE[0] + 30, CENTRE[1] - 30)
    assert clicked.args == [sample.GRID_CODES[1]]


def test_what_is_filtered_or_hidden_cannot_be_picked(shown_map: MapView, ask: Ask, until: Until) -> None:
    shown_map.publish("units", sample.one_unit(status=2))
    until(shown_map, "zhihui.report().drawn === 1")
    assert ask(shown_map, "zhihui.pick(400, 300).id") == 7
    shown_map.set_filter(statuses=[1])
    until(shown_map, "zhihui.report().drawn === 0")
    assert ask(shown_map, "zhihui.pick(400, 300)") is None
    shown_map.set_filter()
    shown_map.set_visible("units", False)
    until(shown_map, "zhihui.report().drawn === 0")
    assert ask(shown_map, "zhihui.pick(400, 300)") is None


def _nan_row() -> bytes:
    whole = bytearray(sample.one_unit())
    whole[HEAD_BYTES : HEAD_BYTES + 8] = b"\x00\x00\x00\x00\x00\x00\xf8\x7f"
    return bytes(whole)


@pytest.mark.parametrize(
    ("channel", "body"),
    [
        ("units", sample.one_unit()[:-1]),
        ("units", sample.one_unit() + b"\0"),
        ("units", b"ZLV2"),
        ("units", b"JUNK" + sample.one_unit()[4:]),
        ("units", _nan_row()),
        ("units", sample.one_unit(lat=95.0)),
        ("outlines", sample.outlines()[:-3]),
        ("marks/cameras", b'{"marks": ['),
    ],
    # A units buffer holds the time, and every worker must name a test alike.
    ids=["cut", "too-long", "head-only", "other-magic", "not-a-number", "off-the-map", "outlines", "marks"],
)
def test_a_bad_delivery_is_counted_refused_and_stops_nothing(
    qtbot: QtBot, shown_map: MapView, ask: Ask, until: Until, channel: str, body: bytes
) -> None:
    shown_map.publish("units", sample.one_unit())
    until(shown_map, "zhihui.report().drawn === 1 && zhihui.report().areas.length === 4")
    with qtbot.waitSignal(shown_map.delivery_refused, timeout=5000) as refused:
        shown_map.publish(channel, body)
    assert refused.args[:2] == [channel, 1]
    assert ask(shown_map, "zhihui.report().units") == 1
    assert ask(shown_map, "zhihui.report().areas.length") == 4
    shown_map.publish("units", sample.many_units(20))
    until(shown_map, "zhihui.report().units === 20")


def test_a_mark_without_a_place_is_refused_alone(qtbot: QtBot, shown_map: MapView, until: Until) -> None:
    with qtbot.waitSignal(shown_map.delivery_refused, timeout=5000) as refused:
        shown_map.set_marks("cameras", [Mark(id=1, lat=float("nan"), lon=1.0), Mark(id=2, lat=30.0, lon=112.0)])
    assert refused.args[:2] == ["marks/cameras", 1]
    until(shown_map, "zhihui.report().marks.cameras === 1")


def test_an_odd_row_of_the_base_map_is_refused_alone_and_the_rest_is_drawn(
    qtbot: QtBot, shown_map: MapView, until: Until, ask: Ask
) -> None:
    line = [[112.29, 30.54], [112.31, 30.56]]
    roads = [
        {"class": "main", "name": "一路", "line": line},
        {"class": "main", "name": "二路", "line": [[112.29, None], *line]},
        {"class": "main", "name": "三路", "line": [[0, 0], *line]},
        {"class": "towpath", "name": "四路", "line": line},
        None,
    ]
    labels = [{"name": "桥", "lon": 112.3, "lat": lat, "rank": 1} for lat in (30.55, None)]
    water = [[*line, [112.3, 30.56]], [*line, [112.3, float("nan")]], line]  # Python writes NaN, which is no JSON
    box = [112.2, 30.5, 112.4, 30.6]
    body = json.dumps({"bbox": box, "road": roads, "label": labels, "water": water})
    with qtbot.waitSignal(shown_map.delivery_refused, timeout=5000) as refused:
        shown_map.set_base(body.encode())
    assert refused.args == ["base", 7, "not a place on the map"]
    drawn = "(b => [b.roads.main.length, b.labels.length, b.water.length].join())(zhihui.vectors.base)"
    assert ask(shown_map, drawn) == "1,1,1"
    with qtbot.waitSignal(shown_map.delivery_refused, timeout=5000) as refused:
        shown_map.set_base(json.dumps({"road": roads[:1]}).encode())
    assert refused.args == ["base", 0, ""]


def test_a_refusal_counts_one_delivery_and_is_taken_back_by_a_whole_one(qtbot: QtBot, shown_map: MapView) -> None:
    told: list[int] = []
    shown_map.delivery_refused.connect(lambda _channel, count, _why: told.append(count))
    nowhere = Mark(id=1, lat=float("nan"), lon=1.0)
    whole = [Mark(id=2, lat=30.0, lon=112.0)]
    for marks, counts in (([nowhere], [1]), ([nowhere, *whole], [1, 1]), (whole, [1, 1, 0])):
        shown_map.set_marks("cameras", marks)
        qtbot.waitUntil(partial(lambda told, counts: told == counts, told, counts), timeout=5000)


def test_a_hidden_map_is_told_nothing_and_catches_up_when_shown(
    qtbot: QtBot, shown_map: MapView, ask: Ask, until: Until
) -> None:
    shown_map.publish("units", sample.one_unit())
    until(shown_map, "zhihui.report().updates === 1")
    shown_map.hide()
    for step in range(5):
        shown_map.publish("units", sample.many_units(10 + step))
    assert ask(shown_map, "zhihui.report().updates") == 1
    shown_map.show()
    until(shown_map, "zhihui.report().units === 14")
    assert ask(shown_map, "zhihui.report().updates") == 2


def test_a_gesture_holds_the_view_and_f_gives_it_back(qtbot: QtBot, shown_map: MapView, until: Until) -> None:
    shown_map.publish("units", sample.one_unit())
    until(shown_map, "zhihui.report().drawn === 1")
    shown_map.follow(7)
    until(shown_map, "zhihui.following === 7")
    target = shown_map._view.focusProxy()
    assert target is not None
    with qtbot.waitSignal(shown_map.follow_held, timeout=5000) as held:
        QTest.mousePress(target, Qt.MouseButton.LeftButton, pos=QPoint(200, 200))
        for x in range(210, 280, 10):
            QTest.mouseMove(target, QPoint(x, 200))
        QTest.mouseRelease(target, Qt.MouseButton.LeftButton, pos=QPoint(280, 200))
    assert held.args == [True]
    with qtbot.waitSignal(shown_map.follow_held, timeout=5000) as held:
        target.setFocus()
        QTest.keyClick(target, Qt.Key.Key_F)
    assert held.args == [False]


@pytest.mark.parametrize("theme", ["night", "day"])
def test_what_is_seen_before_anything_is_drawn_is_the_maps_own_ground(
    shown_map: MapView, ask: Ask, until: Until, theme: str
) -> None:
    shown_map.set_theme(theme)
    before = shown_map.page.backgroundColor().name().upper()
    assert ask(shown_map, "Zhihui.look.ground.toUpperCase()") == before


def test_the_page_reaches_no_network(qtbot: QtBot, shown_map: MapView, ask: Ask, until: Until) -> None:
    sources = ask(shown_map, "[...document.querySelectorAll('script[src],link')].map(e => e.src || e.href)")
    assert len(sources) >= 5
    assert [source for source in sources if not source.startswith("zhihui://map/")] == []
    server = QTcpServer()
    assert server.listen(QHostAddress.SpecialAddress.LocalHost)
    address = f"http://127.0.0.1:{server.serverPort()}/"
    ask(shown_map, f"void fetch('{address}', {{mode: 'no-cors'}}).catch(() => {{ window.refusal = true; }})")
    until(shown_map, "window.refusal")
    assert not server.hasPendingConnections()


def test_a_map_that_comes_back_is_marked_as_old_until_what_is_now_is_drawn(
    qtbot: QtBot, shown_map: MapView, ask: Ask, until: Until
) -> None:
    orange = Mark(id=1, lat=sample.LAT, lon=sample.LON, icon="case", colour="orange")
    shown_map.set_marks("cases", [orange])
    until(shown_map, "zhihui.report().marks.cases === 1")
    cover = shown_map._catching_up
    assert cover.isHidden()
    shown_map.hide()
    shown_map.show()
    shown_map.set_marks("cases", [replace(orange, colour="red"), replace(orange, id=2)])
    assert cover.isVisible()
    assert cover.geometry() == shown_map.rect()
    qtbot.waitUntil(cover.isHidden, timeout=5000)
    assert ask(shown_map, "zhihui.report().marks.cases") == 2, "not before the newest is there"

"""The layer tree: found by pinyin, switched by keys, always of one mind with the chips and the map."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.layers import LayerKind
from app.domain.units import UnitKind, UnitStatus
from app.stores.settings import Settings
from tests.qt.situation.shown_screen import READY_LIMIT_MS, shown_screen
from tests.sample_night import LAT, LON, layer_catalogue
from tests.sample_seat import SampleSeat
from views.city_map.scope import Scope
from views.city_map.shown import Check
from views.situation.layer_tree.counts import LayerCounts
from views.situation.layer_tree.drawer import LayerDrawer
from views.situation.layer_tree.legend import legend_rows
from views.situation.layer_tree.model import COUNT_ROLE, TROUBLE_ROLE
from views.situation.layer_tree.search import LayerSearch
from views.situation.layer_tree.sets import LayerSets
from views.situation.screen import SituationScreen
from widgets.map import Mark

ANSWER_MS = 50


@pytest.fixture
def screen(qtbot: QtBot, tmp_path: Path) -> Iterator[SituationScreen]:
    """An active, shown screen with its drawer open and its map ready."""
    seat = SampleSeat(None)
    made = shown_screen(qtbot, tmp_path, seat)
    made.layer_tools.button.click()
    yield made
    made.set_active(False)


def drawer(screen: SituationScreen) -> LayerDrawer:
    return screen.layer_tools.drawer


def row_text(screen: SituationScreen, layer_id: str) -> str:
    return str(drawer(screen).model.index_of(layer_id).data())


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("暴露", "cases/event/01/E0110"),
        ("jinggai", "components/01/C0101"),
        ("dlj", "cases/event/05/E0507"),  # 道路积雪
        ("exposed", "cases/event/01/E0110"),
        ("fengxian", "risks/red"),
    ],
)
def test_a_layer_is_found_by_chinese_english_pinyin_and_initials(typed: str, found: str) -> None:
    search = LayerSearch()
    search.take(layer_catalogue().layers)
    standing = search.find(typed)
    assert standing is not None
    assert found in standing
    parents = {layer.id: layer.parent for layer in layer_catalogue().layers}
    at = found
    while at:
        assert at in standing
        at = parents[at]
    assert "base/roads" not in standing


def test_a_group_that_matches_shows_all_under_it() -> None:
    search = LayerSearch()
    search.take(layer_catalogue().layers)
    standing = search.find("街面秩序")
    assert standing is not None
    assert {layer.id for layer in layer_catalogue().layers if layer.parent == "cases/event/04"} <= standing


def test_searching_three_hundred_layers_answers_at_once(screen: SituationScreen, qtbot: QtBot) -> None:
    parts = drawer(screen)
    qtbot.waitUntil(lambda: not parts.search._unspelled)
    times_ms = []
    for typed in ("j", "jg", "jinggai", "井盖", "cover", "zz", "a"):
        began_s = time.perf_counter()
        parts._find(typed)
        times_ms.append(1000 * (time.perf_counter() - began_s))
    assert min(times_ms) < ANSWER_MS
    assert sorted(times_ms)[len(times_ms) // 2] < ANSWER_MS


def test_space_switches_a_group_and_the_chips_agree(screen: SituationScreen) -> None:
    tree, model = drawer(screen).tree, drawer(screen).model
    tree.setCurrentIndex(model.index_of("units/kind"))
    tree.setFocus()
    QTest.keyClick(tree, Qt.Key.Key_Space)
    assert screen.shown.check("units/kind") is Check.OFF
    assert [screen.layers.chips.chip(chip).isChecked() for chip in ("officers", "collectors", "vehicles")] == [
        False
    ] * 3
    QTest.mouseClick(screen.layers.chips.chip("vehicles"), Qt.MouseButton.LeftButton)
    assert screen.shown.check("units/kind") is Check.PART
    assert Qt.CheckState(model.index_of("units/kind").data(Qt.ItemDataRole.CheckStateRole)) is (
        Qt.CheckState.PartiallyChecked
    )
    screen.shown.switch(["units/pump_truck"], False)
    assert screen.layers.chips.chip("vehicles").isChecked()


def test_the_map_draws_just_what_the_tree_says(screen: SituationScreen, qtbot: QtBot) -> None:
    seat_cases = screen.stores.cases.open()
    waste = [case for case in seat_cases if case.category_code == "E0110"]
    assert 0 < len(waste) < len(seat_cases)
    screen.shown.show_only(["cases/event/01/E0110", "units/on_scene"])
    on_scene = sum(unit.status is UnitStatus.ON_SCENE for unit in screen.stores.units.all())
    drawn = f"(r => r.marks.cases === {len(waste)} && r.drawn === {on_scene} && !r.marks.low_points)(zhihui.report())"

    def holds() -> bool:
        answers: list[object] = []
        screen.map.page.runJavaScript(drawn, 0, answers.append)
        qtbot.waitUntil(lambda: bool(answers), timeout=READY_LIMIT_MS)
        return answers[0] is True

    qtbot.waitUntil(holds, timeout=READY_LIMIT_MS)


def test_a_set_by_duty_and_one_of_ones_own(screen: SituationScreen) -> None:
    parts = drawer(screen)
    assert parts.sets.choice.currentText() == "Daily"
    parts.sets.choice.setCurrentIndex(parts.sets.choice.findText("Flood"))
    parts.sets.choice.activated.emit(parts.sets.choice.currentIndex())
    assert screen.shown.is_on("risks/kind/waterside")
    assert not screen.shown.is_on("cases/open")
    screen.shown.switch(["heat/open"], True)
    assert parts.sets.choice.currentText() == "Own choice"
    parts.sets.keep.click()
    QTest.keyClicks(parts.sets.set_name, "Night flood")
    QTest.keyClick(parts.sets.set_name, Qt.Key.Key_Return)
    assert parts.sets.choice.currentText() == "Night flood"
    kept = screen.shown.on()
    screen.shown.show_only(["cases/open"])
    parts.sets.choice.setCurrentIndex(parts.sets.choice.findText("Night flood"))
    parts.sets.choice.activated.emit(parts.sets.choice.currentIndex())
    assert screen.shown.on() == kept
    parts.sets.drop.click()
    assert parts.sets.choice.findText("Night flood") < 0


def test_what_is_on_is_remembered_on_this_machine(screen: SituationScreen, qtbot: QtBot) -> None:
    screen.shown.show_only(["cases/open"])

    def kept() -> list[str]:
        on: list[str] = json.loads(screen.settings.state("layers-shown") or b"{}").get("on", [])
        return on

    qtbot.waitUntil(lambda: kept() == ["cases/open"])


def test_alt_and_an_arrow_put_a_layer_above(screen: SituationScreen) -> None:
    parts = drawer(screen)
    before = [layer.id for layer in screen.shown.below("")]
    parts.tree.setCurrentIndex(parts.model.index_of("cameras"))
    QTest.keyClick(parts.tree, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    after = [layer.id for layer in screen.shown.below("")]
    assert after.index("cameras") == before.index("risks") == before.index("cameras") - 1
    assert parts.current_id() == "cameras"


def test_only_a_sibling_can_be_dropped_beside(screen: SituationScreen) -> None:
    model = drawer(screen).model
    carried = model.mimeData([model.index_of("cases/stage/filing")])
    stages, sources = model.index_of("cases/stage"), model.index_of("cases/source")
    move = Qt.DropAction.MoveAction
    assert not model.canDropMimeData(carried, move, 0, 0, sources)
    assert model.dropMimeData(carried, move, 0, 0, stages)
    assert screen.shown.below("cases/stage")[0].id == "cases/stage/filing"


def test_what_would_change_nothing_cannot_be_dropped_nor_stepped(screen: SituationScreen) -> None:
    parts = drawer(screen)
    model, move = parts.model, Qt.DropAction.MoveAction
    carried = model.mimeData([model.index_of("units/sweeper")])
    assert not model.canDropMimeData(carried, move, 0, 0, model.index_of("units/kind"))
    for layer_id in ("units/sweeper", "base/roads", "areas/city", "base"):
        parts.tree.setCurrentIndex(model.index_of(layer_id))
        before = [layer.id for layer in screen.shown.leaves()]
        QTest.keyClick(parts.tree, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
        QTest.keyClick(parts.tree, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
        assert [layer.id for layer in screen.shown.leaves()] == before
        assert parts.current.place.isVisible()
        assert parts.current.place.text()  # it says why
    parts.tree.setCurrentIndex(model.index_of("cases"))
    assert parts.current.place.text() == ""


def test_every_layer_can_be_made_faint(screen: SituationScreen) -> None:
    parts = drawer(screen)
    parts.tree.setCurrentIndex(parts.model.index_of("cameras"))
    assert parts.current.opacity.isEnabled()
    parts.current.opacity.setValue(40)
    assert {drawn.opacity for drawn in screen.shown.drawn(LayerKind.CAMERAS)} == {0.4}
    for layer in screen.shown.leaves():
        parts.tree.setCurrentIndex(parts.model.index_of(layer.id))
        assert parts.current.opacity.isEnabled(), layer.id


def trouble(screen: SituationScreen, layer_id: str) -> str:
    return str(drawer(screen).model.index_of(layer_id).data(TROUBLE_ROLE))


def test_a_refused_delivery_stands_on_its_own_line(screen: SituationScreen, qtbot: QtBot) -> None:
    parts, map_view = drawer(screen), screen.map
    parts.tree.expandAll()
    plain = parts.tree.visualRect(parts.model.index_of("cases")).height()
    map_view.set_marks("cases", [Mark(id=1, lat=float("nan"), lon=LON), Mark(id=2, lat=LAT, lon=LON)])
    qtbot.waitUntil(lambda: trouble(screen, "cases") != "", timeout=READY_LIMIT_MS)
    told = trouble(screen, "cases")
    assert told.startswith("1 left out: no place on the map (since ")
    assert trouble(screen, "cases/open") == ""  # told once, on the highest row
    assert told in str(parts.model.index_of("cases/open").data(Qt.ItemDataRole.ToolTipRole))
    assert trouble(screen, "cameras/online") == ""
    parts.tree.doItemsLayout()
    assert parts.tree.visualRect(parts.model.index_of("cases")).height() > plain
    map_view.publish("marks/cases", b"[torn")
    former = "delivery cut short or odd: the old picture is kept (since "
    qtbot.waitUntil(lambda: trouble(screen, "cases").startswith(former), timeout=READY_LIMIT_MS)
    map_view.set_marks("cases", [Mark(id=2, lat=LAT, lon=LON)])
    qtbot.waitUntil(lambda: trouble(screen, "cases") == "", timeout=READY_LIMIT_MS)
    map_view.publish("base", b"{torn")
    first = "delivery cut short or odd: nothing of it can be drawn (since "
    qtbot.waitUntil(lambda: trouble(screen, "base").startswith(first), timeout=READY_LIMIT_MS)


def test_counts_are_those_of_the_stores_and_of_the_view(screen: SituationScreen) -> None:
    stores = screen.stores
    counts = LayerCounts(stores)
    half = (LON, LAT - 1, LON + 1, LAT + 1)
    pairs = counts.count(screen.shown.leaves(), Scope(), half)
    cases = stores.cases.open()
    assert pairs["cases/open"] == (sum(case.lon_deg >= LON for case in cases), len(cases))
    officers = [u for u in stores.units.all() if u.kind is UnitKind.OFFICER and u.status is not UnitStatus.OFF_DUTY]
    seen = sum(place.lon_deg >= LON for u in officers if (place := stores.units.position(u.id)) is not None)
    assert pairs["units/officer"] == (seen, len(officers))
    assert pairs["water/level/red"][1] == 1
    assert "water/rain" not in pairs
    screen.layer_tools._count()
    said = str(drawer(screen).model.index_of("cases/open").data(COUNT_ROLE))
    assert said.endswith(f" / {len(cases)}")


def test_the_legend_has_a_row_for_each_look_that_is_on(screen: SituationScreen, qtbot: QtBot) -> None:
    named = drawer(screen).name_of
    labels = [row["label"] for row in legend_rows(screen.shown, named)]
    assert len(labels) == len(set(labels))
    assert "Case overdue" in labels
    assert "Rain now" in labels
    screen.shown.show_only(["components/03"])
    rows = legend_rows(screen.shown, named)
    assert [picture["what"] for row in rows for picture in row["pictures"]] == ["point"]
    drawer(screen).legend.click()
    shown = "document.querySelectorAll('.zh-legend div div').length"
    answers: list[object] = []

    def one_row() -> bool:
        screen.map.page.runJavaScript(shown, 0, answers.append)
        return bool(answers) and answers[-1] == 1

    qtbot.waitUntil(one_row, timeout=READY_LIMIT_MS)


def test_own_sets_outlive_odd_bytes(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "console.ini")
    settings.set_state("layer-sets", b"[1")
    sets = LayerSets(SampleSeat(None).stores, settings)
    assert [one.id for one in sets.all()] == ["daily", "flood", "snow", "street_order"]


def test_a_base_map_without_buildings_and_names(screen: SituationScreen, qtbot: QtBot) -> None:
    screen.shown.switch(["base/names", "base/buildings"], False)
    strengths = "[zhihui.names.strength, zhihui.vectors.strength.buildings, zhihui.vectors.strength.roads].join()"

    def holds(expression: str) -> bool:
        answers: list[object] = []
        screen.map.page.runJavaScript(expression, 0, answers.append)
        qtbot.waitUntil(lambda: bool(answers), timeout=READY_LIMIT_MS)
        return answers[0] is True

    qtbot.waitUntil(lambda: holds(f"{strengths} === '0,0,1'"), timeout=READY_LIMIT_MS)
    screen.shown.switch(["base"], True)
    qtbot.waitUntil(lambda: holds(f"{strengths} === '1,1,1'"), timeout=READY_LIMIT_MS)
    screen.shown.switch(["tracks"], False)
    qtbot.waitUntil(lambda: holds("zhihui.figures.hidden.has('track')"), timeout=READY_LIMIT_MS)


def test_the_legend_of_a_set_says_what_the_set_lets_through(screen: SituationScreen) -> None:
    named = drawer(screen).name_of
    for choice in screen.stores.reference.layer_sets():
        screen.shown.show_only(choice.layers)
        rows = legend_rows(screen.shown, named)
        assert len({row["label"] for row in rows}) == len(rows), choice.id
    screen.shown.show_only(["cases/water"])
    assert legend_rows(screen.shown, named)[0]["label"] == "Cases of water: case overdue"
    screen.shown.show_only(["cases/overdue"])
    assert [row["label"] for row in legend_rows(screen.shown, named)] == ["Case overdue", "Nobody sent yet"]
    screen.shown.show_only(["units/on_scene"])
    colours = {p["colour"] for row in legend_rows(screen.shown, named) for p in row["pictures"]}
    assert "arrived" in colours
    assert "accent" not in colours


def test_every_layer_that_is_on_has_a_row_but_for_the_base_map(screen: SituationScreen) -> None:
    for layer in screen.shown.leaves():
        screen.shown.show_only([layer.id])
        assert bool(legend_rows(screen.shown, drawer(screen).name_of)) == (layer.kind is not LayerKind.BASE), layer.id


def test_a_search_without_hits_says_so_and_a_change_meanwhile_is_told(screen: SituationScreen) -> None:
    parts = drawer(screen)
    parts._find("qqqq")
    assert parts.nothing.isVisible()
    assert parts.model.rowCount() == 0
    parts.field.setText("camera")
    parts._find("camera")
    assert not parts.nothing.isVisible()
    screen.shown.switch(["cameras/online"], False)
    assert parts.sets.choice.currentText() == "Own choice"


def test_two_troubles_are_both_read_in_the_tree(screen: SituationScreen) -> None:
    parts = drawer(screen)
    one = parts.tree.visualRect(parts.model.index_of("cases")).height()
    for source in ("one", "two", "three"):
        screen.layer_tools.health.put(
            LayerKind.CASES, source, f"the source called {source} has not answered for a while"
        )
    parts.tree.doItemsLayout()
    assert parts.tree.visualRect(parts.model.index_of("cases")).height() > one + 40

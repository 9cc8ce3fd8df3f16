"""What the tree says of order and opacity is what the map's pixels show."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.areas import LEVEL_DIGITS, AreaLevel
from app.domain.layers import LayerKind
from app.stores.settings import Settings
from tests.sample_night import layer_catalogue
from tests.sample_seat import SampleSeat
from views.city_map.areas_on_map import AreasOnMap
from views.city_map.looks import AREA_STYLES
from views.city_map.order import STOREY_OF, changes, from_below, next_place
from views.city_map.shown import ShownLayers
from views.situation.screen import SituationScreen

READY_LIMIT_MS = 15_000


@pytest.fixture
def screen(qtbot: QtBot, tmp_path: Path) -> Iterator[SituationScreen]:
    seat = SampleSeat(None)
    settings = Settings(tmp_path / "console.ini")
    settings.language = "en"
    made = SituationScreen(seat.stores, seat.actions, settings)
    qtbot.addWidget(made)
    made.resize(1600, 900)
    made.set_active(True)
    with qtbot.waitSignal(made.map.page_ready, timeout=READY_LIMIT_MS):
        made.show()
    made.layer_tools.button.click()
    yield made
    made.set_active(False)


def ask(qtbot: QtBot, screen: SituationScreen, expression: str) -> Any:
    answers: list[Any] = []
    screen.map.page.runJavaScript(expression, 0, answers.append)
    qtbot.waitUntil(lambda: bool(answers), timeout=READY_LIMIT_MS)
    return answers[0]


def until(qtbot: QtBot, screen: SituationScreen, expression: str) -> None:
    qtbot.waitUntil(lambda: ask(qtbot, screen, expression) is True, timeout=READY_LIMIT_MS)


def to_the_bottom(screen: SituationScreen, layer_id: str) -> None:
    parts = screen.layer_tools.drawer
    parts.tree.setCurrentIndex(parts.model.index_of(layer_id))
    for _ in range(len(screen.shown.below(""))):
        QTest.keyClick(parts.tree, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)


# The unit that stands upon a case is moved there by the page's own rows: the sample has none so near.
UNIT_ON_CASE = """(() => { const m = zhihui.marks.under.layers.get("cases") || zhihui.marks.above.layers.get("cases");
  const live = zhihui.live, i = live.shown.indexOf(1), at = m.marks[0];
  for (const [k, v] of [["x", at.x], ["y", at.y]]) { live.rows["t" + k][i] = live.rows["f" + k][i] = v; }
  live.rows.until[i] = 0; live.frame();
  const p = zhihui.map.latLngToContainerPoint([at.lat, at.lon]);
  const hit = zhihui.pick(p.x, p.y); return hit && hit.layer; })()"""


def test_units_at_the_bottom_of_the_tree_lie_under_the_marks(screen: SituationScreen, qtbot: QtBot) -> None:
    screen.shown.show_only(["units/kind", "cases/open", "water/underpass", "alarms"])
    until(qtbot, screen, "zhihui.marks.under.layers.get('cases')?.marks.length > 0 && zhihui.live.inView > 0")
    assert ask(qtbot, screen, UNIT_ON_CASE) == "units"
    to_the_bottom(screen, "units")
    assert screen.shown.leaves()[-1].kind is not LayerKind.UNITS  # the base map stays lowest of all
    until(qtbot, screen, "zhihui.marks.above.layers.has('cases') && zhihui.marks.above.layers.has('low_points')")
    until(qtbot, screen, "zhihui.marks.above.canvas !== null && zhihui.marks.above.view !== undefined")
    assert ask(qtbot, screen, UNIT_ON_CASE) == "cases"
    names = "zhihui.marks.above.shownLayers().map(([name]) => name).join()"
    until(qtbot, screen, f"{names}.endsWith('alarms')")  # a call for help is never covered


def test_lines_and_outlines_lie_as_the_tree_says(screen: SituationScreen, qtbot: QtBot) -> None:
    until(qtbot, screen, "zhihui.figures.order.join() === 'fences,track,warnings'")
    screen.shown.move("fences", 0)
    until(qtbot, screen, "zhihui.figures.order.join() === 'track,warnings,fences'")
    screen.shown.switch(["components/01"], True)
    outlines = "zhihui.tiles.painters.map((p) => p.whose).filter((w) => w).join()"
    until(qtbot, screen, f"{outlines} === 'areas,components'")
    screen.shown.move("areas", 0)
    until(qtbot, screen, f"{outlines} === 'components,areas'")


def test_each_move_that_is_offered_changes_what_lies_above_what() -> None:
    shown = ShownLayers(layer_catalogue().layers)
    shown.switch([layer.id for layer in shown.leaves()], True)

    def pile() -> list[object]:
        """Kinds by their height, and the layers of those kinds whose own layers lie in order."""
        kinds = [tuple(from_below(shown, [k for k in STOREY_OF if STOREY_OF[k] is s])) for s in set(STOREY_OF.values())]
        own = [leaf.id for leaf in shown.leaves() if changes(shown, leaf.id, leaf.id)]
        return [*sorted(map(str, kinds)), own]

    moves = 0
    for layer in [shown.layer(one.id) for one in layer_catalogue().layers]:
        assert layer is not None
        place = next_place(shown, layer.id, 1)
        if place is None:
            continue
        before = pile()
        shown.move(layer.id, place)
        assert pile() != before, layer.id
        moves += 1
    assert moves > 100


def test_a_faint_layer_is_faint_whatever_it_is_made_of(screen: SituationScreen, qtbot: QtBot) -> None:
    shown = screen.shown
    until(qtbot, screen, "zhihui.live.inView > 0")
    shown.set_opacity("units", 0.3)
    shown.set_opacity("areas/street", 0.4)
    shown.set_opacity("base", 0.5)
    shown.set_opacity("base/roads", 0.5)
    shown.set_opacity("tracks", 0.5)
    until(qtbot, screen, "Math.abs(zhihui.live.looks.list[zhihui.live.marks.data[2]].alpha - 0.3) < 0.001")
    styles = AreasOnMap(screen.map, screen.stores, shown, AREA_STYLES)._styles_on()
    assert {style.digits: style.alpha for style in styles} == {6: 1.0, 9: 0.4, 12: 1.0, 15: 1.0}
    until(qtbot, screen, "zhihui.vectors.strength.roads === 0.25 && zhihui.vectors.strength.water === 0.5")
    until(qtbot, screen, "zhihui.vectors.pictures === 0.5 && zhihui.parts.some((p) => p?.strength === 0.15)")
    shown.set_opacity("units", 1.0)
    shown.set_opacity("units/officer", 0.6)
    until(qtbot, screen, "zhihui.live.looks.style.strengths.join() === '0,0.6,1'")
    kinds = "[0.6, 1].every((a) => zhihui.live.marks.row.subarray(0, zhihui.live.marks.n).some((_, m) =>"
    until(qtbot, screen, f"{kinds} zhihui.live.looks.list[zhihui.live.marks.data[4 * m + 2]].alpha === a))")


def test_every_layer_of_areas_and_of_the_base_map_draws_something(screen: SituationScreen) -> None:
    """docs/layers.md counts only layers that do; the other kinds draw what the city has of them."""
    parts: set[str] = set()
    for layer in layer_catalogue().layers:
        if layer.kind is LayerKind.AREAS:
            screen.shown.show_only([layer.id])
            styles = AreasOnMap(screen.map, screen.stores, screen.shown, AREA_STYLES)._styles_on()
            assert [style.from_zoom for style in styles] == [layer.from_zoom], layer.id
        elif layer.kind is LayerKind.BASE:
            parts.update(layer.codes)
    assert parts == {"names", "buildings", "green", "water", "rail", "roads"}
    assert {LEVEL_DIGITS[level] for level in AreaLevel} == {style.digits for style in AREA_STYLES}

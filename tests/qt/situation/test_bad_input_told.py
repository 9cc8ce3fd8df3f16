"""What the city was given badly is said in the layer tree, left out of map and counts, and stops nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.api.frames import Reference
from app.domain.cameras import Camera
from app.domain.layers import LayerFaults
from app.domain.outlines import encode_outlines, ring_from_degrees
from app.stores.reference import Body, BodyTrouble
from tests.qt.situation.shown_screen import READY_LIMIT_MS, in_page, shown_screen
from tests.sample_night import LAT, LON, STREETS
from tests.sample_seat import SampleSeat
from views.situation.layer_tree.model import COUNT_ROLE, TROUBLE_ROLE

CAMERA = Camera(
    id=1, version=1, code="", name="路口", gloss="Crossing", area_code=STREETS[0] + "001001", lat_deg=LAT,
    lon_deg=LON, heading_deg=0.0, field_deg=60.0, online=True,
)  # fmt: skip


class Stage:
    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.seat = SampleSeat(None, cameras=(CAMERA, replace(CAMERA, id=2)))
        self.screen = shown_screen(qtbot, folder, self.seat)
        self.screen.layer_tools.button.click()

    def text(self, layer_id: str, role: int) -> str:
        return str(self.screen.layer_tools.drawer.model.index_of(layer_id).data(role) or "")

    def told(self, layer_id: str, start: str) -> Callable[[], bool]:
        """A condition for waitUntil: the trouble begins so; "" is none."""
        return lambda: self.trouble(layer_id).startswith(start) if start else not self.trouble(layer_id)

    def trouble(self, layer_id: str) -> str:
        return self.text(layer_id, TROUBLE_ROLE)


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> Iterator[Stage]:
    made = Stage(qtbot, tmp_path)
    yield made
    made.screen.set_active(False)


@pytest.mark.parametrize(("lat", "lon"), [(0.0, 0.0), (55.0, -100.0), (float("nan"), LON)])
def test_things_that_lie_elsewhere_are_told_and_neither_drawn_nor_counted(
    stage: Stage, qtbot: QtBot, lat: float, lon: float
) -> None:
    seat, stores, parts = stage.seat, stage.seat.stores, stage.screen.layer_tools
    moved: dict[str, Any] = {
        "cases": stores.cases.open()[0],
        "cameras": CAMERA,
        "low_points": stores.facilities.low_points()[0],
        "risks": stores.risks.all()[0],
    }
    tops = {"cases": "cases", "cameras": "cameras", "low_points": "water", "risks": "risks"}
    stage.screen.shown.switch(tops.values(), True)
    whole = {"cases": len(stores.cases.open()), "risks": len(stores.risks.all())}
    for noun, thing in moved.items():
        seat.change(noun, replace(thing, version=thing.version + 1, lat_deg=lat, lon_deg=lon))
    said = "1 left out: at (0, 0) or not in the city (since "
    for top in tops.values():
        qtbot.waitUntil(stage.told(top, said), timeout=READY_LIMIT_MS)
    parts._count()
    assert stage.text("cases/open", COUNT_ROLE).endswith(f"/ {whole['cases'] - 1:,}")
    assert stage.text("cameras/online", COUNT_ROLE) == "1 / 1"
    drawn = f"r.marks.cases === {whole['cases'] - 1} && r.marks.cameras === 1 && r.marks.risks === {whole['risks'] - 1}"
    drawn = f"(r => {drawn} && !Object.keys(r.refused).length)(zhihui.report())"
    qtbot.waitUntil(in_page(qtbot, stage.screen, drawn), timeout=READY_LIMIT_MS)
    for noun, thing in moved.items():
        seat.change(noun, replace(thing, version=thing.version + 2))
    for top in tops.values():
        qtbot.waitUntil(stage.told(top, ""), timeout=READY_LIMIT_MS)


def test_outlines_that_run_out_of_the_city_are_told_and_left_out(stage: Stage, qtbot: QtBot) -> None:
    reference = stage.seat.stores.reference
    near = [(LAT, LON), (LAT, LON + 0.01), (LAT + 0.01, LON)]
    rings = {STREETS[0]: near, STREETS[1]: [(0.0, 0.0), *near], STREETS[2]: [(LAT, 200.0), *near]}
    reference.write_outlines(encode_outlines({code: [ring_from_degrees(ring)] for code, ring in rings.items()}))
    reference.announce()
    said = "2 outlines left out: a point of them is at (0, 0) or not in the city (since "
    qtbot.waitUntil(lambda: stage.trouble("areas").startswith(said), timeout=READY_LIMIT_MS)
    assert [area.code for area in reference.outlined_areas()] == [STREETS[0]]
    stage.screen.layer_tools._count()
    assert stage.text("areas/street", COUNT_ROLE).endswith("/ 1")


def test_torn_outlines_are_told_and_no_grid_is_counted(stage: Stage) -> None:
    reference = stage.seat.stores.reference
    reference.write_trouble(Body.OUTLINES, BodyTrouble.TORN)
    reference.announce()
    assert stage.trouble("areas").startswith("not shown: what came is cut short (since ")
    stage.screen.layer_tools._count()
    assert stage.text("areas/grid", COUNT_ROLE) == "0 / 0"
    reference.write_trouble(Body.OUTLINES, None)
    reference.announce()
    assert stage.trouble("areas") == ""


def test_what_is_wrong_with_the_catalogue_stands_above_the_tree(stage: Stage) -> None:
    reference, notice = stage.seat.stores.reference, stage.screen.layer_tools.drawer.notice
    assert notice.isHidden()
    sound = reference._reference
    assert isinstance(sound, Reference)
    reference.write(replace(sound, layer_faults=LayerFaults(left_out=("mars",))))
    reference.announce()
    assert notice.isVisible()
    assert notice.text() == "1 odd rows of the city's layers are left out: mars."
    reference.write(replace(sound, layer_faults=LayerFaults(torn=True)), {"areas": 2})
    reference.announce()
    assert notice.text() == (
        "2 areas, categories or plans could not be read and are left out. "
        "The city's own layers cannot be read: the usual ones stand in for them."
    )
    reference.write_trouble(Body.REFERENCE, BodyTrouble.REFUSED)
    reference.announce()
    assert notice.text().startswith("City data could not be fetched anew: what was known before is kept.")

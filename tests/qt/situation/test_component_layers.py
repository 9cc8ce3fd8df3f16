"""Components on the map: fetched once when needed, cut as the tree says, counted, and honest about bad rows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from app.api.errors import Unreachable
from app.domain.component_points import encode_components, sort_by_grid
from app.domain.layers import LayerKind
from tests.logwatch import LogWatch
from tests.qt.situation.shown_screen import READY_LIMIT_MS, shown_screen
from tests.sample_night import LAT, LON, STREETS
from tests.sample_seat import SampleSeat
from views.city_map import components as module
from views.situation.layer_tree.model import COUNT_ROLE, TROUBLE_ROLE

CODES = ("C0137", "C0305")  # lamp, bin
GRID = STREETS[0] + "001001"


def body(extra_lat: list[float] = []) -> bytes:  # noqa: B006  # read only
    """Six lamps (one damaged) and four bins, 50 m apart, and lamps at further places."""
    count = 10 + len(extra_lat)
    lat = np.array([LAT + n * 0.0005 for n in range(10)] + extra_lat)
    category = np.array([0] * 6 + [1] * 4 + [0] * len(extra_lat), dtype=np.uint8)
    state = np.zeros(count, dtype=np.uint8)
    state[0] = 1
    units = np.round(lat * 1e7).astype(np.int32)
    lon = np.full(count, round(LON * 1e7), dtype=np.int32)
    return encode_components(sort_by_grid(CODES, [GRID], np.zeros(count, np.int64), units, lon, category, state))


class ComponentServer:
    def __init__(self, answer: bytes | None) -> None:
        self.answer, self.asked = answer, list[str]()

    async def get(self, path: str, answer: type[Any], **params: Any) -> Any:
        raise Unreachable(path)

    async def kept(self, path: str) -> bytes:
        self.asked.append(path)
        if self.answer is None:
            raise Unreachable(path)
        return self.answer


class Stage:
    def __init__(self, qtbot: QtBot, folder: Path, server: ComponentServer) -> None:
        self.seat = SampleSeat(server)
        self.screen = shown_screen(qtbot, folder, self.seat)

    def text(self, layer_id: str, role: int) -> str:
        return str(self.screen.layer_tools.drawer.model.index_of(layer_id).data(role) or "")


@pytest.fixture
def loads_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spawned coroutines run to their end here and now: pytest-qt's waits and a running loop do not go together."""

    def spawn(_self: object, coroutine: Any) -> object:
        with pytest.raises(StopIteration):
            coroutine.send(None)
        return object()

    async def here(work: Any, *args: Any) -> Any:
        return work(*args)

    monkeypatch.setattr("app.actions.Actions.spawn", spawn)
    monkeypatch.setattr(module.asyncio, "to_thread", here)


@pytest.mark.usefixtures("loads_at_once")
def test_they_are_fetched_once_and_counted_in_view_and_city(qtbot: QtBot, tmp_path: Path) -> None:
    server = ComponentServer(body())
    stage = Stage(qtbot, tmp_path, server)
    assert server.asked == []
    stage.screen.shown.switch(["components/01/C0137", "components/trouble/damaged/01"], True)
    stage.screen.layer_tools.button.click()
    assert server.asked == ["/v1/facilities/components"]
    counts = stage.screen.layer_tools.components.counts
    qtbot.waitUntil(lambda: counts()["components/01/C0137"] == (6, 6), timeout=READY_LIMIT_MS)
    assert counts()["components/trouble/damaged/01"] == (1, 1)
    assert counts()["components/03/C0305"] == (4, 4)
    assert counts()["components/04/C0402"] == (0, 0)
    stage.screen.map.fly_to(LAT, LON, 19)
    qtbot.waitUntil(lambda: counts()["components/01/C0137"][0] < 6, timeout=READY_LIMIT_MS)
    assert counts()["components/01/C0137"][1] == 6
    qtbot.waitUntil(lambda: stage.text("components/01/C0137", COUNT_ROLE).endswith("/ 6"), timeout=READY_LIMIT_MS)
    stage.screen.shown.switch(["components"], False)
    stage.screen.shown.switch(["components"], True)
    assert len(server.asked) == 1


@pytest.mark.usefixtures("loads_at_once")
def test_points_that_lie_nowhere_are_left_out_and_told_in_the_tree(qtbot: QtBot, tmp_path: Path) -> None:
    stage = Stage(qtbot, tmp_path, ComponentServer(body([LAT + 3, LAT + 4])))
    stage.screen.shown.switch(["components/01/C0137"], True)
    told = stage.text("components", TROUBLE_ROLE)
    assert told.startswith("2 of 12 points left out or not known: not in the city")
    assert stage.text("cases", TROUBLE_ROLE) == ""


@pytest.mark.usefixtures("loads_at_once")
def test_of_a_body_cut_short_the_part_that_came_is_drawn_and_the_rest_told(qtbot: QtBot, tmp_path: Path) -> None:
    whole = body()
    cut = whole[: len(whole) - 10 * 4 - 3 * 8]  # without the numbers and the last three places
    stage = Stage(qtbot, tmp_path, ComponentServer(cut))
    stage.screen.shown.switch(["components/01/C0137", "components/03/C0305"], True)
    counts = stage.screen.layer_tools.components.counts
    qtbot.waitUntil(lambda: counts()["components/01/C0137"] == (6, 6), timeout=READY_LIMIT_MS)
    qtbot.waitUntil(lambda: counts()["components/03/C0305"] == (1, 1), timeout=READY_LIMIT_MS)
    assert stage.text("components", TROUBLE_ROLE).startswith("cut short: 3 of 10 did not come (since ")


@pytest.mark.usefixtures("loads_at_once")
@pytest.mark.parametrize("answer", [None, b"ZHC1 cut short"])
def test_a_body_that_is_away_or_cut_short_is_told_and_asked_again(
    qtbot: QtBot, tmp_path: Path, answer: bytes | None
) -> None:
    server = ComponentServer(answer)
    stage = Stage(qtbot, tmp_path, server)
    stage.screen.shown.switch(["components/01/C0137"], True)
    assert stage.text("components", TROUBLE_ROLE)
    server.answer = body()
    stage.screen.shown.switch(["components/03/C0305"], True)
    assert len(server.asked) == 2
    assert stage.text("components", TROUBLE_ROLE) == ""


@pytest.mark.usefixtures("loads_at_once")
def test_a_clicked_component_has_a_card(qtbot: QtBot, tmp_path: Path) -> None:
    stage = Stage(qtbot, tmp_path, ComponentServer(body()))
    stage.screen.shown.switch(["components"], True)
    rows = [stage.screen.layer_tools.components.row(n) for n in range(10)]
    stage.screen.map.mark_clicked.emit("components", rows.index(("C0137", "damaged", GRID)))
    said = {fact.name: fact.value for fact in stage.screen.panel.facts.facts()}
    assert stage.screen.panel.title.text() == "Street light"
    assert (said["State"], said["Category"]) == ("damaged", "C0137")
    stage.screen.map.mark_clicked.emit("components", 99)
    assert stage.screen.panel.title.text() == ""


@pytest.mark.usefixtures("loads_at_once")
def test_the_next_account_at_the_seat_is_given_its_own_components(qtbot: QtBot, tmp_path: Path) -> None:
    server = ComponentServer(body())
    stage = Stage(qtbot, tmp_path, server)
    parts, session = stage.screen.layer_tools.components, stage.seat.stores.session
    stage.screen.shown.switch(["components/01/C0137"], True)
    assert (parts.total, parts.counts_in(GRID)) == (10, {"C0137": 6, "C0305": 4})
    account = session.account
    assert account is not None
    session.write(None)
    assert (parts.total, parts.counts(), parts.row(0)) == (0, {}, None)
    assert len(server.asked) == 1
    server.answer = body([LAT + 0.01])
    session.write(replace(account, id=2, login="next"))
    assert parts.total == 11


def test_an_answer_to_the_former_account_is_thrown_away(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spawned: list[Any] = []

    def spawn(_self: object, work: Any) -> Any:
        spawned.append(work)
        return work

    monkeypatch.setattr("app.actions.Actions.spawn", spawn)
    stage = Stage(qtbot, tmp_path, ComponentServer(body()))
    stage.screen.shown.switch(["components/01/C0137"], True)
    stage.seat.stores.session.write(None)
    with pytest.raises(StopIteration):
        spawned[0].send(None)
    assert stage.screen.layer_tools.components.total == 0


@pytest.mark.usefixtures("loads_at_once")
def test_a_machine_that_cannot_prepare_them_says_so_and_tries_again(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, expected_log: LogWatch
) -> None:
    expected_log.expect("components could not be prepared")

    def full(*_args: Any) -> None:
        raise OSError(28, "No space left on device")

    stage = Stage(qtbot, tmp_path, ComponentServer(body()))
    with monkeypatch.context() as broken:
        broken.setattr(module, "_prepare", full)
        stage.screen.shown.switch(["components/01/C0137"], True)
    assert stage.text("components", TROUBLE_ROLE).startswith("not shown: this machine")
    stage.screen.shown.switch(["components/03/C0305"], True)
    assert stage.text("components", TROUBLE_ROLE) == ""


def test_every_layer_of_components_cuts_by_category() -> None:
    layers = SampleSeat(None).stores.reference.layers()
    assert all(layer.by == "category" for layer in layers if layer.kind is LayerKind.COMPONENTS)


@pytest.mark.usefixtures("loads_at_once")
def test_a_component_is_found_by_its_own_code(qtbot: QtBot, tmp_path: Path) -> None:
    server = ComponentServer(None)
    stage = Stage(qtbot, tmp_path, server)
    search = stage.screen.search
    code = f"{GRID[:6]}0137000004"
    search.field.setText(code)
    search._take_current()
    assert stage.screen.panel.title.text() == ""
    asked = len(server.asked)
    server.answer = body()
    stage.screen.shown.switch(["components/03/C0305"], True)
    assert len(server.asked) == asked + 1  # a server that is away is not asked without end
    assert [line.below for line in search.found.lines()] == [code]
    search._take_current()
    said = {fact.name: fact.value for fact in stage.screen.panel.facts.facts()}
    assert said["Code"] == code

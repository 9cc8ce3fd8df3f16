"""The chosen source of tiles is on the map, follows a change, and says on it whose pictures they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.stores.settings import Settings
from app.stores.tile_sources import SourceGrid, SourceKind, TileSetting
from tests.tile_server import TileServer, png, tile_server
from views.city_map.ground import CityGround, layer_templates
from widgets.map import MapView

KEY = "0123456789abcdef-secret"


@pytest.fixture
def server() -> Iterator[TileServer]:
    with tile_server() as running:
        running.picture = lambda _path: png(10, 200, 10)  # type: ignore[method-assign]
        yield running


@pytest.fixture
def view(qtbot: QtBot) -> MapView:
    made = MapView()
    qtbot.addWidget(made)
    made.resize(600, 400)
    with qtbot.waitSignal(made.page_ready, timeout=15_000):
        made.show()
    return made


@pytest.fixture
def credit(qtbot: QtBot, view: MapView) -> Callable[[], str]:
    def ask() -> str:
        got: list[Any] = []
        view.page.runJavaScript("document.querySelector('.zh-credit').textContent", 0, got.append)
        qtbot.waitUntil(lambda: bool(got), timeout=5000)
        return str(got[0])

    return ask


def test_the_chosen_source_is_shown_with_its_layers_key_and_review_number(
    qtbot: QtBot, tmp_path: Path, view: MapView, server: TileServer, credit: Callable[[], str]
) -> None:
    settings = Settings(tmp_path / "console.ini")
    ground = CityGround(view, settings, for_operator=True)
    settings.tile_sources.put(
        TileSetting(
            name="national",
            kind=SourceKind.TIANDITU,
            address=server.address,
            grid=SourceGrid.DEGREES,
            attribution="National platform",
            review_number="GS(2026)0001",
            key=KEY,
        )
    )
    assert credit() == ""
    settings.tile_sources.choose("national")
    qtbot.waitUntil(lambda: view.grab().toImage().pixelColor(300, 100).getRgb()[:3] != (20, 26, 33), timeout=10_000)
    asked = set(server.paths)
    assert any(path.startswith("/vec_c/wmts?") and path.endswith(f"tk={KEY}") for path in asked)
    assert any(path.startswith("/cva_c/wmts?") for path in asked)
    assert "GS(2026)0001" in credit()
    assert "National platform" in ground.credit()
    settings.tile_sources.choose("")
    qtbot.waitUntil(lambda: credit() == "", timeout=5000)


@pytest.mark.parametrize(("for_operator", "told"), [(True, True), (False, False)])
def test_a_missing_review_number_is_told_to_the_operator_and_not_on_the_wall(
    qtbot: QtBot, tmp_path: Path, view: MapView, credit: Callable[[], str], for_operator: bool, told: bool
) -> None:
    settings = Settings(tmp_path / "console.ini")
    settings.tile_sources.put(TileSetting(name="own", kind=SourceKind.FOLDER, address=str(tmp_path), attribution="Own"))
    settings.tile_sources.choose("own")
    ground = CityGround(view, settings, for_operator=for_operator)
    qtbot.waitUntil(lambda: "Own" in credit(), timeout=5000)
    assert ("No review number" in credit()) is told
    assert ground.credit() == "Own"


def test_the_layers_of_a_server() -> None:
    address = "http://h/{z}/{x}/{y}"
    one = TileSetting(name="a", kind=SourceKind.ADDRESS, address=address)
    two = TileSetting(name="a", kind=SourceKind.ADDRESS, address=address, notes_address=address + "?notes")
    assert layer_templates(one) == (address,)
    assert layer_templates(two) == (address, address + "?notes")

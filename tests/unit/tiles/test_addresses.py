"""Templates and grids: which address a tile has."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widgets.map.tiles.addresses import Grid, TemplateFault, fill, template_fault, tianditu_templates, tile_at
from widgets.map.tiles.source import Tile

TILE = Tile(layer=0, zoom=14, column=13300, row=6720)
HOST = "https://tiles.hall.example"


@pytest.mark.parametrize(
    ("template", "address"),
    [
        ("/{z}/{x}/{y}.png", "/14/13300/6720.png"),
        ("/{z}/{x}/{-y}.png", "/14/13300/9663.png"),
        (
            "/wmts?TILEMATRIX={TileMatrix}&TILEROW={TileRow}&TILECOL={TileCol}",
            "/wmts?TILEMATRIX=14&TILEROW=6720&TILECOL=13300",
        ),
        ("/wmts/EPSG:4490:{z-1}/{TileRow}/{TileCol}", "/wmts/EPSG:4490:13/6720/13300"),
        ("/{z}/{x}/{y}?tk={tk}", "/14/13300/6720?tk=a%26b%2Fc"),
        ("/{z}/{x}/{y}?k={key}", "/14/13300/6720?k=a%26b%2Fc"),
        ("/t{s}/{z}/{x}/{y}", "/t4/14/13300/6720"),
    ],
)
def test_a_template_is_filled(template: str, address: str) -> None:
    assert fill(HOST + template, TILE, Grid.MERCATOR, key="a&b/c") == HOST + address


def test_a_key_with_braces_fills_nothing_further() -> None:
    assert fill("http://h/{z}/{x}/{y}?k={key}", TILE, Grid.MERCATOR, key="{z}") == "http://h/14/13300/6720?k=%7Bz%7D"


@pytest.mark.parametrize(
    ("template", "key", "fault"),
    [
        (HOST + "/{z}/{x}/{y}.png", "", None),
        (HOST + "/{z}/{x}/{y}.png?tk={tk}", "secret", None),
        ("ftp://h/{z}/{x}/{y}", "", TemplateFault.NO_WEB_ADDRESS),
        ("file:///etc/{z}/{x}/{y}", "", TemplateFault.NO_WEB_ADDRESS),
        ("tiles/{z}/{x}/{y}", "", TemplateFault.NO_WEB_ADDRESS),
        ("http://[/{z}/{x}/{y}", "", TemplateFault.NO_WEB_ADDRESS),
        (HOST + "/{z}/{x}.png", "", TemplateFault.NO_PLACE_FOR_TILE),
        (HOST + "/{z}/{x}/{y}/{style}", "", TemplateFault.UNKNOWN_PLACEHOLDER),
        (HOST + "/{z}/{x}/{y}", "secret", TemplateFault.NO_PLACE_FOR_KEY),
    ],
)
def test_what_cannot_be_asked_is_told(template: str, key: str, fault: TemplateFault | None) -> None:
    assert template_fault(template, key) is fault


@pytest.mark.parametrize(("grid", "suffix"), [(Grid.MERCATOR, "w"), (Grid.DEGREES, "c")])
@pytest.mark.parametrize(("picture", "notes"), [("vec", "cva"), ("img", "cia"), ("ter", "cta")])
def test_tianditu_layers(grid: Grid, suffix: str, picture: str, notes: str) -> None:
    """CH/Z 9011 and the platform's own description: base and annotation are two layers of one matrix set."""
    for template, layer in zip(
        tianditu_templates("http://map.hall.example/", picture, grid), (picture, notes), strict=True
    ):
        assert template_fault(template, "key") is None
        address = fill(template, TILE, grid, "0123")
        assert address.startswith(f"http://map.hall.example/{layer}_{suffix}/wmts?SERVICE=WMTS&REQUEST=GetTile")
        assert f"LAYER={layer}&STYLE=default&TILEMATRIXSET={suffix}&" in address
        assert address.endswith("TILEMATRIX=14&TILEROW=6720&TILECOL=13300&tk=0123")


def test_no_such_picture() -> None:
    with pytest.raises(ValueError):
        tianditu_templates(HOST, "moon", Grid.MERCATOR)


@given(st.integers(1, 20), st.data())
def test_rows_from_the_south_are_their_own_inverse(zoom: int, data: st.DataObject) -> None:
    for grid in Grid:
        row = data.draw(st.integers(0, grid.rows(zoom) - 1))
        tile = Tile(layer=0, zoom=zoom, column=0, row=row)
        south = grid.row_from_south(tile)
        assert grid.row_from_south(Tile(layer=0, zoom=zoom, column=0, row=south)) == row
        assert grid.holds(tile)
        assert not grid.holds(Tile(layer=0, zoom=zoom, column=0, row=grid.rows(zoom)))


def test_the_grid_of_degrees_has_half_as_many_rows_as_columns() -> None:
    """Level 1 is two tiles of 180°; a tile spans 360°/2ⁿ, so 30.55° north lies that many rows below 90°."""
    assert Grid.DEGREES.rows(1) == 1
    assert Grid.DEGREES.rows(14) == 8192
    assert math.floor((90 - 30.55) / (360 / 2**14)) < Grid.DEGREES.rows(14)


def test_the_tile_of_a_place_by_numbers_worked_out_by_hand() -> None:
    """30.55° N, 112.30° E at level 14: 292.3° of 360 across; 59.45° of 360 down in degrees."""
    assert tile_at(Grid.MERCATOR, 0, 14, 30.55, 112.30) == Tile(layer=0, zoom=14, column=13302, row=6730)
    assert tile_at(Grid.DEGREES, 1, 14, 30.55, 112.30) == Tile(layer=1, zoom=14, column=13302, row=2705)

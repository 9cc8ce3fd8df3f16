"""One truth of what is on: groups follow their layers, opacity multiplies down, order decides who lies above."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from app.domain.layers import Layer, LayerKind
from views.city_map.shown import Check, ShownLayers


def layer(layer_id: str, kind: LayerKind = LayerKind.CASES, *, on: bool = False) -> Layer:
    return Layer(id=layer_id, parent=layer_id.rpartition("/")[0], name="", gloss="", kind=kind, on=on)


CATALOGUE = (
    layer("a", LayerKind.GROUP),
    layer("a/1", on=True),
    layer("a/2"),
    layer("b", LayerKind.GROUP),
    layer("b/c", LayerKind.GROUP),
    layer("b/c/3", LayerKind.CAMERAS, on=True),
    layer("b/4", LayerKind.CAMERAS),
)


@pytest.fixture
def shown() -> ShownLayers:
    return ShownLayers(CATALOGUE)


def ids(shown: ShownLayers) -> list[str]:
    return [drawn.layer.id for drawn in shown.drawn()]


def test_a_new_seat_finds_what_the_city_says(shown: ShownLayers) -> None:
    assert ids(shown) == ["a/1", "b/c/3"]
    assert [shown.check(one) for one in ("a", "a/2", "b", "b/c", "")] == [
        Check.PART,
        Check.OFF,
        Check.PART,
        Check.ON,
        Check.PART,
    ]


def test_a_group_switches_all_under_it_and_says_it_once(qtbot: QtBot, shown: ShownLayers) -> None:
    with qtbot.waitSignal(shown.shown_changed):
        shown.switch(["b"], True)
    assert shown.check("b") is Check.ON
    assert ids(shown) == ["a/1", "b/c/3", "b/4"]
    with qtbot.assertNotEmitted(shown.shown_changed):
        shown.switch(["b"], True)
    shown.switch(["b/c"], False)
    assert shown.check("b") is Check.PART


def test_a_set_shows_only_what_it_names(shown: ShownLayers) -> None:
    shown.show_only(["b/4", "a", "of another city"])
    assert shown.on() == {"a/1", "a/2", "b/4"}


def test_opacity_of_a_group_counts_for_all_under_it(shown: ShownLayers) -> None:
    shown.set_opacity("b", 0.5)
    shown.set_opacity("b/c/3", 0.5)
    shown.set_opacity("a", 7.0)
    assert [drawn.opacity for drawn in shown.drawn()] == [1.0, 0.25]


def test_what_is_moved_up_lies_above(shown: ShownLayers) -> None:
    shown.move("b", 0)
    assert ids(shown) == ["b/c/3", "a/1"]
    shown.switch(["b/4"], True)
    shown.move("b/4", 0)
    assert [drawn.layer.id for drawn in shown.drawn(LayerKind.CAMERAS)] == ["b/4", "b/c/3"]


def test_what_was_kept_comes_back_even_before_the_catalogue(shown: ShownLayers) -> None:
    shown.show_only(["a/2", "b/4"])
    shown.set_opacity("a/2", 0.4)
    shown.move("b", 0)
    later = ShownLayers()
    later.restore(shown.keep())
    assert later.drawn() == []
    later.take(CATALOGUE)
    assert later.drawn() == shown.drawn()


@pytest.mark.parametrize("torn", [b"", b"{", b"[]", b'{"on": 3}', b'{"on": [], "opacity": {"a": "x"}, "order": {}}'])
def test_torn_bytes_change_nothing(shown: ShownLayers, torn: bytes) -> None:
    before = shown.drawn()
    shown.restore(torn)
    assert shown.drawn() == before


def test_a_new_catalogue_keeps_what_is_on(shown: ShownLayers) -> None:
    shown.switch(["a/1"], False)
    shown.take((*CATALOGUE, layer("b/5", LayerKind.CAMERAS, on=True)))
    assert ids(shown) == ["b/c/3", "b/5"]

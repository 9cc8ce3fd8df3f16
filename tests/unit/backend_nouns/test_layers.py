"""The catalogue of layers is grown to what a city has, and every layer cuts by something that exists there."""

from __future__ import annotations

import msgspec
import pytest

from app.backend.catalogue import VERSIONS, load_catalogue, load_departments
from app.backend.layers import CityHas, LayerCatalogue, decode_layers, layers_of
from app.domain.alarms import AlarmKind
from app.domain.areas import AreaLevel
from app.domain.cases import OPEN_STAGES, CaseSource
from app.domain.categories import CategoryKind
from app.domain.comms import Talkgroup
from app.domain.facilities import LowPointKind
from app.domain.fences import FenceRule
from app.domain.layers import Layer, LayerFaults, LayerKind, children_of, leaves_under, require_tree
from app.domain.levels import Level
from app.domain.risks import RiskKind
from app.domain.units import UnitKind, UnitStatus

GROUP = Talkgroup(id=4, version=1, name="防汛-1", gloss="Flood 1", area_code="990106", member_ids=())


def city(version: str = "2013", components: set[str] | None = None) -> LayerCatalogue:
    codes = load_catalogue(version)
    there = {c.code for c in codes.by_code.values() if c.kind is CategoryKind.COMPONENT}
    has = CityHas(
        catalogue=codes,
        departments=load_departments(),
        components=there if components is None else components,
        talkgroups=(GROUP,),
        unit_departments={"D01"},
    )
    return layers_of(has)


def drawn(catalogue: LayerCatalogue) -> list[Layer]:
    return [layer for layer in catalogue.layers if layer.kind is not LayerKind.GROUP]


@pytest.mark.parametrize("version", VERSIONS)
def test_a_city_has_three_hundred_layers_that_say_what_they_cut_by(version: str) -> None:
    catalogue = city(version)
    assert len(drawn(catalogue)) >= 300
    departments = {department.code for department in load_departments()}
    allowed: dict[tuple[LayerKind, str], set[str]] = {
        (LayerKind.UNITS, "kind"): set(UnitKind),
        (LayerKind.UNITS, "status"): set(UnitStatus),
        (LayerKind.UNITS, "talkgroup"): {"4"},
        (LayerKind.UNITS, "department"): {"D01"},
        (LayerKind.CAMERAS, "state"): {"online", "offline"},
        (LayerKind.CAMERAS, "turnable"): {"yes", "no"},
        (LayerKind.VIEWS, "turnable"): {"yes", "no"},
        (LayerKind.CASES, "category"): set(load_catalogue(version).by_code),
        (LayerKind.CASES, "stage"): set(OPEN_STAGES),
        (LayerKind.CASES, "source"): set(CaseSource),
        (LayerKind.CASES, "department"): departments,
        (LayerKind.CASES, "timer"): {"overdue", "urgent"},
        (LayerKind.CASES, "water"): {"yes"},
        (LayerKind.ENDED_CASES, "category"): set(load_catalogue(version).by_code),
        (LayerKind.COMPONENTS, "category"): set(load_catalogue(version).by_code),
        (LayerKind.LOW_POINTS, "kind"): set(LowPointKind),
        (LayerKind.LOW_POINTS, "level"): {"red", "orange", "yellow", "none"},
        (LayerKind.RISKS, "level"): set(Level),
        (LayerKind.RISKS, "kind"): set(RiskKind),
        (LayerKind.ALARMS, "kind"): set(AlarmKind),
        (LayerKind.WARNINGS, "type"): {f"{n:02d}" for n in range(1, 15)},
        (LayerKind.FILLS, "rain"): {"rate", "hour"},
        (LayerKind.FILLS, "cases"): {"street", "community", "grid"},
        (LayerKind.HEAT, "span"): {"open", "day"},
        (LayerKind.HEAT, "category"): set(load_catalogue(version).by_code),
        (LayerKind.AREAS, "level"): set(AreaLevel),
        (LayerKind.FENCES, "rule"): set(FenceRule),
        (LayerKind.BASE, "part"): {"names", "buildings", "green", "water", "rail", "roads"},
    }
    for layer in drawn(catalogue):
        assert layer.name, layer.id
        assert layer.gloss, layer.id
        if layer.by:
            assert layer.codes, layer.id
            assert set(layer.codes) <= allowed[layer.kind, layer.by], layer.id


def test_components_that_the_city_does_not_have_have_no_layer_and_no_group() -> None:
    lamps = city(components={"C0137"})
    ids = {layer.id for layer in lamps.layers}
    assert "components/01/C0137" in ids
    assert "components/01/C0101" not in ids
    assert "components/04" not in ids
    (by_department,) = [layer for layer in lamps.layers if layer.parent == "components/department"]
    assert by_department.codes == ("C0137",)


def test_every_set_by_duty_names_layers_that_exist_and_differ() -> None:
    catalogue = city()
    ids = {layer.id for layer in catalogue.layers}
    below = children_of(catalogue.layers)
    chosen = []
    for one in catalogue.sets:
        assert set(one.layers) <= ids, one.id
        leaves = {leaf.id for named in one.layers for leaf in leaves_under(below, named)}
        chosen.append(frozenset(leaves | {named for named in one.layers if named not in below}))
    assert [one.id for one in catalogue.sets] == ["daily", "flood", "snow", "street_order"]
    assert len(set(chosen)) == 4
    found_on = frozenset(layer.id for layer in catalogue.layers if layer.on)
    assert chosen[0] == found_on


def layer(layer_id: str, parent: str = "", kind: LayerKind = LayerKind.GROUP) -> Layer:
    return Layer(id=layer_id, parent=parent, name="", gloss="", kind=kind)


@pytest.mark.parametrize(
    "layers",
    [
        [layer("a", kind=LayerKind.CASES), layer("a", kind=LayerKind.CASES)],
        [layer("b", "a", LayerKind.CASES), layer("a")],
        [layer("a", kind=LayerKind.CASES), layer("b", "a", LayerKind.CASES)],
        [layer("a")],
    ],
)
def test_what_is_no_tree_is_refused(layers: list[Layer]) -> None:
    with pytest.raises(ValueError, match="layer"):
        require_tree(layers)


def test_a_row_that_is_no_layer_is_left_out_and_named_and_the_rest_stands() -> None:
    rows = [
        msgspec.to_builtins(layer("a")),
        msgspec.to_builtins(layer("b", "a", LayerKind.CASES)),
        {**msgspec.to_builtins(layer("c", "a", LayerKind.CASES)), "kind": "martian"},
        "no row at all",
        msgspec.to_builtins(layer("b", "a", LayerKind.CASES)),
        msgspec.to_builtins(layer("empty")),
        msgspec.to_builtins(layer("orphan", "c", LayerKind.RISKS)),
        {**msgspec.to_builtins(layer("odd", "", LayerKind.AREAS)), "codes": ["moon"]},
        {**msgspec.to_builtins(layer("odd fence", "", LayerKind.FENCES)), "by": "rule", "codes": ["keep-out"]},
        {**msgspec.to_builtins(layer("odd case", "", LayerKind.CASES)), "by": "timer", "codes": ["late"]},
    ]
    read = decode_layers(msgspec.json.encode({"layers": rows, "sets": [{"id": 3}]}))
    assert [(one.id, one.parent) for one in read.layers] == [("a", ""), ("b", "a"), ("orphan", "")]
    assert read.faults == LayerFaults(left_out=("c", "#4", "odd", "odd fence", "odd case", "sets #1", "b", "empty"))
    require_tree(read.layers)


def test_a_sound_file_comes_back_as_it_was_kept() -> None:
    whole = city()
    assert decode_layers(msgspec.json.encode({"layers": whole.layers, "sets": whole.sets})) == whole


@pytest.mark.parametrize("body", [b'{"layers":[{"id":"a"', b"[]", b"", b'{"layers":[{"id":"a"}]}', b'{"layers":3}'])
def test_a_file_that_holds_no_layer_is_torn(body: bytes) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        decode_layers(body)


def test_a_static_risk_covers_no_measured_water() -> None:
    catalogue = city()
    place = {layer.id: n for n, layer in enumerate(catalogue.layers)}
    water = [layer for layer in drawn(catalogue) if layer.kind is LayerKind.LOW_POINTS]
    risks = [layer for layer in drawn(catalogue) if layer.kind is LayerKind.RISKS]
    assert max(place[layer.id] for layer in water) < min(place[layer.id] for layer in risks)
    flood = next(one for one in catalogue.sets if one.id == "flood")
    assert "water/underpass" in flood.layers
    assert "risks/kind/underpass" not in flood.layers, "the same underpasses, red while they are dry"

"""Reading the reference: one odd row, or one of a newer server, costs that row and no more."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec

from app.api.frames import Reference
from app.domain.areas import Area
from app.domain.categories import Category
from app.domain.duty import City, Department
from app.domain.layers import NO_FAULTS, Layer, LayerFaults, LayerSet, sound_tree
from app.domain.plans import PlanTemplate

T = TypeVar("T")

_ROWS: dict[str, type[Any]] = {
    "areas": Area,
    "departments": Department,
    "categories": Category,
    "plan_templates": PlanTemplate,
    "layers": Layer,
    "layer_sets": LayerSet,
}


def read_reference(body: bytes) -> tuple[Reference, Mapping[str, int]]:
    """The reference, and how many rows of which list could not be read. ValueError where the whole cannot, or no city
    is in it.
    """
    try:
        return msgspec.json.decode(body, type=Reference), {}
    except msgspec.ValidationError:
        parts = msgspec.json.decode(body, type=dict[str, msgspec.Raw])
    if "city" not in parts:
        raise ValueError("a reference without a city")
    lists = {name: _rows(parts.get(name), kind) for name, kind in _ROWS.items()}
    layers, _not_in_tree = sound_tree(lists["layers"][0])
    lists["layers"] = layers, lists["layers"][1] + len(lists["layers"][0]) - len(layers)
    read = Reference(
        city=msgspec.json.decode(parts["city"], type=City),
        areas=tuple(lists["areas"][0]),
        departments=tuple(lists["departments"][0]),
        categories=tuple(lists["categories"][0]),
        plan_templates=tuple(lists["plan_templates"][0]),
        layers=tuple(layers),
        layer_sets=tuple(lists["layer_sets"][0]),
        layer_faults=_layer_faults(parts.get("layer_faults")),
    )
    return read, {name: left_out for name, (_rows, left_out) in lists.items() if left_out}


def _layer_faults(body: msgspec.Raw | None) -> LayerFaults:
    try:
        return msgspec.json.decode(body or b"{}", type=LayerFaults)
    except msgspec.ValidationError:
        return NO_FAULTS


def _rows(body: msgspec.Raw | None, kind: type[T]) -> tuple[list[T], int]:
    """What can be read of a list, and how many of its rows cannot; of what is no list, one."""
    try:
        raws = msgspec.json.decode(body or b"[]", type=list[msgspec.Raw])
    except msgspec.ValidationError:
        return [], 1
    read = []
    for raw in raws:
        try:
            read.append(msgspec.json.decode(raw, type=kind))
        except msgspec.ValidationError:
            continue
    return read, len(raws) - len(read)

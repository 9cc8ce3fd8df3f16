"""The shipped catalogues and plans are whole and say what the standards say."""

from __future__ import annotations

import pytest

from app.backend.catalogue import VERSIONS, load_catalogue, load_departments, load_plan_templates
from app.domain.categories import CategoryKind, LimitKind
from app.domain.levels import BY_GRAVITY, Level
from app.domain.plans import steps_for
from app.domain.units import UnitKind


@pytest.mark.parametrize("version", VERSIONS)
def test_every_category_can_be_filed_and_dispatched(version: str) -> None:
    departments = {department.code for department in load_departments()}
    digits = {"2013": 4, "2026": 5}[version]
    for code, category in load_catalogue(version).by_code.items():
        assert code[0] == {CategoryKind.COMPONENT: "C", CategoryKind.EVENT: "E"}[category.kind]
        assert len(code) == 1 + digits
        assert code[1:3] == category.major
        assert category.department_code in departments
        assert category.name
        assert category.gloss.isascii()
        assert [row.id for row in category.standards] == [f"{code}-{n + 1}" for n in range(len(category.standards))]
        assert category.standards
        assert all(row.limit > 0 and row.closing for row in category.standards)


def test_2026_repeats_every_component_as_an_event() -> None:
    categories = load_catalogue("2026").by_code
    components = [c for c in categories.values() if c.kind is CategoryKind.COMPONENT]
    assert len(components) > 140
    for component in components:
        assert categories["E" + component.code[1:]].name == component.name + "异常"


@pytest.mark.parametrize(
    ("code", "kind", "limit"),
    [
        ("E0506", LimitKind.URGENT_HOURS, 2),
        ("E0501", LimitKind.URGENT_HOURS, 1),
        ("E0112", LimitKind.WORKING_HOURS, 2),
        ("E0110", LimitKind.WORKING_HOURS, 4),
        ("E0113", LimitKind.WORKING_DAYS, 5),
        ("E0101", LimitKind.CALENDAR_DAYS, 2),
    ],
)
def test_typical_limits(code: str, kind: LimitKind, limit: float) -> None:
    row = load_catalogue("2013").by_code[code].standards[0]
    assert (row.limit_kind, row.limit) == (kind, limit)


def test_a_higher_level_of_the_flood_plan_adds_to_the_lower_ones() -> None:
    template = load_plan_templates()["flood"]
    counts = [len(steps_for(template, level)) for level in reversed(BY_GRAVITY)]
    assert counts == sorted(set(counts))
    blue = steps_for(template, Level.BLUE)
    assert steps_for(template, Level.RED)[: len(blue)] == blue


def test_plan_audiences_are_ones_that_the_backend_knows() -> None:
    known = {f"kind:{kind}" for kind in UnitKind} | {"street_officers", "low_points"}
    for template in load_plan_templates().values():
        assert {step.audience for step in template.steps} <= known
        assert set(template.update_every_min) == set(Level)

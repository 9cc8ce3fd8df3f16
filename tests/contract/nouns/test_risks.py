"""The risk list: seen by area, assessed anew by a leader, with the version that was seen; kept in the audit log."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.backend.actors import SIMULATION
from app.domain.duty import Role
from app.domain.levels import Level
from app.domain.risks import Assessment, Risk, RiskKind, RiskMethod, risk_level
from tests.two_streets import IN_NORTH, IN_SOUTH, MONDAY, NORTH, NORTH_GRID, SOUTH_GRID, Hall, Seat

TODAY = MONDAY.date()
BODY = {
    "method": "lec",
    "likelihood": 6.0,
    "exposure": 6.0,
    "consequence": 15.0,
    "review_on": (TODAY + timedelta(days=30)).isoformat(),
}


def risk(grid: str, place: dict[str, float]) -> Risk:
    return Risk(
        id=0,
        version=1,
        kind=RiskKind.PIT,
        name="基坑",
        gloss="Pit",
        area_code=grid,
        address="",
        address_gloss="",
        assessment=Assessment(
            method=RiskMethod.MATRIX, likelihood=2, exposure=1, consequence=3, assessed_on=TODAY, assessed_by="张三"
        ),
        responsible="李四",
        responsible_gloss="Li Si",
        responsible_phone="1",
        measures="围挡",
        measures_gloss="Fenced",
        review_on=date(2026, 8, 1),
        **place,
    )


async def found(hall: Hall) -> None:
    async with hall.core.orders.batch(SIMULATION) as batch:
        await batch.tx.add(risk(NORTH_GRID, IN_NORTH), "risk_listed")
        await batch.tx.add(risk(SOUTH_GRID, IN_SOUTH), "risk_listed")


async def test_a_leader_assesses_anew_and_everybody_of_the_area_sees_it(hall: Hall, leader: Seat) -> None:
    await found(hall)
    north = await hall.seat(Role.DISPATCHER, NORTH)
    assert [one.id for one in (await hall.snapshot(north)).risks] == [1]
    await leader.done("assess_risk", {**BODY, "measures": "加固"}, 1, 1)
    (seen,) = (await hall.snapshot(north)).risks
    assert (seen.version, seen.assessment.score) == (2, 540.0)
    assert risk_level(seen.assessment) is Level.RED
    assert (seen.measures, seen.measures_gloss) == ("加固", "")
    assert seen.assessment.assessed_on == TODAY
    assert seen.assessment.assessed_by
    assert seen.review_on == TODAY + timedelta(days=30)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"likelihood": 4.0}, "assessment_odd"),
        ({"method": "matrix"}, "assessment_odd"),
        ({"review_on": TODAY.isoformat()}, "review_past"),
    ],
)
async def test_odd_assessments_are_refused(hall: Hall, leader: Seat, change: dict[str, object], code: str) -> None:
    await found(hall)
    answer = await leader.order("assess_risk", {**BODY, **change}, 1, 1)
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert (await hall.snapshot(leader)).risks[0].version == 1


async def test_a_version_that_is_not_the_present_one_clashes_and_another_street_is_out_of_reach(
    hall: Hall, leader: Seat
) -> None:
    await found(hall)
    await leader.done("assess_risk", BODY, 1, 1)
    assert (await leader.order("assess_risk", BODY, 1, 1)).status_code == 409
    north = await hall.seat(Role.LEADER, NORTH)
    assert (await north.order("assess_risk", BODY, 2, 1)).json()["code"] == "outside_area"
    viewer = await hall.seat(Role.DISPATCHER)
    assert (await viewer.order("assess_risk", BODY, 2, 1)).json()["code"] == "role_too_low"

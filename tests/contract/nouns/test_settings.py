"""What is a city's own setting: its codes, and the timers of its cases."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import msgspec

from app.api import routes
from app.backend.actors import SIMULATION
from app.backend.reference import CASE_CLOCKS_SETTING, CATALOGUE_SETTING
from app.backend.tables import SettingRow
from app.domain.case_clocks import CaseClocks, WorkCalendar
from app.domain.cases import Case, CaseStage
from tests.two_streets import IN_NORTH, MONDAY, Hall, Seat


async def keep(hall: Hall, name: str, value: Any) -> None:
    async with hall.core.orders.batch(SIMULATION) as batch:
        batch.tx.session.add(SettingRow(name=name, value=value))


async def only_case(hall: Hall, leader: Seat) -> Case:
    (case,) = (await hall.snapshot(leader)).cases
    return case


async def test_a_city_moves_to_newer_codes_while_old_cases_go_on(hall: Hall, leader: Seat) -> None:
    old = await leader.done("open_case", {"category_code": "E0506", "source": "seat", **IN_NORTH})
    before = await leader.get(routes.REFERENCE)
    await keep(hall, CATALOGUE_SETTING, "2026")
    after = await leader.get(routes.REFERENCE, headers={"If-None-Match": before.headers["etag"]})
    assert "E06010" in {category["code"] for category in after.json()["categories"]}
    await leader.done("file_case", {"standard_id": "E0506-1"}, old, 1)
    refused = await leader.refused("open_case", {"category_code": "E0506", "source": "seat", **IN_NORTH})
    assert refused == (422, "category_unknown")
    await leader.done("open_case", {"category_code": "E06010", "source": "seat", **IN_NORTH})


async def test_limits_and_holidays_are_the_citys_own(hall: Hall, leader: Seat) -> None:
    calendar = WorkCalendar(
        time_zone="Asia/Shanghai", hours=((time(9), time(12)),), holidays=frozenset({date(2026, 7, 7)})
    )
    clocks = CaseClocks(calendar=calendar, stage_limits_min=dict.fromkeys(CaseStage, 20.0), warn_share=0.5)
    await keep(hall, CASE_CLOCKS_SETTING, msgspec.to_builtins(clocks))
    case_id = await leader.done("open_case", {"category_code": "E0110", "source": "seat", **IN_NORTH})
    case = await only_case(hall, leader)
    assert (case.due_utc, case.warn_utc) == (MONDAY + timedelta(minutes=20), MONDAY + timedelta(minutes=10))
    version = await leader.done("file_case", {"standard_id": "E0110-1"}, case_id, 1)
    await leader.done("dispatch_case", {"department_code": "D02"}, case_id, version)
    # 4 working hours from 10:00: two on Monday until noon, Tuesday is a holiday, two on Wednesday from 9:00.
    assert (await only_case(hall, leader)).due_utc == datetime(2026, 7, 8, 3, 0, tzinfo=UTC)

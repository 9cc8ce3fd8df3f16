"""Things of an invented city, small enough to read."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np

from app.api.frames import COLUMN_TYPES, ClockState, Columns, Reference, Snapshot
from app.domain.areas import Area, AreaLevel
from app.domain.cases import Case, CaseSource, CaseStage
from app.domain.categories import Category, CategoryKind
from app.domain.duty import City, Department
from app.domain.units import Unit, UnitKind, UnitStatus

NOW = datetime(2026, 7, 20, 12, 30, tzinfo=UTC)
STREET, GRID = "990106001", "990106001001001"

_UNIT = Unit(
    id=1,
    version=1,
    callsign="A-001",
    kind=UnitKind.OFFICER,
    name="张伟",
    gloss="Zhang Wei",
    area_code=STREET,
    department_code="D01",
    phone="",
    terminal_number="",
    talkgroup_id=None,
    status=UnitStatus.AVAILABLE,
    status_since_utc=NOW,
)
_CASE = Case(
    id=1,
    version=1,
    number="26072000001",
    stage=CaseStage.FILING,
    stage_since_utc=NOW,
    category_code="E0101",
    source=CaseSource.COLLECTOR,
    title="暴露垃圾",
    title_gloss="Exposed waste",
    address="中山路 12 号",
    address_gloss="12 Zhongshan Road",
    lat_deg=30.55,
    lon_deg=112.30,
    area_code=GRID,
    reported_utc=NOW - timedelta(minutes=20),
    due_utc=NOW + timedelta(minutes=30),
    warn_utc=NOW + timedelta(minutes=20),
)


def unit(number: int, **parts: Any) -> Unit:
    return replace(_UNIT, **{"id": number, "callsign": f"A-{number:03d}", **parts})


def case(number: int, **parts: Any) -> Case:
    return replace(_CASE, **{"id": number, "number": f"260720{number:05d}", **parts})


def positions(ids: Any, **parts: Any) -> Columns:
    """Columns for these unit ids near the city's centre, fixed 10 s ago."""
    unit_ids = np.asarray(ids)
    filled: dict[str, Any] = {
        "unit": unit_ids,
        "lat": 305_500_000 + unit_ids,
        "lon": 1_123_000_000 + unit_ids,
        "heading": 90,
        "speed": 250,
        "fix": NOW.timestamp() * 1000.0 - 10_000.0,
        "battery": 80,
        "signal": 4,
    }
    filled.update(parts)
    return {
        name: np.broadcast_to(np.asarray(filled[name]), unit_ids.shape).astype(t) for name, t in COLUMN_TYPES.items()
    }


def snapshot(**parts: Any) -> Snapshot:
    empty: dict[str, Any] = dict.fromkeys(
        (
            "units",
            "talkgroups",
            "messages",
            "cases",
            "cameras",
            "low_points",
            "rain",
            "alarms",
            "warnings",
            "plan_runs",
        ),
        (),
    )
    clock = ClockState(now_utc=NOW, rate=1.0, paused=True)
    return Snapshot(**{**empty, "epoch": "e", "seq": 1, "clock": clock, **parts})


def reference(grids: int = 2400) -> Reference:
    areas = [
        Area(code="990106", level=AreaLevel.CITY, name="云川市", gloss="Yunchuan", lat_deg=30.55, lon_deg=112.30),
        Area(code=STREET, level=AreaLevel.STREET, name="解放街道", gloss="Jiefang", lat_deg=30.55, lon_deg=112.30),
    ]
    areas += [
        Area(
            code=f"990106001001{n:03d}" if n < 1000 else f"99010600{2 + n // 1000}001{n % 1000:03d}",
            level=AreaLevel.GRID,
            name=f"网格 {n}",
            gloss=f"Grid {n}",
            lat_deg=30.55,
            lon_deg=112.30,
        )
        for n in range(1, grids + 1)
    ]
    return Reference(
        city=City(
            code="990106",
            name="云川市",
            gloss="Yunchuan",
            title="",
            title_gloss="",
            time_zone="Asia/Shanghai",
            demo=True,
            south_west=(30.5, 112.2),
            north_east=(30.6, 112.4),
        ),
        areas=tuple(areas),
        departments=(Department(code="D01", name="城管执法局", gloss="Enforcement"),),
        categories=(
            Category(
                code="E0101",
                kind=CategoryKind.EVENT,
                major="E01",
                name="暴露垃圾",
                gloss="Exposed waste",
                major_name="市容环境",
                major_gloss="Streetscape",
                department_code="D01",
                water=False,
                standards=(),
            ),
        ),
        plan_templates=(),
    )

"""An invented night in the city, as a snapshot of the feed would bring it; nobody has answered anything yet."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from app.api.frames import ClockState, Snapshot
from app.backend.catalogue import load_catalogue, load_departments
from app.backend.layers import CityHas, LayerCatalogue, layers_of
from app.domain.alarms import Alarm, AlarmKind, WeatherWarning
from app.domain.areas import Area, AreaLevel
from app.domain.cases import OPEN_STAGES, Assignment, AssignmentState, Case, CaseSource, CaseStage
from app.domain.duty import City
from app.domain.facilities import LowPoint, LowPointKind, Rain
from app.domain.levels import Level
from app.domain.plans import PlanRun, PlanTask, TaskState
from app.domain.risks import Assessment, Risk, RiskKind, RiskMethod
from app.domain.units import KIND_CODES, Unit, UnitStatus

NOW = datetime(2026, 7, 20, 18, 52, 20, tzinfo=UTC)
LAT, LON = 30.55, 112.30
STREETS = tuple(f"99010600{n}" for n in range(1, 10))
_STREET_NAMES = (
    "东湖街道",
    "文昌街道",
    "解放街道",
    "滨江街道",
    "高新街道",
    "学府街道",
    "云川大桥街道",
    "车站街道",
    "环城街道",
)


def city() -> City:
    return City(
        code="990106",
        name="云川市",
        gloss="Yunchuan",
        title="云川市 城市运行指挥",
        title_gloss="Yunchuan city operations",
        time_zone="Asia/Shanghai",
        demo=True,
        south_west=(LAT - 0.03, LON - 0.05),
        north_east=(LAT + 0.03, LON + 0.05),
    )


def areas() -> tuple[Area, ...]:
    top = Area(code="990106", level=AreaLevel.CITY, name="云川市", gloss="Yunchuan", lat_deg=LAT, lon_deg=LON)
    streets = tuple(
        Area(code=code, level=AreaLevel.STREET, name=name, gloss=f"Street {n + 1}", lat_deg=LAT, lon_deg=LON)
        for n, (code, name) in enumerate(zip(STREETS, _STREET_NAMES, strict=True))
    )
    return (top, *streets)


def units(count: int = 60) -> tuple[Unit, ...]:
    statuses = tuple(UnitStatus)
    return tuple(
        Unit(
            id=n + 1,
            version=1,
            callsign=f"{'A' if n % 3 else 'B'}-{n + 1:03d}",
            kind=KIND_CODES[n % len(KIND_CODES)],
            name="张伟",
            gloss="Zhang Wei",
            area_code=STREETS[n % 9],
            department_code="D01",
            phone=f"1390000{n:04d}",
            terminal_number=f"T{n:05d}",
            talkgroup_id=1,
            status=statuses[n % len(statuses)],
            status_since_utc=NOW - timedelta(minutes=n),
        )
        for n in range(count)
    )


def cases(count: int = 90) -> tuple[Case, ...]:
    stages = (*OPEN_STAGES, CaseStage.CLOSED)
    codes = ("E0506", "E0110", "E0406", "E0405", "E0112", "C0102")
    made = []
    for n in range(count):
        stage = stages[n % len(stages)]
        ended = stage is CaseStage.CLOSED
        due = NOW + timedelta(minutes=(n % 23) * 7 - 20)
        assignment = None
        if stage is CaseStage.HANDLING:
            assignment = Assignment(
                department_code="D01",
                unit_id=n % 60 + 1,
                state=AssignmentState.SENT,
                sent_utc=NOW - timedelta(minutes=9),
            )
        made.append(
            Case(
                id=n + 1,
                version=3,
                number=f"260720{n + 1:05d}",
                stage=stage,
                stage_since_utc=NOW - timedelta(minutes=n % 40),
                category_code=codes[n * n % len(codes)],
                source=list(CaseSource)[n % len(CaseSource)],
                title="道路积水" if n % 3 == 0 else "暴露垃圾",
                title_gloss="Road flooded" if n % 3 == 0 else "Exposed waste",
                address=f"解放路 {n + 1} 号",
                address_gloss=f"{n + 1} Jiefang Road",
                lat_deg=LAT + (n % 9 - 4) * 0.005,
                lon_deg=LON + (n % 11 - 5) * 0.006,
                area_code=STREETS[n % 9] + "001001",
                reported_utc=NOW - timedelta(minutes=n * 13),
                due_utc=None if ended else due,
                warn_utc=None if ended else due - timedelta(minutes=10),
                handling_due_utc=due if stage not in (CaseStage.ACCEPTANCE, CaseStage.FILING) else None,
                assignment=assignment,
                closed_utc=NOW - timedelta(minutes=n) if ended else None,
                on_time=n % 5 != 0 if ended else None,
                water=n % 3 == 0,
            )
        )
    return tuple(made)


def low_points() -> tuple[LowPoint, ...]:
    names = ("解放路下穿", "学府路口", "菜场下穿", "滨江东匝道", "车站下穿", "文昌路口")
    return tuple(
        LowPoint(
            id=n + 1,
            version=1,
            kind=LowPointKind.UNDERPASS,
            name=name,
            gloss=f"Low point {n + 1}",
            lat_deg=LAT,
            lon_deg=LON,
            area_code=STREETS[n] + "001001",
            closing_depth_cm=25.0 + n,
            depth_cm=max(0.0, 32.0 - 7 * n),
            rising_cm_per_10min=1.5,
            measured_utc=NOW,
            closed_utc=NOW - timedelta(minutes=11) if n == 0 else None,
        )
        for n, name in enumerate(names)
    )


def risks() -> tuple[Risk, ...]:
    """One of each level, red last, and the yellow one's review is late."""
    steps = ((1.0, 3.0, 15.0), (3.0, 6.0, 7.0), (1.0, 6.0, 40.0), (3.0, 10.0, 15.0))  # 45, 126, 240, 450
    return tuple(
        Risk(
            id=n + 1,
            version=1,
            kind=list(RiskKind)[n],
            name=f"风险 {n + 1}",
            gloss=f"Risk {n + 1}",
            lat_deg=LAT + n * 0.004,
            lon_deg=LON,
            area_code=STREETS[n % 2] + "001001",
            address="解放路",
            address_gloss="Jiefang Road",
            assessment=Assessment(
                method=RiskMethod.LEC,
                likelihood=given[0],
                exposure=given[1],
                consequence=given[2],
                assessed_on=NOW.date(),
                assessed_by="王芳",
            ),
            responsible="李四",
            responsible_gloss="Li Si",
            responsible_phone="19900000001",
            measures="围挡",
            measures_gloss="Fenced off",
            review_on=NOW.date() + timedelta(days=30 if n != 1 else -3),
        )
        for n, given in enumerate(steps)
    )


def sos(owner: str = "", owner_id: int | None = None) -> Alarm:
    return Alarm(
        id=9,
        version=1,
        kind=AlarmKind.SOS,
        level=Level.RED,
        title="SOS A-042 王芳 文昌路 12 号",
        title_gloss="SOS A-042 Wang Fang, 12 Wenchang Road",
        raised_utc=NOW - timedelta(seconds=41),
        lat_deg=LAT,
        lon_deg=LON,
        area_code=STREETS[1],
        unit_id=42,
        owner=owner,
        owner_id=owner_id,
    )


def warning(level: Level = Level.RED) -> WeatherWarning:
    return WeatherWarning(
        id=1,
        version=1,
        type_code="02",
        level=level,
        title="暴雨红色预警",
        title_gloss="Rainstorm red",
        area_code="990106",
        issued_utc=NOW - timedelta(minutes=42),
    )


def plan_run(level: Level = Level.ORANGE, tasks: int = 30, drill: bool = False) -> PlanRun:
    states = tuple(TaskState)
    return PlanRun(
        id=1,
        version=4,
        template_id="flood",
        level=level,
        drill=drill,
        started_utc=NOW - timedelta(minutes=38),
        started_by="周强",
        area_code="990106",
        tasks=tuple(
            PlanTask(
                id=n + 1,
                step_id="flood-4-watch",
                unit_id=n + 1,
                state=states[n % len(states)],
                sent_utc=NOW - timedelta(minutes=38),
                due_utc=NOW + timedelta(minutes=n - 8),
            )
            for n in range(tasks)
        ),
    )


def snapshot(**parts: Any) -> Snapshot:
    """A full night; name parts to replace them, e.g. `plan_runs=(plan_run(),)`."""
    night: dict[str, Any] = {
        "epoch": "test",
        "seq": 1,
        "clock": ClockState(now_utc=NOW, rate=1.0, paused=True),
        "units": units(),
        "talkgroups": (),
        "messages": (),
        "cases": cases(),
        "cameras": (),
        "low_points": low_points(),
        "rain": tuple(Rain(area_code=code, rate_mm_per_h=44.0, hour_mm=68.0) for code in STREETS),
        "alarms": (),
        "warnings": (warning(),),
        "plan_runs": (),
        "risks": risks(),
    }
    return Snapshot(**{**night, **parts})


def layer_catalogue() -> LayerCatalogue:
    """The layers of a city that has a component of every category, and no talkgroups."""
    codes = load_catalogue("2013")
    has = CityHas(
        catalogue=codes,
        departments=load_departments(),
        components=set(codes.by_code),
        talkgroups=(),
        unit_departments={"D01"},
    )
    return layers_of(has)

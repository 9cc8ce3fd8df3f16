"""Who works in the city: collectors with their beats, officers in teams, vehicles, and the groups that they talk in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from app.backend.simulation.geography.areas import CITY_CODE, COMMUNITIES, STREETS, Partition
from app.backend.simulation.geography.names import gloss_of, person_gloss, person_names
from app.backend.simulation.geography.plane import Ints
from app.domain.units import UnitKind

COLLECTORS = 65
OFFICERS = 200
# Kind → letter of its call signs, how many, department, Chinese and English word, its equipment in both.
_FLEET: tuple[tuple[UnitKind, str, int, str, str, str, str, str], ...] = (
    (
        UnitKind.ENFORCEMENT_CAR,
        "E",
        14,
        "D01",
        "执法车",
        "Enforcement car",
        "喊话器、锥桶、执法记录仪",
        "loudhailer, cones, body cameras",
    ),
    (UnitKind.SWEEPER, "S", 10, "D02", "洗扫车", "Sweeper", "高压冲洗 8 m³", "high-pressure wash 8 m³"),
    (UnitKind.BIN_TRUCK, "L", 10, "D02", "垃圾清运车", "Bin truck", "压缩箱 12 m³", "compactor 12 m³"),
    (UnitKind.PUMP_TRUCK, "B", 6, "D04", "排涝泵车", "Pump truck", "3000 m³/h 排水泵", "pump 3000 m³/h"),
    (
        UnitKind.RESCUE_TRUCK,
        "Q",
        4,
        "D03",
        "抢险车",
        "Rescue truck",
        "围挡、沙袋、发电机",
        "barriers, sandbags, generator",
    ),
    (UnitKind.MUCK_TRUCK, "Z", 6, "D13", "渣土车", "Muck truck", "密闭车厢 18 m³", "covered body 18 m³"),
)
SHIFTS = ("day", "evening", "night")
_OFFICER_SHIFT_SHARES = (0.46, 0.30, 0.24)
# Pump and rescue trucks stand by round the clock; sweepers work before the city wakes.
_VEHICLE_SHIFTS: dict[UnitKind, tuple[str, ...]] = {
    UnitKind.ENFORCEMENT_CAR: ("day", "evening", "night"),
    UnitKind.SWEEPER: ("night", "day"),
    UnitKind.BIN_TRUCK: ("day", "night"),
    UnitKind.PUMP_TRUCK: ("always",),
    UnitKind.RESCUE_TRUCK: ("always",),
    UnitKind.MUCK_TRUCK: ("evening", "night", "day"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Worker:
    """A unit before it has an id. `home_x_m`, `home_y_m` is the middle of its beat, its team's post, or its depot.

    `shift` is one of SHIFTS or "always"; `beat` holds grid codes, for collectors only; `groups` are talkgroup names,
    the first the one it talks in.
    """

    callsign: str
    kind: UnitKind
    name: str
    gloss: str
    area_code: str
    department_code: str
    phone: str
    terminal_number: str
    shift: str
    home_x_m: float
    home_y_m: float
    equipment: str = ""
    equipment_gloss: str = ""
    beat: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A talkgroup by its name; members name it in `Worker.groups`."""

    name: str
    gloss: str
    area_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    """All who work in the streets. `beat_of_grid` gives each grid the number of its collector in `workers`."""

    workers: tuple[Worker, ...]
    groups: tuple[Group, ...]
    heads: tuple[tuple[str, str], ...]
    beat_of_grid: tuple[int, ...]


def staff_city(parts: Partition, rng: np.random.Generator) -> Staff:
    """Collectors first, then officers, then vehicles: the order is the order of their ids."""
    names = person_names(COLLECTORS + OFFICERS + STREETS + COMMUNITIES, [int(n) for n in rng.permutation(6_900)])
    fresh = iter(names)
    beats = _beats(parts)
    street_of_grid = parts.street_of_community[parts.community_of_grid]
    street_groups = [name.removesuffix("街道") + "中队" for name in parts.street_names]
    workers: list[Worker] = []
    for number in range(COLLECTORS):
        grids = np.flatnonzero(beats == number)
        street = int(street_of_grid[grids[0]])
        name = next(fresh)
        workers.append(
            Worker(
                callsign=f"C-{number + 1:03d}",
                kind=UnitKind.COLLECTOR,
                name=name,
                gloss=person_gloss(name),
                area_code=parts.street_codes[street],
                department_code="D18",
                phone=_phone(number),
                terminal_number=f"86{number + 1:06d}",
                shift="day" if number % 10 < 7 else "evening",
                home_x_m=float(parts.grid_centres[grids, 0].mean()),
                home_y_m=float(parts.grid_centres[grids, 1].mean()),
                beat=tuple(sorted(parts.grid_codes[g] for g in grids)),
                groups=("信息采集", street_groups[street]),
            )
        )
    workers += _officers(parts, street_of_grid, street_groups, fresh, rng)
    workers += _vehicles(parts, street_of_grid)
    groups = [
        Group(name=group, gloss=f"{gloss_of(street).removesuffix(' Sub-district')} squad", area_code=code)
        for group, street, code in zip(street_groups, parts.street_names, parts.street_codes, strict=True)
    ]
    groups += [
        Group(name=name, gloss=gloss, area_code=CITY_CODE)
        for name, gloss in (
            ("信息采集", "Collectors"), ("环卫作业", "Sanitation"), ("排水抢险", "Drainage and rescue"),
            ("机动车队", "Mobile cars"), ("渣土运输", "Muck transport"), ("防汛-1", "Flood 1"), ("防汛-2", "Flood 2"),
        )
    ]  # fmt: skip
    heads = tuple((name, person_gloss(name)) for name in fresh)
    return Staff(workers=tuple(workers), groups=tuple(groups), heads=heads, beat_of_grid=tuple(int(b) for b in beats))


def _phone(number: int) -> str:
    return f"1990006{number:04d}"


def _beats(parts: Partition) -> Ints:
    """A beat is a community; the largest ones are halved until there are as many beats as collectors."""
    beat = parts.community_of_grid.copy()
    for new in range(COMMUNITIES, COLLECTORS):
        largest = int(np.argmax(np.bincount(beat)))
        members = np.flatnonzero(beat == largest)
        places = parts.grid_centres[members]
        axis = int(np.argmax(np.ptp(places, axis=0)))
        beat[members[places[:, axis] > np.median(places[:, axis])]] = new
    return beat


def _officers(
    parts: Partition, street_of_grid: Ints, groups: list[str], names: Iterator[str], rng: np.random.Generator
) -> list[Worker]:
    share = np.bincount(street_of_grid, np.sqrt(1.0 / parts.grid_areas)) / np.sqrt(1.0 / parts.grid_areas).sum()
    team = np.floor(share * OFFICERS).astype(int)
    for place in np.argsort(team - share * OFFICERS, kind="stable")[: OFFICERS - int(team.sum())]:
        team[place] += 1
    workers: list[Worker] = []
    by_code = sorted(range(STREETS), key=lambda s: parts.street_codes[s])
    for street in by_code:
        grids = np.flatnonzero(street_of_grid == street)
        for place in range(int(team[street])):
            number = len(workers) + 1
            name = next(names)
            home = parts.grid_centres[grids[int(rng.integers(len(grids)))]]
            shift = SHIFTS[int(np.searchsorted(np.cumsum(_OFFICER_SHIFT_SHARES), ((place * 0.618) % 1.0) * 0.9999))]
            flood = ("防汛-1",) if place % 5 == 0 else (("防汛-2",) if place % 5 == 1 else ())
            workers.append(
                Worker(
                    callsign=f"A-{number:03d}",
                    kind=UnitKind.OFFICER,
                    name=name,
                    gloss=person_gloss(name),
                    area_code=parts.street_codes[street],
                    department_code="D01",
                    phone=_phone(1_000 + number),
                    terminal_number=f"88{number:06d}",
                    shift=shift,
                    home_x_m=float(home[0]),
                    home_y_m=float(home[1]),
                    equipment="三合一终端" + ("、电动车" if place % 3 else "、巡逻电瓶车"),
                    equipment_gloss="three-in-one terminal" + (", e-bike" if place % 3 else ", patrol cart"),
                    groups=(groups[street], *flood),
                )
            )
    return workers


def _vehicles(parts: Partition, street_of_grid: Ints) -> list[Worker]:
    trade_group = {
        UnitKind.ENFORCEMENT_CAR: ("机动车队", "防汛-1"), UnitKind.SWEEPER: ("环卫作业",),
        UnitKind.BIN_TRUCK: ("环卫作业",),
        UnitKind.PUMP_TRUCK: ("排水抢险", "防汛-1"), UnitKind.RESCUE_TRUCK: ("排水抢险", "防汛-2"),
        UnitKind.MUCK_TRUCK: ("渣土运输",),
    }  # fmt: skip
    workers: list[Worker] = []
    for kind, letter, count, department, word, gloss, equipment, equipment_gloss in _FLEET:
        for number in range(1, count + 1):
            grids = np.flatnonzero(street_of_grid == (number - 1) % STREETS)
            home = parts.grid_centres[grids].mean(axis=0)
            shifts = _VEHICLE_SHIFTS[kind]
            workers.append(
                Worker(
                    callsign=f"{letter}-{number:02d}",
                    kind=kind,
                    name=f"{word} {number:02d}",
                    gloss=f"{gloss} {number:02d}",
                    area_code=CITY_CODE
                    if kind is not UnitKind.ENFORCEMENT_CAR
                    else parts.street_codes[(number - 1) % STREETS],
                    department_code=department,
                    phone=_phone(2_000 + len(workers)),
                    terminal_number=f"89{len(workers) + 1:06d}",
                    shift=shifts[(number - 1) % len(shifts)],
                    home_x_m=float(home[0]),
                    home_y_m=float(home[1]),
                    equipment=equipment,
                    equipment_gloss=equipment_gloss,
                    groups=trade_group[kind],
                )
            )
    return workers

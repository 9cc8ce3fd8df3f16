"""The lines that the city grew on: river, railway, city limit, main roads, ring, diagonal, bridges.

The plan is drawn by hand, as a city's own history is; the seed bends it a little. No real city was traced.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from app.backend.simulation.geography.arrange import Line
from app.backend.simulation.geography.mesh import EdgeClass
from app.backend.simulation.geography.plane import HEIGHT_M, MARGIN_M, WIDTH_M, Floats, along, offset

_RIVER_Y_M = 2_750.0
_STEP_M = 75.0
# How far an embankment road keeps from the water.
_BANK_M = 48.0

# East–west main roads: name, metres north of the plan's origin where the river does not push, from x, to x.
_EAST_WEST: tuple[tuple[str, float, float, float], ...] = (
    ("人民路", 3_560.0, -1_600.0, WIDTH_M + 1_600.0),
    ("解放路", 4_180.0, 1_100.0, 7_560.0),
    ("建设大道", 4_860.0, -1_600.0, WIDTH_M + 1_600.0),
    ("南湖大道", 1_800.0, -1_600.0, WIDTH_M + 1_600.0),
)
# North–south main roads: name, metres east, from y, to y; None begins on the river's north bank. The others that span
# the river have a bridge.
_NORTH_SOUTH: tuple[tuple[str, float, float | None, float], ...] = (
    ("铁山路", 2_080.0, -1_600.0, HEIGHT_M + 1_600.0),
    ("西门路", 2_850.0, None, 5_700.0),
    ("中山路", 3_500.0, 800.0, 5_700.0),
    ("文昌路", 4_120.0, None, HEIGHT_M + 1_600.0),
    ("云川大道", 4_980.0, -1_600.0, 5_700.0),
    ("学府路", 5_860.0, None, 5_700.0),
    ("长江路", 6_640.0, 800.0, HEIGHT_M + 1_600.0),
    ("高新大道", 7_500.0, -1_600.0, 5_700.0),
)


@dataclass(frozen=True)
class Skeleton:
    """All in metres. `river`, `rail`: centre lines (n, 2); `limit`: the city's ring; `lines` make the faces."""

    river: Floats
    river_half_width_m: Floats
    rail: Floats
    limit: Floats
    lines: tuple[Line, ...]
    beyond: tuple[Line, ...]


def draw_skeleton(rng: np.random.Generator) -> Skeleton:
    """The plan, bent by `rng`; `beyond` are the main roads again, whole, for drawing them past the city limit."""
    river = _river()
    half_width = 88.0 + 20.0 * np.sin(river[:, 0] / 1_350.0) + 9.0 * np.sin(river[:, 0] / 520.0)
    limit = _limit()
    roads = [
        *(_banks(river, half_width)),
        *(Line(_bent_east_west(y, x0, x1), EdgeClass.MAIN, name) for name, y, x0, x1 in _EAST_WEST),
        *(Line(_bent_north_south(x, y0, y1, rng), EdgeClass.MAIN, name) for name, x, y0, y1 in _NORTH_SOUTH),
        Line(_diagonal(), EdgeClass.MAIN, "迎宾大道"),
        Line(_ring(), EdgeClass.MAIN, "环城路"),
    ]
    lines = [Line(limit, EdgeClass.LIMIT), Line(river, EdgeClass.NONE), *roads]
    return Skeleton(river, half_width, _rail(), limit, tuple(lines), tuple(roads))


def _river_y(x: Floats) -> Floats:
    return _RIVER_Y_M + 500.0 * np.sin((x + 500.0) / 1_370.0) + 150.0 * np.sin(x / 620.0 + 1.0)


def _river() -> Floats:
    x = np.arange(-MARGIN_M, WIDTH_M + MARGIN_M + 1.0, 60.0)
    return along(np.stack([x, _river_y(x)], axis=1), _STEP_M)


def _banks(river: Floats, half_width: Floats) -> list[Line]:
    inner = (river[:, 0] > -1_450.0) & (river[:, 0] < WIDTH_M + 1_450.0)
    north = offset(river, half_width + _BANK_M)[inner]
    south = offset(river, -(half_width + _BANK_M))[inner]
    return [Line(north, EdgeClass.MAIN, "滨江北路"), Line(south, EdgeClass.MAIN, "滨江南路")]


def _bent_east_west(y_m: float, x0: float, x1: float) -> Floats:
    """Roads near the river follow it, far ones hardly feel it."""
    x = np.arange(x0, x1 + 1.0, 60.0)
    push = np.exp(-(((y_m - _RIVER_Y_M) / 1_250.0) ** 2))
    y = y_m + (_river_y(x) - _RIVER_Y_M) * push + 45.0 * np.sin(x / 900.0 + y_m / 700.0)
    return along(np.stack([x, y], axis=1), _STEP_M)


def _bent_north_south(x_m: float, y0: float | None, y1: float, rng: np.random.Generator) -> Floats:
    if y0 is None:
        y0 = float(_river_y(np.array(x_m))) + 70.0
    y = np.arange(y0, y1 + 1.0, 60.0)
    phase = x_m / 1_700.0 + float(rng.uniform(-0.3, 0.3))
    x = x_m + 95.0 * np.sin(y / 1_150.0 + phase) + 22.0 * np.sin(y / 430.0 + 2.0 * phase)
    return along(np.stack([x, y], axis=1), _STEP_M)


def _diagonal() -> Floats:
    knots = np.array(
        [
            [4_000.0, 4_120.0], [5_100.0, 4_560.0], [6_900.0, 5_060.0], [8_400.0, 5_500.0], [10_200.0, 6_500.0],
            [11_600.0, 7_300.0],
        ]
    )  # fmt: skip
    return along(_smooth(knots), _STEP_M)


def _ring() -> Floats:
    turn = np.linspace(0.0, 2.0 * np.pi, 181)
    c, s = np.cos(turn), np.sin(turn)
    x = 4_930.0 + 3_780.0 * np.sign(c) * np.abs(c) ** 0.52 + 60.0 * np.sin(3.0 * turn)
    y = 3_230.0 + 2_250.0 * np.sign(s) * np.abs(s) ** 0.52 + 50.0 * np.sin(2.0 * turn + 1.0)
    return along(np.stack([x, y], axis=1), _STEP_M)


def _rail() -> Floats:
    knots = np.array(
        [
            [-1_500.0, 4_050.0], [300.0, 4_380.0], [1_700.0, 4_780.0], [3_100.0, 5_160.0], [4_550.0, 5_260.0],
            [6_000.0, 5_180.0], [7_600.0, 4_760.0], [9_000.0, 4_560.0], [11_400.0, 4_700.0],
        ]
    )  # fmt: skip
    return along(_smooth(knots), 60.0)


def _limit() -> Floats:
    turn = np.linspace(0.0, 2.0 * np.pi, 361)
    c, s = np.cos(turn), np.sin(turn)
    wave = 1.0 + 0.012 * np.sin(5.0 * turn + 0.7) + 0.010 * np.sin(9.0 * turn) + 0.006 * np.sin(17.0 * turn + 2.0)
    x = np.sign(c) * np.abs(c) ** 0.30 * wave
    y = np.sign(s) * np.abs(s) ** 0.30 * wave
    x, y = (x - x.min()) / np.ptp(x) * WIDTH_M, (y - y.min()) / np.ptp(y) * HEIGHT_M
    ring = along(np.stack([x, y], axis=1), 110.0)
    ring[-1] = ring[0]
    return ring


def _smooth(knots: Floats) -> Floats:
    """A Catmull–Rom curve through the knots (n, 2)."""
    padded = np.concatenate([2 * knots[:1] - knots[1:2], knots, 2 * knots[-1:] - knots[-2:-1]])
    t = np.linspace(0.0, 1.0, 24, endpoint=False)[:, None]
    parts = []
    for p0, p1, p2, p3 in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        parts.append(
            0.5 * (2 * p1 + (p2 - p0) * t + (2 * p0 - 5 * p1 + 4 * p2 - p3) * t**2 + (3 * p1 - p0 - 3 * p2 + p3) * t**3)
        )
    return np.concatenate([*parts, knots[-1:]])

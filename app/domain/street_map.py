"""What the base map says by name: roads with their house numbers, and landmarks."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from app.domain.positions import Place, distance_m

# Odd numbers stand on the left and even ones on the right, a pair of them for each of these metres along the road.
# [?] a city's setting; the demo city's addresses are numbered so.
HOUSE_STEP_M = 18.0
_FROM_AXIS_M = 12.0
_M_PER_DEG = 111_195.08
_CHINESE = re.compile(r"(?P<road>[^,，;；.°]*[^\d\s,，;；.°])\s*(?P<number>\d{1,4})\s*号?")
_ENGLISH = re.compile(r"(?:No\.?\s*)?(?P<number>\d{1,4})\s+(?P<road>\D.*)", re.IGNORECASE)

Line = tuple[tuple[float, float], ...]  # (lon, lat) in degrees


@dataclass(frozen=True, slots=True)
class Stretch:
    """A line of a road as the base map draws it. It begins `from_m` along the road; None where that is not known."""

    kind: str
    line: Line
    from_m: float | None = None


@dataclass(slots=True)
class Street:
    """All stretches of one name."""

    name: str
    gloss: str
    stretches: list[Stretch] = field(default_factory=list)

    def middle(self) -> Place:
        """The middle of its longest stretch."""
        longest = max(self.stretches, key=lambda stretch: length_m(stretch.line))
        return along(longest.line, length_m(longest.line) / 2)[0]

    def address(self, number: int) -> str:
        """A house of it as it is written in Chinese."""
        return f"{self.name}{number}号"

    def house(self, number: int) -> Place | None:
        """Where that house stands; None for a number that the road does not have, or where it is not known."""
        run_m = (max(number - 1, 0) // 2 + 0.5) * HOUSE_STEP_M
        for stretch in self.stretches:
            if number > 0 and stretch.from_m is not None:
                # The last house may lie beyond the end by less than half a step.
                past_m, whole_m = run_m - stretch.from_m, length_m(stretch.line)
                if 0 <= past_m <= whole_m + HOUSE_STEP_M / 2:
                    return _beside(*along(stretch.line, min(past_m, whole_m)), left=number % 2 == 1)
        return None


@dataclass(frozen=True, slots=True)
class Landmark:
    """A name that stands at one place; `kind` as in the base map (park, station, hospital …)."""

    name: str
    gloss: str
    kind: str
    place: Place


@dataclass(frozen=True, slots=True)
class StreetMap:
    """Roads by name, and landmarks, each name once."""

    streets: dict[str, Street]
    landmarks: dict[str, Landmark]

    @classmethod
    def of(cls, roads: Iterable[tuple[str, str, Stretch]], landmarks: Iterable[Landmark]) -> StreetMap:
        """From (name, gloss, stretch) rows; a road without a name is no street."""
        streets: dict[str, Street] = {}
        for name, gloss, stretch in roads:
            if name and len(stretch.line) > 1:
                streets.setdefault(name, Street(name, gloss)).stretches.append(stretch)
        marked: dict[str, Landmark] = {}
        for landmark in landmarks:
            marked.setdefault(landmark.name, landmark)
        return cls(streets, marked)


def read_address(text: str) -> tuple[str, int] | None:
    """Road and house number as people write them: 建设大道141号, 建设大道 141, 141 Jianshe Avenue; None for others."""
    found = _CHINESE.fullmatch(text.strip()) or _ENGLISH.fullmatch(text.strip())
    return (found["road"].strip(), int(found["number"])) if found else None


def length_m(line: Line) -> float:
    """Metres along a line."""
    return sum(distance_m(a[1], a[0], b[1], b[0]) for a, b in itertools.pairwise(line))


def along(line: Line, run_m: float) -> tuple[Place, float]:
    """The place so many metres along a line, and the heading there in radians from east; beyond its end, its end."""
    left_m = run_m
    for n, (a, b) in enumerate(itertools.pairwise(line)):
        step_m = distance_m(a[1], a[0], b[1], b[0])
        if left_m <= step_m or n == len(line) - 2:
            share = min(1.0, left_m / step_m) if step_m else 0.0
            heading = math.atan2(b[1] - a[1], (b[0] - a[0]) * math.cos(math.radians(a[1])))
            place = Place(lat_deg=a[1] + share * (b[1] - a[1]), lon_deg=a[0] + share * (b[0] - a[0]))
            return place, heading
        left_m -= step_m
    raise ValueError("a line has two points at least")


def _beside(axis: Place, heading: float, *, left: bool) -> Place:
    turned = heading + (math.pi / 2 if left else -math.pi / 2)
    north, east = _FROM_AXIS_M * math.sin(turned), _FROM_AXIS_M * math.cos(turned)
    lon_m = _M_PER_DEG * math.cos(math.radians(axis.lat_deg))
    return Place(lat_deg=axis.lat_deg + north / _M_PER_DEG, lon_deg=axis.lon_deg + east / lon_m)

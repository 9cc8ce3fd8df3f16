"""The four national levels 红橙黄蓝, shared by warnings, responses, risks and alarms."""

from __future__ import annotations

from enum import StrEnum


class Level(StrEnum):
    """RED is the gravest; responses are counted Ⅰ (red) to Ⅳ (blue)."""

    RED = "red"
    ORANGE = "orange"
    YELLOW = "yellow"
    BLUE = "blue"


# Gravest first; a response's Roman numeral is its place here, counted from one.
BY_GRAVITY: tuple[Level, ...] = tuple(Level)
NUMERALS = {Level.RED: "Ⅰ", Level.ORANGE: "Ⅱ", Level.YELLOW: "Ⅲ", Level.BLUE: "Ⅳ"}


def gravity(level: Level) -> int:
    """0 for red to 3 for blue, for sorting the gravest first."""
    return BY_GRAVITY.index(level)


def graver(a: Level | None, b: Level | None) -> Level | None:
    """The graver of two levels; None is no level at all."""
    levels = [level for level in (a, b) if level is not None]
    return min(levels, key=gravity) if levels else None

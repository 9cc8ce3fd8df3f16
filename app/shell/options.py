"""What the front door was asked for: one frozen answer per subcommand, checked before anything is started."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Scenario(StrEnum):
    """What the demo city lives through."""

    DAY = "day"
    FLOOD = "flood"


class Language(StrEnum):
    """The interface's languages."""

    CHINESE = "zh"
    ENGLISH = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsoleOptions:
    """Sign in to a hall's server. None means: as remembered on this machine."""

    server_url: str | None = None
    language: Language | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoOptions:
    """The demo city on an embedded backend. `speed` is city seconds per real second, 1 to 60."""

    scenario: Scenario = Scenario.DAY
    speed: int = 1
    seed: int = 7
    language: Language | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WallOptions:
    """One scene, full screen. `screen` counts from 0; None means the last screen that this machine has."""

    scene: str
    server_url: str | None = None
    screen: int | None = None
    language: Language | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TourOptions:
    """Play a scenario through the real window and leave pictures and tour.json in `out`."""

    out: Path
    scenario: Scenario = Scenario.FLOOD
    seed: int = 7
    language: Language = Language.CHINESE

"""What a tour leaves behind: one picture per step and `tour.json`, a list of steps with their checks."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from pathlib import Path

import msgspec


@dataclass(slots=True, kw_only=True)
class Check:
    """One thing that was measured or seen: `value` against `limit`, both as a person would read them."""

    what: str
    value: float | str
    limit: float | str
    ok: bool


@dataclass(slots=True, kw_only=True)
class Step:
    """One step; `seconds` is wall time from its start to its picture."""

    name: str
    screenshot: str = ""
    seconds: float = 0.0
    checks: list[Check] = field(default_factory=list)


class Report:
    """Collects steps and writes `tour.json` after each, so a broken tour still tells how far it came."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.steps: list[Step] = []

    @property
    def failed(self) -> list[tuple[str, Check]]:
        return [(step.name, check) for step in self.steps for check in step.checks if not check.ok]

    def add(self, step: Step) -> None:
        self.steps.append(step)
        self.write()

    def write(self) -> None:
        text = msgspec.json.format(msgspec.json.encode([asdict(step) for step in self.steps]), indent=2)
        (self.folder / "tour.json").write_bytes(text + b"\n")

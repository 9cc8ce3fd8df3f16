"""Plans (预案): what to do at which level, and one run of it with its tasks.

A higher level's duties ADD to the lower ones'; a response may start straight at a higher level. Red is Ⅰ,
blue is Ⅳ.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from app.domain.errors import Refusal
from app.domain.levels import BY_GRAVITY, Level


class PlanKind(StrEnum):
    FLOOD = "flood"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanStep:
    """One duty of a template. `audience` picks who gets the task:

    'kind:<unit kind>' all units of that kind on duty, 'street_officers' all officers on duty, 'low_points' the nearest
    available officer to each low point. `within_min` is the time in which the duty has to be done.
    """

    id: str
    level: Level
    title: str
    title_gloss: str
    audience: str
    within_min: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanTemplate:
    """A plan as data. `drill_mark` stands before every message of a drill (演练)."""

    id: str
    kind: PlanKind
    name: str
    gloss: str
    update_every_min: dict[Level, int]
    steps: tuple[PlanStep, ...]
    drill_mark: str = ""


class TaskState(StrEnum):
    SENT = "sent"
    DELIVERED = "delivered"
    ACKNOWLEDGED = "acknowledged"
    ON_SCENE = "on_scene"
    DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanTask:
    """A step as given to one unit. `facility_id` is the low point where the duty is, None where it has no place."""

    id: int
    step_id: str
    unit_id: int
    state: TaskState
    sent_utc: datetime
    acknowledged_utc: datetime | None = None
    done_utc: datetime | None = None
    due_utc: datetime | None = None
    facility_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRun:
    """One start of a plan. Active until `ended_utc`; `level` may be raised or lowered while it runs.

    `tasks_elsewhere` counts the tasks that a seat of a part of the city is not told of; see `seen_by_units`.
    """

    id: int
    version: int
    template_id: str
    level: Level
    drill: bool
    started_utc: datetime
    started_by: str
    area_code: str
    tasks: tuple[PlanTask, ...] = ()
    ended_utc: datetime | None = None
    ended_by: str = ""
    tasks_elsewhere: int = 0


def seen_by_units(run: PlanRun, unit_ids: Container[int]) -> PlanRun:
    """A run as a seat sees it that has these units: the tasks of all others are counted and not named."""
    own = tuple(task for task in run.tasks if task.unit_id in unit_ids)
    return replace(run, tasks=own, tasks_elsewhere=len(run.tasks) - len(own))


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPreviewRow:
    """What one step would do if the plan started now.

    `facility_ids` are the low points of `unit_ids`, one each in their order; empty for a duty without a place.
    """

    step_id: str
    unit_ids: tuple[int, ...]
    within_min: int
    facility_ids: tuple[int, ...] = ()

    def given(self) -> tuple[tuple[int, int | None], ...]:
        """(unit, its low point or None) of everyone that the step goes to."""
        places = self.facility_ids or (None,) * len(self.unit_ids)
        return tuple(zip(self.unit_ids, places, strict=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPreview:
    template_id: str
    level: Level
    rows: tuple[PlanPreviewRow, ...]
    unit_count: int
    unreachable_unit_ids: tuple[int, ...]


def steps_for(template: PlanTemplate, level: Level) -> tuple[PlanStep, ...]:
    """The steps that apply at a level: its own and all of the lower ones', the lowest level first."""
    included = BY_GRAVITY[BY_GRAVITY.index(level) :]
    order = {lev: place for place, lev in enumerate(reversed(BY_GRAVITY))}
    return tuple(sorted((s for s in template.steps if s.level in included), key=lambda s: order[s.level]))


def require_active(run: PlanRun) -> None:
    """Refuse an order on a run that has ended."""
    if run.ended_utc is not None:
        raise Refusal("plan_ended", "This plan run has ended.", 409)

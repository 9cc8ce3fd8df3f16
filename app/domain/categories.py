"""The catalogue of components (部件) and events (事件), as versioned data: GB/T 30428.2-2013, GB/T 47678.5-2026."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class CategoryKind(StrEnum):
    COMPONENT = "component"  # 部件
    EVENT = "event"  # 事件 / 事项


class LimitKind(StrEnum):
    """How a limit's hours are counted."""

    URGENT_HOURS = "urgent_hours"  # 紧急工作时: continuous
    WORKING_HOURS = "working_hours"  # 工作时: default 08–12 and 14–18
    WORKING_DAYS = "working_days"  # 工作日
    CALENDAR_DAYS = "calendar_days"  # 紧急工作日


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard:
    """A filing standard row (立案标准): condition, time limit, closing condition."""

    id: str
    condition: str
    condition_gloss: str
    closing: str
    closing_gloss: str
    limit_kind: LimitKind
    limit: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """One minor category (小类). `code` is unique with the kind: 'E0506' for event 0506, 'C0102' for component 0102."""

    code: str
    kind: CategoryKind
    major: str
    name: str
    gloss: str
    major_name: str
    major_gloss: str
    department_code: str
    water: bool
    standards: tuple[Standard, ...]

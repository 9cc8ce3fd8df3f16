"""The city's nouns that move and happen, one table each. Columns are the domain dataclasses' fields."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Boolean, Float, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.backend.columns import Key, Nested, Utc, Word
from app.backend.tables import Base, ThingRow
from app.domain.alarms import Alarm, AlarmKind, Verdict, WeatherWarning
from app.domain.cameras import Camera
from app.domain.cases import Assignment, Case, CaseSource, CaseStage
from app.domain.comms import Message, Talkgroup
from app.domain.facilities import LowPoint, LowPointKind
from app.domain.fences import Fence, FenceRule
from app.domain.levels import Level
from app.domain.plans import PlanRun, PlanTask
from app.domain.units import Unit, UnitKind, UnitStatus


class UnitRow(ThingRow):
    __tablename__ = "units"
    THING = Unit
    NOUN = "units"

    callsign: Mapped[str] = mapped_column(String(64), unique=True)
    kind: Mapped[UnitKind] = mapped_column(Word(UnitKind), index=True)
    name: Mapped[str] = mapped_column(String(64))
    gloss: Mapped[str] = mapped_column(String(64))
    area_code: Mapped[str] = mapped_column(String(15), index=True)
    department_code: Mapped[str] = mapped_column(String(32))
    phone: Mapped[str] = mapped_column(String(32))
    terminal_number: Mapped[str] = mapped_column(String(32))
    talkgroup_id: Mapped[int | None] = mapped_column(ForeignKey("talkgroups.id"))
    status: Mapped[UnitStatus] = mapped_column(Word(UnitStatus))
    status_since_utc: Mapped[datetime] = mapped_column(Utc)
    case_id: Mapped[int | None] = mapped_column(Key)
    shift: Mapped[str] = mapped_column(String(32))
    equipment: Mapped[str] = mapped_column(Text)
    equipment_gloss: Mapped[str] = mapped_column(Text)
    beat: Mapped[tuple[str, ...]] = mapped_column(Nested(tuple[str, ...]))


class CaseRow(ThingRow):
    __tablename__ = "cases"
    __table_args__ = (Index(None, "category_code", "reported_utc"),)
    THING = Case
    NOUN = "cases"

    number: Mapped[str] = mapped_column(String(16), unique=True)
    stage: Mapped[CaseStage] = mapped_column(Word(CaseStage), index=True)
    stage_since_utc: Mapped[datetime] = mapped_column(Utc)
    category_code: Mapped[str] = mapped_column(String(16))
    source: Mapped[CaseSource] = mapped_column(Word(CaseSource))
    title: Mapped[str] = mapped_column(String(255))
    title_gloss: Mapped[str] = mapped_column(String(255))
    address: Mapped[str] = mapped_column(String(255))
    address_gloss: Mapped[str] = mapped_column(String(255))
    lat_deg: Mapped[float] = mapped_column(Float)
    lon_deg: Mapped[float] = mapped_column(Float)
    area_code: Mapped[str] = mapped_column(String(15), index=True)
    description: Mapped[str] = mapped_column(Text)
    reporter: Mapped[str] = mapped_column(String(128))
    reported_utc: Mapped[datetime] = mapped_column(Utc, index=True)
    due_utc: Mapped[datetime | None] = mapped_column(Utc)
    warn_utc: Mapped[datetime | None] = mapped_column(Utc)
    handling_due_utc: Mapped[datetime | None] = mapped_column(Utc)
    standard_id: Mapped[str | None] = mapped_column(String(32))
    assignment: Mapped[Assignment | None] = mapped_column(Nested(Assignment))
    similar_to: Mapped[int | None] = mapped_column(Key)
    rework_count: Mapped[int] = mapped_column(Integer)
    urged_utc: Mapped[datetime | None] = mapped_column(Utc)
    returned_by: Mapped[str] = mapped_column(String(32))
    closed_utc: Mapped[datetime | None] = mapped_column(Utc, index=True)
    on_time: Mapped[bool | None] = mapped_column(Boolean)
    water: Mapped[bool] = mapped_column(Boolean)


class CaseEntryRow(Base):
    """One line of a case's course: CaseEntry and the case that it belongs to."""

    __tablename__ = "case_entries"
    id: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    at_utc: Mapped[datetime] = mapped_column(Utc)
    order: Mapped[str] = mapped_column(String(32))
    actor: Mapped[str] = mapped_column(String(64))
    seat: Mapped[str] = mapped_column(String(64))
    note: Mapped[str] = mapped_column(Text)
    stage: Mapped[CaseStage] = mapped_column(Word(CaseStage))


class TalkgroupRow(ThingRow):
    __tablename__ = "talkgroups"
    THING = Talkgroup
    NOUN = "talkgroups"

    name: Mapped[str] = mapped_column(String(64))
    gloss: Mapped[str] = mapped_column(String(64))
    area_code: Mapped[str] = mapped_column(String(15))
    member_ids: Mapped[tuple[int, ...]] = mapped_column(Nested(tuple[int, ...]))
    temporary: Mapped[bool] = mapped_column(Boolean)
    ended_utc: Mapped[datetime | None] = mapped_column(Utc)


class ReceiptRow(Base):
    """What became of a message at one unit; `place` is the unit's among those addressed."""

    __tablename__ = "receipts"
    message_id: Mapped[int] = mapped_column(ForeignKey("messages.id"), primary_key=True)
    unit_id: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=False)
    place: Mapped[int] = mapped_column(Integer)
    delivered_utc: Mapped[datetime | None] = mapped_column(Utc)
    read_utc: Mapped[datetime | None] = mapped_column(Utc)


class MessageRow(ThingRow):
    """Without its receipts: `comms.keep_messages` writes them, and `comms.read_messages` reads them."""

    __tablename__ = "messages"
    APART = frozenset({"receipts"})
    THING = Message
    NOUN = "messages"

    sender: Mapped[str] = mapped_column(String(64))
    seat: Mapped[str] = mapped_column(String(64))
    text: Mapped[str] = mapped_column(Text)
    sent_utc: Mapped[datetime] = mapped_column(Utc, index=True)
    area_code: Mapped[str] = mapped_column(String(15))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    talkgroup_id: Mapped[int | None] = mapped_column(ForeignKey("talkgroups.id"))


class CameraRow(ThingRow):
    __tablename__ = "cameras"
    THING = Camera
    NOUN = "cameras"

    code: Mapped[str] = mapped_column(String(20), unique=True)
    name: Mapped[str] = mapped_column(String(128))
    gloss: Mapped[str] = mapped_column(String(128))
    lat_deg: Mapped[float] = mapped_column(Float)
    lon_deg: Mapped[float] = mapped_column(Float)
    heading_deg: Mapped[float] = mapped_column(Float)
    field_deg: Mapped[float] = mapped_column(Float)
    area_code: Mapped[str] = mapped_column(String(15))
    online: Mapped[bool] = mapped_column(Boolean)
    turnable: Mapped[bool] = mapped_column(Boolean)
    range_m: Mapped[float] = mapped_column(Float)


class LowPointRow(ThingRow):
    __tablename__ = "low_points"
    THING = LowPoint
    NOUN = "low_points"

    kind: Mapped[LowPointKind] = mapped_column(Word(LowPointKind))
    name: Mapped[str] = mapped_column(String(128))
    gloss: Mapped[str] = mapped_column(String(128))
    lat_deg: Mapped[float] = mapped_column(Float)
    lon_deg: Mapped[float] = mapped_column(Float)
    area_code: Mapped[str] = mapped_column(String(15))
    closing_depth_cm: Mapped[float] = mapped_column(Float)
    depth_cm: Mapped[float] = mapped_column(Float)
    rising_cm_per_10min: Mapped[float] = mapped_column(Float)
    measured_utc: Mapped[datetime] = mapped_column(Utc)
    closed_utc: Mapped[datetime | None] = mapped_column(Utc)


class RainRow(Base):
    """The rain over one area now: Rain and when it was measured."""

    __tablename__ = "rain"
    area_code: Mapped[str] = mapped_column(String(15), primary_key=True)
    rate_mm_per_h: Mapped[float] = mapped_column(Float)
    hour_mm: Mapped[float] = mapped_column(Float)
    measured_utc: Mapped[datetime] = mapped_column(Utc)


class RainReadingRow(Base):
    """What the rain was over an area, for the charts."""

    __tablename__ = "rain_readings"
    area_code: Mapped[str] = mapped_column(String(15), primary_key=True)
    measured_utc: Mapped[datetime] = mapped_column(Utc, primary_key=True, index=True)
    rate_mm_per_h: Mapped[float] = mapped_column(Float)
    hour_mm: Mapped[float] = mapped_column(Float)


class DepthReadingRow(Base):
    """How deep the water stood at a low point, for the charts."""

    __tablename__ = "depth_readings"
    low_point_id: Mapped[int] = mapped_column(ForeignKey("low_points.id"), primary_key=True)
    measured_utc: Mapped[datetime] = mapped_column(Utc, primary_key=True)
    depth_cm: Mapped[float] = mapped_column(Float)


class AlarmRow(ThingRow):
    __tablename__ = "alarms"
    THING = Alarm
    NOUN = "alarms"

    kind: Mapped[AlarmKind] = mapped_column(Word(AlarmKind))
    level: Mapped[Level] = mapped_column(Word(Level))
    title: Mapped[str] = mapped_column(String(255))
    title_gloss: Mapped[str] = mapped_column(String(255))
    raised_utc: Mapped[datetime] = mapped_column(Utc)
    lat_deg: Mapped[float | None] = mapped_column(Float)
    lon_deg: Mapped[float | None] = mapped_column(Float)
    area_code: Mapped[str] = mapped_column(String(15))
    unit_id: Mapped[int | None] = mapped_column(Key, index=True)
    facility_id: Mapped[int | None] = mapped_column(Key)
    case_id: Mapped[int | None] = mapped_column(Key)
    owner: Mapped[str] = mapped_column(String(64))
    owned_utc: Mapped[datetime | None] = mapped_column(Utc)
    closed_utc: Mapped[datetime | None] = mapped_column(Utc, index=True)
    verdict: Mapped[Verdict | None] = mapped_column(Word(Verdict))
    note: Mapped[str] = mapped_column(Text)
    fence_id: Mapped[int | None] = mapped_column(Key, index=True)
    owner_id: Mapped[int | None] = mapped_column(Key)


class FenceRow(ThingRow):
    __tablename__ = "fences"
    THING = Fence
    NOUN = "fences"

    name: Mapped[str] = mapped_column(String(64))
    gloss: Mapped[str] = mapped_column(String(64))
    rule: Mapped[FenceRule] = mapped_column(Word(FenceRule))
    points: Mapped[tuple[tuple[float, float], ...]] = mapped_column(Nested(tuple[tuple[float, float], ...]))
    area_code: Mapped[str] = mapped_column(String(15))
    level: Mapped[Level] = mapped_column(Word(Level))
    made_utc: Mapped[datetime] = mapped_column(Utc)
    made_by: Mapped[str] = mapped_column(String(64))
    kinds: Mapped[tuple[UnitKind, ...]] = mapped_column(Nested(tuple[UnitKind, ...]))
    unit_ids: Mapped[tuple[int, ...]] = mapped_column(Nested(tuple[int, ...]))
    corridor_m: Mapped[float] = mapped_column(Float)
    return_limit_min: Mapped[float] = mapped_column(Float)
    severe_after_min: Mapped[float] = mapped_column(Float)
    from_min: Mapped[int | None] = mapped_column(Integer)
    to_min: Mapped[int | None] = mapped_column(Integer)
    closed_utc: Mapped[datetime | None] = mapped_column(Utc, index=True)
    closed_by: Mapped[str] = mapped_column(String(64))
    reason: Mapped[str] = mapped_column(Text)


class WarningRow(ThingRow):
    __tablename__ = "warnings"
    THING = WeatherWarning
    NOUN = "warnings"

    type_code: Mapped[str] = mapped_column(String(8))
    level: Mapped[Level] = mapped_column(Word(Level))
    title: Mapped[str] = mapped_column(String(255))
    title_gloss: Mapped[str] = mapped_column(String(255))
    area_code: Mapped[str] = mapped_column(String(15))
    issued_utc: Mapped[datetime] = mapped_column(Utc)
    lifted_utc: Mapped[datetime | None] = mapped_column(Utc)


class PlanRunRow(ThingRow):
    """With all of its tasks; what a seat may see of them is cut in `sight`."""

    __tablename__ = "plan_runs"
    APART = frozenset({"tasks_elsewhere"})
    THING = PlanRun
    NOUN = "plan_runs"

    template_id: Mapped[str] = mapped_column(String(64))
    level: Mapped[Level] = mapped_column(Word(Level))
    drill: Mapped[bool] = mapped_column(Boolean)
    started_utc: Mapped[datetime] = mapped_column(Utc)
    started_by: Mapped[str] = mapped_column(String(64))
    area_code: Mapped[str] = mapped_column(String(15))
    tasks: Mapped[tuple[PlanTask, ...]] = mapped_column(Nested(tuple[PlanTask, ...]))
    ended_utc: Mapped[datetime | None] = mapped_column(Utc)
    ended_by: Mapped[str] = mapped_column(String(64))

    def thing(self) -> PlanRun:
        return self.read(PlanRun, tasks_elsewhere=0)

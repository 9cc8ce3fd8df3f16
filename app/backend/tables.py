"""The tables' common ground, and the backend's own: accounts, sign-ins, devices, events, audit, idempotency, settings.

The city's nouns are in `tables_city` (what moves and happens) and `tables_reference` (what hardly changes), the kept
past in `tables_past`.
"""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime
from typing import Any, ClassVar, Protocol, Self, TypeVar, cast

from sqlalchemy import JSON, Boolean, Float, ForeignKey, Index, LargeBinary, MetaData, String, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from app.api.routes import Device
from app.backend.columns import Key, Utc, Word
from app.domain.duty import Account, Role
from app.domain.positions import Datum

# Constraints with names, because alembic can only drop what it can name.
_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class Thing(Protocol):
    """A domain noun: whatever has a number and a version."""

    @property
    def id(self) -> int: ...
    @property
    def version(self) -> int: ...


T = TypeVar("T")


class Base(DeclarativeBase):
    """A table whose columns bear the names of a domain dataclass's fields; `APART` are those kept in another table."""

    APART: ClassVar[frozenset[str]] = frozenset()
    metadata = MetaData(naming_convention=_NAMES)

    @classmethod
    def of(cls, part: Any, **more: Any) -> Self:
        """A new row with the dataclass's fields, and columns that it lacks. An id of 0 lets the database count."""
        values = {field.name: getattr(part, field.name) for field in fields(part) if field.name not in cls.APART}
        if values.get("id") == 0:
            del values["id"]
        return cls(**values, **more)

    def read(self, kind: type[T], **more: Any) -> T:
        """This row as a domain dataclass; `more`: the fields APART, without which it is not whole."""
        names = [field.name for field in fields(cast(Any, kind)) if field.name not in more]
        return kind(**{name: getattr(self, name) for name in names}, **more)


class ThingRow(Base):
    """A row that is one domain noun. `THING` is its dataclass, `NOUN` its name on the feed and in the audit log."""

    __abstract__ = True
    THING: ClassVar[type]
    NOUN: ClassVar[str]

    id: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=True)
    version: Mapped[int]

    def thing(self) -> Any:
        """The domain dataclass; of type THING."""
        return self.read(self.THING)

    def take(self, thing: Any) -> None:
        """Write the thing's fields into this row, all but the id."""
        for field in fields(thing):
            if field.name != "id":
                setattr(self, field.name, getattr(thing, field.name))


class SettingRow(Base):
    """What the backend must remember about itself: epoch, signing key, city clock, audit head."""

    __tablename__ = "settings"
    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[Any] = mapped_column(JSON)


class AccountRow(ThingRow):
    __tablename__ = "accounts"
    THING = Account
    NOUN = "accounts"

    login: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(String(64))
    gloss: Mapped[str] = mapped_column(String(64))
    role: Mapped[Role] = mapped_column(Word(Role))
    area_code: Mapped[str] = mapped_column(String(15))
    seat: Mapped[str] = mapped_column(String(64))
    active: Mapped[bool] = mapped_column(Boolean)
    password_hash: Mapped[str] = mapped_column(String(255))


class SignInRow(Base):
    """One sign-in of an account, alive until `ended_utc`; all of its refresh tokens hang on it. Wall time."""

    __tablename__ = "sign_ins"
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    started_utc: Mapped[datetime] = mapped_column(Utc)
    ended_utc: Mapped[datetime | None] = mapped_column(Utc)


class RefreshTokenRow(Base):
    """A refresh token, known only by its SHA-256. Wall time throughout.

    `used_utc` when it was exchanged for `successor`; `replaced_utc` when it was given up unused because the answer
    that carried it was lost.
    """

    __tablename__ = "refresh_tokens"
    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    sign_in_id: Mapped[str] = mapped_column(ForeignKey("sign_ins.id"), index=True)
    expires_utc: Mapped[datetime] = mapped_column(Utc, index=True)
    used_utc: Mapped[datetime | None] = mapped_column(Utc)
    replaced_utc: Mapped[datetime | None] = mapped_column(Utc)
    successor: Mapped[str | None] = mapped_column(String(64))


class DeviceRow(ThingRow):
    __tablename__ = "devices"
    __table_args__ = (UniqueConstraint("gateway", "identifier"),)
    THING = Device
    NOUN = "devices"

    gateway: Mapped[str] = mapped_column(String(16))
    identifier: Mapped[str] = mapped_column(String(128))
    datum: Mapped[Datum] = mapped_column(Word(Datum))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"), index=True)
    last_lat_deg: Mapped[float] = mapped_column(Float)
    last_lon_deg: Mapped[float] = mapped_column(Float)
    last_heard_utc: Mapped[datetime] = mapped_column(Utc)


class EventRow(Base):
    """An ordered event of the feed. `seq` is counted by the write path, without gaps. `thing` is ready-made JSON."""

    __tablename__ = "events"
    seq: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=False)
    at_utc: Mapped[datetime] = mapped_column(Utc, index=True)
    type: Mapped[str] = mapped_column(String(64))
    noun: Mapped[str] = mapped_column(String(32))
    area_code: Mapped[str] = mapped_column(String(15))
    thing: Mapped[str] = mapped_column(Text)

    # The few moments that one goes back to are found among days of all events.
    __table_args__ = (Index(None, "type", "at_utc"),)


class AuditRow(Base):
    """One change under one order. Append-only: triggers of the database refuse to alter or delete a row.

    `at_utc` is wall time, `city_utc` the city's. Both, and before and after, are the very texts that were hashed.
    """

    __tablename__ = "audit"
    seq: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=False)
    at_utc: Mapped[str] = mapped_column(String(32))
    city_utc: Mapped[str] = mapped_column(String(32))
    account_id: Mapped[int] = mapped_column(Key)
    login: Mapped[str] = mapped_column(String(64))
    seat: Mapped[str] = mapped_column(String(64))
    order: Mapped[str] = mapped_column(String(64))
    noun: Mapped[str] = mapped_column(String(32))
    thing_id: Mapped[int] = mapped_column(Key)
    before: Mapped[str] = mapped_column(Text)
    after: Mapped[str] = mapped_column(Text)
    previous_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))

    __table_args__ = (Index(None, "noun", "thing_id"),)


class AnsweredRow(Base):
    """The first answer to an order, by account and Idempotency-Key: a Receipt, or the Problem of a final refusal."""

    __tablename__ = "answered"
    account_id: Mapped[int] = mapped_column(Key, primary_key=True)
    key: Mapped[str] = mapped_column(String(128), primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(64))
    answered_utc: Mapped[datetime] = mapped_column(Utc, index=True)
    refused: Mapped[bool]
    answer: Mapped[str] = mapped_column(Text)


class CityFileRow(Base):
    """A body that is served as it is, with its ETag: area outlines, base map, component points. Written once."""

    __tablename__ = "city_files"
    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    media_type: Mapped[str] = mapped_column(String(64))
    etag: Mapped[str] = mapped_column(String(64))
    body: Mapped[bytes] = mapped_column(LargeBinary)

"""The audit log: who changed what, when, from which seat, before and after; append-only and chained by hash.

A row's hash is the SHA-256 over the hash before it and the row's own texts, so an altered, removed or inserted row
breaks every later one. The head (number and hash of the newest row) is kept apart, so a cut tail shows too. Whoever
can rewrite the whole database can rewrite the chain: note the head down elsewhere (`verify-audit` prints it).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.backend.tables import AuditRow, SettingRow

HEAD_SETTING = "audit_head"
START_HASH = "0" * 64
_PAGE = 1_000


@dataclass(frozen=True, slots=True)
class Head:
    """The newest row's number and hash; (0, START_HASH) while the log is empty."""

    seq: int
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One change, before it is chained. `before` is None for a thing that was made."""

    account_id: int
    login: str
    seat: str
    order: str
    noun: str
    thing_id: int
    before: Any
    after: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditReport:
    """What following the chain showed. `broken_at` is the first number that does not fit, None if all do."""

    rows: int
    intact: bool
    broken_at: int | None
    head_hash: str
    sentence: str


def _hash(row: AuditRow) -> str:
    parts = (
        row.previous_hash,
        row.seq,
        row.at_utc,
        row.city_utc,
        row.account_id,
        row.login,
        row.seat,
        row.order,
        row.noun,
        row.thing_id,
        row.before,
        row.after,
    )
    return hashlib.sha256(msgspec.json.encode(parts)).hexdigest()


def _moment(at_utc: datetime) -> str:
    return at_utc.isoformat(timespec="microseconds").replace("+00:00", "Z")


async def read_head(session: AsyncSession) -> Head:
    kept = await session.get(SettingRow, HEAD_SETTING)
    return Head(kept.value["seq"], kept.value["hash"]) if kept else Head(0, START_HASH)


async def append(session: AsyncSession, head: Head, entries: list[Entry], at_utc: datetime, city_utc: datetime) -> Head:
    """Chain the entries onto the log in the caller's transaction; the new head."""
    for entry in entries:
        row = AuditRow(
            seq=head.seq + 1,
            at_utc=_moment(at_utc),
            city_utc=_moment(city_utc),
            account_id=entry.account_id,
            login=entry.login,
            seat=entry.seat,
            order=entry.order,
            noun=entry.noun,
            thing_id=entry.thing_id,
            before=msgspec.json.encode(entry.before).decode(),
            after=msgspec.json.encode(entry.after).decode(),
            previous_hash=head.hash,
        )
        row.hash = _hash(row)
        session.add(row)
        head = Head(row.seq, row.hash)
    if entries:
        await session.merge(SettingRow(name=HEAD_SETTING, value={"seq": head.seq, "hash": head.hash}))
    return head


async def verify(session: AsyncSession) -> AuditReport:
    """Follow the chain from its first row to the kept head."""
    kept = await read_head(session)
    head = Head(0, START_HASH)
    while True:
        page = (
            await session.scalars(select(AuditRow).where(AuditRow.seq > head.seq).order_by(AuditRow.seq).limit(_PAGE))
        ).all()
        for row in page:
            if row.seq != head.seq + 1:
                return _broken(head, head.seq + 1, f"Entry {head.seq + 1} is missing.")
            if row.previous_hash != head.hash or row.hash != _hash(row):
                return _broken(head, row.seq, f"Entry {row.seq} was altered.")
            head = Head(row.seq, row.hash)
        session.expunge_all()
        if len(page) < _PAGE:
            break
    if head != kept:
        return _broken(head, head.seq + 1, f"The log ends at entry {head.seq}, but {kept.seq} were written.")
    return AuditReport(
        rows=head.seq, intact=True, broken_at=None, head_hash=head.hash, sentence=f"All {head.seq} entries are intact."
    )


def _broken(head: Head, at: int, sentence: str) -> AuditReport:
    return AuditReport(rows=head.seq, intact=False, broken_at=at, head_hash=head.hash, sentence=sentence)

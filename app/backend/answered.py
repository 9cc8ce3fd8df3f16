"""First answers: an order repeated with its Idempotency-Key is not done again, it is answered again."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession

from app.api.routes import ANSWERS_KEPT, Problem, Receipt
from app.backend.clock import wall_utc
from app.backend.problems import AnsweredRefusal
from app.backend.tables import AnsweredRow
from app.domain.errors import Refusal


@dataclass(frozen=True, slots=True)
class Asked:
    """One order as asked: who, with which key, and a digest of what."""

    account_id: int
    key: str
    fingerprint: str


def asked(account_id: int, key: str, order: str, thing_id: int | None, body: Any) -> Asked:
    """The digest leaves passwords out: a digest of one could be guessed from."""
    told = {name: value for name, value in msgspec.to_builtins(body).items() if name != "password"}
    digest = hashlib.sha256(msgspec.json.encode((order, thing_id, told), order="deterministic")).hexdigest()
    return Asked(account_id, key, digest)


async def first_answer(session: AsyncSession, asked: Asked) -> Receipt | None:
    """The receipt of the first time, or None for a new order. Raises the first refusal again; `key_reused`."""
    row = await session.get(AnsweredRow, (asked.account_id, asked.key))
    if row is None:
        return None
    if row.fingerprint != asked.fingerprint:
        raise Refusal("key_reused", "This Idempotency-Key was used for another order.")
    if row.refused:
        raise AnsweredRefusal(msgspec.json.decode(row.answer, type=Problem))
    return msgspec.json.decode(row.answer, type=Receipt)


def keep(session: AsyncSession, asked: Asked, answer: Receipt | Problem) -> None:
    """Remember the answer, in the caller's transaction."""
    session.add(
        AnsweredRow(
            account_id=asked.account_id,
            key=asked.key,
            fingerprint=asked.fingerprint,
            answered_utc=wall_utc(),
            refused=isinstance(answer, Problem),
            answer=msgspec.json.encode(answer).decode(),
        )
    )


async def forget_old(session: AsyncSession) -> None:
    await session.execute(delete(AnsweredRow).where(AnsweredRow.answered_utc < wall_utc() - ANSWERS_KEPT))

"""The house's own routes: health, the city clock, and the audit log."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec
from fastapi import APIRouter

from app.api.frames import ClockState
from app.api.order_bodies import SetClock
from app.api.routes import AUDIT_VERIFY, HEALTH
from app.backend import audit
from app.backend.actors import Actor
from app.backend.audit import AuditReport
from app.backend.clock import SETTING, require_rate, what_is_kept
from app.backend.core import TheCore
from app.backend.orders import Command
from app.backend.problems import responses
from app.backend.security import Admin
from app.backend.tables import SettingRow
from app.backend.transaction import Transaction
from app.domain.errors import Refusal

router = APIRouter(tags=["house"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """That the backend lives, on which database, how far its feed is, and how many listen."""

    epoch: str
    seq: int
    clock: ClockState
    readers: int


@router.get(HEALTH, response_model=Health)
async def health(core: TheCore) -> Health:
    """Open to everybody: says nothing of the city."""
    return Health(epoch=core.hub.epoch, seq=core.hub.seq, clock=core.clock.state(), readers=core.hub.reader_count)


@router.get(AUDIT_VERIFY, response_model=AuditReport, responses=responses(401, 403))
async def verify_audit(core: TheCore, _actor: Admin) -> AuditReport:
    """Follow the hash chain of the log of orders."""
    async with core.database.still() as session:
        return await audit.verify(session)


async def set_clock(tx: Transaction, _actor: Actor, body: SetClock) -> None:
    """How fast the demo city runs. Refusals: `clock_fixed` in a real hall, `clock_rate` outside 1–60."""
    clock = tx.live.clock
    if clock.is_wall:
        raise Refusal("clock_fixed", "This city runs on true time; only a demo's clock can be set.", 409)
    require_rate(body.rate)
    before = msgspec.to_builtins(clock.state())
    tx.note("clock", 0, before, {**before, "rate": body.rate, "paused": body.paused})
    kept = what_is_kept(tx.now_utc, body.rate, body.paused)
    await tx.session.merge(SettingRow(name=SETTING, value=kept))
    tx.after_commit.append(lambda: clock.set(body.rate, body.paused))


COMMANDS: dict[str, Command] = {"set_clock": set_clock}

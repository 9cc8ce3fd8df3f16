"""Accounts: who may sign in. Only an admin makes them; the password is kept as a hash and goes nowhere."""

from __future__ import annotations

from fastapi import APIRouter
from sqlalchemy import select

from app.api.order_bodies import CreateAccount, SetPassword
from app.api.routes import ACCOUNTS
from app.backend import reference
from app.backend.actors import Actor, require_covers
from app.backend.core import TheCore
from app.backend.orders import Command
from app.backend.problems import responses
from app.backend.security import Admin
from app.backend.sign_ins import end_all_sign_ins
from app.backend.tables import AccountRow
from app.backend.transaction import Transaction
from app.domain.areas import covers
from app.domain.duty import Account
from app.domain.errors import Refusal

router = APIRouter(tags=["accounts"])


async def create_account(tx: Transaction, actor: Actor, body: CreateAccount) -> Account:
    """A new account in the actor's own area; '' is everywhere. Refusals: `area_unknown`, `login_empty`,
    `already_exists`.
    """
    require_covers(actor, body.area_code)
    if body.area_code and await reference.area(tx.session, body.area_code) is None:
        raise Refusal("area_unknown", f"There is no area {body.area_code}.")
    if not body.login.strip() or len(body.login) > 64:
        raise Refusal("login_empty", "A login has 1 to 64 characters.")
    account = Account(
        id=0,
        version=1,
        login=body.login.strip(),
        name=body.name,
        gloss=body.gloss,
        role=body.role,
        area_code=body.area_code,
        seat=body.seat,
    )
    return await tx.add(account, None, password_hash=tx.password_hash)


async def set_password(
    tx: Transaction, actor: Actor, account_id: int, _body: SetPassword, expected_version: int | None
) -> Account:
    """A new password for an account of the actor's own area or below; every sign-in of the account ends."""
    account = await tx.load(Account, account_id, expected_version)
    account = await tx.save(account, None, password_hash=tx.password_hash)
    await end_all_sign_ins(tx, account_id)
    return account


COMMANDS: dict[str, Command] = {"create_account": create_account, "set_password": set_password}


@router.get(ACCOUNTS, response_model=tuple[Account, ...], responses=responses(401, 403))
async def list_accounts(core: TheCore, actor: Admin) -> tuple[Account, ...]:
    """All accounts in the admin's own area, by login."""
    async with core.database.session() as session:
        rows = await session.scalars(select(AccountRow).order_by(AccountRow.login))
        return tuple(row.thing() for row in rows if covers(actor.area_code, row.area_code))

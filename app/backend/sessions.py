"""Sign in, refresh, sign out."""

from __future__ import annotations

import logging

from fastapi import APIRouter, Request
from sqlalchemy import select

from app.api.routes import REFRESH, SIGN_IN, SIGN_OUT, Refresh, SignIn, Tokens
from app.backend import sign_ins
from app.backend.actors import Actor
from app.backend.core import Core, TheCore
from app.backend.problems import responses
from app.backend.security import ACCESS_S, password_fits
from app.backend.tables import AccountRow
from app.domain.duty import Account, Role
from app.domain.errors import Refusal

log = logging.getLogger(__name__)

router = APIRouter(tags=["sessions"])

# The longest login that an account can have; what is counted and logged of a made-up one.
MAX_LOGIN = 64


@router.post(SIGN_IN, response_model=Tokens, responses=responses(401, 422, 429))
async def sign_in(core: TheCore, request: Request, body: SignIn) -> Tokens:
    """Tokens for a login and password. 401 `wrong_password` says nothing about which of the two was wrong."""
    address = request.client.host if request.client else ""
    login = _plain(body.login)
    counted = login[:MAX_LOGIN]
    core.attempts.begin(counted, address)
    async with core.database.session() as session:
        row = await session.scalar(select(AccountRow).where(AccountRow.login == login))
    fits = await password_fits(body.password, row.password_hash if row else None)
    if row is None or not fits or not row.active:
        raise _wrong_password(counted, address)
    account: Account = row.thing()
    async with core.orders.batch(_actor(account)) as batch:
        batch.tx.order = "sign_in"
        # While the password was looked at, somebody may have set another one and ended every sign-in.
        now = await batch.tx.session.get(AccountRow, row.id)
        if now is None or now.password_hash != row.password_hash or not now.active:
            raise _wrong_password(counted, address)
        account = now.thing()
        sign_in_id, refresh_token = await sign_ins.begin(batch.tx, account)
    core.attempts.succeeded(counted, address)
    return _tokens(core, account, sign_in_id, refresh_token)


@router.post(REFRESH, response_model=Tokens, responses=responses(401, 422))
async def refresh(core: TheCore, body: Refresh) -> Tokens:
    """New tokens for a refresh token, which is good for one exchange; 401 `refresh_refused` means: sign in again."""
    async with core.orders.batch(_UNKNOWN) as batch:
        batch.tx.order = "refresh_sign_in"
        exchanged = await sign_ins.exchange(batch.tx, body.refresh_token)
    if exchanged is None:
        raise Refusal("refresh_refused", "This sign-in has ended. Sign in again.", 401)
    account, sign_in_id, refresh_token = exchanged
    return _tokens(core, account, sign_in_id, refresh_token)


@router.post(SIGN_OUT, status_code=204, responses=responses(422))
async def sign_out(core: TheCore, body: Refresh) -> None:
    """End the sign-in that holds this refresh token; its access tokens and streams end at once."""
    async with core.orders.batch(_UNKNOWN) as batch:
        batch.tx.order = "sign_out"
        await sign_ins.end_by_token(batch.tx, body.refresh_token)


# Whoever shows a refresh token is known by nothing else.
_UNKNOWN = Actor(account_id=0, login="", name="", seat="", role=Role.VIEWER, area_code="")


def _wrong_password(login: str, address: str) -> Refusal:
    log.warning("failed sign-in as %r from %s", login, address or "an unknown address")
    return Refusal("wrong_password", "Login or password is wrong.", 401)


def _plain(login: str) -> str:
    return login.replace("\x00", "").encode(errors="replace").decode()


def _actor(account: Account) -> Actor:
    return Actor(
        account_id=account.id,
        login=account.login,
        name=account.name,
        seat=account.seat,
        role=account.role,
        area_code=account.area_code,
    )


def _tokens(core: Core, account: Account, sign_in_id: str, refresh_token: str) -> Tokens:
    return Tokens(
        access_token=core.tokens.issue(account, sign_in_id),
        refresh_token=refresh_token,
        expires_in_s=ACCESS_S,
        account=account,
    )

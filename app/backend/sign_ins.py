"""A seat's sign-in and the refresh tokens that keep it alive. All times here are wall time.

A refresh token is exchanged once. Shown a second time it means either that the answer with its successor was lost, or
that somebody copied it. Lost: the successor was never used, so it is given up and a new one made. Copied: both lines
have been used, so the whole sign-in ends. Two exchanges at the same moment (GRACE) are a lost answer, not a theft.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from sqlalchemy import delete, select

from app.backend.clock import wall_utc
from app.backend.tables import AccountRow, RefreshTokenRow, SignInRow
from app.backend.transaction import Transaction
from app.domain.duty import Account

REFRESH_LIFE = timedelta(days=14)
GRACE = timedelta(seconds=60)


async def begin(tx: Transaction, account: Account) -> tuple[str, str]:
    """A new sign-in: its id and its first refresh token."""
    now_utc = wall_utc()
    await tx.session.execute(delete(RefreshTokenRow).where(RefreshTokenRow.expires_utc < now_utc))
    sign_in = SignInRow(id=secrets.token_hex(16), account_id=account.id, started_utc=now_utc)
    tx.session.add(sign_in)
    await tx.session.flush()
    tx.note("sign_ins", account.id, None, {"sign_in": sign_in.id})
    return sign_in.id, _new_token(tx, sign_in.id)


async def exchange(tx: Transaction, refresh_token: str) -> tuple[Account, str, str] | None:
    """Account, sign-in id and next refresh token for a good token; None where it is not (or no longer) good.

    None may have ended a sign-in, so the caller commits either way.
    """
    token = await tx.session.get(RefreshTokenRow, _hash(refresh_token))
    if token is None or token.expires_utc < wall_utc():
        return None
    sign_in = await tx.session.get_one(SignInRow, token.sign_in_id)
    account = (await tx.session.get_one(AccountRow, sign_in.account_id)).thing()
    if sign_in.ended_utc is not None or not account.active:
        return None
    if not await _may_exchange(tx, token):
        await end(tx, sign_in.id)
        return None
    successor = _new_token(tx, sign_in.id)
    token.used_utc, token.successor = wall_utc(), _hash(successor)
    return account, sign_in.id, successor


async def _may_exchange(tx: Transaction, token: RefreshTokenRow) -> bool:
    now_utc = wall_utc()
    if token.replaced_utc is not None and now_utc - token.replaced_utc > GRACE:
        return False
    if token.used_utc is None:
        return True
    successor = await tx.session.get(RefreshTokenRow, token.successor)
    if successor is None:
        return False
    if successor.used_utc is None:
        successor.replaced_utc = now_utc
        return True
    return now_utc - token.used_utc <= GRACE


async def end_by_token(tx: Transaction, refresh_token: str) -> None:
    """Sign out whoever holds the token. An unknown one is as good as signed out."""
    token = await tx.session.get(RefreshTokenRow, _hash(refresh_token))
    if token is not None:
        await end(tx, token.sign_in_id)


async def end(tx: Transaction, sign_in_id: str) -> None:
    """End one sign-in: its tokens, and its streams."""
    sign_in = await tx.session.get_one(SignInRow, sign_in_id)
    if sign_in.ended_utc is not None:
        return
    sign_in.ended_utc = wall_utc()
    tx.note("sign_ins", sign_in.account_id, {"sign_in": sign_in_id}, None)
    tx.after_commit.append(lambda: tx.live.tokens.end(sign_in_id))
    tx.after_commit.append(lambda: tx.live.hub.end_sign_in(sign_in_id))


async def end_all_sign_ins(tx: Transaction, account_id: int) -> None:
    """End every sign-in of an account."""
    alive = select(SignInRow.id).where(SignInRow.account_id == account_id, SignInRow.ended_utc.is_(None))
    for sign_in_id in (await tx.session.scalars(alive)).all():
        await end(tx, sign_in_id)


def _new_token(tx: Transaction, sign_in_id: str) -> str:
    token = secrets.token_urlsafe(32)
    tx.session.add(RefreshTokenRow(hash=_hash(token), sign_in_id=sign_in_id, expires_utc=wall_utc() + REFRESH_LIFE))
    return token


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()

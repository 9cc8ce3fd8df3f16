"""Passwords, access tokens and roles. Access tokens are signed and short-lived; the key is in the database."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import Awaitable, Callable
from functools import cache
from typing import Annotated
from weakref import WeakKeyDictionary

import jwt
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from sqlalchemy.ext.asyncio import AsyncSession

from app.backend.actors import Actor
from app.backend.tables import SettingRow
from app.domain.duty import MAX_PASSWORD, MIN_PASSWORD, Account, Role, may
from app.domain.errors import Refusal

ACCESS_S = 600
KEY_SETTING = "signing_key"
_ALGORITHM = "HS256"
_ISSUER = "zhihui"

_hasher = PasswordHasher()
# A hash takes 64 MB for a moment: a storm of sign-ins must not take the machine.
_HASHES_AT_ONCE = 2
# A semaphore belongs to one loop, and a process may run several after one another.
_turns: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Semaphore] = WeakKeyDictionary()


def _hashing() -> asyncio.Semaphore:
    return _turns.setdefault(asyncio.get_running_loop(), asyncio.Semaphore(_HASHES_AT_ONCE))


async def hash_password(password: str) -> str:
    """The argon2id hash; Refusal `password_weak` for one that is too short or absurdly long."""
    if not MIN_PASSWORD <= len(password) <= MAX_PASSWORD:
        raise Refusal("password_weak", f"A password has {MIN_PASSWORD} to {MAX_PASSWORD} characters.")
    async with _hashing():
        return await asyncio.to_thread(_hasher.hash, password)


async def password_fits(password: str, kept_hash: str | None) -> bool:
    """True if the password belongs to the hash. None, an unknown login, takes the same time and is False."""
    async with _hashing():
        fits = await asyncio.to_thread(_verify, password[:MAX_PASSWORD], kept_hash)
    return fits and kept_hash is not None


@cache
def _nobodys_hash() -> str:
    """What an unknown login is checked against, so that it takes as long as a known one."""
    return _hasher.hash(secrets.token_hex(16))


def _verify(password: str, kept_hash: str | None) -> bool:
    # Made whether it is needed or not, or the first unknown login would take twice as long.
    nobodys_hash = _nobodys_hash()
    try:
        return _hasher.verify(kept_hash or nobodys_hash, password)
    except (VerifyMismatchError, InvalidHashError):
        return False


async def signing_key(session: AsyncSession) -> str:
    """The database's own key, made on its first start."""
    row = await session.get(SettingRow, KEY_SETTING)
    if row is None:
        row = SettingRow(name=KEY_SETTING, value=secrets.token_urlsafe(48))
        session.add(row)
        await session.commit()
    return str(row.value)


class Tokens:
    """Makes and reads access tokens. A sign-in that ended is refused at once, though its token has not run out."""

    def __init__(self, key: str) -> None:
        self._key = key
        self._ended: dict[str, float] = {}

    def issue(self, account: Account, sign_in_id: str) -> str:
        now_s = int(time.time())
        claims = {
            "iss": _ISSUER,
            "iat": now_s,
            "exp": now_s + ACCESS_S,
            "sub": str(account.id),
            "sid": sign_in_id,
            "login": account.login,
            "name": account.name,
            "seat": account.seat,
            "role": account.role,
            "area": account.area_code,
        }
        return jwt.encode(claims, self._key, _ALGORITHM)

    def read(self, token: str) -> Actor:
        """Who holds the token; Refusal `not_signed_in` (401) for a false, old or ended one."""
        try:
            claims = jwt.decode(
                token, self._key, [_ALGORITHM], issuer=_ISSUER, options={"require": ["exp", "sub", "sid"]}
            )
        except jwt.ExpiredSignatureError:
            raise Refusal("token_expired", "The access token has run out; refresh it.", 401) from None
        except jwt.InvalidTokenError:
            raise _not_signed_in() from None
        if claims["sid"] in self._ended:
            raise _not_signed_in()
        return Actor(
            account_id=int(claims["sub"]),
            login=claims["login"],
            name=claims["name"],
            seat=claims["seat"],
            role=Role(claims["role"]),
            area_code=claims["area"],
            sign_in_id=claims["sid"],
        )

    def end(self, sign_in_id: str) -> None:
        """Refuse the sign-in's tokens from now on."""
        now_s = time.monotonic()
        self._ended = {known: until for known, until in self._ended.items() if until > now_s}
        self._ended[sign_in_id] = now_s + ACCESS_S


def _not_signed_in() -> Refusal:
    return Refusal("not_signed_in", "Sign in first.", 401)


_bearer = HTTPBearer(auto_error=False, bearerFormat="JWT")
Bearer = Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]


def seat(least: Role) -> Callable[[Request, Bearer], Awaitable[Actor]]:
    """A dependency that gives the signed-in Actor: 401 without a good token, 403 `role_too_low` below `least`."""

    async def signed_in(request: Request, credentials: Bearer) -> Actor:
        if credentials is None:
            raise _not_signed_in()
        tokens: Tokens = request.app.state.core.tokens
        actor = tokens.read(credentials.credentials)
        if not may(actor.role, least):
            raise Refusal("role_too_low", f"This needs the role {least} or above.", 403)
        return actor

    return signed_in


Viewer = Annotated[Actor, Depends(seat(Role.VIEWER))]
Dispatcher = Annotated[Actor, Depends(seat(Role.DISPATCHER))]
Leader = Annotated[Actor, Depends(seat(Role.LEADER))]
Admin = Annotated[Actor, Depends(seat(Role.ADMIN))]

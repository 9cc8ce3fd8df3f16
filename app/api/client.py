"""The HTTP client of one seat: tokens and their renewal, questions, orders, the stream."""

from __future__ import annotations

import asyncio
import ipaddress
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TypeVar
from urllib.parse import urlsplit

import httpx
import msgspec

from app.api.answers import ServerRefusal, read_answer, refusal_of
from app.api.errors import SignedOut, Unreachable
from app.api.frames import STALE_AFTER_S
from app.api.orders import PendingOrder
from app.api.routes import FEED, ORDERS, REFRESH, SIGN_IN, SIGN_OUT, Receipt, Refresh, SignIn, Tokens
from app.domain.duty import Account
from app.domain.errors import PlainError

T = TypeVar("T")

_QUESTION = httpx.Timeout(10.0, connect=3.0)
_ORDER = httpx.Timeout(10.0, connect=3.0)
# A stream that is silent for longer than a heartbeat or two is dead; the connection is made anew.
_STREAM = httpx.Timeout(10.0, connect=3.0, read=STALE_AFTER_S + 1.0)
# Renewed this long before the end, so that an order rarely meets a 401 first.
_RENEW_BEFORE_S = 15.0
_NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol)
_JSON = {"Content-Type": "application/json"}


def server_address(text: str) -> str:
    """A server's address as typed, made whole: "hall:8443" → "https://hall:8443", and http:// on this very machine.

    PlainError where it is none.
    """
    typed = text.strip()
    try:
        bare = "://" not in typed
        scheme = "http" if is_loopback(f"//{typed}") else "https"
        address = (f"{scheme}://{typed}" if bare else typed).rstrip("/")
        parts = urlsplit(address)
        # Only asking for the port finds out that it is none.
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
        httpx.URL(address)
    except (ValueError, httpx.InvalidURL):
        usable = False
    if not usable:
        raise PlainError(f"{text!r} is no server address.", "Write it like https://hall.example:8443")
    return address


def is_loopback(address: str) -> bool:
    """True for a server on this very machine."""
    host = urlsplit(address).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class Client:
    """Speaks to one server for one signed-in account; tokens live in memory only.

    Every method raises Unreachable when the server is away or silent, a Refusal when it says no, and SignedOut when it
    does not renew the tokens any more. An expired token is renewed and the request repeated without asking anyone;
    however many requests meet the end of a token at once, one renewal serves them all.
    """

    def __init__(self, server_url: str) -> None:
        self.server_url = server_address(server_url)
        self._http = httpx.AsyncClient(
            base_url=self.server_url,
            # A proxy of the environment must not stand between a demo's console and its own machine.
            trust_env=not is_loopback(self.server_url),
            # Without TLS there is nothing to verify, and loading the certificates would hold up the start.
            verify=not self.server_url.startswith("http://"),
        )
        self._tokens: Tokens | None = None
        self._renew_at_s = 0.0
        self._renewal: asyncio.Task[None] | None = None

    @property
    def account(self) -> Account | None:
        """Whoever is signed in, as of the last sign-in or renewal."""
        return self._tokens.account if self._tokens else None

    async def sign_in(self, login: str, password: str) -> Account:
        """Take tokens for an account."""
        body = msgspec.json.encode(SignIn(login=login, password=password))
        response = await self._send("POST", SIGN_IN, _QUESTION, content=body, headers=_JSON)
        return self._take(read_answer(response, Tokens))

    async def sign_out(self) -> None:
        """End the sign-in at the server if it can be reached, and forget the tokens in any case."""
        tokens, self._tokens = self._tokens, None
        if tokens is None:
            return
        headers = {**_JSON, "Authorization": f"Bearer {tokens.access_token}"}
        body = msgspec.json.encode(Refresh(refresh_token=tokens.refresh_token))
        await self._send("POST", SIGN_OUT, _QUESTION, content=body, headers=headers)

    async def get(self, path: str, answer: type[T], **params: str | int | float) -> T:
        """Ask a question and decode its answer."""
        return read_answer(await self._authorised("GET", path, _QUESTION, params=params), answer)

    async def fetch(self, path: str) -> bytes:
        """A body as it is."""
        response = await self._authorised("GET", path, _QUESTION)
        if response.is_error:
            raise refusal_of(response)
        return response.content

    async def get_if_changed(self, path: str, etag: str | None) -> tuple[bytes, str] | None:
        """A body and its ETag ('' without one), or None where the server says that `etag` still holds."""
        headers = {"If-None-Match": etag} if etag else {}
        response = await self._authorised("GET", path, _QUESTION, headers=headers)
        if response.status_code == httpx.codes.NOT_MODIFIED:
            return None
        if response.is_error:
            raise refusal_of(response)
        return response.content, response.headers.get("ETag", "")

    async def order(self, order: PendingOrder) -> Receipt:
        """Give one order with its key, and If-Match where it acts on a thing that exists."""
        route = ORDERS[order.name]
        headers = {**_JSON, "Idempotency-Key": order.key}
        if order.version is not None:
            headers["If-Match"] = f'"{order.version}"'
        path = route.path.format(id=order.thing_id)
        response = await self._authorised(
            "POST", path, _ORDER, content=msgspec.json.encode(order.body), headers=headers
        )
        return read_answer(response, Receipt)

    @asynccontextmanager
    async def stream(self, last_event_id: str | None) -> AsyncIterator[httpx.Response]:
        """The open feed. Reading from it may raise httpx.TransportError; a read time-out is a hung server."""
        headers = {"Accept": "text/event-stream", "Cache-Control": "no-store"}
        if last_event_id:
            headers["Last-Event-ID"] = last_event_id
        for attempt in range(2):
            token = await self._token()
            request = self._http.build_request(
                "GET", FEED, headers={**headers, "Authorization": f"Bearer {token}"}, timeout=_STREAM
            )
            try:
                response = await self._http.send(request, stream=True)
            except httpx.TransportError as fault:
                raise _unreachable(fault) from fault
            try:
                if response.status_code == httpx.codes.UNAUTHORIZED and attempt == 0:
                    await self._renew(token)
                    continue
                if response.is_error:
                    await response.aread()
                    raise refusal_of(response)
                yield response
                return
            finally:
                await response.aclose()

    async def close(self) -> None:
        """Give back the connections; nothing can be asked afterwards."""
        await self._http.aclose()

    async def _authorised(
        self,
        method: str,
        path: str,
        patience: httpx.Timeout,
        *,
        params: dict[str, str | int | float] | None = None,
        content: bytes | None = None,
        headers: dict[str, str] | None = None,
    ) -> httpx.Response:
        token = await self._token()
        given = headers or {}
        bearer = {**given, "Authorization": f"Bearer {token}"}
        response = await self._send(method, path, patience, params=params, content=content, headers=bearer)
        if response.status_code != httpx.codes.UNAUTHORIZED:
            return response
        await self._renew(token)
        bearer = {**given, "Authorization": f"Bearer {await self._token()}"}
        response = await self._send(method, path, patience, params=params, content=content, headers=bearer)
        if response.status_code == httpx.codes.UNAUTHORIZED:
            raise SignedOut
        return response

    async def _send(
        self,
        method: str,
        path: str,
        patience: httpx.Timeout,
        *,
        params: dict[str, str | int | float] | None = None,
        content: bytes | None = None,
        headers: dict[str, str] | None = None,
    ) -> httpx.Response:
        try:
            return await self._http.request(
                method, path, params=params, content=content, headers=headers, timeout=patience
            )
        except httpx.TransportError as fault:
            raise _unreachable(fault) from fault

    async def _token(self) -> str:
        if self._tokens is None:
            raise SignedOut
        if time.monotonic() > self._renew_at_s:
            await self._renew(self._tokens.access_token)
        return self._tokens.access_token

    async def _renew(self, stale_token: str) -> None:
        """Replace a token that ended, unless somebody did meanwhile."""
        if self._tokens is None:
            raise SignedOut
        if self._tokens.access_token != stale_token:
            return
        if self._renewal is None or self._renewal.done():
            self._renewal = asyncio.get_running_loop().create_task(self._renew_once(self._tokens.refresh_token))
        # A caller that gives up must not take the renewal of all others with it.
        await asyncio.shield(self._renewal)

    async def _renew_once(self, refresh_token: str) -> None:
        body = msgspec.json.encode(Refresh(refresh_token=refresh_token))
        try:
            response = await self._send("POST", REFRESH, _QUESTION, content=body, headers=_JSON)
            tokens = read_answer(response, Tokens)
        except Unreachable as fault:
            # Whatever the renewal was for has not been sent.
            raise Unreachable(fault.sentence, maybe_received=False) from fault
        except ServerRefusal as refusal:
            if refusal.status in (400, 401, 403, 422):
                self._tokens = None
                raise SignedOut from refusal
            if refusal.status >= 500:
                raise Unreachable(refusal.sentence, maybe_received=False) from refusal
            raise
        if self._tokens is not None:
            self._take(tokens)

    def _take(self, tokens: Tokens) -> Account:
        self._tokens = tokens
        margin_s = min(_RENEW_BEFORE_S, tokens.expires_in_s / 2)
        self._renew_at_s = time.monotonic() + tokens.expires_in_s - margin_s
        return tokens.account


def _unreachable(fault: httpx.TransportError) -> Unreachable:
    if isinstance(fault, _NEVER_SENT):
        return Unreachable("The server cannot be reached.", maybe_received=False)
    if isinstance(fault, httpx.TimeoutException):
        return Unreachable("The server did not answer in time.")
    return Unreachable("The connection to the server broke.")

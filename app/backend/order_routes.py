"""One POST route per order of api.routes.ORDERS, all alike: role, key, version, body, and then the write path."""

from __future__ import annotations

import math
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import fields, is_dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Path

from app.api.routes import ORDERS, OrderRoute, Receipt
from app.backend.actors import Actor
from app.backend.core import TheCore
from app.backend.problems import responses
from app.backend.security import seat
from app.domain.errors import Refusal

MAX_KEY = 128
Key = Annotated[str | None, Header(alias="Idempotency-Key", description="Unique per order; a repeat is answered alike")]
IfMatch = Annotated[str | None, Header(alias="If-Match", description='The version that the seat saw, as "7"')]
MAX_ID = 2**31 - 1
ThingId = Annotated[int, Path(alias="id", ge=1, le=MAX_ID)]

Endpoint = Callable[..., Awaitable[Receipt]]


def order_router() -> APIRouter:
    """The routes of all orders."""
    router = APIRouter(tags=["orders"])
    for name, route in ORDERS.items():
        endpoint = _on_existing(name, route) if route.on_existing else _on_new(name, route)
        router.add_api_route(
            route.path,
            endpoint,
            methods=["POST"],
            name=name,
            operation_id=name,
            summary=name.replace("_", " ").capitalize(),
            response_model=Receipt,
            responses=responses(400, 401, 403, 404, 409, 413, 422, *([428] if route.on_existing else [])),
        )
    return router


def _on_new(name: str, route: OrderRoute) -> Endpoint:
    async def give(core: TheCore, actor: Actor, body: Any, key: Key = None) -> Receipt:
        require_plain(body)
        return await core.orders.give(name, actor, body, key=_required_key(key))

    return _typed(give, route)


def _on_existing(name: str, route: OrderRoute) -> Endpoint:
    async def give(
        core: TheCore, actor: Actor, thing_id: ThingId, body: Any, key: Key = None, if_match: IfMatch = None
    ) -> Receipt:
        require_plain(body)
        return await core.orders.give(
            name, actor, body, thing_id=thing_id, expected_version=_version(if_match), key=_required_key(key)
        )

    return _typed(give, route)


def _typed(endpoint: Endpoint, route: OrderRoute) -> Endpoint:
    """FastAPI reads body and role from the annotations, so each route gets its own."""
    endpoint.__annotations__["actor"] = Annotated[Actor, Depends(seat(route.role))]
    endpoint.__annotations__["body"] = route.body
    return endpoint


def _required_key(key: str | None) -> str:
    if not key or len(key) > MAX_KEY or not key.isascii() or not key.isprintable():
        raise Refusal("key_required", f"An order needs an Idempotency-Key of up to {MAX_KEY} ASCII characters.", 400)
    return key


def _version(if_match: str | None) -> int:
    """The number in `"7"`; Refusal `version_required` (428) where there is none."""
    digits = (if_match or "").strip().removeprefix("W/").strip('"')
    if not digits.isdecimal() or len(digits) > 9:
        raise Refusal("version_required", 'Send the version that you saw as If-Match: "<version>".', 428)
    return int(digits)


def require_plain(body: Any) -> None:
    """Refuse what JSON lets through and no database or map can hold: NaN, huge numbers, NUL, half characters."""
    if isinstance(body, float) and not math.isfinite(body):
        raise Refusal("not_a_number", "A number in the body is not finite.")
    if isinstance(body, int) and abs(body) > MAX_ID:
        raise Refusal("not_a_number", "A number in the body is too large.")
    if isinstance(body, str) and ("\x00" in body or not _is_whole(body)):
        raise Refusal("bad_text", "A text in the body has characters that cannot be kept.")
    if is_dataclass(body):
        for field in fields(body):
            require_plain(getattr(body, field.name))
    if isinstance(body, Mapping):
        for name, part in body.items():
            require_plain(name)
            require_plain(part)
    if isinstance(body, tuple | list):
        for part in body:
            require_plain(part)


def _is_whole(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True

"""Refuses a request body that is too large before it is read, whether it says its length or not."""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.backend.problems import CodedHTTPException, answer, problem

MAX_BODY_BYTES = 256 * 1024
MAX_GATEWAY_BYTES = 64 * 1024
CODE = "body_too_large"


class BodyLimit:
    """ASGI middleware: 413 `body_too_large`, at the gateways 400 as for every message of no use."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        at_gateway = scope["path"].startswith("/gateways/")
        limit, status = (MAX_GATEWAY_BYTES, 400) if at_gateway else (MAX_BODY_BYTES, 413)
        detail = f"A body here has at most {limit} bytes."
        said = dict(scope["headers"]).get(b"content-length", b"")
        if said.isdigit() and int(said) > limit:
            # What was not read cannot be told from the next request, so the connection ends here.
            await answer(problem(CODE, detail, status), {"Connection": "close"})(scope, receive, send)
            return
        read = 0

        async def counted() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > limit:
                raise CodedHTTPException(CODE, detail, status, {"Connection": "close"})
            return message

        await self._app(scope, counted, send)

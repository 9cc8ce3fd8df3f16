"""Errors as RFC 9457 problem documents, each with a stable code and a sentence that says what to do."""

from __future__ import annotations

import logging
from typing import Any

import msgspec
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from app.api.routes import Problem
from app.domain.errors import Refusal

log = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"
_TITLES = {
    400: "Bad request",
    401: "Not signed in",
    403: "Not allowed",
    404: "Not found",
    405: "Method not allowed",
    409: "Conflict",
    413: "Too large",
    422: "Refused",
    428: "Version required",
    429: "Too many requests",
    500: "Unexpected error",
    503: "Unavailable",
}


# What Starlette raises by itself says only the status.
_USUAL = {
    404: ("not_found", "There is nothing at this address."),
    405: ("method_not_allowed", "This address does not take that method."),
}


class CodedHTTPException(HTTPException):
    """An HTTPException with a code and a sentence of ours. FastAPI lets only HTTPExceptions through its body reader."""

    def __init__(self, code: str, sentence: str, status: int, headers: dict[str, str]) -> None:
        super().__init__(status, sentence, headers)
        self.code = code


class Clash(Refusal):
    """A version clash; `current` is the thing as it stands now."""

    def __init__(self, current: Any) -> None:
        super().__init__("version_clash", "Somebody changed this meanwhile. Look at it again.", 409)
        self.current: dict[str, object] = msgspec.to_builtins(current)


class TooMany(Refusal):
    """A refusal for the moment: come back after `retry_after_s` seconds."""

    def __init__(self, code: str, sentence: str, retry_after_s: int) -> None:
        super().__init__(code, sentence, 429)
        self.retry_after_s = retry_after_s


class AnsweredRefusal(Refusal):
    """The refusal that an order met the first time, told again."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code, problem.detail, problem.status)
        self.current = problem.current


def problem_of(refusal: Refusal) -> Problem:
    """The document that tells a refusal."""
    return problem(refusal.code, refusal.sentence, refusal.status, getattr(refusal, "current", None))


def problem(code: str, detail: str, status: int, current: dict[str, object] | None = None) -> Problem:
    return Problem(
        type=f"urn:zhihui:problem:{code}",
        title=_TITLES.get(status, "Error"),
        status=status,
        code=code,
        detail=detail,
        current=current,
    )


def answer(document: Problem, headers: dict[str, str] | None = None) -> Response:
    """The HTTP answer that carries a problem document."""
    return Response(msgspec.json.encode(document), document.status, headers, media_type=MEDIA_TYPE)


def responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """OpenAPI's `responses` for a route that may answer with these problems."""
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {status: {"description": _TITLES[status], "content": content} for status in statuses}


def install(app: FastAPI) -> None:
    """Make every error of the app a problem document."""
    app.add_exception_handler(Refusal, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _unexpected)


async def _refused(_request: Request, error: Exception) -> Response:
    assert isinstance(error, Refusal)
    headers = {}
    if isinstance(error, TooMany):
        headers["Retry-After"] = str(error.retry_after_s)
    if error.status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    return answer(problem_of(error), headers)


async def _invalid(_request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    place = ".".join(str(part) for part in first["loc"])
    return answer(problem("invalid_request", f"{place}: {first['msg']}.", 422))


async def _http(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    usual = _USUAL.get(error.status_code, ("http_error", f"{error.detail}."))
    code, detail = (error.code, str(error.detail)) if isinstance(error, CodedHTTPException) else usual
    return answer(problem(code, detail, error.status_code), dict(error.headers or {}))


async def _unexpected(request: Request, error: Exception) -> Response:
    log.error("%s %s failed", request.method, request.url.path, exc_info=error)
    return answer(problem("unexpected", "The server met an unexpected error. It is in the server's log.", 500))

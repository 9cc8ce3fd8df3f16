"""Reading answers: problem documents become a Refusal, anything that is no answer of ours becomes Unreachable."""

from __future__ import annotations

from typing import TypeVar

import httpx
import msgspec

from app.api.errors import Unreachable
from app.api.routes import Problem
from app.domain.errors import Refusal

T = TypeVar("T")


class ServerRefusal(Refusal):
    """A Refusal by the server. `current` is the thing's present state at a version clash.

    `retry_after_s` is set where the server only asks to come back later.
    """

    def __init__(self, problem: Problem, retry_after_s: float | None = None) -> None:
        super().__init__(problem.code, problem.detail, problem.status)
        self.current = problem.current
        self.retry_after_s = retry_after_s


def read_answer(response: httpx.Response, answer: type[T]) -> T:
    """The answer's body as `answer`; raises ServerRefusal for a problem, Unreachable for what cannot be read."""
    if response.is_error:
        raise refusal_of(response)
    try:
        return msgspec.json.decode(response.content, type=answer)
    except msgspec.DecodeError as fault:
        raise Unreachable("The server's answer could not be read.") from fault


def refusal_of(response: httpx.Response) -> ServerRefusal | Unreachable:
    """What an error answer means; its body must have been read. A proxy's 502 is Unreachable, not a Refusal."""
    try:
        problem = msgspec.json.decode(response.content, type=Problem)
    except msgspec.DecodeError:
        if response.status_code >= 500:
            return Unreachable(f"The server answered {response.status_code}.")
        code = f"http_{response.status_code}"
        detail = f"The server answered {response.status_code} {response.reason_phrase}."
        problem = Problem(
            type="about:blank", title=response.reason_phrase, status=response.status_code, code=code, detail=detail
        )
    return ServerRefusal(problem, _retry_after_s(response))


def _retry_after_s(response: httpx.Response) -> float | None:
    given = response.headers.get("Retry-After", "")
    return float(given) if given.isdigit() else None

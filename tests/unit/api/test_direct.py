"""Orders with a secret: given while the server answers, done once, and in doubt said plainly."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from app.api import direct
from app.api.answers import ServerRefusal
from app.api.client import Client
from app.api.direct import give_directly
from app.api.errors import SignedOut, Unreachable
from app.api.orders import PendingOrder
from app.api.routes import Problem, Receipt
from app.domain.errors import Refusal
from tests.toy_backend import ACCOUNT, PASSWORD, ToyBackend

pytestmark = pytest.mark.filterwarnings("error")


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(direct, "ASKED_AGAIN_AFTER_S", (0.0, 0.0))


@pytest.fixture
async def backend() -> AsyncIterator[ToyBackend]:
    async with ToyBackend() as backend:
        yield backend


@pytest.fixture
async def client(backend: ToyBackend) -> AsyncIterator[Client]:
    client = Client(backend.url)
    await client.sign_in(ACCOUNT.login, PASSWORD)
    yield client
    await client.close()


async def test_a_lost_answer_is_asked_for_again_and_the_order_done_once(backend: ToyBackend, client: Client) -> None:
    backend.faults.lose_answers = 2
    receipt = await give_directly(client, "set_password", {"password": "hunter22"}, 3, 7)
    (taken,) = backend.orders.values()
    assert (taken.thing_id, taken.if_match, taken.asked, receipt.id) == (3, '"7"', 3, 3)


async def test_when_the_answers_stay_away_it_is_in_doubt(backend: ToyBackend, client: Client) -> None:
    backend.faults.lose_answers = 9
    with pytest.raises(Refusal) as refused:
        await give_directly(client, "set_password", {"password": "hunter22"}, 3, 7)
    assert refused.value.code == "in_doubt"


async def test_a_refusal_is_told_at_once(backend: ToyBackend, client: Client) -> None:
    backend.faults.order_problem = (409, "already_exists")
    with pytest.raises(Refusal) as refused:
        await give_directly(client, "create_account", {"login": "wall", "password": "hunter22"})
    assert refused.value.code == "already_exists"
    (taken,) = backend.orders.values()
    assert taken.asked == 1


async def test_without_a_server_it_is_not_given_and_does_not_wait(backend: ToyBackend, client: Client) -> None:
    await backend.stop()
    with pytest.raises(Unreachable) as fault:
        await give_directly(client, "create_account", {"login": "wall", "password": "hunter22"})
    assert not fault.value.maybe_received
    await backend.start()
    assert backend.orders == {}


class _Answers:
    """A server that does as the list says, try by try."""

    def __init__(self, *answers: Exception) -> None:
        self._answers = list(answers)

    async def order(self, order: PendingOrder) -> Receipt:
        raise self._answers.pop(0)


def _too_many() -> ServerRefusal:
    problem = Problem(type="about:blank", title="", status=429, code="too_many_attempts", detail="Later.")
    return ServerRefusal(problem, retry_after_s=30.0)


@pytest.mark.parametrize(
    "later",
    [
        (SignedOut(),),
        (_too_many(), _too_many()),
        (_too_many(), SignedOut()),
        (Unreachable(maybe_received=False), Unreachable(maybe_received=False)),
    ],
)
async def test_what_was_once_in_doubt_stays_so_whatever_is_said_of_the_seat(later: tuple[Exception, ...]) -> None:
    with pytest.raises(Refusal) as refused:
        await give_directly(_Answers(Unreachable(), *later), "set_password", {"password": "hunter22"}, 3, 7)
    assert refused.value.code == "in_doubt"


@pytest.mark.parametrize("first", [SignedOut(), _too_many()])
async def test_a_first_word_about_the_seat_is_told_as_it_is(first: Exception) -> None:
    with pytest.raises(type(first)) as told:
        await give_directly(_Answers(first), "set_password", {"password": "hunter22"}, 3, 7)
    assert told.value is first


@pytest.mark.parametrize("status", [500, 503])
async def test_a_failing_renewal_leaves_no_doubt(backend: ToyBackend, client: Client, status: int) -> None:
    """The order never left."""
    backend.expire_tokens()
    backend.faults.refresh_status = status
    with pytest.raises(Unreachable) as fault:
        await give_directly(client, "set_password", {"password": "hunter22"}, 3, 7)
    assert not fault.value.maybe_received
    assert backend.orders == {}
    backend.faults.refresh_status = 0
    assert (await give_directly(client, "set_password", {"password": "hunter22"}, 3, 7)).id == 3

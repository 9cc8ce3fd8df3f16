"""A source that fails is left alone, longer each time, and asked again by itself."""

from __future__ import annotations

from widgets.map.tiles.breaker import LONGEST_REST_S, Breaker


def fail(breaker: Breaker, times: int, now_s: float) -> None:
    for _ in range(times):
        breaker.failed(now_s)


def test_few_failures_stop_nothing_and_a_success_forgets_them() -> None:
    breaker = Breaker(limit=3)
    fail(breaker, 2, 0.0)
    assert breaker.may_ask(0.0)
    breaker.succeeded()
    fail(breaker, 2, 1.0)
    assert breaker.may_ask(1.0)


def test_too_many_failures_rest_it_and_one_trial_is_let_through() -> None:
    breaker = Breaker(limit=3, first_rest_s=5.0)
    fail(breaker, 3, 10.0)
    assert breaker.is_resting
    assert breaker.rest_left_s(11.0) == 4.0
    assert not breaker.may_ask(14.9)
    assert breaker.may_ask(15.0)
    assert not breaker.may_ask(15.0), "one trial at a time"
    breaker.succeeded()
    assert not breaker.is_resting
    assert breaker.may_ask(15.1)


def test_each_rest_is_longer_up_to_a_limit() -> None:
    breaker = Breaker(limit=1, first_rest_s=5.0)
    now_s, rests = 0.0, []
    fail(breaker, 1, now_s)
    for _ in range(8):
        rests.append(breaker.rest_left_s(now_s))
        now_s += rests[-1]
        assert breaker.may_ask(now_s)
        breaker.failed(now_s)
    assert rests[:3] == [5.0, 10.0, 20.0]
    assert rests[-1] == LONGEST_REST_S


def test_answers_that_come_late_do_not_lengthen_the_rest() -> None:
    breaker = Breaker(limit=2, first_rest_s=5.0)
    fail(breaker, 6, 0.0)
    assert breaker.rest_left_s(0.0) == 5.0

"""The watch's rule, fix by fix: what counts as a breach and what does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from app.backend.fence_judge import FenceJudge, Turn, Verdict
from app.domain.fences import Fence, FenceRule
from app.domain.units import UnitKind
from tests.unit.domain.test_fences import fence, place

START = datetime(2026, 7, 6, 2, 0, tzinfo=UTC)
IN, OUT, EDGE = (300.0, 200.0), (300.0, 700.0), (300.0, 405.0)  # EDGE is 5 m outside the zone
TRUCK, OFFICER = 1, 2
STREET = "990106001"


class Street:
    """A judge with a truck and an officer, and a clock that is moved by hand."""

    def __init__(self, *fences: Fence, breaches: dict[int, tuple[datetime, bool]] | None = None) -> None:
        self.now = START
        self.minute = 600
        self.judge = FenceJudge()
        self.judge.take_units({TRUCK: (UnitKind.MUCK_TRUCK, STREET), OFFICER: (UnitKind.OFFICER, STREET)})
        for one in fences:
            self.judge.take_fence(one, breaches or {})

    def at(self, where: tuple[float, float], after_s: float = 30.0, unit: int = TRUCK, late_s: float = 0) -> list[Turn]:
        return [verdict.turn for verdict in self.verdicts(where, after_s, unit, late_s)]

    def verdicts(
        self, where: tuple[float, float], after_s: float = 30.0, unit: int = TRUCK, late_s: float = 0
    ) -> list[Verdict]:
        self.now += timedelta(seconds=after_s)
        lat, lon = place(*where)
        fix_ms = (self.now.timestamp() - late_s) * 1000
        values = {"unit": unit, "lat": round(lat * 1e7), "lon": round(lon * 1e7), "fix": fix_ms}
        return self.judge.judge({k: np.array([v]) for k, v in values.items()}, self.now, self.minute)

    def stays(self, where: tuple[float, float], minutes: float) -> list[Turn]:
        return [turn for _ in range(round(minutes * 2)) for turn in self.at(where)]


def test_entering_is_a_breach_once_two_fixes_say_so_and_began_with_the_first() -> None:
    street = Street(fence())
    assert street.at(OUT) == []
    assert street.at(IN) == []
    first = street.now
    (verdict,) = street.verdicts(IN)
    assert (verdict.turn, verdict.unit_id, verdict.since_utc) == (Turn.BREACHED, TRUCK, first)
    assert street.stays(IN, 5) == []


def test_two_fixes_close_together_are_not_yet_two() -> None:
    street = Street(fence())
    street.at(OUT)
    assert [street.at(IN), street.at(IN, 4), street.at(IN, 4), street.at(IN, 4)] == [[], [], [], [Turn.BREACHED]]


def test_one_fix_on_the_other_side_between_them_makes_it_begin_anew() -> None:
    street = Street(fence())
    street.at(OUT)
    street.at(IN)
    assert street.at((300.0, 430.0)) == []
    assert [street.at(IN), street.at(IN)] == [[], [Turn.BREACHED]]


def test_leaving_a_zone_that_is_to_be_kept_in() -> None:
    street = Street(fence(FenceRule.KEEP_IN))
    assert [street.at(IN), street.at(OUT), street.at(OUT)] == [[], [], [Turn.BREACHED]]
    assert [street.at(IN), street.at(IN)] == [[], [Turn.BACK]]


def test_jitter_on_the_border_neither_ends_nor_repeats_a_breach() -> None:
    street = Street(fence(severe_after_min=0))
    street.at(OUT)
    turns = [*street.at(IN), *street.at(IN)]
    turns += [turn for _ in range(20) for where in (EDGE, (300.0, 395.0)) for turn in street.at(where)]
    assert turns == [Turn.BREACHED]


@given(st.lists(st.floats(-9.0, 40.0), min_size=1, max_size=60))
def test_whatever_trembles_less_than_the_band_turns_at_most_once(depths: list[float]) -> None:
    street = Street(fence())
    street.at(OUT)
    turns = [turn for depth in depths for turn in street.at((300.0, 400.0 - depth), 15)]
    assert turns in ([], [Turn.BREACHED])


def test_a_truck_off_its_route_comes_back_or_becomes_severe() -> None:
    street = Street(fence(FenceRule.ROUTE))
    assert street.stays((500.0, 30.0), 2) == []
    assert street.stays((500.0, 80.0), 1) == [Turn.BREACHED]
    back = [*street.verdicts((500.0, 0.0)), *street.verdicts((500.0, 0.0))]
    assert [verdict.turn for verdict in back] == [Turn.BACK]
    assert back[0].at_utc - back[0].since_utc == timedelta(minutes=1)
    assert street.stays((500.0, 80.0), 14.5) == [Turn.BREACHED]
    assert street.stays((500.0, 80.0), 2) == [Turn.SEVERE]
    assert street.stays((500.0, 80.0), 30) == []


def test_a_fix_from_the_past_is_not_judged() -> None:
    street = Street(fence())
    street.at(OUT)
    assert [street.at(IN, 300, late_s=121) for _ in range(4)] == [[]] * 4
    assert [street.at(IN, 300, late_s=119), street.at(IN, 300, late_s=119)] == [[], [Turn.BREACHED]]


def test_a_single_jump_into_the_zone_is_not_judged() -> None:
    street = Street(fence(FenceRule.ROUTE))
    street.at((500.0, 0.0))
    for _ in range(5):
        assert street.at((500.0, 9_000.0), 15) == []
        assert street.at((500.0, 0.0), 15) == []
        assert street.at((500.0, 0.0), 15) == []


def test_where_a_unit_has_jumped_to_counts_from_its_next_fix_there() -> None:
    street = Street(fence(FenceRule.ROUTE))
    street.at((500.0, 0.0))
    assert [street.at((500.0, 9_000.0), 15) for _ in range(3)] == [[], [], [Turn.BREACHED]]


def test_who_seems_to_be_back_does_not_become_severe_in_that_moment() -> None:
    street = Street(fence(FenceRule.ROUTE))
    street.at((500.0, 0.0))
    assert street.stays((500.0, 80.0), 15) == [Turn.BREACHED]
    assert street.at((500.0, 0.0), 40) == []
    assert street.at((500.0, 0.0)) == [Turn.BACK]


def test_who_was_beyond_before_anybody_looked_is_excused_until_it_was_back() -> None:
    street = Street(fence())
    assert street.stays(IN, 30) == []
    assert street.stays(OUT, 2) == []
    assert street.stays(IN, 1) == [Turn.BREACHED]


def test_a_breach_that_has_an_alarm_goes_on_after_a_restart() -> None:
    began = START - timedelta(minutes=14)
    street = Street(fence(), breaches={TRUCK: (began, False)})
    (severe,) = [verdict for _ in range(6) for verdict in street.verdicts(IN)]
    assert (severe.turn, severe.since_utc) == (Turn.SEVERE, began)
    again = Street(fence(), breaches={TRUCK: (began, True)})
    assert again.stays(IN, 3) == []
    assert again.stays(OUT, 1) == [Turn.BACK]


def test_a_fence_holds_for_its_units_and_in_its_hours_only() -> None:
    street = Street(fence(kinds=(UnitKind.MUCK_TRUCK,), from_min=600, to_min=660))
    street.at(OUT, unit=OFFICER)
    assert [street.at(IN, unit=OFFICER), street.at(IN, unit=OFFICER)] == [[], []]
    street.minute = 599
    street.at(OUT)
    assert street.stays(IN, 2) == []
    street.minute = 600
    assert street.stays(IN, 2) == [Turn.BREACHED], "who is still there when its hours begin has not left in time"
    street.minute = 660
    assert street.at(IN) == [Turn.BACK]


def test_a_closed_fence_and_an_unknown_unit_are_not_judged() -> None:
    street = Street(fence())
    assert street.judge.strangers(np.array([TRUCK, 77, 5_000_000])) == [77, 5_000_000]
    assert [street.at(OUT, unit=77), street.at(IN, unit=77), street.at(IN, unit=77)] == [[], [], []]
    street.at(OUT)
    street.judge.take_fence(replace(fence(), closed_utc=START), {})
    assert street.stays(IN, 2) == []


def test_many_units_are_told_apart() -> None:
    judge = FenceJudge()
    units = np.arange(1, 2_001)
    judge.take_fence(fence(), {})
    judge.take_units({int(unit): (UnitKind.OFFICER, STREET) for unit in units})
    inside = units % 3 == 0

    def look(after_s: float, places: list[tuple[float, float]]) -> list[Verdict]:
        now = START + timedelta(seconds=after_s)
        lat, lon = np.array([place(*p) for p in places]).T
        fix = np.full(len(units), now.timestamp() * 1000)
        columns = {"unit": units, "lat": np.round(lat * 1e7), "lon": np.round(lon * 1e7), "fix": fix}
        return judge.judge(columns, now, 600)

    assert look(0, [OUT] * len(units)) == []
    # In the zone, or so far north of it that its box is left, in no order.
    lie = np.random.default_rng(7).uniform(20, 380, len(units))
    ways = [(IN[0], by if one else 1_200 + 5 * by) for one, by in zip(inside, lie, strict=True)]
    assert look(120, ways) == []
    assert sorted(verdict.unit_id for verdict in look(150, ways)) == units[inside].tolist()

"""An ordinary day's reports have the true numbers, sources, categories, hours and addresses."""

from __future__ import annotations

import tracemalloc
from collections import Counter
from datetime import UTC, datetime

import pytest

from app.backend.catalogue import load_catalogue
from app.backend.simulation.city import City
from app.backend.simulation.reports import CATEGORIES, Report, Reports
from app.backend.simulation.shifts import ZONE
from app.domain.cases import CaseSource

MONDAY = datetime(2026, 7, 13, tzinfo=ZONE).timestamp()
DAY = 86_400.0


@pytest.fixture(scope="module")
def week(city: City) -> list[list[Report]]:
    """The reports of five working days."""
    reports = Reports(city, 7)
    return [list(reports.between(MONDAY + d * DAY, MONDAY + (d + 1) * DAY)) for d in range(5)]


def test_a_day_has_its_cases_by_the_true_mix(week: list[list[Report]]) -> None:
    days = week
    assert all(350 <= len(day) <= 650 for day in days), [len(day) for day in days]
    every = [report for day in days for report in day]
    sources = Counter(report.source for report in every)
    assert 0.90 < sources[CaseSource.COLLECTOR] / len(every) < 0.94
    assert len(sources) >= 8
    events = sum(report.category_code.startswith("E") for report in every)
    assert 0.965 < events / len(every) < 0.99


def test_collectors_report_while_they_work(week: list[list[Report]]) -> None:
    hours = Counter(
        datetime.fromtimestamp(report.at_s, UTC).astimezone(ZONE).hour
        for day in week
        for report in day
        if report.source is CaseSource.COLLECTOR
    )
    assert sum(hours[h] for h in range(8)) < 0.01 * sum(hours.values())
    assert hours[9] > 2 * hours[21]


def test_a_stretch_of_time_may_be_asked_in_any_pieces(city: City) -> None:
    whole = list(Reports(city, 7).between(MONDAY + 36_000, MONDAY + 39_600))
    pieces = [r for part in range(36) for r in Reports(city, 7).between(
        MONDAY + 36_000 + 100 * part, MONDAY + 36_100 + 100 * part)]  # fmt: skip
    assert whole == pieces
    assert whole


def test_places_have_addresses_and_reporters_a_beat(city: City, week: list[list[Report]]) -> None:
    roads = set(city.network.road_names)
    names = {f"{worker.callsign} {worker.name}" for worker in city.workers}
    for report in week[0][:120]:
        assert any(report.address.startswith(road) for road in roads)
        assert report.address.endswith("号")
        assert report.address_gloss[0].isdigit()
        assert (report.reporter in names) == (report.source is CaseSource.COLLECTOR)


def test_every_category_is_in_the_catalogue() -> None:
    codes = load_catalogue("2013").by_code
    assert {code for code, _share in CATEGORIES} <= set(codes)


def test_the_first_report_takes_little_memory(city: City) -> None:
    """It comes hours after the start, and what it takes then a running city keeps."""
    reports = Reports(city, 7)
    tracemalloc.start()
    try:
        reports.call_at(MONDAY)
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 2_000_000

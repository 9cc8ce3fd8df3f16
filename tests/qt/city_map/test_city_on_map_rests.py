"""The city on a map does no work for what has not changed: names, and cases that only grow older."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.api.frames import ClockState
from app.domain.units import UnitStatus
from app.stores.settings import Settings
from tests.sample_night import NOW, cases
from tests.sample_seat import SampleSeat
from views.city_map import still
from views.city_map.city_on_map import CityOnMap
from views.city_map.shown import ShownLayers
from widgets.map import MapView


class Drawn:
    """A city on a map whose page is never shown, and what was told to it."""

    def __init__(self, qtbot: QtBot, folder: Path, **parts: Any) -> None:
        self.seat = SampleSeat(None, **parts)
        self.map = MapView()
        qtbot.addWidget(self.map)
        shown = ShownLayers()
        shown.take(self.seat.stores.reference.layers())
        self.city = CityOnMap(self.map, self.seat.stores, Settings(folder / "console.ini"), shown)
        self.city.set_active(True)

    def version(self, channel: str) -> int:
        return self.map._deliveries._channels[channel][0]

    def name(self, unit_id: int, **parts: Any) -> None:
        unit = self.seat.stores.units.get(unit_id)
        assert unit is not None
        self.seat.change("units", replace(unit, version=unit.version + 1, **parts))

    def pass_s(self, seconds: float) -> None:
        clock = ClockState(now_utc=NOW + timedelta(seconds=seconds), rate=1.0, paused=True)
        self.seat.writer.write_clock(clock)
        self.seat.stores.clock.second_passed.emit()


def test_names_of_changed_units_are_gathered_and_the_last_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    drawn = Drawn(qtbot, tmp_path)
    before = drawn.version("unit-names")
    for callsign in ("X-1", "X-2", "X-3"):
        drawn.name(1, callsign=callsign)
    assert drawn.version("unit-names") == before + 1
    qtbot.waitUntil(lambda: drawn.version("unit-names") == before + 2, timeout=5000)
    assert b"X-3" in drawn.map._deliveries._channels["unit-names"][1]


def test_a_change_that_no_name_shows_tells_no_names(qtbot: QtBot, tmp_path: Path) -> None:
    drawn = Drawn(qtbot, tmp_path)
    before = drawn.version("unit-names")
    drawn.name(1, phone="13911111111")
    assert drawn.version("unit-names") == before
    drawn.city._units._names_rest.stop()
    drawn.name(1, status=UnitStatus.BUSY)
    assert drawn.version("unit-names") == before + 1


def test_cases_are_looked_at_again_when_a_limit_of_one_passes(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = replace(cases(1)[0], warn_utc=NOW + timedelta(seconds=60), due_utc=NOW + timedelta(seconds=120))
    drawn = Drawn(qtbot, tmp_path, cases=(case,))
    looked: list[object] = []
    real = still.case_marks

    def look(*args: Any) -> Any:
        looked.append(args)
        return real(*args)

    monkeypatch.setattr(still, "case_marks", look)
    for seconds, times in ((1, 0), (59, 0), (61, 1), (119, 1), (121, 2), (500, 2), (10, 3)):
        drawn.pass_s(seconds)
        assert len(looked) == times, seconds

"""The time slider without a map: when it turns to the past, what it says then, and how it gives the present back."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import msgspec
import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.api.errors import Unreachable
from app.api.frames import ClockState, PastEvents
from app.api.routes import PAST, PAST_CITY, PAST_EVENTS, PAST_MOMENTS, PAST_POSITIONS
from app.domain.levels import Level
from app.domain.past import PastMoment, PastPiece, PastSpan
from app.domain.past_positions import PAST_TYPES, PastColumns, encode_past
from app.stores import Stores
from app.stores.settings import Settings
from tests.sample_night import NOW, snapshot
from tests.sample_seat import SampleSeat
from tests.until import until
from views.situation.replay.room import ReplayRoom
from views.situation.replay.strip import KEYS
from views.situation.stage import MapStage
from widgets.theme import theme

KNOWN = NOW - timedelta(hours=2)


def ago(minutes: float) -> datetime:
    return NOW - timedelta(minutes=minutes)


class PastServer:
    """Knows two hours: unit 1 goes 10 micro-degrees a second from the equator on, and three things happened."""

    def __init__(self) -> None:
        self.away = False
        self.gate = asyncio.Event()
        self.gate.set()

    async def get(self, path: str, answer: type[Any], **params: Any) -> Any:
        await self._ready()
        if path == PAST:
            pieces = (PastPiece(from_utc=KNOWN, to_utc=NOW),)
            return PastSpan(known_from_utc=KNOWN, now_utc=NOW, kept_h=72.0, spacing_s=10.0, pieces=pieces)
        if path == PAST_MOMENTS:
            return [
                _moment(1, 90, "case_opened", "cases", "井盖丢失", None),
                _moment(2, 60, "alarm_raised", "alarms", "求助", Level.RED),
                _moment(3, 30, "case_opened", "cases", "道路不洁", None),
            ]
        assert path == PAST_EVENTS
        return PastEvents(events=(), read_to=params["after"], more=False)

    async def fetch(self, path: str) -> bytes:
        await self._ready()
        parts = urlsplit(path)
        asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
        if parts.path == PAST_CITY:
            clock = ClockState(now_utc=datetime.fromisoformat(asked["at"]), rate=1.0, paused=True)
            return msgspec.json.encode(replace(snapshot(), clock=clock))
        assert parts.path == PAST_POSITIONS
        start, end = datetime.fromisoformat(asked["from"]), datetime.fromisoformat(asked["to"])
        seconds = np.arange(0, (end - start).total_seconds() + 1, 10)
        columns: PastColumns = {name: np.ones(len(seconds), kind) for name, kind in PAST_TYPES.items()}
        columns["time"] = (seconds * 10).astype("<i4")
        columns["lat"] = ((start - KNOWN).total_seconds() + seconds).astype("<i4") * 10
        return encode_past(columns, int(start.timestamp() * 1000))

    async def _ready(self) -> None:
        await self.gate.wait()
        if self.away:
            raise Unreachable("The server cannot be reached.")


def _moment(seq: int, minutes: float, type_: str, noun: str, title: str, level: Level | None) -> PastMoment:
    return PastMoment(
        seq=seq, at_utc=ago(minutes), type=type_, noun=noun, id=seq, title=title, title_gloss=title, level=level
    )


class House:
    """The room on a stage without a map, with what it told the map to show."""

    def __init__(self, folder: Path) -> None:
        self.server = PastServer()
        self.seat = SampleSeat(self.server)
        settings = Settings(folder / "console.ini")
        settings.language = "en"
        self.field = QWidget()
        self.stage = MapStage(self.field)
        self.room = ReplayRoom(self.stage, self.seat.stores, self.seat.actions, settings)
        self.shown: list[Stores] = []
        self.room.stores_changed.connect(self.shown.append)
        self.stage.resize(1_200, 700)
        self.stage.show()
        self.room.set_active(True)

    @property
    def framed(self) -> str:
        said = self.stage._said
        return said.text() if said.isVisible() else ""

    @property
    def strip(self) -> Any:
        return self.room.strip

    async def open(self) -> None:
        self.room.button.click()
        await until(lambda: "Recorded since" in self.strip.said.text())

    async def go(self, minutes: float) -> None:
        self.strip.time_chosen.emit(ago(minutes))
        await until(lambda: self.room.is_past and self.room.at_utc() == ago(minutes) and "paused" in self.framed)

    def press(self, name: str) -> None:
        QTest.keyClick(self.stage, {"K": Qt.Key.Key_K, ",": Qt.Key.Key_Comma, ".": Qt.Key.Key_Period,
                                    "]": Qt.Key.Key_BracketRight, "End": Qt.Key.Key_End}[KEYS[name]])  # fmt: skip


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    made = House(tmp_path)
    yield made
    made.room.go_live()
    made.room.set_active(False)
    made.seat.actions.stop()
    await asyncio.sleep(0)
    made.stage.close()
    made.stage.deleteLater()


async def test_opening_it_changes_nothing_of_the_present_and_says_since_when(house: House) -> None:
    await house.open()
    assert house.strip.isVisible()
    assert (house.shown, house.framed, house.room.is_past) == ([], "", False)
    assert "kept for 72 h" in house.strip.said.text()
    assert not house.strip.live.isEnabled()


async def test_a_chosen_time_is_shown_from_other_stores_within_a_frame_that_says_so(house: House) -> None:
    await house.open()
    await house.go(45)
    (past,) = house.shown
    assert past is not house.seat.stores
    place = past.units.position(1)
    assert place is not None
    assert place.lat_deg == pytest.approx(75 * 60 * 1e-5)
    assert house.framed.startswith("REPLAY 2026-")
    assert house.framed.endswith("paused · not live")
    assert house.stage._colour == theme().color("past")
    live = house.seat.stores.units.position(1)
    assert live is not None
    assert live.lat_deg > 1


async def test_until_the_past_has_come_the_map_shows_the_present_and_does_not_claim_otherwise(house: House) -> None:
    await house.open()
    house.server.gate.clear()
    house.strip.time_chosen.emit(ago(45))
    await asyncio.sleep(0)
    assert (house.shown, house.framed) == ([], "")
    house.server.gate.set()
    await until(lambda: house.room.is_past)


async def test_it_plays_at_the_chosen_speed_and_pauses(house: House) -> None:
    await house.open()
    await house.go(45)
    for _press in range(3):
        house.press("faster")
    house.press("play")
    await until(lambda: (house.room.at_utc() or NOW) > ago(45) + timedelta(seconds=10))
    assert "×10" in house.framed
    house.press("play")
    assert "paused" in house.framed


async def test_one_key_gives_the_present_back_at_once(house: House) -> None:
    await house.open()
    await house.go(45)
    house.press("live")
    assert house.shown[-1] is house.seat.stores
    assert (house.framed, house.room.is_past, house.room.at_utc()) == ("", False, None)
    assert house.strip.isVisible()


async def test_closing_the_strip_gives_it_back_too_and_what_still_comes_is_not_heard(house: House) -> None:
    await house.open()
    await house.go(45)
    house.server.gate.clear()
    house.strip.time_chosen.emit(ago(80))
    house.room.button.click()
    house.server.gate.set()
    await until(lambda: not house.seat.actions._running)
    assert house.shown[-1] is house.seat.stores
    assert (house.framed, house.strip.isVisible()) == ("", False)


async def test_events_are_stepped_to_and_named(house: House) -> None:
    await house.open()
    await house.go(45)
    house.press("back")
    await until(lambda: house.room.at_utc() == ago(60))
    assert house.strip.said.text().endswith("求助")
    house.press("forward")
    await until(lambda: house.room.at_utc() == ago(30))
    house.press("forward")
    assert house.strip.said.text() == "No further event is known."


async def test_a_time_that_is_not_past_yet_is_the_present(house: House) -> None:
    await house.open()
    await house.go(45)
    house.strip.time_chosen.emit(NOW)
    assert house.shown[-1] is house.seat.stores


async def test_before_the_first_record_it_stands_at_the_first(house: House) -> None:
    await house.open()
    house.strip.time_chosen.emit(KNOWN - timedelta(days=1))
    await until(lambda: house.room.at_utc() == KNOWN)


async def test_a_server_that_is_away_is_told_and_the_map_stays_where_it_is(house: House) -> None:
    await house.open()
    await house.go(45)
    house.server.away = True
    house.strip.time_chosen.emit(ago(80))
    await until(lambda: "cannot be reached" in house.strip.said.text())
    assert house.room.at_utc() == ago(45)
    assert "paused" in house.framed


async def test_unseen_it_stands_still(house: House) -> None:
    await house.open()
    await house.go(45)
    house.press("play")
    await until(lambda: "×1" in house.framed)
    house.room.set_active(False)
    assert "paused" in house.framed
    assert house.room.is_past


async def test_signing_out_ends_it(house: House) -> None:
    await house.open()
    await house.go(45)
    house.seat.stores.session.write(None)
    assert house.shown[-1] is house.seat.stores
    assert not house.strip.isVisible()


async def test_the_field_shows_and_takes_the_citys_own_hours(house: House) -> None:
    await house.open()
    await house.go(45)
    local = (ago(45) + timedelta(hours=8)).strftime("%Y-%m-%d %H:%M:%S")
    assert house.strip.moment.text() == local
    wanted = ago(50).replace(microsecond=0)
    house.strip.moment.setDateTime(house.strip.moment.dateTime().addSecs(-300))
    house.strip.moment.editingFinished.emit()
    await until(lambda: house.room.at_utc() == wanted)

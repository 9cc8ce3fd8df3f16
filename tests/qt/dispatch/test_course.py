"""The course of a case: asked for when the selection rests, and again when a broken link is back."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from pytestqt.qtbot import QtBot

from app.api.errors import Unreachable
from app.api.link import LinkReport, LinkState
from app.domain.cases import CaseEntry, CaseSource, CaseStage
from tests.qt.dispatch.conftest import MakeDesk
from tests.sample_night import NOW
from views.dispatch.course import Course


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not true():  # noqa: ASYNC110 – Qt has no event to wait for
            await asyncio.sleep(0)


async def test_the_course_is_asked_for_the_case_on_which_the_selection_rests(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.screen.focus_thing("cases", 3)
    desk.press("Down", "Down", "Down")
    last = desk.screen.panel.case_id
    await until(lambda: bool(desk.hall.server.asked))
    assert desk.hall.server.asked == [f"/v1/cases/{last}/history"], "not for every card that was passed"
    await until(lambda: len(desk.screen.panel.course._lines._entries) == 1)
    assert not desk.screen.panel.course.state.isVisible()


async def test_without_a_link_it_says_why_and_asks_again_when_the_link_is_back(
    make_desk: MakeDesk, monkeypatch: Any
) -> None:
    desk = make_desk()
    server = desk.hall.server
    answer = server.get

    async def unreachable(path: str, answer: type[Any], **params: Any) -> Any:
        raise Unreachable("down")

    monkeypatch.setattr(server, "get", unreachable)
    desk.hall.writer.write_link(LinkReport(state=LinkState.OFFLINE, heard_monotonic_s=0.0, lag_ms=None))
    desk.screen.focus_thing("cases", 3)
    course = desk.screen.panel.course
    await until(lambda: course.has_fault)
    assert "cannot be reached" in course.state.text()
    monkeypatch.setattr(server, "get", answer)
    desk.hall.writer.write_link(LinkReport(state=LinkState.LIVE, heard_monotonic_s=1.0, lag_ms=20.0))
    await until(lambda: len(course._lines._entries) == 1)
    assert not course.has_fault


def test_what_came_in_by_itself_is_said_to_come_from_its_source(qtbot: QtBot) -> None:
    course = Course(lambda: NOW)
    qtbot.addWidget(course)
    entry = CaseEntry(at_utc=NOW, order="open", actor="", seat="", stage=CaseStage.ACCEPTANCE, note="路边")
    course.show_entries([entry], CaseSource.HOTLINE_12319)
    assert course._lines.toolTip() == "Opened · Hotline 12319: 路边"

"""Beside a map that shows the past: the panels say so, show how it stood, and give no orders."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.stores import Stores
from app.stores.past import past_stores
from app.stores.settings import Settings
from app.stores.writer import StoreWriter
from tests.sample_night import snapshot
from tests.sample_seat import SampleSeat
from views.situation.left_lists import LeftLists
from views.situation.panel import DEEDS, ORDERS, ThingPanel
from views.situation.selection import Selection, card_of


@pytest.fixture
def seat(qapp: object) -> SampleSeat:
    return SampleSeat(None)


@pytest.fixture
def past(seat: SampleSeat) -> Stores:
    """An hour with two open cases, one of them with another name."""
    stores = past_stores(seat.stores)
    first, second = snapshot().cases[:2]
    StoreWriter(stores).write_snapshot(snapshot(cases=(replace(first, title="当时", title_gloss="Then"), second)))
    return stores


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    made = Settings(tmp_path / "console.ini")
    made.language = "en"
    return made


@pytest.mark.parametrize("noun", sorted(set(DEEDS) - {"areas"}))
def test_the_panel_offers_no_order_in_the_past(
    qtbot: QtBot, seat: SampleSeat, past: Stores, settings: Settings, noun: str
) -> None:
    panel = ThingPanel(seat.stores, settings)
    qtbot.addWidget(panel)
    unit = Selection("units", 1)
    card = card_of(past, unit, "en")
    panel.show()
    selection = Selection(noun, 1)
    panel.show_stores(past, True)
    panel.show_card(selection, card)
    assert panel.notice.isVisible()
    assert not {deed for deed, button in panel.buttons.items() if button.isVisible()} & ORDERS
    panel.show_stores(seat.stores, False)
    panel.show_card(selection, card)
    assert not panel.notice.isVisible()
    assert {deed for deed, button in panel.buttons.items() if button.isVisible()} == set(DEEDS[noun])


def test_the_lists_show_how_it_stood_and_say_so(
    qtbot: QtBot, seat: SampleSeat, past: Stores, settings: Settings
) -> None:
    lists = LeftLists(seat.stores, settings)
    qtbot.addWidget(lists)
    lists.show()
    lists.refresh()
    live = lists._case_heading.count.text()
    lists.show_stores(past, True)
    assert (lists.notice.isVisible(), lists._case_heading.count.text()) == (True, "2")
    lists.show_stores(seat.stores, False)
    assert (lists.notice.isVisible(), lists._case_heading.count.text()) == (False, live)

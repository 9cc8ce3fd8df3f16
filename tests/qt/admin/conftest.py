"""The admin's room against a server that keeps lists in memory, and the hands of the admin."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.actions import Actions
from app.api import routes
from app.api.orders import PendingOrder
from app.api.routes import Device, Receipt
from app.domain.duty import Account, Role
from app.domain.orders import OrderState
from app.domain.positions import Datum
from app.stores import Stores
from app.stores.settings import Settings
from tests.qt.dispatch.hall import OutboxBook
from tests.sample_night import LAT, LON
from tests.sample_seat import FakeSession, SampleSeat
from tests.until import until
from views.admin import AdminScreen


def device(device_id: int, unit_id: int | None = None, **more: Any) -> Device:
    heard_utc = datetime.now(UTC) - timedelta(minutes=3, seconds=device_id)
    return replace(
        Device(
            id=device_id, version=4, gateway="osmand", identifier=f"phone-{device_id}", datum=Datum.WGS84,
            unit_id=unit_id, last_lat_deg=LAT, last_lon_deg=LON, last_heard_utc=heard_utc,
        ),
        **more,
    )  # fmt: skip


def account(account_id: int, login: str, role: Role, area_code: str = "990106") -> Account:
    return Account(
        id=account_id, version=3, login=login, name=login, gloss=login, role=role, area_code=area_code, seat="S1",
    )  # fmt: skip


class Lists:
    """Answers the two lists, when `gate` is open; `fault` is raised instead."""

    def __init__(self) -> None:
        self.devices = [device(1), device(2, unit_id=5)]
        self.accounts = [account(1, "admin", Role.ADMIN), account(2, "wall", Role.VIEWER)]
        self.fault: Exception | None = None
        self.gate = asyncio.Event()
        self.gate.set()
        self.asked = 0

    async def get(self, path: str, answer: type[Any], **params: Any) -> Any:
        await self.gate.wait()
        if self.fault is not None:
            raise self.fault
        if path == routes.DEVICES:
            self.asked += 1
            return list(self.devices)
        assert path == routes.ACCOUNTS, path
        return list(self.accounts)


class Book(OutboxBook):
    """Orders with a secret are remembered apart and answered when `gate` is open; `fault` refuses them."""

    fault: Exception | None = None

    def __init__(self, stores: Stores) -> None:
        super().__init__(stores)
        self.gate = asyncio.Event()
        self.gate.set()

    async def give_directly(
        self, name: str, body: dict[str, object], thing_id: int | None = None, version: int | None = None
    ) -> Receipt:
        if self.fault is not None:
            raise self.fault
        receipt = await super().give_directly(name, body, thing_id, version)
        await self.gate.wait()
        return receipt


class Session(FakeSession):
    """Counts how often the reference was asked for."""

    reference_asked = 0

    def ask_reference(self) -> None:
        self.reference_asked += 1


class Desk:
    """The room, what is behind it, and the keyboard."""

    def __init__(self, tmp_path: Path, qtbot: QtBot) -> None:
        self.server = Lists()
        self.seat = SampleSeat(self.server, role=Role.ADMIN)
        self.book = Book(self.seat.stores)
        self.session = Session()
        self.seat.actions = Actions(self.seat.stores, self.book, self.server, self.session)  # type: ignore[arg-type]
        settings = Settings(tmp_path / "console.ini")
        settings.language = "en"
        self.screen = AdminScreen(self.seat.stores, self.seat.actions, settings)
        qtbot.addWidget(self.screen)
        self.screen.resize(1840, 940)
        with qtbot.waitActive(self.screen):
            self.screen.show()
            self.screen.activateWindow()

    async def open(self, key: str = "") -> None:
        """Come into the room, and turn to a list by its key."""
        self.screen.set_active(True)
        await until(lambda: not self.screen.lists.asking)
        if key:
            self.press(key)

    def press(self, *keys: str) -> None:
        for key in keys:
            combination = QKeySequence(key)[0]
            QTest.keyClick(
                QApplication.focusWidget() or self.screen, combination.key(), combination.keyboardModifiers()
            )

    def type(self, field: QWidget, text: str) -> None:
        field.setFocus()
        QTest.keyClicks(QApplication.focusWidget(), text)

    def click(self, button: QWidget) -> None:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    @property
    def orders(self) -> list[tuple[str, dict[str, object], int | None, int | None]]:
        return self.book.given

    def settle(self, **outcome: Any) -> None:
        """The server answers the order that was given last."""
        order: PendingOrder = list(self.book.orders.values())[-1]
        settled = replace(order, **{"state": OrderState.ACCEPTED, "receipt_id": 1, "receipt_seq": 2, **outcome})
        self.book.orders[order.key] = settled
        self.book.tell()
        self.seat.actions.tell_settled(settled)

    def cells(self, column: int) -> list[str]:
        """One column of the list that is seen."""
        model = self.screen._page.table.model
        return [str(model.data(model.index(row, column))) for row in range(model.rowCount())]


@pytest.fixture
async def desk(tmp_path: Path, qtbot: QtBot) -> AsyncIterator[Desk]:
    made = Desk(tmp_path, qtbot)
    yield made
    made.screen.set_active(False)
    made.seat.actions.stop()
    await asyncio.sleep(0)

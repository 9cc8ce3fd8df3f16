"""Holding, undoing, and the SOS banner that stays."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from widgets.banner import SosBanner, SosCall
from widgets.hold_button import HOLD_MS, HoldButton
from widgets.key_cap import OrderButton
from widgets.undo_bar import UndoBar


@pytest.fixture
def button(qtbot: QtBot) -> HoldButton:
    made = HoldButton("Start")
    qtbot.addWidget(made)
    made.show()
    made.confirmations = 0  # type: ignore[attr-defined]

    def count() -> None:
        made.confirmations += 1  # type: ignore[attr-defined]

    made.confirmed.connect(count)
    return made


def test_a_hold_let_go_early_sends_nothing(button: HoldButton, qtbot: QtBot) -> None:
    with qtbot.waitSignal(button.cancelled, timeout=1000):
        qtbot.mousePress(button, Qt.MouseButton.LeftButton)
        assert button.is_holding()
        qtbot.mouseRelease(button, Qt.MouseButton.LeftButton)
    assert not button.is_holding()
    assert button.confirmations == 0  # type: ignore[attr-defined]


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_a_key_held_to_the_end_confirms_once(button: HoldButton, qtbot: QtBot, key: Qt.Key) -> None:
    with qtbot.waitSignal(button.confirmed, timeout=HOLD_MS * 4):
        QTest.keyPress(button, key)
        # A real keyboard repeats while a key is down; that must neither restart nor end the hold.
        for kind in (QEvent.Type.KeyRelease, QEvent.Type.KeyPress):
            QApplication.sendEvent(button, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, "", True))
        assert button.is_holding()
    QTest.keyRelease(button, key)
    assert button.confirmations == 1  # type: ignore[attr-defined]


def test_sliding_off_the_button_cancels(button: HoldButton, qtbot: QtBot) -> None:
    with qtbot.waitSignal(button.cancelled, timeout=1000):
        qtbot.mousePress(button, Qt.MouseButton.LeftButton)
        qtbot.mouseMove(button, QPoint(-40, -40))


def test_disabling_cancels(button: HoldButton, qtbot: QtBot) -> None:
    with qtbot.waitSignal(button.cancelled, timeout=1000):
        qtbot.mousePress(button, Qt.MouseButton.LeftButton)
        button.setEnabled(False)


def test_an_order_button_keeps_its_key_over_a_new_text(qtbot: QtBot) -> None:
    button = OrderButton("Send", "D")
    qtbot.addWidget(button)
    button.set_text("派遣")
    assert button.shortcut().toString() == "D"
    assert button.toolTip() == "派遣 (D)"


def test_undo_gives_the_token_back_and_goes(qtbot: QtBot) -> None:
    bar = UndoBar()
    qtbot.addWidget(bar)
    assert bar.isHidden()
    bar.offer("Moved", "token")
    with qtbot.waitSignal(bar.undo_requested, timeout=1000) as undone:
        qtbot.mouseClick(bar._button, Qt.MouseButton.LeftButton)
    assert undone.args == ["token"]
    assert bar.isHidden()


def test_the_banner_stays_until_the_call_is_gone(qtbot: QtBot) -> None:
    banner = SosBanner()
    qtbot.addWidget(banner)
    banner.set_calls([SosCall(key=5, title="A-042")])
    assert banner.isVisible()
    claimed: list[int] = []
    closed: list[tuple[int, bool]] = []
    banner.claim_requested.connect(claimed.append)
    banner.close_requested.connect(lambda key, true: closed.append((key, true)))
    row = banner.rows[0]
    assert row.claim_button.isVisible()
    assert not row.true_button.isVisible()
    qtbot.mouseClick(row.claim_button, Qt.MouseButton.LeftButton)
    assert claimed == [5]
    assert banner.isVisible()
    assert row.claim_button.isVisible()  # nothing changes before the feed says so
    banner.set_calls([SosCall(key=5, title="A-042", owner="Li", mine=True)])
    assert not row.claim_button.isVisible()
    qtbot.mouseClick(row.false_button, Qt.MouseButton.LeftButton)
    assert closed == [(5, False)]
    banner.set_calls([])
    assert banner.isHidden()


def test_a_second_click_where_claim_was_closes_nothing(qtbot: QtBot) -> None:
    banner = SosBanner()
    qtbot.addWidget(banner)
    banner.resize(1200, 60)
    banner.set_calls([SosCall(key=5, title="A-042")])
    row = banner.rows[0]
    claim = row.mapToGlobal(row.claim_button.geometry().center())
    banner.set_calls([SosCall(key=5, title="A-042", owner="Li", mine=True)])
    QApplication.processEvents()
    assert row.true_button.isVisible()
    assert not isinstance(row.childAt(row.mapFromGlobal(claim)), QPushButton)


def test_a_new_call_leaves_those_on_show_where_they_are(qtbot: QtBot) -> None:
    banner = SosBanner()
    qtbot.addWidget(banner)
    old, owned = SosCall(key=1, title="A-001"), SosCall(key=2, title="A-002", owner="Li")
    banner.set_calls([old, owned])
    banner.set_calls([SosCall(key=3, title="A-003"), old, owned])
    assert [row.call.key for row in banner.rows] == [1, 2, 3]
    banner.set_calls([SosCall(key=3, title="A-003"), SosCall(key=4, title="A-004"), old, owned])
    assert [row.call.key for row in banner.rows] == [1, 3, 4]  # who has it gives way to calls that nobody has


def test_more_calls_than_rows_are_counted(qtbot: QtBot) -> None:
    banner = SosBanner()
    qtbot.addWidget(banner)
    banner.set_calls([SosCall(key=n, title=str(n)) for n in range(5)])
    assert "2" in banner.rows[2]._more.text()

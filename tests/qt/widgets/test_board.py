"""The board by keyboard, over refreshes, and at the size of a bad night."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from widgets.board import Board
from widgets.cards import BoardColumn, Card


def column(key: str, *keys: int) -> BoardColumn:
    return BoardColumn(key=key, title=key, cards=tuple(Card(key=k, title=f"case {k}") for k in keys))


@pytest.fixture
def board(qtbot: QtBot) -> Board:
    made = Board()
    qtbot.addWidget(made)
    made.resize(900, 500)
    made.set_columns([column("a", 1, 2, 3), column("b"), column("c", 10, 11)])
    made.show()
    return made


def test_arrows_walk_over_cards_and_skip_empty_columns(board: Board, qtbot: QtBot) -> None:
    chosen: list[int] = []
    board.card_selected.connect(chosen.append)
    keys = Qt.Key
    for key in (keys.Key_Down, keys.Key_Down, keys.Key_Down, keys.Key_Right, keys.Key_Up, keys.Key_Left, keys.Key_Left):
        qtbot.keyClick(board, key)
    # The first key lands on the first card; the last column has two cards, so the third row falls to the second.
    assert chosen[-3:] == [11, 10, 1]
    assert board.selected_key() == 1


def test_enter_and_double_click_activate(board: Board, qtbot: QtBot) -> None:
    opened: list[int] = []
    board.card_activated.connect(opened.append)
    board.select(10)
    qtbot.keyClick(board, Qt.Key.Key_Return)
    qtbot.mouseDClick(board, Qt.MouseButton.LeftButton, pos=QPoint(60, 60))
    assert opened == [10, 1]


def test_selection_follows_its_card_to_another_column(board: Board) -> None:
    board.select(2)
    heard: list[int] = []
    board.card_selected.connect(heard.append)
    board.set_columns([column("a", 1, 3), column("b", 2), column("c", 10, 11)])
    assert board.selected_key() == 2
    assert heard == []
    board.set_columns([column("a", 1, 3), column("b"), column("c", 10, 11)])
    assert heard == [-1]


def test_a_chosen_card_far_down_is_scrolled_into_sight(board: Board) -> None:
    board.set_columns([column("a", *range(100))])
    board.select(90)
    seen = {board.key_at(QPoint(60, y)) for y in range(45, 500, 5)}
    assert 90 in seen
    assert 0 not in seen


def test_timers_change_without_new_columns(board: Board) -> None:
    board.set_timers({3: ("0:10", "red", "red"), 77: ("1:00", "quiet", "none")})
    board.select(3)
    assert "0:10" in board.accessibleName()


def test_five_hundred_cards_scroll_at_sixty_frames(qtbot: QtBot) -> None:
    board = Board()
    qtbot.addWidget(board)
    board.resize(1500, 900)
    board.set_columns([column(str(c), *range(c * 100, c * 100 + 84)) for c in range(6)])
    board.show()
    began, frames = time.perf_counter(), 20
    for frame in range(frames):
        board.select(frame % 84)
        board.grab(board.rect().adjusted(0, 0, -1250, 0))  # what a scrolled column repaints
    assert (time.perf_counter() - began) / frames < 0.030  # twice a frame, for a machine that is busy with tests

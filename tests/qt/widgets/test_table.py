"""The dense table keeps what a person chose while rows move beneath it."""

from __future__ import annotations

import time
from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from widgets.columns import Column
from widgets.table import DenseTable


@dataclass(frozen=True)
class Row:
    id: int
    name: str
    battery: int


def columns() -> list[Column]:
    return [
        Column(title=lambda: "Name", text=lambda row: row.name),
        Column(
            title=lambda: "Battery", text=lambda row: f"{row.battery} %", sort_key=lambda row: row.battery, number=True
        ),
    ]


def shown(table: DenseTable) -> list[int]:
    return [table.model.row_at(n).id for n in range(table.model.rowCount())]


@pytest.fixture
def table(qtbot: QtBot) -> DenseTable:
    made = DenseTable(columns(), lambda row: row.id)
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show()
    return made


def rows(count: int) -> list[Row]:
    return [Row(n, f"A-{n:05d}", (n * 37) % 101) for n in range(count)]


def test_selection_stays_on_its_key_when_the_order_turns(table: DenseTable) -> None:
    table.set_rows(rows(50))
    assert table.select_key(7)
    heard: list[object] = []
    table.row_selected.connect(heard.append)
    table.set_rows(list(reversed(rows(60))))
    table.set_sort(1, descending=True)
    assert table.selected_key() == 7
    assert table.view.currentIndex().row() == shown(table).index(7)
    assert [index.row() for index in table.view.selectionModel().selectedRows()] == [shown(table).index(7)]
    assert heard == []


def test_a_selected_row_that_leaves_is_told_once(table: DenseTable) -> None:
    table.set_rows(rows(5))
    table.select_key(4)
    heard: list[object] = []
    table.row_selected.connect(heard.append)
    table.set_rows(rows(3))
    assert heard == [None]
    assert table.selected_key() is None


def test_update_touches_one_range_and_sorts_again_where_it_must(table: DenseTable) -> None:
    table.set_rows(rows(20))
    ranges: list[tuple[int, int]] = []
    table.model.dataChanged.connect(lambda first, last: ranges.append((first.row(), last.row())))
    table.update_rows([Row(3, "A-x", 1), Row(9, "A-y", 2), Row(99, "not here", 0)])
    assert ranges == [(3, 9)]
    table.set_sort(1)
    table.update_rows([Row(9, "A-y", 1000)])
    assert shown(table)[-1] == 9


def test_ten_thousand_rows_sort_within_a_blink(table: DenseTable) -> None:
    table.set_rows(rows(10_000))
    began = time.perf_counter()
    table.set_sort(1)
    assert time.perf_counter() - began < 0.5
    batteries = [table.model.row_at(n).battery for n in range(10_000)]
    assert batteries == sorted(batteries)


def test_the_header_names_the_order(table: DenseTable) -> None:
    table.set_rows(rows(3))
    table.set_sort(1, descending=True)
    assert table.model.headerData(1, Qt.Orientation.Horizontal) == "Battery ↓"


def test_enter_opens_the_current_row(table: DenseTable, qtbot: QtBot) -> None:
    table.set_rows(rows(5))
    table.select_key(1)
    heard: list[object] = []
    table.row_activated.connect(heard.append)
    qtbot.keyClick(table.view, Qt.Key.Key_Down)
    qtbot.keyClick(table.view, Qt.Key.Key_Return)
    assert heard == [2]


def test_an_empty_table_says_what_would_be_here(table: DenseTable) -> None:
    table.set_empty_text("No units", "Sign a terminal in")
    table.set_rows([])
    assert table.empty.isVisible()
    assert "No units" in table.empty.accessibleName()
    table.set_rows(rows(1))
    assert table.view.isVisible()

"""Chips, search, charts, sound, progress and facts."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PySide6.QtCore import QPointF, Qt
from pytestqt.qtbot import QtBot

from widgets.bar_chart import Bar, BarChart
from widgets.chart_axes import TimeAxis
from widgets.chip import Chip, ChipRow
from widgets.gauge_bar import GaugeBar
from widgets.key_value import Fact, KeyValuePanel
from widgets.line_chart import Line, LineChart
from widgets.progress import ProgressLine
from widgets.search_field import SearchField
from widgets.sound import AlarmSound
from widgets.stat_tile import StatTile


def test_chips_tell_a_persons_toggles_only(qtbot: QtBot) -> None:
    row = ChipRow()
    qtbot.addWidget(row)
    row.add("units", Chip("Units", "196"), on=True)
    row.add("cases", Chip("Cases"))
    heard: list[tuple[object, bool]] = []
    row.chip_toggled.connect(lambda key, on: heard.append((key, on)))
    row.set_on("cases", True)
    assert heard == []
    qtbot.mouseClick(row.chip("units"), Qt.MouseButton.LeftButton)
    assert heard == [("units", False)]
    assert row.keys_on() == ["cases"]


def test_search_waits_for_typing_to_rest_and_empties_at_once(qtbot: QtBot) -> None:
    field = SearchField("Ctrl+K")
    qtbot.addWidget(field)
    field.show()
    with qtbot.waitSignal(field.searched, timeout=2000) as searched:
        qtbot.keyClicks(field, "zw")
    assert searched.args == ["zw"]
    with qtbot.waitSignal(field.searched, timeout=2000) as searched:
        qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert searched.args == [""]
    with qtbot.waitSignal(field.stepped, timeout=2000) as stepped:
        qtbot.keyClick(field, Qt.Key.Key_Down)
    assert stepped.args == [1]


def test_a_hidden_chart_draws_only_when_it_is_seen(qtbot: QtBot) -> None:
    chart = LineChart()
    qtbot.addWidget(chart)
    times = np.arange(0.0, 600.0, 60.0)
    chart.set_lines([Line(name="cases", times_s=times, values=times, keys=tuple(range(10)))])
    assert not chart.is_drawn()
    chart.show()
    qtbot.waitUntil(chart.is_drawn, timeout=2000)


def test_a_point_opens_what_is_behind_it(qtbot: QtBot) -> None:
    chart = LineChart()
    qtbot.addWidget(chart)
    times = np.arange(0.0, 600.0, 60.0)
    chart.set_lines([Line(name="cases", times_s=times, values=times, keys=tuple("abcdefghij"))])
    with qtbot.waitSignal(chart.point_requested, timeout=1000) as opened:
        chart.open_at(QPointF(125.0, 0.0))
    assert opened.args == ["c"]


def test_bars_open_by_keyboard(qtbot: QtBot) -> None:
    chart = BarChart()
    qtbot.addWidget(chart)
    chart.set_bars([Bar(key=n, label=str(n), parts=((1.0, "red"), (2.0, "quiet"))) for n in range(3)])
    chart.show()
    opened: list[object] = []
    chart.point_requested.connect(opened.append)
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Return):
        assert chart.key_pressed(key)
    assert opened == [1]


def test_the_time_axis_speaks_the_citys_time(qtbot: QtBot) -> None:
    axis = TimeAxis(8 * 3600)
    assert axis.tickStrings([0.0], 1.0, 3600.0) == ["08:00"]
    assert axis.tickStrings([5.0], 1.0, 5.0) == ["08:00:05"]


def test_an_alarm_without_a_device_or_file_is_silent_and_harmless(qtbot: QtBot, tmp_path: Path) -> None:
    sound = AlarmSound(tmp_path / "missing.wav")
    sound.start()
    assert sound.is_wanted()
    sound.set_muted(True)
    sound.stop()
    assert not sound.is_wanted()


def test_progress_shows_only_for_work_that_lasts(qtbot: QtBot) -> None:
    line = ProgressLine()
    qtbot.addWidget(line)
    line.show()
    line.start()
    blank = line.grab().toImage()
    line.stop()
    assert line.grab().toImage() == blank
    line.start()
    qtbot.waitUntil(lambda: line.grab().toImage() != blank, timeout=3000)
    line.stop()
    assert line.grab().toImage() == blank


def test_facts_are_said_aloud_and_grow_the_panel(qtbot: QtBot) -> None:
    panel = KeyValuePanel()
    qtbot.addWidget(panel)
    panel.set_facts([Fact(name="State", value="En route"), Fact(name="Battery", value="62 %")])
    assert panel.accessibleName() == "State: En route; Battery: 62 %"
    assert panel.sizeHint().height() == 52


def test_a_tile_opens_by_enter_only_if_it_may(qtbot: QtBot) -> None:
    shut, open_ = StatTile(), StatTile(can_open=True)
    for tile in (shut, open_):
        qtbot.addWidget(tile)
        tile.set_stat("Open", "31")
        tile.show()
    heard: list[str] = []
    shut.opened.connect(lambda: heard.append("shut"))
    open_.opened.connect(lambda: heard.append("open"))
    qtbot.keyClick(shut, Qt.Key.Key_Return)
    qtbot.keyClick(open_, Qt.Key.Key_Return)
    assert heard == ["open"]


def test_a_deeper_level_fills_more_of_the_bar(qtbot: QtBot) -> None:
    def filled(value: float | None) -> int:
        bar = GaugeBar()
        qtbot.addWidget(bar)
        bar.resize(200, 16)
        bar.set_level(value, 30.0, "red")
        picture = bar.grab().toImage()
        return sum(picture.pixelColor(x, 8).red() > 200 and picture.pixelColor(x, 8).green() < 120 for x in range(200))

    assert filled(None) == 0
    assert 0 < filled(10.0) < filled(32.0)

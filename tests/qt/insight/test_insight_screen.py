"""The insight screen: every figure is the sum of the cases behind it, and opens them."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPixmap
from pytestqt.qtbot import QtBot

from app.api.frames import ClockState
from app.domain.cases import CaseStage
from app.domain.facilities import RainSample
from app.stores.settings import Settings
from tests.sample_night import NOW, snapshot
from tests.sample_seat import SampleSeat
from views import words
from views.insight import InsightScreen
from views.insight.figures import CasesPerHour, OnTimeByStreet, OpenByStage, TopCategories, UnitsByStatus, Water


class NoServer:
    async def get(self, path: str, answer: type[Any], **params: Any) -> Any:
        raise AssertionError(path)


@pytest.fixture
def seat() -> SampleSeat:
    return SampleSeat(NoServer())


@pytest.fixture
def screen(qtbot: QtBot, tmp_path: Path, seat: SampleSeat) -> InsightScreen:
    settings = Settings(tmp_path / "console.ini")
    settings.language = "en"
    made = InsightScreen(seat.stores, seat.actions, settings)
    qtbot.addWidget(made)
    made.resize(1600, 900)
    made.show()
    made.set_active(True)
    return made


@pytest.mark.parametrize("figure", [CasesPerHour, OpenByStage, TopCategories])
def test_each_bar_is_as_high_as_its_list_is_long(screen: InsightScreen, figure: type) -> None:
    found = next(made for made in screen.figures if isinstance(made, figure))
    bars = [bar for bar in found.chart._bars if bar.total()]
    assert bars
    for bar in bars:
        assert len(found.behind(bar.key)[1]) == bar.total()


def test_a_streets_rate_is_that_of_the_cases_behind_it(screen: InsightScreen, seat: SampleSeat) -> None:
    figure = next(made for made in screen.figures if isinstance(made, OnTimeByStreet))
    rates = {rate.area_code: rate for rate in seat.stores.insight.on_time_by_street()}
    for bar in figure.chart._bars:
        ids = figure.behind(bar.key)[1]
        assert round(100 * len(rates[bar.key].on_time_ids) / len(ids)) == bar.total()


def test_the_axis_of_a_percentage_ends_at_a_hundred(screen: InsightScreen, qtbot: QtBot) -> None:
    chart = next(made for made in screen.figures if isinstance(made, OnTimeByStreet)).chart
    qtbot.waitUntil(chart.is_drawn, timeout=2000)
    plot = chart._plot.getPlotItem()
    paper = QPixmap(chart.size())
    painter = QPainter(paper)
    _line, _ticks, texts = plot.getAxis("left").generateDrawSpecs(painter)
    painter.end()
    assert max(float(text) for _rect, _flags, text in texts) == 100
    assert plot.vb.viewRect().bottom() > 105, "room for a full bar's number"


def test_a_click_on_a_figure_lists_its_cases_and_enter_opens_one(screen: InsightScreen, qtbot: QtBot) -> None:
    figure = next(made for made in screen.figures if isinstance(made, OpenByStage))
    figure.chart.point_requested.emit(CaseStage.HANDLING)
    assert screen.behind.isVisible()
    case = screen.behind.table.model.row_at(0)
    assert case.stage is CaseStage.HANDLING
    with qtbot.waitSignal(screen.thing_requested) as opened:
        screen.behind.table.row_activated.emit(case.id)
    assert opened.args == ["cases", case.id]


def test_charts_over_time_have_one_axis_to_now_and_say_since_when(
    screen: InsightScreen, seat: SampleSeat, qtbot: QtBot
) -> None:
    units, water = (next(made for made in screen.figures if isinstance(made, kind)) for kind in (UnitsByStatus, Water))
    earlier = [RainSample(at_utc=NOW - timedelta(minutes=30), rate_mm_per_h=20.0, hour_mm=9.0)]
    seat.stores.facilities.write_rain_history(earlier)
    later_utc = NOW + timedelta(minutes=3)
    seat.writer.write_clock(ClockState(now_utc=later_utc, rate=1.0, paused=True))
    screen._refresh()
    for chart in (units.chart, water.chart):
        qtbot.waitUntil(chart.is_drawn, timeout=2000)
        (first, last), _y = chart._plot.getPlotItem().vb.viewRange()
        assert first <= earlier[0].at_utc.timestamp()
        assert last >= later_utc.timestamp()
        for line in chart._lines:
            assert line.times_s[-1] == later_utc.timestamp(), f"{line.name} is known until now"
    assert units.chart._title.text() == f"Units by status, seen since {words.local_minute(NOW)}"


def test_every_line_is_named_in_whole(screen: InsightScreen, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    cut: list[str] = []
    named: list[str] = []

    def drawn(painter: QPainter, place: QRect, text: str) -> None:
        named.append(text)
        if painter.fontMetrics().horizontalAdvance(text) > place.width():
            cut.append(text)

    monkeypatch.setattr("widgets.legend.draw_elided", drawn)
    for kind in (UnitsByStatus, Water):
        chart = next(made for made in screen.figures if isinstance(made, kind)).chart
        chart._legend.grab()
        assert set(named) >= {line.name for line in chart._lines}
    assert cut == []


def test_no_colour_of_a_level_says_that_a_unit_works(screen: InsightScreen) -> None:
    lines = next(made for made in screen.figures if isinstance(made, UnitsByStatus)).chart._lines
    assert not {line.tone for line in lines} & {"red", "orange", "yellow", "blue"}


def test_a_hidden_screen_draws_nothing(screen: InsightScreen, seat: SampleSeat) -> None:
    screen.set_active(False)
    figure = next(made for made in screen.figures if isinstance(made, OpenByStage))
    before = figure.chart._bars
    seat.writer.write_snapshot(snapshot(cases=()))
    seat.stores.insight.insight_changed.emit()
    assert figure.chart._bars is before


def test_an_empty_city_has_a_sentence_in_every_chart(qtbot: QtBot, tmp_path: Path) -> None:
    empty = SampleSeat(NoServer(), cases=(), units=(), low_points=(), rain=())
    made = InsightScreen(empty.stores, empty.actions, Settings(tmp_path / "empty.ini"))
    qtbot.addWidget(made)
    made.show()
    made.set_active(True)
    for figure in made.figures:
        assert figure.chart._empty.isVisibleTo(figure.chart), type(figure).__name__
        assert figure.chart._empty.accessibleName()

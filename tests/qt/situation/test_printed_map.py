"""The view on paper: all that a reader must know stands on it, and a demo or a replay says what it is."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QPoint, QSize
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPageLayout, QPageSize, QPainter, QPdfWriter, QPixmap
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from app.stores.settings import Settings
from tests.sample_night import NOW
from tests.sample_seat import SampleSeat
from views.city_map.shown import ShownLayers
from views.situation.base_map.room import BaseMapRoom
from views.situation.layer_tree.slice import LayerTools
from views.situation.print.pdf_text import with_characters
from views.situation.print.room import COPY, PDF, PNG, PrintRoom, draw_page
from views.situation.print.sheet import Sheet, nice_length_m, sheet_image, sheet_size
from views.situation.stage import MapStage
from widgets.map import MapView
from widgets.map.screenshot import MapScreenshot
from widgets.theme import font
from widgets.tokens import THEMES


def screenshot(colour: str = "#336699", rows: int = 5) -> MapScreenshot:
    image = QImage(1200, 700, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    mark = QImage(30, 22, QImage.Format.Format_ARGB32)
    mark.fill(QColor("#00CC00"))
    legend = [(mark, f"Layer {n}") for n in range(rows)]
    return MapScreenshot(image=image, legend=legend, metres_per_px=8.0, lat=30.55, lon=112.3)


SHEET = Sheet(
    screenshot=screenshot(),
    title="Command",
    time="As of 2026-07-14 09:40",
    band="",
    sender="Sent by L1",
    credit="GS(2026)0001",
    scale_word="Scale 1 : {n}",
)
DAY = THEMES["day"]


def colours(image: QImage, top: int, bottom: int) -> set[str]:
    return {image.pixelColor(x, y).name() for y in range(top, bottom, 2) for x in range(0, image.width(), 3)}


def test_the_map_is_whole_and_a_warning_band_stands_above_it(qapp: object) -> None:
    plain, marked = sheet_image(SHEET, DAY), sheet_image(replace(SHEET, band="REPLAY, not live"), DAY)
    assert plain.width() == 1200 + 32
    assert marked.height() - plain.height() == 28
    assert "#f2c94c" not in colours(plain, 0, plain.height())
    assert "#f2c94c" in colours(marked, 48, 76)
    assert plain.pixelColor(18, 50).name() == plain.pixelColor(1212, 740).name() == "#336699"


def test_every_row_of_the_legend_finds_room(qapp: object) -> None:
    few, many = sheet_size(SHEET), sheet_size(replace(SHEET, screenshot=screenshot(rows=23)))
    assert many.height() > few.height()
    image = sheet_image(replace(SHEET, screenshot=screenshot(rows=23)), DAY)
    below = {
        (x // 208, y // 24)
        for y in range(748, image.height())
        for x in range(0, image.width(), 4)
        if image.pixelColor(x, y).name() == "#00cc00"
    }
    assert len({(x, y) for x, y in below}) >= 23


@pytest.mark.parametrize(("most", "nice"), [(1024.0, 1000.0), (999.0, 500.0), (200.0, 200.0), (19.9, 10.0), (7.0, 5.0)])
def test_the_bar_has_a_round_length(most: float, nice: float) -> None:
    assert nice_length_m(most) == nice


def test_a_page_of_a4_holds_it_all_with_its_words(qapp: object, tmp_path: Path) -> None:
    file = tmp_path / "map.pdf"
    writer = QPdfWriter(str(file))
    writer.setResolution(300)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageOrientation(QPageLayout.Orientation.Landscape)
    assert draw_page(writer, replace(SHEET, band="DEMO"), DAY)
    document = QPdfDocument()
    assert document.load(str(file)) == QPdfDocument.Error.None_
    assert document.pageCount() == 1
    words = document.getAllText(0).text()
    for part in (
        "Command",
        "As of 2026-07-14 09:40",
        "DEMO",
        "Sent by L1",
        "GS(2026)0001",
        "Layer 4",
        "1 km",
        "Scale 1 :",
    ):
        assert part in words, words
    document.close()


def test_the_scale_in_numbers_is_that_of_the_paper(qapp: object, tmp_path: Path) -> None:
    """So many metres of ground a pixel of the map, so many pixels a metre of paper; rounded to two digits."""
    file = tmp_path / "map.pdf"
    writer = QPdfWriter(str(file))
    writer.setResolution(300)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageOrientation(QPageLayout.Orientation.Landscape)
    page = writer.pageLayout().paintRectPixels(300)
    size = sheet_size(SHEET)
    scale = min(page.width() / size.width(), page.height() / size.height())
    expected = 8.0 * 300 / 0.0254 / scale
    assert draw_page(writer, SHEET, DAY)
    document = QPdfDocument()
    document.load(str(file))
    written = document.getAllText(0).text().partition("Scale 1 :")[2].split()[0].replace(",", "")
    document.close()
    assert float(written) == pytest.approx(expected, rel=0.05)


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path) -> PrintRoom:
    seat = SampleSeat(object())
    settings = Settings(tmp_path / "console.ini")
    settings.language = "en"
    view = MapView()
    field = QWidget()
    stage = MapStage(field)
    view.setParent(field)
    view.resize(640, 480)
    qtbot.addWidget(stage)
    stage.resize(900, 600)
    shown = ShownLayers()
    shown.take(seat.stores.reference.layers())
    tools = LayerTools(stage, view, seat.stores, seat.actions, settings, shown)
    base_map = BaseMapRoom(stage, view, seat.stores, settings, tools.health)
    moment: list[datetime | None] = [None]
    made = PrintRoom(stage, view, seat.stores, settings, shown, tools, base_map, lambda: moment[0])
    made.moment = moment  # type: ignore[attr-defined]
    with qtbot.waitSignal(view.page_ready, timeout=15_000):
        stage.show()
    return made


def test_copied_it_is_on_the_clipboard_and_the_map_has_its_controls_back(qtbot: QtBot, room: PrintRoom) -> None:
    QGuiApplication.clipboard().clear()
    with qtbot.waitSignal(room.told, timeout=10_000):
        room.begin(COPY)
    image = QGuiApplication.clipboard().image()
    assert image.width() == 640 + 32
    left: list[bool] = []
    room._map.page.runJavaScript("document.querySelector('.zh-screenshot') !== null", 0, left.append)
    qtbot.waitUntil(lambda: left == [False], timeout=5000)


@pytest.mark.parametrize(("way", "ending"), [(PNG, "png"), (PDF, "pdf")])
def test_saved_it_is_a_file_and_the_theme_is_the_operators_again(
    qtbot: QtBot, room: PrintRoom, tmp_path: Path, way: str, ending: str
) -> None:
    room.begin(way)
    pickers: list[QFileDialog] = []

    def picker() -> bool:
        pickers[:] = room._stage.findChildren(QFileDialog)
        return bool(pickers)

    qtbot.waitUntil(picker, timeout=10_000)
    file = tmp_path / f"view.{ending}"
    with qtbot.waitSignal(room.told, timeout=5000) as told:
        pickers[0].fileSelected.emit(str(file))
    pickers[0].close()
    assert str(file) in told.args[0]
    assert file.stat().st_size > 2000
    classes: list[bool] = []
    room._map.page.runJavaScript("document.documentElement.classList.contains('day')", 0, classes.append)
    qtbot.waitUntil(lambda: classes == [False], timeout=5000)


def test_a_second_print_during_the_first_leaves_the_map_as_it_is(qtbot: QtBot, room: PrintRoom) -> None:
    given: list[str] = []
    room._map.command = lambda _key, name, *args: given.append(name)  # type: ignore[method-assign]
    room.begin(PDF)
    room.begin(PDF)
    assert given == ["setTheme", "takeScreenshot"]


def test_a_replay_says_so_with_both_times(qtbot: QtBot, room: PrintRoom) -> None:
    room.moment[0] = NOW - timedelta(hours=5)  # type: ignore[attr-defined]
    sheet = room._sheet(screenshot())
    assert "REPLAY" in sheet.band
    assert sheet.time.startswith("Replay of ")
    room.moment[0] = None  # type: ignore[attr-defined]
    assert "REPLAY" not in room._sheet(screenshot()).band


def test_a_device_that_takes_nothing_is_told(qapp: object, tmp_path: Path) -> None:
    writer = QPdfWriter(str(tmp_path / "no" / "such" / "folder" / "map.pdf"))
    assert not draw_page(writer, SHEET, DAY)


def test_the_picture_scales_with_the_screens_sharpness(qapp: object) -> None:
    image = QImage(QSize(2400, 1400), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(2.0)
    image.fill(QColor("#336699"))
    painter = QPainter(image)
    painter.fillRect(0, 0, 10, 10, QColor("#FF0000"))
    painter.end()
    sheet = replace(SHEET, screenshot=replace(SHEET.screenshot, image=image))
    drawn = sheet_image(sheet, DAY)
    assert drawn.width() == 2 * (1200 + 32)
    assert drawn.pixelColor(QPoint(2 * 20, 2 * 52)).name() == "#ff0000"


def test_words_of_any_length_find_room_in_the_legend(qapp: object) -> None:
    """Nothing is cut off: a row of many kinds takes as many lines as it needs."""
    long = replace(
        SHEET.screenshot, legend=[(SHEET.screenshot.legend[0][0], "Sweeper / bin truck / rescue truck " * 4)]
    )
    short = replace(SHEET.screenshot, legend=SHEET.screenshot.legend[:1])
    assert (
        sheet_size(replace(SHEET, screenshot=long)).height()
        > sheet_size(replace(SHEET, screenshot=short)).height() + 20
    )


def test_the_picture_is_taken_when_the_controls_are_gone_from_the_screen(qtbot: QtBot, room: PrintRoom) -> None:
    """The page is ready before its last picture has reached the widget."""
    buttons = room._map.height() - 60  # their lower one, above the lower edge
    qtbot.waitUntil(lambda: len(colours_in(room._map.grab().toImage(), 10, buttons, 30)) > 1, timeout=10_000)
    first = room._map.grab().toImage()
    taken: list[MapScreenshot | None] = []
    room._screenshots.take([], taken.append)
    stale = [first, first]
    grab = room._map.grab
    room._map.grab = lambda *area: QPixmap.fromImage(stale.pop()) if stale else grab(*area)  # type: ignore[method-assign]
    qtbot.waitUntil(lambda: bool(taken), timeout=10_000)
    assert taken[0] is not None
    assert not stale
    corner = {taken[0].image.pixelColor(x, y).name() for x in range(3) for y in range(3)}
    assert not any(name.startswith("#ff") for name in corner)
    assert len(colours_in(taken[0].image, 10, buttons, 30)) == 1


def colours_in(image: QImage, left: int, top: int, side: int) -> set[str]:
    return {image.pixelColor(x, y).name() for x in range(left, left + side) for y in range(top, top + side)}


def test_the_characters_of_a_pdf_are_characters_and_no_radicals(qapp: QApplication, tmp_path: Path) -> None:
    drawn = QBuffer()
    drawn.open(QBuffer.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(drawn)
    painter = QPainter(writer)
    painter.setFont(font(60))
    painter.drawText(200, 400, "演示 洗扫车")
    painter.end()
    del writer
    before = drawn.data().data()
    told = with_characters(before, font())

    def codes(body: bytes) -> set[str]:
        tables = re.findall(rb"begincmap.*?endcmap", body, re.DOTALL)
        return {chr(int(code, 16)) for table in tables for code in re.findall(rb"<([0-9A-F]{4})>", table)}

    assert not set("演示洗扫车") <= codes(before), "else this is not needed any more"
    assert set("演示洗扫车") <= codes(told)
    assert len(told) == len(before), "nothing else of the file has moved"
    file = tmp_path / "told.pdf"
    file.write_bytes(told)
    document = QPdfDocument()
    document.load(str(file))
    assert "演示 洗扫车" in document.getAllText(0).text()

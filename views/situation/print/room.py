"""Copies, saves and prints the view of the map, with what a reader elsewhere must know of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QBuffer, QMarginsF, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog

from app.stores import Stores
from app.stores.settings import Settings
from views import words
from views.city_map.shown import ShownLayers
from views.frame.bar.mode import Mode, mode_of
from views.situation.base_map.room import BaseMapRoom
from views.situation.layer_tree.legend import legend_rows
from views.situation.layer_tree.slice import LayerTools
from views.situation.print.pdf_text import with_characters
from views.situation.print.sheet import Sheet, draw_sheet, sheet_image, sheet_size
from views.situation.stage import MapStage
from views.situation.tools.tool_button import ToolButton
from widgets.file_picker import FilePicker
from widgets.language_watch import LanguageWatch
from widgets.map import MapView
from widgets.map.screenshot import MapScreenshot, MapScreenshots
from widgets.theme import font, theme
from widgets.tokens import THEMES, Tokens

KEY = "Ctrl+P"
COPY, PNG, PDF, PRINT = "copy", "png", "pdf", "print"
_MARGIN_MM = 10.0
_DPI = 300
_METRES_PER_INCH = 0.0254


class PrintRoom(QObject):
    """`told(str)`: what came of it, in words. On paper the map is drawn in the day theme: a dark sheet wastes ink.

    `at_utc` gives the moment that the map shows, None for the present. While a screenshot is taken, no other is begun.
    """

    told = Signal(str)

    def __init__(
        self,
        stage: MapStage,
        map_view: MapView,
        stores: Stores,
        settings: Settings,
        shown: ShownLayers,
        layers: LayerTools,
        base_map: BaseMapRoom,
        at_utc: Callable[[], datetime | None],
    ) -> None:
        super().__init__(stage)
        self._stage, self._map, self._stores, self._settings = stage, map_view, stores, settings
        self._shown, self._layers, self._base_map, self._at_utc = shown, layers, base_map, at_utc
        self._screenshots = MapScreenshots(map_view)
        self._taking = False
        self.button = ToolButton("printer", KEY, (COPY, PNG, PDF, PRINT), self.begin)
        stage.add_tool(self.button)
        LanguageWatch(self.button, self.retranslate)
        self.retranslate()

    def begin(self, way: str) -> None:
        """Take a screenshot and send it the way that was chosen."""
        if self._taking:
            return
        self._taking = True
        on_paper = way in (PDF, PRINT)
        look = THEMES["day"] if on_paper else theme().tokens
        if on_paper:
            self._map.set_theme("day")

        def take(screenshot: MapScreenshot | None) -> None:
            self._taking = False
            self._map.set_theme(self._settings.theme)
            if screenshot is None or screenshot.image.isNull():
                self.told.emit(self.tr("The map gave no picture. Try again in a moment."))
                return
            sheet = self._sheet(screenshot)
            {COPY: self._copy, PNG: self._save_png, PDF: self._save_pdf, PRINT: self._print}[way](sheet, look)

        self._screenshots.take(legend_rows(self._shown, self._layers.drawer.name_of), take)

    def retranslate(self) -> None:
        self.button.set_texts(
            self.tr("Copy or print the map"),
            {
                COPY: self.tr("&Copy the picture"),
                PNG: self.tr("Save as &PNG …"),
                PDF: self.tr("Save as P&DF …"),
                PRINT: self.tr("P&rint …"),
            },
        )

    def _sheet(self, screenshot: MapScreenshot) -> Sheet:
        stores, language = self._stores, self._settings.language
        city, account = stores.reference.city, stores.session.account
        past_utc = self._at_utc()
        now_utc = stores.clock.now_utc()
        if past_utc is not None:
            time = self.tr("Replay of {then}, printed {now}").format(
                then=words.local_date_time(past_utc), now=words.local_date_time(now_utc)
            )
        else:
            time = self.tr("As of {time}").format(time=words.local_date_time(now_utc))
        title = "" if city is None else (city.title_gloss if language == "en" and city.title_gloss else city.title)
        sender = "" if account is None else f"{account.seat}  {words.named(account, language)}"
        city_name = "" if city is None else words.named(city, language)
        own = (
            self.tr("{city}: fictional, synthetic map") if city is not None and city.demo else self.tr("Map of {city}")
        )
        credit = [self._base_map.ground.credit(), own.format(city=city_name)]
        return Sheet(
            screenshot=screenshot,
            title=title,
            time=time,
            band=self._band(past_utc is not None),
            sender=self.tr("Sent by {who}").format(who=sender),
            credit="  ".join(part for part in credit if part),
            scale_word=self.tr("Scale 1 : {n}"),
        )

    def _band(self, past: bool) -> str:
        """What the sheet must not be mistaken for."""
        said = []
        if past:
            said.append(self.tr("REPLAY, not live"))
        mode = mode_of(self._stores)
        if mode is Mode.DRILL:
            said.append(self.tr("DRILL"))
        elif mode is Mode.OFFLINE:
            said.append(self.tr("OFFLINE: as last known"))
        city = self._stores.reference.city
        if city is not None and city.demo:
            said.append(self.tr("DEMO"))
        return "  ".join(said)

    def _copy(self, sheet: Sheet, look: Tokens) -> None:
        QGuiApplication.clipboard().setImage(sheet_image(sheet, look))
        self.told.emit(self.tr("The picture of the map is on the clipboard."))

    def _save_png(self, sheet: Sheet, look: Tokens) -> None:
        self._ask_file("png", "PNG (*.png)", lambda path: sheet_image(sheet, look).save(path))

    def _save_pdf(self, sheet: Sheet, look: Tokens) -> None:
        def write(path: str) -> bool:
            drawn = QBuffer()
            drawn.open(QBuffer.OpenModeFlag.WriteOnly)
            writer = QPdfWriter(drawn)
            writer.setResolution(_DPI)
            writer.setTitle(sheet.title)
            writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
            writer.setPageOrientation(QPageLayout.Orientation.Landscape)
            writer.setPageMargins(QMarginsF(*(_MARGIN_MM,) * 4), QPageLayout.Unit.Millimeter)
            if not draw_page(writer, sheet, look):
                return False
            del writer  # the end of the file is written by then
            return _is_written(path, with_characters(bytes(drawn.data().data()), font()))

        self._ask_file("pdf", "PDF (*.pdf)", write)

    def _print(self, sheet: Sheet, look: Tokens) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(sheet.title)
        printer.setPageOrientation(QPageLayout.Orientation.Landscape)
        dialog = QPrintDialog(printer, self._stage)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        failed = self.tr("The printer took nothing.")
        dialog.accepted.connect(lambda: None if draw_page(printer, sheet, look) else self.told.emit(failed))
        QDialog.open(dialog)  # and never exec(), which stalls the loop

    def _ask_file(self, ending: str, pattern: str, write: Callable[[str], bool]) -> None:
        def save(path: str) -> None:
            done = write(path)
            form = self.tr("Saved: {file}") if done else self.tr("This could not be written: {file}")
            self.told.emit(form.format(file=path))

        at = words.local(self._stores.clock.now_utc())
        picker = FilePicker(self._stage, self.tr("Save the map"), f"map-{at:%Y%m%d-%H%M%S}.{ending}", pattern)
        picker.setAcceptMode(FilePicker.AcceptMode.AcceptSave)
        picker.setDefaultSuffix(ending)
        picker.fileSelected.connect(save)
        picker.open()


def _is_written(path: str, body: bytes) -> bool:
    try:
        Path(path).write_bytes(body)
    except OSError:
        return False
    return True


def draw_page(paper: QPdfWriter | QPrinter, sheet: Sheet, look: Tokens) -> bool:
    """Fill one page, as large as it holds; False if the device takes none."""
    painter = QPainter()
    if not painter.begin(paper):
        return False
    page, size = paper.pageLayout().paintRectPixels(paper.resolution()), sheet_size(sheet)
    scale = min(page.width() / size.width(), page.height() / size.height())
    painter.translate((page.width() - size.width() * scale) / 2, 0)
    painter.scale(scale, scale)
    draw_sheet(painter, sheet, look, paper.resolution() / _METRES_PER_INCH / scale)
    return painter.end()

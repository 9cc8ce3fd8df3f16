"""The console's main window."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QCloseEvent, QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.actions import Actions
from app.domain.alarms import Verdict
from app.domain.orders import OrderState
from app.stores import Stores
from app.stores.outbox import PendingOrder
from app.stores.settings import Settings
from views import words
from views.frame.alarm_strip import AlarmItem, AlarmStrip
from views.frame.bands import Bands
from views.frame.city_band import CityBand
from views.frame.command_line import CommandLine
from views.frame.commands import Commands
from views.frame.drill_band import DrillBand
from views.frame.first_word import FirstWord
from views.frame.key_sheet import KeySheet
from views.frame.notice import Notice
from views.frame.order_tray import OrderTray
from views.frame.rail import Rail, RailButton
from views.frame.rooms import ROOMS, Room, room_for, rooms_of
from views.frame.screen_stack import ScreenStack
from views.frame.sos_watch import SosWatch
from views.frame.stale_band import StaleBand
from views.frame.top_bar import TopBar
from views.screen import Screen
from widgets.banner import SosBanner
from widgets.sound import AlarmSound
from widgets.stat_tile import StatTile
from widgets.theme import set_surface

MIN_WIDTH_PX, MIN_HEIGHT_PX = 1366, 768
# Parts that need Space for themselves while they have the focus.
_KEEP_SPACE = (QAbstractButton, QLineEdit, QTextEdit, QPlainTextEdit, QAbstractSpinBox, QComboBox, StatTile)
# Buttons of the frame, where the focus may rest unnoticed: Enter presses them, Space goes on claiming.
_SPARE_SPACE = (RailButton, AlarmItem)


class MainWindow(QWidget):
    """Top bar, banner, rail, screens, alarm strip, and what lies over them; made anew for everyone who signs in.

    It writes theme and language into the settings and leaves it to the shell to dress the application; geometry and
    the open screen are remembered when it closes.
    """

    def __init__(self, stores: Stores, actions: Actions, settings: Settings, rooms: Sequence[Room] = ROOMS) -> None:
        super().__init__()
        self._stores, self._orders, self._settings = stores, actions, settings
        self._rooms = rooms_of(stores.session, rooms)
        set_surface(self, "ground")
        self.setMinimumSize(MIN_WIDTH_PX, MIN_HEIGHT_PX)
        self.top_bar = TopBar(stores, settings)
        self.banner = SosBanner()
        self.rail = Rail(self._rooms)
        self.stack = ScreenStack(stores, actions, settings, self._rooms)
        self.strip = AlarmStrip(stores, settings)
        self.sos = SosWatch(stores, actions, settings, self.banner, AlarmSound(parent=self))
        self.commands = Commands(stores, actions, settings, self._rooms)
        self._lay_out(DrillBand(stores), StaleBand(stores), CityBand(stores))
        self.command_line = CommandLine(self._centre, self.commands)
        self.key_sheet = KeySheet(self._centre, self.commands, lambda: self.stack.built(self.stack.name))
        self.order_tray = OrderTray(self._centre, stores, actions, settings)
        self.first_word = FirstWord(self, self.top_bar, stores.link)
        self._connect()
        self._bind_keys()
        self.retranslate()
        self._restore()

    def open_screen(self, name: str) -> None:
        """Show a screen of the rail; KeyError for no such name."""
        self.stack.open(name)

    def show_thing(self, noun: str, thing_id: object) -> None:
        """Open the screen that shows things of this noun and select the thing there; unknown nouns do nothing."""
        room = room_for(noun, self._rooms)
        if room is None:
            return
        screen = self.stack.open(room.name)
        if isinstance(screen, Screen) and str(thing_id).isdigit():
            screen.focus_thing(noun, int(str(thing_id)))
        elif isinstance(screen, Screen):
            screen.focus_named(noun, str(thing_id))

    def show_alarm(self, alarm_id: int) -> None:
        """Show whom or what an alarm is about: its case, its unit, its low point, else its place."""
        alarm = self._stores.alarms.get(alarm_id)
        if alarm is None:
            return
        if alarm.unit_id is not None:
            self.show_thing("units", alarm.unit_id)
        elif alarm.case_id is not None:
            self.show_thing("cases", alarm.case_id)
        elif alarm.facility_id is not None:
            self.show_thing("low_points", alarm.facility_id)
        else:
            self.show_thing("alarms", alarm.id)

    def claim_next(self) -> None:
        """Claim the gravest alarm that nobody has."""
        alarm = self.strip.first_unowned()
        if alarm is not None:
            self.sos.claim(alarm.id)

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Zhihui – command console"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.WindowStateChange:
            self.stack.set_awake(not self.isMinimized())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.stack.set_awake(not self.isMinimized())

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.stack.set_awake(False)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._settings.geometry = bytes(self.saveGeometry().data())
        self._settings.set_state("screen", self.stack.name.encode())
        self._settings.flush()
        super().closeEvent(event)

    def _lay_out(self, *bands: QWidget) -> None:
        self._centre = QWidget()
        inner = QVBoxLayout(self._centre)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.stack)
        below = QWidget()
        middle = QHBoxLayout(below)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self.rail)
        middle.addWidget(self._centre, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar)
        self.bands = Bands(self, (*bands, self.banner), below)
        column.addWidget(self.bands)
        column.addWidget(below, 1)
        column.addWidget(self.strip)
        self.notice = Notice(self, below)

    def _connect(self) -> None:
        self.rail.screen_requested.connect(self.open_screen)
        self.stack.screen_changed.connect(self._screen_changed)
        self.stack.screen_built.connect(self._join)
        self.top_bar.orders_requested.connect(self.order_tray.toggle)
        self.sos.show_requested.connect(self.show_alarm)
        self.sos.claimed.connect(self.show_alarm)
        self.sos.claimed.connect(self.bands.settle)  # whoever claims looks at another place anyway
        self.strip.show_requested.connect(self.show_alarm)
        self.strip.claim_requested.connect(self.sos.claim)
        self.strip.close_requested.connect(
            lambda alarm_id, true: self.sos.close(alarm_id, Verdict.TRUE if true else Verdict.FALSE)
        )
        self.commands.screen_requested.connect(self.open_screen)
        self.commands.thing_requested.connect(self.show_thing)
        self.commands.orders_requested.connect(self.order_tray.open)
        self.commands.keys_requested.connect(self.key_sheet.open)
        for part in (self.sos, self.commands, self.order_tray):
            part.refused.connect(self.notice.tell)
        self._orders.order_settled.connect(self._order_settled)
        self._orders.query_failed.connect(self._query_failed)

    def _bind_keys(self) -> None:
        for keys, run in (
            ("Ctrl+K", self.command_line.start),
            ("Ctrl+O", self.order_tray.toggle),
            ("F1", self.key_sheet.toggle),
            ("F9", self._flip_theme),
            ("F10", self._flip_language),
            ("F11", self._flip_full_screen),
        ):
            QShortcut(QKeySequence(keys), self, run)
        self._space = QShortcut(QKeySequence(Qt.Key.Key_Space), self, self.claim_next)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)

    def _focus_moved(self, _was: QWidget | None, now: QWidget | None) -> None:
        self._space.setEnabled(isinstance(now, _SPARE_SPACE) or not isinstance(now, _KEEP_SPACE))

    def _join(self, screen: QWidget) -> None:
        """Hear what a new screen wishes of the others."""
        if isinstance(screen, Screen):
            screen.thing_requested.connect(self.show_thing)
            screen.map_pick_requested.connect(self._pick_on_map)
            screen.case_place_chosen.connect(self._open_case_at)

    def _pick_on_map(self) -> None:
        screen = self.stack.open("situation")
        if isinstance(screen, Screen):
            screen.ask_place()

    def _open_case_at(self, lat_deg: float, lon_deg: float) -> None:
        screen = self.stack.open("dispatch")
        if isinstance(screen, Screen):
            screen.open_new_case(lat_deg, lon_deg)

    def _screen_changed(self, name: str) -> None:
        self.rail.set_screen(name)
        for overlay in (self.command_line, self.key_sheet, self.order_tray):
            overlay.close_over()
        screen, focus = self.stack.built(name), QApplication.focusWidget()
        if screen is not None and (focus is None or not screen.isAncestorOf(focus)):
            screen.setFocus()

    def _order_settled(self, order: PendingOrder) -> None:
        if order.state is OrderState.FAILED:
            why = words.problem_sentence(order.problem_code, order.problem_sentence)
            told = self.tr("{order} was refused: {why}")
            self.notice.tell(told.format(order=words.order_name_word(order.name), why=why))

    def _query_failed(self, code: str, sentence: str) -> None:
        self.notice.tell(words.problem_sentence(code, sentence))

    def _flip_theme(self) -> None:
        self._settings.theme = "day" if self._settings.theme == "night" else "night"

    def _flip_language(self) -> None:
        self._settings.language = "en" if self._settings.language == "zh" else "zh"

    def _flip_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _restore(self) -> None:
        if not (self._settings.geometry and self.restoreGeometry(self._settings.geometry)):
            self.resize(1920, 1080)
        names = [room.name for room in self._rooms]
        remembered = self._settings.state("screen").decode(errors="replace")
        self.open_screen(remembered if remembered in names else names[0])

"""The strip below the map: play, speed, step, a time to go to, the line of time, and LIVE."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QDate, QDateTime, QEvent, QSignalBlocker, QTime, QTimeZone, Signal
from PySide6.QtWidgets import QAbstractSpinBox, QDateTimeEdit, QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from app.api.replay import SPEEDS
from views import words
from widgets.choice_box import ChoiceBox
from widgets.icons import bind_icon
from widgets.key_cap import OrderButton, click_by_key, set_tooltip
from widgets.text import ElidedLabel
from widgets.theme import ROW_PX, UNIT_PX, set_surface
from widgets.time_line import TimeLine

# Read by views and tests alike.
KEYS = {"back": ",", "play": "K", "forward": ".", "slower": "[", "faster": "]", "live": "End"}
_ICONS = {"back": "player-skip-back", "play": "player-play", "forward": "player-skip-forward"}


class ReplayStrip(QWidget):
    """Shows a state and asks for another: `time_chosen(datetime)`, `play_requested`, `step_requested(-1 or 1)`,
    `speed_chosen(int)`, `live_requested`.
    """

    time_chosen = Signal(object)
    play_requested = Signal()
    step_requested = Signal(int)
    speed_chosen = Signal(int)
    live_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        set_surface(self, "panel", "top")
        self._playing = False
        self.buttons = {name: _tool(icon) for name, icon in _ICONS.items()}
        self.buttons |= {name: _tool("") for name in ("slower", "faster")}
        self.speed = ChoiceBox()
        self.speed.setFixedSize(10 * UNIT_PX, ROW_PX)
        for speed in SPEEDS:
            self.speed.addItem(f"×{speed}", speed)
        self.moment = QDateTimeEdit()
        self.moment.setDisplayFormat("yyyy-MM-dd HH:mm:ss")
        self.moment.setTimeZone(QTimeZone.utc())
        self.moment.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
        self.moment.setKeyboardTracking(False)
        self.moment.setFixedSize(22 * UNIT_PX, ROW_PX)
        written = self.moment.findChild(QLineEdit)
        assert written is not None
        written.setTextMargins(UNIT_PX, 0, UNIT_PX, 0)
        self.said = ElidedLabel()
        self.live = OrderButton(primary=True, keys=KEYS["live"])
        self.line = TimeLine(_axis_words)
        self._lay_out()
        self._connect()
        self.retranslate()

    def show_state(self, at_utc: datetime | None, playing: bool, speed: int) -> None:
        """Where the map stands; None is the present."""
        self.line.set_at(None if at_utc is None else at_utc.timestamp())
        self.live.setEnabled(at_utc is not None)
        if at_utc is not None:
            self.show_moment(at_utc)
        if playing != self._playing:
            self._playing = playing
            bind_icon(self.buttons["play"], "player-pause" if playing else "player-play")
            self._name_play()
        self.speed.setCurrentIndex(SPEEDS.index(speed))

    def show_moment(self, at_utc: datetime) -> None:
        """The time in the field, unless somebody is writing there."""
        if not self.moment.hasFocus():
            with QSignalBlocker(self.moment):
                self.moment.setDateTime(_shown(at_utc))

    def say(self, sentence: str, warn: bool = False) -> None:
        """One line on what is known, found, or wrong."""
        self.said.set_text(sentence, "orange" if warn else "quiet")

    def retranslate(self) -> None:
        names = {
            "back": self.tr("Previous event"),
            "forward": self.tr("Next event"),
            "slower": self.tr("Slower"),
            "faster": self.tr("Faster"),
        }
        for name, text in names.items():
            set_tooltip(self.buttons[name], text, KEYS[name])
        for name, sign in (("slower", "−"), ("faster", "+")):
            self.buttons[name].setText(sign)
        for name, button in self.buttons.items():
            button.setShortcut(KEYS[name])
        self._name_play()
        self.live.set_text(self.tr("LIVE"))
        set_tooltip(self.live, self.tr("Back to the present"), KEYS["live"])
        set_tooltip(self.speed, self.tr("City seconds per second"))
        set_tooltip(self.moment, self.tr("Go to a time"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _name_play(self) -> None:
        set_tooltip(self.buttons["play"], self.tr("Pause") if self._playing else self.tr("Play"), KEYS["play"])

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(UNIT_PX // 2)
        for part in ("back", "play", "forward"):
            row.addWidget(self.buttons[part])
        row.addSpacing(UNIT_PX)
        for widget in (self.buttons["slower"], self.speed, self.buttons["faster"]):
            row.addWidget(widget)
        row.addSpacing(UNIT_PX)
        row.addWidget(self.moment)
        row.addSpacing(UNIT_PX)
        row.addWidget(self.said, 1)
        row.addWidget(self.live)
        column = QVBoxLayout(self)
        column.setContentsMargins(UNIT_PX, UNIT_PX // 2 + 1, UNIT_PX, UNIT_PX // 2)
        column.setSpacing(UNIT_PX // 2)
        column.addLayout(row)
        column.addWidget(self.line)

    def _connect(self) -> None:
        self.line.time_chosen.connect(lambda at_s: self.time_chosen.emit(datetime.fromtimestamp(at_s, UTC)))
        self.moment.editingFinished.connect(self._go)
        self.buttons["play"].clicked.connect(self.play_requested)
        self.buttons["back"].clicked.connect(lambda: self.step_requested.emit(-1))
        self.buttons["forward"].clicked.connect(lambda: self.step_requested.emit(1))
        self.buttons["slower"].clicked.connect(lambda: self._shift_speed(-1))
        self.buttons["faster"].clicked.connect(lambda: self._shift_speed(1))
        self.speed.activated.connect(lambda place: self.speed_chosen.emit(SPEEDS[place]))
        self.live.clicked.connect(self.live_requested)

    def _go(self) -> None:
        shown = self.moment.dateTime().toSecsSinceEpoch()
        # The field knows no zone: what it shows are the city's own hours.
        self.time_chosen.emit(datetime.fromtimestamp(shown, UTC) - offset_at(shown))

    def _shift_speed(self, by: int) -> None:
        place = min(max(0, self.speed.currentIndex() + by), len(SPEEDS) - 1)
        self.speed_chosen.emit(SPEEDS[place])


def offset_at(at_s: float) -> timedelta:
    """How far the city's clocks are ahead of UTC at a time."""
    return words.local(datetime.fromtimestamp(at_s, UTC)).utcoffset() or timedelta()


class _KeyButton(QToolButton):
    """Follows its key at once, however fast it is pressed."""

    def event(self, event: QEvent) -> bool:
        return click_by_key(self, event) or super().event(event)


def _tool(icon: str) -> QToolButton:
    button = _KeyButton()
    button.setFixedSize(ROW_PX, ROW_PX)
    button.setAutoRaise(True)
    if icon:
        bind_icon(button, icon, "text")
    return button


def _shown(at_utc: datetime) -> QDateTime:
    """The city's local time in a field that knows no zone."""
    at = words.local(at_utc)
    return QDateTime(QDate(at.year, at.month, at.day), QTime(at.hour, at.minute, at.second), QTimeZone.utc())


def _axis_words(at_s: float, step_s: float) -> str:
    at_utc = datetime.fromtimestamp(at_s, UTC)
    if step_s < 60:
        return words.local_time(at_utc)
    minute = words.local_minute(at_utc)
    return words.local_date(at_utc)[5:] if minute == "00:00" or step_s >= 86_400 else minute

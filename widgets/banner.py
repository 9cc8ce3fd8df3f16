"""The SOS banner: across the top, on every screen, until someone owns the call and closes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from widgets.key_cap import set_tooltip
from widgets.octagon import Octagon
from widgets.text import label
from widgets.theme import TOUCH_PX, UNIT_PX, theme

_SHOWN_AT_ONCE = 3
_BEAT_MS = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class SosCall:
    """One call for help. `owner` is empty until somebody has it; `mine` says that this seat has it."""

    key: int
    title: str
    detail: str = ""
    age: str = ""
    owner: str = ""
    mine: bool = False


class _CallRow(QWidget):
    """One call with its orders. Unowned, its edge beats; owned, it is still."""

    def __init__(self, banner: SosBanner) -> None:
        super().__init__()
        self.call = SosCall(key=-1, title="")
        self._beat = False
        self.setMinimumHeight(TOUCH_PX + 2 * UNIT_PX)
        self._title = label("", "lead")
        self._detail = label("", "body")
        self._age = label("", "lead")
        self._owner = label("", "body")
        self._more = label("", "body")
        self.show_button, self.claim_button = QPushButton(), QPushButton()
        self.true_button, self.false_button = QPushButton(), QPushButton()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2 * UNIT_PX, UNIT_PX, 2 * UNIT_PX, UNIT_PX)
        layout.setSpacing(2 * UNIT_PX)
        layout.addWidget(Octagon(TOUCH_PX))
        for part in (self._title, self._detail, self._age, self._owner, self._more):
            layout.addWidget(part)
            part.setProperty("role", "on_red")
        layout.addStretch(1)
        for button, signal in (
            (self.show_button, banner.show_requested),
            (self.claim_button, banner.claim_requested),
        ):
            button.clicked.connect(lambda _=False, s=signal: s.emit(self.call.key))
        self.true_button.clicked.connect(lambda: banner.close_requested.emit(self.call.key, True))
        self.false_button.clicked.connect(lambda: banner.close_requested.emit(self.call.key, False))
        # Each keeps its place while it is hidden: the second of two quick clicks at "claim" must close nothing.
        for button in (self.show_button, self.true_button, self.false_button, self.claim_button):
            button.setProperty("variant", "sos")
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            places = button.sizePolicy()
            places.setRetainSizeWhenHidden(True)
            button.setSizePolicy(places)
            layout.addWidget(button)

    def set_call(self, call: SosCall, more: str, owner: str) -> None:
        self.call = call
        self._title.setText(call.title)
        self._detail.setText(call.detail)
        self._age.setText(call.age)
        self._owner.setText(owner)
        self._more.setText(more)
        self.claim_button.setVisible(not call.mine)
        self.true_button.setVisible(call.mine)
        self.false_button.setVisible(call.mine)
        self.setAccessibleName(f"{call.title} {call.detail} {owner}")
        self.update()

    def beat(self, on: bool) -> None:
        self._beat = on and not self.call.owner
        self.update()

    def minimumSizeHint(self) -> QSize:
        """A long title must not widen the window that the banner lies across."""
        return QSize(0, self.minimumHeight())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().color("red_fill"))
        edge = theme().color("on_red" if self._beat else "ground")
        for rect in (QRect(0, 0, self.width(), 2), QRect(0, self.height() - 2, self.width(), 2)):
            painter.fillRect(rect, edge)


class SosBanner(QWidget):
    """Shows up to three calls, the first of those given, and says how many more there are. Empty, it is hidden.

    `claim_requested(key)`, `show_requested(key)` and `close_requested(key, was_true)` are wishes: the banner
    changes only when `set_calls` says so.
    """

    claim_requested = Signal(int)
    show_requested = Signal(int)
    close_requested = Signal(int, bool)

    def __init__(self) -> None:
        super().__init__()
        self._calls: tuple[SosCall, ...] = ()
        self._on = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.rows = [_CallRow(self) for _ in range(_SHOWN_AT_ONCE)]
        for row in self.rows:
            layout.addWidget(row)
        self._beat = QTimer(self)
        self._beat.setInterval(_BEAT_MS)
        self._beat.timeout.connect(self._tick)
        self.retranslate()
        self.hide()

    def set_calls(self, calls: Sequence[SosCall]) -> None:
        self._calls = self._in_place(calls)
        left_over = len(self._calls) - len(self.rows)
        for n, row in enumerate(self.rows):
            row.setVisible(n < len(self._calls))
            if n < len(self._calls):
                call = self._calls[n]
                last = n == len(self.rows) - 1 and left_over > 0
                more = self.tr("{count} more").format(count=left_over) if last else ""
                row.set_call(call, more, self._owner_words(call))
        self.setVisible(bool(self._calls))
        self._run()

    def _in_place(self, calls: Sequence[SosCall]) -> tuple[SosCall, ...]:
        """The calls with those that stay on show in their order: a new call must not push a button under a click."""
        shown, hidden = calls[: len(self.rows)], calls[len(self.rows) :]
        order = {call.key: n for n, call in enumerate(self._calls)}
        return (*sorted(shown, key=lambda call: order.get(call.key, len(order))), *hidden)

    def retranslate(self) -> None:
        for row in self.rows:
            row.show_button.setText(self.tr("Show"))
            row.claim_button.setText(self.tr("Claim"))
            row.true_button.setText(self.tr("Close: true"))
            row.false_button.setText(self.tr("Close: false alarm"))
            set_tooltip(row.show_button, self.tr("Show where the call comes from"))
            set_tooltip(row.claim_button, self.tr("Take this call; every seat sees that you have it"), "Space")
            set_tooltip(row.true_button, self.tr("Help has been given: close the call as true"))
            set_tooltip(row.false_button, self.tr("Nobody needed help: close the call as false"))
        self.set_calls(self._calls)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def showEvent(self, event: QShowEvent) -> None:
        self._run()

    def hideEvent(self, event: QHideEvent) -> None:
        self._run()

    def _owner_words(self, call: SosCall) -> str:
        if call.mine:
            return self.tr("you have it")
        return self.tr("{name} has it").format(name=call.owner) if call.owner else self.tr("nobody has it")

    def _run(self) -> None:
        wanted = self.isVisible() and any(not call.owner for call in self._calls)
        if wanted and not self._beat.isActive():
            self._beat.start()
        elif not wanted:
            self._beat.stop()
            self._on = True
            self._tick()

    def _tick(self) -> None:
        self._on = not self._on
        for row in self.rows:
            row.beat(self._on)

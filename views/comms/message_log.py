"""The conversation: texts with what became of each, the newest at the bottom, this seat's unanswered ones below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.api.orders import PendingOrder
from app.domain.comms import Message
from app.domain.orders import OrderState
from app.stores import Stores
from app.stores.outbox import waits
from app.stores.settings import Settings
from views import words
from views.comms.receipts import count_receipts
from widgets.empty_state import EmptyState
from widgets.marks import Shape
from widgets.state_dot import StateDot
from widgets.text import label
from widgets.theme import UNIT_PX, set_surface
from widgets.tokens import Tone

# The newest messages of one conversation that are laid out.
SHOWN = 60
# Callsigns that are written out before "and so many more".
_NAMED = 6


class _MessageRow(QWidget):
    """One text with its receipts in words."""

    def __init__(self) -> None:
        super().__init__()
        set_surface(self, "raised", "all")
        self.head = label("", "hint")
        self.head.setProperty("role", "second")
        self.text = label("", "body", wrap=True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.state = StateDot()
        self.missing = label("", "hint", wrap=True)
        self.missing.setProperty("role", "second")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(UNIT_PX + 4, UNIT_PX, UNIT_PX + 4, UNIT_PX)
        layout.setSpacing(UNIT_PX // 2)
        for part in (self.head, self.text, self.state, self.missing):
            layout.addWidget(part)

    def say(self, head: str, text: str, state: tuple[str, str, str], missing: str, tooltip: str) -> None:
        self.head.setText(head)
        self.text.setText(text)
        self.state.set_state(*state)
        self.missing.setText(missing)
        self.missing.setVisible(bool(missing))
        self.missing.setToolTip(tooltip)
        self.setAccessibleName(f"{head} {text} {state[0]} {missing}")


class MessageLog(QWidget):
    """Shows the messages given to it; only what has changed is written anew."""

    def __init__(self, stores: Stores, settings: Settings) -> None:
        super().__init__()
        self._stores, self._settings = stores, settings
        self._shown: list[Message | PendingOrder] = []
        self._rows: list[_MessageRow] = []
        self._link = stores.link.state
        self.empty = EmptyState()
        inside = QWidget()
        set_surface(inside, "panel")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(2 * UNIT_PX, UNIT_PX, 2 * UNIT_PX, UNIT_PX)
        self._column.setSpacing(UNIT_PX)
        self._column.addStretch(1)
        self._area = QScrollArea()
        self._area.setWidget(inside)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.empty)
        layout.addWidget(self._area)
        self.retranslate()

    def show_messages(self, newest_first: Sequence[Message], unanswered: Sequence[PendingOrder]) -> None:
        """Messages of one conversation, and this seat's own that the server has not taken yet, the oldest first."""
        wanted: list[Message | PendingOrder] = [*reversed(newest_first[:SHOWN]), *unanswered]
        link, link_before = self._stores.link.state, self._link
        if wanted == self._shown and link is link_before:
            return
        self._link = link
        by_link = range(len(wanted) - len(unanswered), len(wanted)) if link is not link_before else ()
        grown = len(wanted) > len(self._shown) or not self._shown
        before, self._shown = self._shown, wanted
        while len(self._rows) < len(wanted):
            self._rows.append(_MessageRow())
            self._column.addWidget(self._rows[-1])
        for n, row in enumerate(self._rows):
            row.setVisible(n < len(wanted))
            if n < len(wanted) and (n >= len(before) or before[n] != wanted[n] or n in by_link):
                self._write(row, wanted[n])
        self._show_or_say_empty()
        if grown:
            QTimer.singleShot(0, self, self._to_end)

    def rows(self) -> list[tuple[str, str, str]]:
        """(text, state, who has not) of every row, as it is read on screen."""
        return [(row.text.text(), row.state.word(), row.missing.text()) for row in self._rows[: len(self._shown)]]

    def retranslate(self) -> None:
        self.empty.set_text(
            self.tr("No text yet"),
            self.tr("Write one below; here you will see who has it and who has read it."),
        )
        for row, thing in zip(self._rows, self._shown, strict=False):
            self._write(row, thing)
        self._show_or_say_empty()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _show_or_say_empty(self) -> None:
        self.empty.setVisible(not self._shown)
        self._area.setVisible(bool(self._shown))

    def _to_end(self) -> None:
        bar = self._area.verticalScrollBar()
        bar.setValue(bar.maximum())

    def _write(self, row: _MessageRow, thing: Message | PendingOrder) -> None:
        if isinstance(thing, PendingOrder):
            row.say(self.tr("This seat"), str(thing.body.get("text", "")), self._order_state(thing), _why(thing), "")
            return
        count = count_receipts(thing)
        group = self._stores.comms.talkgroup(thing.talkgroup_id) if thing.talkgroup_id is not None else None
        to_all = self.tr("to {group}").format(group=words.named(group, self._settings.language)) if group else ""
        if thing.unit_id is None and thing.talkgroup_id is None:
            to_all = self.tr("broadcast to {n} units").format(n=count.addressed)
        head = " · ".join(filter(None, (words.local_time(thing.sent_utc), thing.sender, thing.seat, to_all)))
        missing = ""
        if count.undelivered_ids and count.addressed > 1:
            missing = self.tr("Not delivered: {units}").format(units=self._callsigns(count.undelivered_ids))
        elif count.unread_ids and count.addressed > 1:
            missing = self.tr("Not read: {units}").format(units=self._callsigns(count.unread_ids))
        everyone = self._callsigns((*count.undelivered_ids, *count.unread_ids), named=10_000)
        row.say(head, thing.text, self._receipt_state(thing), missing, everyone)

    def _receipt_state(self, message: Message) -> tuple[str, str, str]:
        count = count_receipts(message)
        if count.addressed == 1:
            if count.read:
                return self.tr("Read"), Tone.QUIET, Shape.CHECK
            if count.delivered:
                return self.tr("Delivered, not read yet"), Tone.QUIET, Shape.DISC
            return self.tr("Not delivered yet"), Tone.YELLOW, Shape.WAITING
        text = self.tr("Delivered {delivered} of {all} · read {read}").format(
            delivered=count.delivered, all=count.addressed, read=count.read
        )
        if count.read == count.addressed:
            return text, Tone.QUIET, Shape.CHECK
        return (
            text,
            (Tone.YELLOW if count.undelivered_ids else Tone.QUIET),
            (Shape.WAITING if count.undelivered_ids else Shape.DISC),
        )

    def _order_state(self, order: PendingOrder) -> tuple[str, str, str]:
        if order.state is OrderState.FAILED:
            return self.tr("Refused"), Tone.RED, Shape.TRIANGLE
        if order.state is OrderState.UNKNOWN:
            return self.tr("No answer yet, asking again"), Tone.ACCENT, Shape.WAITING
        if waits(order, self._stores.link.state):
            return self.tr("Waits for the connection"), Tone.YELLOW, Shape.WAITING
        return self.tr("Sending…"), Tone.ACCENT, Shape.WAITING

    def _callsigns(self, unit_ids: Sequence[int], named: int = _NAMED) -> str:
        units = [self._stores.units.get(unit_id) for unit_id in unit_ids[:named]]
        text = " ".join(unit.callsign for unit in units if unit)
        more = len(unit_ids) - named
        return text if more <= 0 else self.tr("{units} and {n} more").format(units=text, n=more)


def _why(order: PendingOrder) -> str:
    if order.state is OrderState.FAILED:
        return words.problem_sentence(order.problem_code, order.problem_sentence)
    return ""

"""The right side: the card of what is selected, what can be done with it, and what is offered for that."""

from __future__ import annotations

from collections.abc import Hashable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.comms import LONGEST_TEXT
from app.domain.facilities import low_point_level
from app.stores import Stores
from app.stores.settings import Settings
from views.situation.line_list import Line, LineList
from views.situation.replay.notice import PastNotice
from views.situation.selection import Card, Selection
from widgets.empty_state import EmptyState
from widgets.gauge_bar import GaugeBar
from widgets.key_cap import OrderButton
from widgets.key_value import KeyValuePanel
from widgets.text import ElidedLabel, label
from widgets.theme import LEAD_PX, UNIT_PX, set_surface
from widgets.tokens import Tone

WIDTH_PX = 312
# Which deeds a selection has, in the order of the buttons.
DEEDS: dict[str, tuple[str, ...]] = {
    "units": ("message", "dispatch", "cameras", "track", "follow"),
    "cases": ("open", "dispatch", "units", "cameras"),
    "cameras": ("units", "cameras"),
    "low_points": ("units", "cameras"),
    "areas": ("units", "cameras"),
    "components": ("units", "cameras"),
    "risks": ("assess", "units", "cameras"),
    "places": ("units", "cameras"),
}
# What would change the present: not offered while the map shows the past.
ORDERS = frozenset({"message", "dispatch", "open", "assess"})
KEYS = {
    "message": "C",
    "dispatch": "D",
    "cameras": "V",
    "units": "U",
    "track": "T",
    "follow": "F",
    "open": "O",
    "assess": "G",
}


class ThingPanel(QWidget):
    """Shows one card and asks for deeds: `deed_requested(name)` with a name of DEEDS, `text_entered(text)` for a
    message, `row_chosen(key)` for an offered row, `more_requested()` below them, `send_confirmed(key)` for a
    row that sends.
    """

    deed_requested = Signal(str)
    text_entered = Signal(str)
    row_chosen = Signal(object)
    send_confirmed = Signal(object)
    more_requested = Signal()

    def __init__(self, stores: Stores, settings: Settings) -> None:
        super().__init__()
        self._stores, self._settings = stores, settings
        self._selection: Selection | None = None
        self._tracked = self._followed = self._past = False
        self._sending: Hashable | None = None
        set_surface(self, "panel", "left")
        self.setFixedWidth(WIDTH_PX)
        self.title, self.subtitle = ElidedLabel(size_px=LEAD_PX, bold=True), label("", "second")
        self.notice = PastNotice()
        self.facts, self.gauge = KeyValuePanel(), GaugeBar()
        self.buttons = {deed: OrderButton(keys=keys) for deed, keys in KEYS.items()}
        self._forms = QVBoxLayout()
        self._form: QWidget | None = None
        self.message = QLineEdit()
        self.message.setMaxLength(LONGEST_TEXT)
        self.outcome = label("", "second", wrap=True)
        self.offer_name, self.offers = label("", "strong"), LineList()
        self.more = OrderButton(keys="N")
        self.send = OrderButton(primary=True, keys="Ctrl+Return")
        self.empty = EmptyState()
        self._lay_out()
        for deed, button in self.buttons.items():
            button.clicked.connect(lambda _checked=False, deed=deed: self.deed_requested.emit(deed))
        self.message.returnPressed.connect(self._enter_text)
        self.offers.line_chosen.connect(self._choose)
        self.offers.line_activated.connect(self._activate)
        self.more.clicked.connect(self.more_requested)
        self.send.clicked.connect(lambda: self.send_confirmed.emit(self._sending))
        self.retranslate()
        self.show_card(None, None)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(UNIT_PX)
        head.addWidget(self.title, 1)
        head.addWidget(self.subtitle)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * UNIT_PX, UNIT_PX + 4, UNIT_PX, UNIT_PX)
        column.setSpacing(UNIT_PX)
        column.addWidget(self.notice)
        column.addLayout(head)
        column.addWidget(self.facts)
        column.addWidget(self.gauge)
        for button in self.buttons.values():
            column.addWidget(button)
        column.addLayout(self._forms)
        column.addWidget(self.message)
        column.addWidget(self.outcome)
        column.addWidget(self.offer_name)
        column.addWidget(self.offers, 1)
        column.addWidget(self.more)
        column.addWidget(self.send)
        column.addWidget(self.empty, 1)
        column.addStretch(0)

    def show_stores(self, stores: Stores, past: bool) -> None:
        """Show things of other stores from now on; nothing is ordered from a past."""
        self._stores, self._past = stores, past
        self.notice.setVisible(past)

    def show_card(self, selection: Selection | None, card: Card | None) -> None:
        """Another selection, or none; what was offered for the last one goes."""
        self._selection = selection if card is not None else None
        self.message.hide()
        self.message.clear()
        if self._form is not None:
            self._form.hide()
        self.tell("")
        self.offer("", [])
        self.set_track_shown(False)
        self.set_followed(False)
        self.empty.setVisible(card is None)
        self.facts.setVisible(card is not None)
        deeds = DEEDS[selection.noun] if selection is not None and card is not None else ()
        for deed, button in self.buttons.items():
            button.setVisible(deed in deeds and not (self._past and deed in ORDERS))
        self.refresh(card)

    def refresh(self, card: Card | None) -> None:
        """The same selection, as it is now."""
        self.title.set_text(card.title if card is not None else "")
        self.subtitle.setText(card.subtitle if card is not None else "")
        self.facts.set_facts(card.facts if card is not None else [])
        point = None
        if self._selection is not None and self._selection.noun == "low_points":
            point = self._stores.facilities.low_point(self._selection.number)
        self.gauge.setVisible(point is not None)
        if point is not None:
            level = low_point_level(point.depth_cm, point.closing_depth_cm)
            tone = level.value if level is not None else Tone.QUIET
            said = self.tr("{depth} cm, closes at {limit} cm").format(
                depth=round(point.depth_cm), limit=round(point.closing_depth_cm)
            )
            self.gauge.set_level(point.depth_cm, point.closing_depth_cm, tone, said)

    def set_form(self, form: QWidget) -> None:
        """Room for one deed's own form below the buttons; whoever brings it shows it, another selection hides it."""
        self._form = form
        form.hide()
        self._forms.addWidget(form)

    def offer(self, name: str, lines: list[Line], empty: str = "", more: str = "") -> None:
        """Rows for a deed under a heading; no name takes the list away. `more` is the button that makes it longer or
        shorter, told by `more_requested`.
        """
        self._sending = None
        self.offer_name.setText(name)
        self.offer_name.setVisible(bool(name))
        self.offers.setVisible(bool(name))
        self.send.hide()
        self.more.set_text(more)
        self.more.setVisible(bool(more))
        self.offers.set_empty_text(empty)
        self.offers.mark(None)
        self.offers.set_lines(lines)
        if name and lines:
            self.offers.setFocus()

    def ask_send(self, key: Hashable, text: str) -> None:
        """Show the button that would send, with what it would do in words."""
        self._sending = key
        self.send.set_text(text)
        self.send.show()

    def ask_text(self) -> None:
        """Let the operator write a message."""
        self.message.show()
        self.message.setFocus()

    def tell(self, sentence: str) -> None:
        """What became of the last order, in one sentence; "" says nothing."""
        self.outcome.setText(sentence)
        self.outcome.setVisible(bool(sentence))

    def set_followed(self, on: bool, held: bool = False) -> None:
        """What the follow button would do next."""
        self._followed = on
        text = self.tr("Follow")
        if on:
            text = self.tr("Follow again (the view is held)") if held else self.tr("Stop following")
        self.buttons["follow"].set_text(text)

    def set_track_shown(self, on: bool) -> None:
        """What the track button would do next."""
        self._tracked = on
        self.buttons["track"].set_text(self.tr("Hide the track") if on else self.tr("Track and speed"))

    def retranslate(self) -> None:
        named = {
            "message": self.tr("Message"),
            "dispatch": self.tr("Dispatch to …"),
            "cameras": self.tr("Nearest cameras"),
            "units": self.tr("Nearest units"),
            "open": self.tr("Open the case"),
            "assess": self.tr("Assess anew"),
        }
        for deed, text in named.items():
            self.buttons[deed].set_text(text)
        self.notice.setText(self.tr("Replay: this is how it stood then. Orders are given in the present: key End."))
        self.set_followed(self._followed)
        self.set_track_shown(self._tracked)
        self.offer("", [])  # rows in the other language; asked for again they come in this one
        self.message.setPlaceholderText(self.tr("Text, Enter sends, Esc gives up"))
        self.empty.set_text(
            self.tr("Nothing is selected"),
            self.tr("Click a unit, a case, a camera, a low point or a grid on the map, or press / to search."),
        )

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and (self.message.isVisible() or self.offers.isVisible()):
            self.message.hide()
            self.offer("", [])
            return
        super().keyPressEvent(event)

    def _enter_text(self) -> None:
        text = self.message.text().strip()
        if text:
            self.text_entered.emit(text)
            self.message.clear()
            self.message.hide()

    def _choose(self, key: Hashable) -> None:
        self.row_chosen.emit(key)

    def _activate(self, key: Hashable) -> None:
        """Enter on a row that would send is the second step: the first has shown what it does."""
        if self._sending == key and self._sending is not None:
            self.send_confirmed.emit(key)
        else:
            self.row_chosen.emit(key)

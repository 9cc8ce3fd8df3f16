"""A new case by hand (案卷建立): category, place, source, words; warns of a similar case before it is saved."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from app.actions import Actions, Refusal
from app.api.orders import PendingOrder
from app.domain.cases import CaseSource
from app.domain.categories import Category
from app.domain.orders import OrderState
from app.domain.positions import Place
from app.stores import Stores
from app.stores.settings import Settings
from views import words
from views.dispatch.case_places import CasePlace, CasePlaces
from views.dispatch.category_search import CategorySearch
from views.dispatch.echo_strip import EchoStrip
from views.dispatch.new_case_words import grid_text, similar_text
from widgets.choice_box import ChoiceBox
from widgets.key_cap import OrderButton
from widgets.pick_list import Choice, PickList
from widgets.text import label
from widgets.theme import UNIT_PX, set_surface

# What a seat writes down by hand; collectors and sensors report by themselves.
SOURCES = (
    CaseSource.SEAT, CaseSource.HOTLINE_12319, CaseSource.HOTLINE_12345, CaseSource.POLICE_110,
    CaseSource.CITIZEN, CaseSource.VIDEO, CaseSource.LEADER, CaseSource.MEDIA,
)  # fmt: skip


class NewCase(QWidget):
    """Filled by keyboard from top to bottom; Ctrl+Enter saves. `left` gives the keyboard back, `opened(case_id)` tells
    that the server took the case, `map_requested` asks to pick the place on the map. While an order is unanswered or
    refused the words stay in the fields.
    """

    left = Signal()
    opened = Signal(int)
    map_requested = Signal()

    def __init__(self, stores: Stores, actions: Actions, settings: Settings) -> None:
        super().__init__()
        set_surface(self, "panel", "left")
        self._stores, self._actions, self._settings = stores, actions, settings
        self._search, self._places = CategorySearch(()), CasePlaces(stores, settings)
        self._category: Category | None = None
        self._place: Place | None = None
        self._order_key = ""
        self.title = label("", "lead")
        self.echo = EchoStrip()
        self.category = PickList(self._find_categories)
        self.place = PickList(self._find_places)
        self.address, self.reporter, self.description = QLineEdit(), QLineEdit(), QLineEdit()
        self.source = ChoiceBox()
        self.where = label("", "second", wrap=True)
        self.similar = label("", "body", wrap=True)
        self.hint = label("", "error", wrap=True)
        self.map_button = OrderButton(keys="Ctrl+M")
        self.save_button = OrderButton(keys="Ctrl+Return", primary=True)
        self.cancel_button = OrderButton()
        self._names: dict[str, QLabel] = {}
        self._lay_out()
        self._connect()
        self.retranslate()

    def begin(self, place: Place | None = None) -> None:
        """Start a new case, at a place if one was picked on the map. Words of an unsent one are kept."""
        self._search = CategorySearch(self._stores.reference.categories())
        if place is not None:
            self.take_place(place)
        (self.category if self._category is None else self.place).setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.refresh()

    def take_place(self, place: Place) -> None:
        """A place was picked on the map."""
        self._place = place
        self.place.set_text(f"{place.lat_deg:.5f}, {place.lon_deg:.5f}")
        self.refresh()

    def refresh(self) -> None:
        """Write grid, warning and the order's state anew."""
        place, category, language = self._place, self._category, self._settings.language
        self.where.setText(grid_text(self._stores, place, language) if place is not None else "")
        similar = ""
        if place is not None and category is not None:
            similar = similar_text(self._stores, category, place, language)
        self.similar.setText(similar)
        self.similar.setVisible(bool(similar))
        save = self.tr("Open it all the same") if similar else self.tr("Open the case")
        if self.save_button.text() != save:
            self.save_button.set_text(save)
        order = self._stores.outbox.order(self._order_key) if self._order_key else None
        waiting = order is not None and not order.settled
        self.echo.show_echo(order if waiting or _refused(order) else None, self._stores.link.state)
        self.save_button.setEnabled(not waiting)

    def take_settled(self, order: PendingOrder) -> None:
        """The server has answered an order of this seat."""
        if order.key != self._order_key:
            return
        if order.state is OrderState.ACCEPTED and order.receipt_id is not None:
            self._clear()
            self.opened.emit(order.receipt_id)
        self.refresh()

    def save(self) -> None:
        """Give the order, or say what is missing."""
        missing = self._missing()
        self.hint.setText(missing)
        if missing or self._category is None or self._place is None or not self.save_button.isEnabled():
            return
        try:
            order = self._actions.cases.open(
                self._category.code,
                self._place.lat_deg,
                self._place.lon_deg,
                address=self.address.text().strip(),
                description=self.description.text().strip(),
                reporter=self.reporter.text().strip(),
                source=CaseSource(self.source.currentData()),
            )
        except Refusal as refusal:
            self.echo.show_refusal(words.fault_sentence(refusal))
            return
        self._order_key = order.key
        self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focused = self.focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if isinstance(focused, OrderButton):
                focused.click()
            elif focused is self.description:
                self.save()
            else:
                self.focusNextChild()
        else:
            super().keyPressEvent(event)

    def retranslate(self) -> None:
        self.title.setText(self.tr("New case"))
        for key, text in {
            "category": self.tr("Category: code, name or pinyin"),
            "place": self.tr("Place: address, street, area, camera … or lat, lon"),
            "address": self.tr("Address as it will stand on the case"),
            "source": self.tr("Source"),
            "reporter": self.tr("Reporter, phone"),
            "description": self.tr("What was reported"),
        }.items():
            self._names[key].setText(text)
        self.category.nothing.setText(self.tr("No category matches. Try the code, e.g. 0506, or the first letters."))
        self.place.nothing.setText(
            self.tr("No place matches. Try a street with or without a number, or pick it on the map.")
        )
        self.map_button.set_text(self.tr("Pick on the map"))
        self.cancel_button.set_text(self.tr("Back to the case – Esc"))
        chosen = self.source.currentData() or CaseSource.SEAT.value
        self.source.clear()
        for source in SOURCES:
            self.source.addItem(words.case_source_word(source), source.value)
        self.source.setCurrentIndex(self.source.findData(chosen))
        if self._category is not None:
            self.category.set_text(self._category_text(self._category))
        self.save_button.setText("")  # so that refresh writes it in the new language
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _find_categories(self, text: str) -> list[Choice]:
        self._category = None
        return [Choice(text=self._category_text(found), thing=found) for found in self._search.find(text)]

    def _find_places(self, text: str) -> list[Choice]:
        self._place = None
        return self._places.find(text)

    def _take_category(self, category: Category) -> None:
        self._category = category
        self.place.setFocus()
        self.refresh()

    def _take_place(self, found: CasePlace) -> None:
        self._place = found.place
        if not self.address.text().strip():
            self.address.setText(found.address)
        self.address.setFocus()
        self.refresh()

    def _category_text(self, category: Category) -> str:
        zh = self._settings.language == "zh"
        major = category.major_name if zh else category.major_gloss
        return f"{category.code} {words.named(category, self._settings.language)} · {major}"

    def _missing(self) -> str:
        if self._category is None:
            self.category.setFocus()
            return self.tr("Choose a category first.")
        if self._place is None:
            self.place.setFocus()
            return self.tr("Choose a place first.")
        return ""

    def _clear(self) -> None:
        self._category, self._place, self._order_key = None, None, ""
        for pick in (self.category, self.place):
            pick.set_text("")
        for field in (self.address, self.reporter, self.description):
            field.clear()
        self.source.setCurrentIndex(0)
        self.hint.setText("")

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.echo)
        column = QVBoxLayout()
        column.setContentsMargins(2 * UNIT_PX, UNIT_PX + 4, 2 * UNIT_PX, UNIT_PX)
        column.setSpacing(UNIT_PX // 2)
        column.addWidget(self.title)
        fields = {
            "category": self.category, "place": self.place, "address": self.address,
            "source": self.source, "reporter": self.reporter, "description": self.description,
        }  # fmt: skip
        for key, field in fields.items():
            self._names[key] = label("", "second")
            self._names[key].setBuddy(field)
            column.addSpacing(UNIT_PX // 2)
            column.addWidget(self._names[key])
            column.addWidget(field)
            if key == "place":
                column.addWidget(self.map_button)
                column.addWidget(self.where)
        column.addSpacing(UNIT_PX)
        for part in (self.similar, self.hint, self.save_button, self.cancel_button):
            column.addWidget(part)
        column.addStretch(1)
        layout.addLayout(column)
        for field in (self.address, self.reporter, self.description):
            field.setMaxLength(200)

    def _connect(self) -> None:
        self.category.picked.connect(self._take_category)
        self.place.picked.connect(self._take_place)
        self.map_button.clicked.connect(self.map_requested)
        self.save_button.clicked.connect(self.save)
        self.cancel_button.clicked.connect(self.left)
        self.echo.dismiss_requested.connect(self._actions.orders.dismiss)
        self.echo.withdraw_requested.connect(self._withdraw)
        # The numeric pad's Enter saves as well.
        pad = QShortcut(QKeySequence("Ctrl+Enter"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        pad.activated.connect(self.save)

    def _withdraw(self, key: str) -> None:
        try:
            self._actions.orders.withdraw(key)
        except Refusal as refusal:
            self.echo.show_refusal(words.fault_sentence(refusal))


def _refused(order: PendingOrder | None) -> bool:
    return order is not None and order.state is OrderState.FAILED

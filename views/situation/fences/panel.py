"""Beside the map: all fences, or one of them, or the form of one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from app.domain.fences import Fence
from app.domain.levels import gravity
from app.stores import Stores
from app.stores.settings import Settings
from views import words
from views.situation.fences.card import FenceCard
from views.situation.fences.fence_words import hours_words, whom_words
from views.situation.fences.form import FenceForm
from views.situation.line_list import Line, LineList
from widgets.key_cap import OrderButton
from widgets.text import ElidedLabel, label
from widgets.theme import LEAD_PX, UNIT_PX, set_surface
from widgets.tokens import Tone

WIDTH_PX = 40 * UNIT_PX


class FencePanel(QWidget):
    """`fence_chosen(id)` from the list, `zone_requested()` and `route_requested()` for a new one, `closed()`."""

    fence_chosen = Signal(object)
    zone_requested = Signal()
    route_requested = Signal()
    closed = Signal()

    def __init__(self, stores: Stores, settings: Settings) -> None:
        super().__init__()
        self._stores, self._settings = stores, settings
        set_surface(self, "panel", "left")
        self.setFixedWidth(WIDTH_PX)
        self.title = ElidedLabel(size_px=LEAD_PX, bold=True)
        self.fences = LineList()
        self.zone, self.route, self.close_button = OrderButton(), OrderButton(), OrderButton()
        self.card, self.form = FenceCard(stores, settings), FenceForm(stores)
        self.told = label("", "second", wrap=True)
        self.told.hide()
        self._list = QWidget()
        listed = QVBoxLayout(self._list)
        listed.setContentsMargins(0, 0, 0, 0)
        listed.setSpacing(UNIT_PX)
        listed.addWidget(self.title)
        listed.addWidget(self.fences, 1)
        foot = QHBoxLayout()
        foot.setSpacing(UNIT_PX)
        for button in (self.zone, self.route, self.close_button):
            foot.addWidget(button)
        listed.addLayout(foot)
        self._pages = QStackedLayout()
        for page in (self._list, self.card, self.form):
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * UNIT_PX, UNIT_PX + 4, UNIT_PX, UNIT_PX)
        column.setSpacing(UNIT_PX)
        column.addLayout(self._pages, 1)
        column.addWidget(self.told)
        self.fences.line_chosen.connect(self.fence_chosen)
        self.zone.clicked.connect(self.zone_requested)
        self.route.clicked.connect(self.route_requested)
        self.close_button.clicked.connect(self.closed)
        self.card.back_requested.connect(self.show_list)
        self.retranslate()

    def show_list(self) -> None:
        """All fences."""
        self._pages.setCurrentWidget(self._list)
        self.refresh(may_order=self.zone.isVisibleTo(self))

    def show_card(self, fence: Fence, *, may_order: bool) -> None:
        """One fence."""
        self.card.show_fence(fence, may_order=may_order)
        self._pages.setCurrentWidget(self.card)

    def show_form(self, draft: Fence) -> None:
        """A fence that is being made or changed."""
        self.form.ask(draft)
        self._pages.setCurrentWidget(self.form)

    def shows(self, page: QWidget) -> bool:
        """True while the card, or the form, is in front."""
        return self._pages.currentWidget() is page

    def refresh(self, *, may_order: bool) -> None:
        """The list as it is now."""
        levels = self._stores.alarms.fence_levels()
        fences = self._stores.fences.in_force()
        fences.sort(key=lambda fence: gravity(levels[fence.id]) if fence.id in levels else len(Tone))
        self.fences.set_lines([self._line(fence, levels.get(fence.id)) for fence in fences])
        self.zone.setVisible(may_order)
        self.route.setVisible(may_order)

    def show_stores(self, stores: Stores) -> None:
        """Read other stores from now on, as a replay does."""
        self._stores = stores
        self.card.show_stores(stores)

    def tell(self, sentence: str) -> None:
        """What became of the last order, in one sentence; "" says nothing."""
        self.told.setText(sentence)
        self.told.setVisible(bool(sentence))

    def retranslate(self) -> None:
        self.title.set_text(self.tr("Fences and routes"))
        self.zone.set_text(self.tr("New zone"))
        self.route.set_text(self.tr("New route"))
        self.close_button.set_text(self.tr("Close"))
        self.fences.set_empty_text(
            self.tr("There is no fence"), self.tr("A duty leader draws zones and routes on the map.")
        )

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self.refresh(may_order=self.zone.isVisibleTo(self))

    def _line(self, fence: Fence, level: str | None) -> Line:
        return Line(
            key=fence.id,
            title=words.named(fence, self._settings.language),
            right=self.tr("breached") if level is not None else "",
            tone=level or Tone.NONE,
            below=f"{words.fence_rule_word(fence.rule)} · {whom_words(fence, self._stores)}",
            below_right=hours_words(fence),
        )

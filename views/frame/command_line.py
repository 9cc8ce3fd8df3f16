"""Ctrl+K: one line for everything."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from views.frame.commands import Commands
from views.frame.offer_list import OfferList
from views.frame.offers import Offer
from views.frame.overlay import Overlay
from widgets.search_field import SearchField
from widgets.text import label

_WIDTH_PX = 760


class CommandLine(Overlay):
    """Type, choose with Up and Down, run with Enter. It closes before the command runs."""

    def __init__(self, centre: QWidget, commands: Commands) -> None:
        super().__init__(centre, _WIDTH_PX)
        self._commands = commands
        self.field = SearchField(escape_empties=False)
        self.field.setMinimumHeight(40)
        self.list = OfferList()
        self._nothing = label("", "second", wrap=True)
        self._hint = label("", "hint")
        for part in (self.field, self.list, self._nothing, self._hint):
            self.column.addWidget(part)
        self.setFocusProxy(self.field)
        self.field.searched.connect(self._search)
        self.field.stepped.connect(self.list.step)
        self.field.returnPressed.connect(self._run_typed)
        self.list.chosen.connect(self._run)
        self.retranslate()

    def start(self) -> None:
        """Open it. Where it is open already, what is typed next replaces what stands there; Escape closes it."""
        if self.isHidden():
            self.open()
        self.field.setFocus()
        self.field.selectAll()

    def retranslate(self) -> None:
        self.field.setPlaceholderText(self.tr("Go to, find, dispatch, message … pinyin and initials will do"))
        self._nothing.setText(self.tr("Nothing found. Try a name, a callsign, a case number, a grid code or pinyin."))
        self._hint.setText(self.tr("Up Down choose   Enter run   Esc close"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.field.clear()
        self._search("")

    def _search(self, text: str) -> None:
        if self.isHidden():
            return
        offers = self._commands.offers(text)
        self.list.set_offers(offers)
        self._nothing.setVisible(not offers)
        self.column.activate()
        self.place()

    def _run_typed(self) -> None:
        # Enter may come before typing has rested: what is run must be what is written.
        if self.field.is_typing():
            self._search(self.field.text().strip())
        marked = self.list.marked()
        if marked is not None:
            self._run(marked)

    def _run(self, offer: Offer) -> None:
        self.close_over()
        offer.run()

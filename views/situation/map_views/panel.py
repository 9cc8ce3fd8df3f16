"""The list of map views, and what may be done with them."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.map_views import LONGEST_NAME, SharedMapView
from views.situation.line_list import Line, LineList
from views.situation.map_views.own import OwnMapView
from widgets.key_cap import OrderButton
from widgets.text import label
from widgets.theme import UNIT_PX, set_surface
from widgets.undo_bar import UndoBar

WIDTH_PX = 36 * UNIT_PX


class MapViewsPanel(QWidget):
    """Keys of rows are ("own", name) and ("shared", id). `view_chosen(key)` on a row, `save_requested(name)`,
    `share_requested(key)`, `delete_requested(key)`, `closed()`; the undo bar tells of itself.
    """

    view_chosen = Signal(object)
    save_requested = Signal(str)
    share_requested = Signal(object)
    delete_requested = Signal(object)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._own: Sequence[OwnMapView] = ()
        self._shared: Sequence[SharedMapView] = ()
        self._may_share = False
        self._sharing: frozenset[Hashable] = frozenset()
        set_surface(self, "panel", "left")
        self.setFixedWidth(WIDTH_PX)
        self.title, self.told = label("", "lead"), label("", "second", wrap=True)
        self.views = LineList()
        self.name = QLineEdit()
        self.name.setMaxLength(LONGEST_NAME)
        self.save, self.share = OrderButton(primary=True), OrderButton()
        self.delete, self.close_button = OrderButton(), OrderButton()
        self.undo = UndoBar()
        inside = QVBoxLayout()
        inside.setContentsMargins(2 * UNIT_PX, 2 * UNIT_PX, 2 * UNIT_PX, 2 * UNIT_PX)
        inside.setSpacing(UNIT_PX)
        inside.addWidget(self.title)
        inside.addWidget(self.views, 1)
        for part in (self.told, self.share, self.delete, self.name, self.save, self.close_button):
            inside.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(inside, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.undo)
        column.addLayout(foot)
        self._connect()
        self.retranslate()

    def _connect(self) -> None:
        self.views.line_chosen.connect(self._choose)
        self.views.line_activated.connect(self._choose)
        self.name.textChanged.connect(self._allow)
        self.name.returnPressed.connect(self._save)
        self.save.clicked.connect(self._save)
        self.share.clicked.connect(lambda: self.share_requested.emit(self.views.current_key()))
        self.delete.clicked.connect(lambda: self.delete_requested.emit(self.views.current_key()))
        self.close_button.clicked.connect(self.closed)

    def show_views(
        self, own: Sequence[OwnMapView], shared: Sequence[SharedMapView], sharing: Iterable[str], *, may_share: bool
    ) -> None:
        """The views there are now; the current row stays current. Own views named in `sharing` are on their way."""
        self._own, self._shared, self._may_share = own, shared, may_share
        self._sharing = frozenset(("own", name) for name in sharing)
        self._fill()

    def forget(self) -> None:
        """Nothing of what was typed, told or deleted before."""
        self.name.clear()
        self.tell("")
        self.undo.hide()

    def mark(self, key: Hashable) -> None:
        """Make a view the current row."""
        self.views.mark(key)
        self._allow()

    def tell(self, sentence: str) -> None:
        """What became of an order."""
        self.told.setText(sentence)
        self.told.setVisible(bool(sentence))

    def retranslate(self) -> None:
        self.title.setText(self.tr("Map views"))
        self.views.set_empty_text(
            self.tr("No view is saved"), self.tr("A view keeps where the map looks, its layers and what narrows it.")
        )
        self.name.setPlaceholderText(self.tr("Name of this view"))
        self.save.set_text(self.tr("Save this view"))
        self.share.set_text(self.tr("Share with every seat"))
        self.delete.set_text(self.tr("Delete"))
        self.close_button.set_text(self.tr("Close"))
        self.tell("")
        self._fill()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _fill(self) -> None:
        layers = self.tr("{n} layers, zoom {zoom}")
        shared_by = self.tr("shared by {name}")
        lines = [
            Line(
                key=("own", view.name),
                title=view.name,
                right=self.tr("own"),
                below=layers.format(n=len(view.look.layers.on), zoom=view.look.zoom),
            )
            for view in self._own
        ]
        lines += [
            Line(
                key=("shared", view.id),
                title=view.name,
                right=shared_by.format(name=view.made_by),
                below=layers.format(n=len(view.look.layers.on), zoom=view.look.zoom),
            )
            for view in self._shared
        ]
        self.views.set_lines(lines)
        self._allow()

    def _choose(self, key: Hashable) -> None:
        self._allow()
        self.view_chosen.emit(key)

    def _save(self) -> None:
        name = self.name.text().strip()
        if name:
            self.name.clear()
            self.save_requested.emit(name)

    def _allow(self) -> None:
        key = self.views.current_key()
        own = isinstance(key, tuple) and key[0] == "own"
        for button, able in (
            (self.save, bool(self.name.text().strip())),
            (self.share, self._may_share and own and key not in self._sharing),
            (self.delete, own or (self._may_share and key is not None)),
        ):
            if button.hasFocus() and not able:
                self.views.setFocus()  # and not, as Qt would, the next button: Enter might delete
            button.setEnabled(able)

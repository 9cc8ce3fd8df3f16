"""The drawer with the layer tree: sets by duty, search, the tree, opacity of the current layer, legend."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QPushButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from app.domain.layers import Layer
from app.stores.settings import Settings
from views import words
from views.city_map.order import next_place
from views.city_map.shown import ShownLayers
from views.situation.layer_tree.current_layer import CurrentLayer
from views.situation.layer_tree.health import LayerHealth
from views.situation.layer_tree.model import ID_ROLE, LayerTreeModel
from views.situation.layer_tree.rows import LayerRow
from views.situation.layer_tree.search import LayerSearch
from views.situation.layer_tree.set_box import SetBox
from views.situation.layer_tree.sets import LayerSets
from widgets.key_cap import set_tooltip
from widgets.search_field import SearchField
from widgets.text import label
from widgets.theme import ROW_PX, UNIT_PX, set_surface


class _Tree(QTreeView):
    """Alt+Up and Alt+Down put the current layer above or below its neighbour, as dragging does.

    Space is the tree's own here: it switches a layer, and claims no alarm as it does elsewhere.
    """

    step_requested = Signal(int)

    def event(self, event: QEvent) -> bool:
        space = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space
        if event.type() == QEvent.Type.ShortcutOverride and space:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in steps:
            self.step_requested.emit(steps[Qt.Key(event.key())])
            return
        super().keyPressEvent(event)


class LayerDrawer(QWidget):
    """Shows and changes `shown`. `legend_switched(on)` when a person wants the legend, or no longer."""

    legend_switched = Signal(bool)

    def __init__(self, shown: ShownLayers, health: LayerHealth, sets: LayerSets, settings: Settings) -> None:
        super().__init__()
        self._shown, self._settings = shown, settings
        self._unfolded: set[str] = set()
        set_surface(self, "panel", "right")
        self.model = LayerTreeModel(shown, self.name_of, health.sentence)
        self.search = LayerSearch()
        self.heading, self.tally = label("", "strong"), label("", "second")
        self.sets, self.current = SetBox(shown, sets, settings), CurrentLayer(shown, settings)
        self.field, self.tree = SearchField(), _Tree()
        self.legend, self.nothing = QPushButton(), label("", "second", wrap=True)
        self._health, self.notice = health, label("", "error", wrap=True)
        self._lay_out()
        self._connect(health)
        self._take_catalogue()
        self.retranslate()

    def name_of(self, layer: Layer) -> str:
        """In the operator's language."""
        return words.named(layer, self._settings.language)

    def current_id(self) -> str:
        """The current row's layer; "" where none is current."""
        return str(self.tree.currentIndex().data(ID_ROLE) or "")

    def reveal(self, layer_id: str) -> None:
        """Make a layer the current row, in sight."""
        self.field.clear()
        index = self.model.index_of(layer_id)
        self.tree.setCurrentIndex(index)
        self.tree.scrollTo(index)

    def _lay_out(self) -> None:
        self.tree.setModel(self.model)
        self.tree.setItemDelegate(LayerRow(self.tree))
        self.nothing.hide()
        self.tree.setHeaderHidden(True)
        self.tree.setIndentation(2 * UNIT_PX)
        self.tree.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.tree.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.legend.setCheckable(True)
        self.notice.hide()
        for part in (self.field, self.legend):
            part.setFixedHeight(ROW_PX)
        head = QHBoxLayout()
        head.addWidget(self.heading)
        head.addWidget(self.tally, 1)
        head.addWidget(self.legend)
        column = QVBoxLayout(self)
        column.setContentsMargins(UNIT_PX, UNIT_PX, UNIT_PX, UNIT_PX)
        column.setSpacing(UNIT_PX)
        column.addLayout(head)
        column.addWidget(self.notice)
        column.addWidget(self.sets)
        column.addWidget(self.field)
        column.addWidget(self.nothing)
        column.addWidget(self.tree, 1)
        column.addWidget(self.current)

    def _connect(self, health: LayerHealth) -> None:
        self._shown.shown_changed.connect(self._follow)
        health.health_changed.connect(self._trouble_changed)
        self.field.searched.connect(self._find)
        self.field.stepped.connect(lambda _by: self.tree.setFocus())
        self.tree.selectionModel().currentChanged.connect(lambda *_: self._show_current())
        self.tree.step_requested.connect(self._step)
        self.tree.expanded.connect(lambda index: self._remember(index, True))
        self.tree.collapsed.connect(lambda index: self._remember(index, False))
        self.legend.toggled.connect(self.legend_switched)

    def _take_catalogue(self) -> None:
        self.search.take(self._walk(""))
        self.sets.refresh()

    def _walk(self, layer_id: str) -> list[Layer]:
        found: list[Layer] = []
        for layer in self._shown.below(layer_id):
            found += [layer, *self._walk(layer.id)]
        return found

    def _follow(self) -> None:
        """The catalogue, the order or what is on has changed, here or elsewhere."""
        if [layer.id for layer in self._walk("")] != self.search.ids():
            self._take_catalogue()
        if self.model.rebuild():
            self._unfold()
        self.model.repaint()
        self._tell()
        self._show_current()
        self.sets.match()

    def _trouble_changed(self) -> None:
        self.model.repaint()
        self.notice.setText(self._health.of_all)
        self.notice.setVisible(bool(self._health.of_all))
        self.tree.scheduleDelayedItemsLayout()  # a row with a trouble is taller

    def _find(self, text: str) -> None:
        current = self.current_id()
        self.model.show_only(self.search.find(text))
        self.nothing.setVisible(self.model.rowCount() == 0)
        self._unfold()
        if current:
            self.tree.setCurrentIndex(self.model.index_of(current))

    def _unfold(self) -> None:
        """After the tree was made anew: while something is sought all of it, else what was open before."""
        if self.field.text().strip():
            self.tree.expandAll()
            return
        for layer_id in self._unfolded.copy():
            self.tree.setExpanded(self.model.index_of(layer_id), True)

    def _remember(self, index: QModelIndex, unfolded: bool) -> None:
        if not self.field.text().strip():
            (self._unfolded.add if unfolded else self._unfolded.discard)(str(index.data(ID_ROLE)))

    def _step(self, by: int) -> None:
        layer_id = self.current_id()
        place = next_place(self._shown, layer_id, by) if layer_id and not self.field.text().strip() else None
        if place is not None:
            self._shown.move(layer_id, place)
            self.tree.setCurrentIndex(self.model.index_of(layer_id))

    def _show_current(self) -> None:
        self.current.show_layer(self.current_id())

    def _tell(self) -> None:
        text = self.tr("{on} of {all} on")
        self.tally.setText(text.format(on=len(self._shown.on()), all=len(self._shown.leaves())))

    def retranslate(self) -> None:
        self.heading.setText(self.tr("Layers"))
        self.nothing.setText(self.tr("Nothing found. Try Chinese, English, pinyin or initials; Esc clears."))
        self.legend.setText(self.tr("Legend"))
        self.field.setPlaceholderText(self.tr("Layer, pinyin or initials"))
        set_tooltip(self.legend, self.tr("Legend on the map"))
        set_tooltip(self.tree, self.tr("Space switches, Alt+Up and Alt+Down put a layer above or below"))
        self.model.repaint()
        self._tell()
        self._show_current()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.search.warm()

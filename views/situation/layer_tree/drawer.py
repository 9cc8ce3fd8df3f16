"""The drawer with the layer tree: sets by duty, search, the tree, opacity of the current layer, legend."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSlider,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from app.domain.layers import Layer
from app.stores.settings import Settings
from views import words
from views.city_map.order import Storey, next_place, storeys
from views.city_map.shown import ShownLayers
from views.situation.layer_tree.health import LayerHealth
from views.situation.layer_tree.model import ID_ROLE, LayerTreeModel
from views.situation.layer_tree.rows import LayerRow
from views.situation.layer_tree.search import LayerSearch
from views.situation.layer_tree.sets import OWN, LayerSets
from widgets.choice_box import ChoiceBox
from widgets.key_cap import set_tooltip
from widgets.search_field import SearchField
from widgets.text import ElidedLabel, label
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
        self._shown, self._sets, self._settings = shown, sets, settings
        self._unfolded: set[str] = set()
        set_surface(self, "panel", "right")
        self.model = LayerTreeModel(shown, self.name_of, health.sentence)
        self.search = LayerSearch()
        self.heading, self.tally = label("", "strong"), label("", "second")
        self.choice, self.keep, self.drop = ChoiceBox(), QPushButton(), QPushButton()
        self.set_name, self.field, self.tree = QLineEdit(), SearchField(), _Tree()
        self.current, self.percent, self.place = ElidedLabel(), label("", "second"), label("", "second")
        self.opacity = QSlider(Qt.Orientation.Horizontal)
        self.legend = QPushButton()
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
        self.tree.setHeaderHidden(True)
        self.tree.setIndentation(2 * UNIT_PX)
        self.tree.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.tree.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.opacity.setRange(0, 100)
        self.opacity.setPageStep(10)
        self.legend.setCheckable(True)
        self.notice.hide()
        self.set_name.hide()
        self.set_name.setMaxLength(40)
        for part in (self.choice, self.keep, self.drop, self.field, self.set_name, self.legend):
            part.setFixedHeight(ROW_PX)
        for button in (self.keep, self.drop):
            button.setProperty("variant", "quiet")
        head, chosen, strength = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        head.addWidget(self.heading)
        head.addWidget(self.tally, 1)
        head.addWidget(self.legend)
        chosen.addWidget(self.choice, 1)
        chosen.addWidget(self.keep)
        chosen.addWidget(self.drop)
        strength.addWidget(self.current, 1)
        strength.addWidget(self.opacity, 1)
        strength.addWidget(self.percent)
        self.percent.setFixedWidth(5 * UNIT_PX)
        self.place.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(UNIT_PX, UNIT_PX, UNIT_PX, UNIT_PX)
        column.setSpacing(UNIT_PX)
        column.addLayout(head)
        column.addWidget(self.notice)
        column.addLayout(chosen)
        column.addWidget(self.set_name)
        column.addWidget(self.field)
        column.addWidget(self.tree, 1)
        column.addLayout(strength)
        column.addWidget(self.place)

    def _connect(self, health: LayerHealth) -> None:
        self._shown.shown_changed.connect(self._follow)
        health.health_changed.connect(self._trouble_changed)
        self.field.searched.connect(self._find)
        self.field.stepped.connect(lambda _by: self.tree.setFocus())
        self.choice.activated.connect(self._choose)
        self.keep.clicked.connect(self._ask_name)
        self.drop.clicked.connect(self._forget_set)
        self.set_name.returnPressed.connect(self._save_set)
        self.tree.selectionModel().currentChanged.connect(lambda *_: self._show_opacity())
        self.tree.step_requested.connect(self._step)
        self.tree.expanded.connect(lambda index: self._remember(index, True))
        self.tree.collapsed.connect(lambda index: self._remember(index, False))
        self.opacity.valueChanged.connect(self._set_opacity)
        self.legend.toggled.connect(self.legend_switched)

    def _take_catalogue(self) -> None:
        self.search.take(self._walk(""))
        self._fill_choice()

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
        self._show_opacity()
        if self.field.text().strip() == "":
            self._match_set()

    def _trouble_changed(self) -> None:
        self.model.repaint()
        self.notice.setText(self._health.of_all)
        self.notice.setVisible(bool(self._health.of_all))
        self.tree.scheduleDelayedItemsLayout()  # a row with a trouble is taller

    def _find(self, text: str) -> None:
        current = self.current_id()
        self.model.show_only(self.search.find(text))
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

    # ---- sets by duty --------------------------------------------------------------------------------------------
    def _fill_choice(self) -> None:
        rows = [(words.named(one, self._settings.language), one.id) for one in self._sets.all()]
        self.choice.set_choices(rows, self.tr("Own choice"))
        self._match_set()

    def _match_set(self) -> None:
        """The box names the set that is on now, or says that it is the operator's own choice."""
        on = self._shown.on()
        alike = next((one.id for one in self._sets.all() if self._leaves(one.layers) == on), "")
        self.choice.setCurrentIndex(max(0, self.choice.findData(alike)))
        self.drop.setEnabled(alike.startswith(OWN))

    def _leaves(self, ids: tuple[str, ...]) -> frozenset[str]:
        return frozenset(leaf.id for one in ids if self._shown.layer(one) for leaf in self._shown.leaves(one))

    def _choose(self) -> None:
        chosen = self._sets.get(str(self.choice.currentData() or ""))
        if chosen is not None:
            self._shown.show_only(chosen.layers)

    def _ask_name(self) -> None:
        self.set_name.setVisible(self.set_name.isHidden())
        self.set_name.setFocus()

    def _save_set(self) -> None:
        name = self.set_name.text().strip()
        if name:
            self._sets.save(name, self._shown.on())
            self.set_name.clear()
            self.set_name.hide()
            self._fill_choice()

    def _forget_set(self) -> None:
        self._sets.forget(str(self.choice.currentData() or ""))
        self._fill_choice()

    # ---- the current layer ---------------------------------------------------------------------------------------
    def _step(self, by: int) -> None:
        layer_id = self.current_id()
        place = next_place(self._shown, layer_id, by) if layer_id and not self.field.text().strip() else None
        if place is not None:
            self._shown.move(layer_id, place)
            self.tree.setCurrentIndex(self.model.index_of(layer_id))

    def _show_opacity(self) -> None:
        layer = self._shown.layer(self.current_id())
        self.opacity.setEnabled(layer is not None)
        opacity = round(100 * self._shown.opacity(layer.id)) if layer is not None else 100
        self.opacity.blockSignals(True)
        self.opacity.setValue(opacity)
        self.opacity.blockSignals(False)
        self.percent.setText(f"{opacity} %")
        self.current.set_text(self.name_of(layer) if layer is not None else self.tr("No layer chosen"))
        self.place.setText(self._place_words(layer.id) if layer is not None else "")
        self.place.setVisible(bool(self.place.text()))

    def _place_words(self, layer_id: str) -> str:
        """Why a layer cannot be put above or below another; "" where it can."""
        if any(next_place(self._shown, layer_id, by) is not None for by in (-1, 1)):
            return ""
        found = storeys(self._shown, layer_id)
        if len(found) != 1:
            return self.tr("Nothing beside it lies at the same height.")
        match next(iter(found)):
            case Storey.ALARMS:
                return self.tr("Alarms always lie above everything.")
            case Storey.MARKS:
                return self.tr("Units lie together; move the whole group.")
            case Storey.LINES:
                return self.tr("These lie together; move the whole group.")
            case Storey.HEAT:
                return self.tr("Heat always lies under lines and marks.")
            case Storey.OUTLINES:
                return self.tr("The larger area always lies above the smaller.")
            case Storey.TINTS:
                return self.tr("A tint always lies on the base map, under all else.")
            case Storey.BASE:
                return self.tr("The base map always lies lowest.")

    def _set_opacity(self, value: int) -> None:
        layer_id = self.current_id()
        if layer_id:
            self._shown.set_opacity(layer_id, value / 100)

    def _tell(self) -> None:
        text = self.tr("{on} of {all} on")
        self.tally.setText(text.format(on=len(self._shown.on()), all=len(self._shown.leaves())))

    def retranslate(self) -> None:
        self.heading.setText(self.tr("Layers"))
        self.legend.setText(self.tr("Legend"))
        self.keep.setText(self.tr("Save"))
        self.drop.setText(self.tr("Delete"))
        self.field.setPlaceholderText(self.tr("Layer, pinyin or initials"))
        self.set_name.setPlaceholderText(self.tr("Name of this choice, Enter saves"))
        set_tooltip(self.choice, self.tr("Sets of layers by duty"))
        set_tooltip(self.keep, self.tr("Save what is on as a set of your own"))
        set_tooltip(self.drop, self.tr("Delete this set of your own"))
        set_tooltip(self.legend, self.tr("Legend on the map"))
        set_tooltip(self.opacity, self.tr("Opacity of the chosen layer or group"))
        set_tooltip(self.tree, self.tr("Space switches, Alt+Up and Alt+Down put a layer above or below"))
        self._fill_choice()
        self.model.repaint()
        self._tell()
        self._show_opacity()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.search.warm()

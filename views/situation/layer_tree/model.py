"""The tree of layers as Qt shows it. What is on and in which order is ShownLayers' matter; this only reads and asks."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QAbstractItemModel, QMimeData, QModelIndex, QPersistentModelIndex, Qt

from app.domain.layers import Layer
from views.city_map.order import can_move
from views.city_map.shown import Check, ShownLayers

COUNT_ROLE, TROUBLE_ROLE, ID_ROLE = (Qt.ItemDataRole.UserRole + n for n in range(3))
_MIME = "application/x-zhihui-layer"
_CHECKS = {
    Check.ON: Qt.CheckState.Checked,
    Check.PART: Qt.CheckState.PartiallyChecked,
    Check.OFF: Qt.CheckState.Unchecked,
}
_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


@dataclass(slots=True)
class _Node:
    layer: Layer | None
    parent: int
    row: int
    number: int
    below: list[int] = field(default_factory=list)


class LayerTreeModel(QAbstractItemModel):
    """`name_of` gives a layer's name in the operator's language, `trouble_of` what is wrong with it."""

    def __init__(self, shown: ShownLayers, name_of: Callable[[Layer], str], trouble_of: Callable[[Layer], str]) -> None:
        super().__init__(shown)
        self._shown, self._name_of, self._trouble_of = shown, name_of, trouble_of
        self._standing: Collection[str] | None = None
        self._counts: Mapping[str, str] = {}
        self._nodes: list[_Node] = []
        self._number_of: dict[str, int] = {}
        self._built: list[str] = []
        self._build()

    def show_only(self, standing: Collection[str] | None) -> None:
        """Only these layers stand in the tree; None lets all stand."""
        self._standing = standing
        self.rebuild()

    def rebuild(self) -> bool:
        """Take catalogue, order and standing layers anew; False, and nothing happens, where they are as before."""
        if self._order() == self._built:
            return False
        self.beginResetModel()
        self._build()
        self.endResetModel()
        return True

    def set_counts(self, counts: Mapping[str, str]) -> None:
        """What stands behind each layer, as it is written at its right."""
        if counts != self._counts:
            self._counts = counts
            self.repaint()

    def repaint(self) -> None:
        """Names, checks, counts or troubles have changed."""
        for node in self._nodes:
            if node.below:
                first, last = self._nodes[node.below[0]], self._nodes[node.below[-1]]
                self.dataChanged.emit(self._index(first), self._index(last))

    def index_of(self, layer_id: str) -> QModelIndex:
        """Invalid for a layer that does not stand in the tree."""
        number = self._number_of.get(layer_id)
        return QModelIndex() if number is None else self._index(self._nodes[number])

    # ---- QAbstractItemModel --------------------------------------------------------------------------------------
    def index(self, row: int, column: int, parent: _Index = _ROOT) -> QModelIndex:
        below = self._nodes[parent.internalId() if parent.isValid() else 0].below
        return self.createIndex(row, column, below[row]) if column == 0 and 0 <= row < len(below) else QModelIndex()

    def parent(self, index: _Index) -> QModelIndex:  # type: ignore[override]  # QObject.parent() takes no index
        if not index.isValid():
            return QModelIndex()
        above = self._nodes[self._nodes[index.internalId()].parent]
        return QModelIndex() if above.layer is None else self._index(above)

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return len(self._nodes[parent.internalId() if parent.isValid() else 0].below)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 1

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        layer = self.layer_at(index)
        if layer is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._name_of(layer)
        if role == Qt.ItemDataRole.CheckStateRole:
            return _CHECKS[self._shown.check(layer.id)]
        if role == COUNT_ROLE:
            return self._counts.get(layer.id, "")
        if role == TROUBLE_ROLE:
            above = self._shown.layer(layer.parent)
            said = self._trouble(layer)
            return "" if above is not None and self._trouble(above) == said else said  # once, on the highest row
        if role == ID_ROLE:
            return layer.id
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return " · ".join(part for part in (f"{layer.name} {layer.gloss}", self._trouble(layer)) if part)
        return None

    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        layer = self.layer_at(index)
        if layer is None or role != Qt.ItemDataRole.CheckStateRole:
            return False
        self._shown.switch([layer.id], Qt.CheckState(value) == Qt.CheckState.Checked)
        return True

    def flags(self, index: _Index) -> Qt.ItemFlag:
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsDropEnabled
        if not index.isValid():
            return usual
        return usual | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsDragEnabled

    # ---- order by drag: among siblings only ----------------------------------------------------------------------
    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        carried = QMimeData()
        carried.setData(_MIME, str(indexes[0].data(ID_ROLE)).encode())
        return carried

    def canDropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: _Index) -> bool:
        carried, above = self._shown.layer(bytes(data.data(_MIME).data()).decode()), self.layer_at(parent)
        if carried is None or row < 0 or carried.parent != (above.id if above is not None else ""):
            return False
        return can_move(self._shown, carried.id, self._place_of(carried.id, row))

    def _place_of(self, layer_id: str, row: int) -> int:
        """Where a layer stands when it is dropped before a row: its own row goes."""
        return row - 1 if self.index_of(layer_id).row() < row else row

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: _Index) -> bool:
        if not self.canDropMimeData(data, action, row, column, parent):
            return False
        carried = bytes(data.data(_MIME).data()).decode()
        self._shown.move(carried, self._place_of(carried, row))
        return True

    def layer_at(self, index: _Index) -> Layer | None:
        return self._nodes[index.internalId()].layer if index.isValid() else None

    def _trouble(self, layer: Layer) -> str:
        """Its own, or for a group the first of what is under it."""
        leaves = self._shown.leaves(layer.id)
        return next((said for leaf in leaves if (said := self._trouble_of(leaf))), "")

    def _index(self, node: _Node) -> QModelIndex:
        return self.createIndex(node.row, 0, node.number)

    def _order(self) -> list[str]:
        found: list[str] = []

        def walk(layer_id: str) -> None:
            for layer in self._shown.below(layer_id):
                if self._standing is None or layer.id in self._standing:
                    found.append(layer.id)
                    walk(layer.id)

        walk("")
        return found

    def _build(self) -> None:
        self._nodes = [_Node(None, 0, 0, 0)]
        self._number_of = {}
        self._built = self._order()
        for layer_id in self._built:
            layer = self._shown.layer(layer_id)
            if layer is None:
                continue
            above = self._nodes[self._number_of.get(layer.parent, 0)]
            node = _Node(layer, above.number, len(above.below), len(self._nodes))
            above.below.append(node.number)
            self._number_of[layer_id] = node.number
            self._nodes.append(node)

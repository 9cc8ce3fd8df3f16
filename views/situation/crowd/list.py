"""Where several units lie under one click, a small list beside the pointer says who they are."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.stores import Stores
from app.stores.settings import Settings
from views import words
from views.situation.line_list import ROW_HEIGHT_PX, Line, LineList
from widgets.map import MapView
from widgets.theme import ROW_PX, UNIT_PX, set_surface

WIDTH_PX = 320
_MOST_ROWS = 6
_BESIDE_PX = 3 * UNIT_PX


class CrowdList(QWidget):
    """Lies over a MapView while it is open. `unit_chosen(id)` on a click or a move by arrows; Enter, Esc, another click
    on the map and a move of the view close it. The top mark, which the click has selected, is the first row.
    """

    unit_chosen = Signal(object)  # an int; Qt's own would cut it to 32 signed bits

    def __init__(self, map_view: MapView, stores: Stores, settings: Settings) -> None:
        super().__init__(map_view)
        set_surface(self, "panel", "all")
        self._map, self._stores, self._settings = map_view, stores, settings
        self._ids: list[int] = []
        self._count = 0
        self._title = QLabel()
        self._title.setFixedHeight(ROW_PX)
        self._title.setIndent(2 * UNIT_PX)
        self._units = LineList()
        self.setFocusProxy(self._units)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self._title)
        column.addWidget(self._units)
        self._units.line_chosen.connect(self.unit_chosen)
        self._units.line_activated.connect(self._take)
        stores.units.units_changed.connect(self._on_units)
        map_view.page_said.connect(self._on_word)
        map_view.mark_clicked.connect(self.hide)
        map_view.place_clicked.connect(self.hide)
        map_view.view_changed.connect(self.hide)
        self.hide()

    def show_stores(self, stores: Stores) -> None:
        """Of another time: who stood here then is not asked."""
        self.hide()
        self._stores.units.units_changed.disconnect(self._on_units)
        self._stores = stores
        stores.units.units_changed.connect(self._on_units)

    def lines(self) -> tuple[Line, ...]:
        """The rows as shown."""
        return self._units.lines()

    def title(self) -> str:
        """What it says of all of them."""
        return self._title.text()

    def retranslate(self) -> None:
        shown, count = len(self._ids), self._count
        if count > shown:
            said = self.tr("{count} units here, the upper {shown} listed").format(count=count, shown=shown)
        else:
            said = self.tr("{count} units here").format(count=count)
        self._title.setText(said)
        self._refresh()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._close()
            return
        super().keyPressEvent(event)

    def _on_units(self, _changed: object) -> None:
        if self.isVisible():
            self._refresh()

    def _on_word(self, topic: str, body: object) -> None:
        if topic != "crowd" or not isinstance(body, dict):
            return
        self._ids = [int(unit_id) for unit_id in body["ids"]]
        self._count = int(body["count"])
        self.retranslate()
        self._units.mark(self._ids[0])
        self._lie_beside(round(body["x"]), round(body["y"]))
        self.show()
        self.raise_()
        self.setFocus()

    def _refresh(self) -> None:
        units = self._stores.units
        self._units.set_lines([self._line(unit_id) for unit_id in self._ids if units.get(unit_id) is not None])

    def _line(self, unit_id: int) -> Line:
        unit = self._stores.units.get(unit_id)
        assert unit is not None
        return Line(
            key=unit.id,
            title=unit.callsign,
            right=words.unit_status_word(unit.status),
            below=f"{words.unit_kind_word(unit.kind)} {words.named(unit, self._settings.language)}",
            below_right=words.age_text(self._stores.units.age_s(unit.id)),
        )

    def _lie_beside(self, x: int, y: int) -> None:
        rows = min(_MOST_ROWS, len(self._ids))
        self.resize(WIDTH_PX, ROW_PX + rows * ROW_HEIGHT_PX + 2)
        right = x + _BESIDE_PX
        left = right if right + self.width() <= self._map.width() else x - _BESIDE_PX - self.width()
        top = min(y - ROW_PX, self._map.height() - self.height())
        self.move(max(0, left), max(0, top))

    def _take(self, unit_id: int) -> None:
        self.unit_chosen.emit(unit_id)
        self._close()

    def _close(self) -> None:
        self.hide()
        self._map.setFocus()

"""Choose the base map of this machine, and set up where it comes from."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.stores.tile_sources import TileSetting, TileSources
from views.situation.base_map import source_words as said
from views.situation.base_map.form import SourceForm
from widgets.icons import icon
from widgets.text import label
from widgets.theme import ROW_PX, UNIT_PX, set_surface

_NAME = Qt.ItemDataRole.UserRole
_SIZE_PX = (84 * UNIT_PX, 84 * UNIT_PX)


class BaseMapDialog(QDialog):
    """The list of sources, the first row being the server's own base map; and the form for one of them.

    Choosing a row shows it on every map of this machine at once. `tell` says how the shown source is.
    """

    def __init__(self, sources: TileSources, parent: QWidget, place: tuple[float, float]) -> None:
        super().__init__(parent)
        set_surface(self, "panel", "all")
        self.resize(*_SIZE_PX)
        self._sources, self._place = sources, place
        self._edited = ""
        self._trouble = ""
        self.head, self.state, self.about = label("", "lead"), label("", "error", wrap=True), label(wrap=True)
        self.lacks = label("", "error", wrap=True)
        self.rows = QListWidget()
        self.form = SourceForm()
        self.show_it, self.add, self.edit, self.remove, self.shut = (QPushButton() for _ in range(5))
        self.show_it.setProperty("variant", "primary")
        self.remove.setProperty("variant", "danger")
        self._pages = QStackedWidget()
        self._lay_out()
        self._connect()
        self.retranslate()

    def tell(self, trouble: str) -> None:
        """What is wrong with the shown source, as a sentence; "" while nothing is."""
        self._trouble = trouble
        self._describe()

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Base map"))
        self.head.setText(self.tr("Base map"))
        self.show_it.setText(self.tr("Show this one"))
        self.add.setText(self.tr("Add …"))
        self.edit.setText(self.tr("Edit …"))
        self.remove.setText(self.tr("Remove"))
        self.shut.setText(self.tr("Close"))
        self._fill()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._pages.currentIndex():
            self._back()
            return
        super().keyPressEvent(event)

    def _lay_out(self) -> None:
        front = QWidget()
        buttons = QHBoxLayout()
        for button in (self.show_it, self.add, self.edit, self.remove):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.shut)
        column = QVBoxLayout(front)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(UNIT_PX)
        for part in (self.rows, self.about, self.lacks, self.state):
            column.addWidget(part, 1 if part is self.rows else 0)
        column.addLayout(buttons)
        self._pages.addWidget(front)
        self._pages.addWidget(self.form)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*(2 * UNIT_PX,) * 4)
        whole.addWidget(self.head)
        whole.addWidget(self._pages, 1)
        for button in (self.show_it, self.add, self.edit, self.remove, self.shut):
            button.setAutoDefault(False)

    def _connect(self) -> None:
        self._sources.sources_changed.connect(self._fill)
        self.rows.currentRowChanged.connect(self._describe)
        self.rows.itemActivated.connect(self._choose)
        self.show_it.clicked.connect(self._choose)
        self.add.clicked.connect(lambda: self._open_form(None))
        self.edit.clicked.connect(lambda: self._open_form(self._current()))
        self.remove.clicked.connect(self._remove)
        self.shut.clicked.connect(self.close)
        self.form.saved.connect(self._save)
        self.form.left.connect(self._back)

    def _fill(self) -> None:
        chosen = self._sources.chosen
        current = self.rows.currentItem()
        kept = current.data(_NAME) if current is not None else (chosen.name if chosen is not None else "")
        self.rows.clear()
        own = ("", self.tr("The server's own base map"))
        for name, text in [own, *((one.name, one.name) for one in self._sources.all())]:
            row = QListWidgetItem(text)
            row.setData(_NAME, name)
            row.setSizeHint(QSize(0, ROW_PX))
            if name == (chosen.name if chosen is not None else ""):
                row.setIcon(icon("check", "accent"))
            self.rows.addItem(row)
            if name == kept:
                self.rows.setCurrentItem(row)
        if self.rows.currentItem() is None:
            self.rows.setCurrentRow(0)
        self._describe()

    def _current(self) -> TileSetting | None:
        row = self.rows.currentItem()
        return self._sources.get(row.data(_NAME)) if row is not None and row.data(_NAME) else None

    def _describe(self) -> None:
        one, shown = self._current(), self._sources.chosen
        for button in (self.edit, self.remove):
            button.setEnabled(one is not None)
        self.show_it.setEnabled(one != shown)
        self.state.setText(self._trouble if one is not None and one == shown else "")
        if one is None:
            self.about.setText(self.tr("Drawn from features that the server sends; it needs no other source."))
            self.lacks.setText("")
            return
        self.about.setText(
            self.tr("{kind}, {datum}, levels {first} to {last}. {attribution}").format(
                kind=said.word_of(said.kind_words(), one.kind),
                datum=said.word_of(said.datum_words(), one.datum),
                first=one.first_zoom,
                last=one.last_zoom,
                attribution=one.attribution,
            )
        )
        self.lacks.setText(
            self.tr("Review number: {number}").format(number=one.review_number)
            if one.review_number
            else self.tr("No review number: a public display needs one. Enter it before this map goes on a wall.")
        )
        self.lacks.setProperty("role", "second" if one.review_number else "error")
        self.lacks.style().polish(self.lacks)

    def _choose(self) -> None:
        one = self._current()
        self._keep(lambda: self._sources.choose(one.name if one is not None else ""))

    def _remove(self) -> None:
        one = self._current()
        if one is not None:
            self._keep(lambda: self._sources.remove(one.name))

    def _open_form(self, one: TileSetting | None) -> None:
        self._edited = one.name if one is not None else ""
        taken = frozenset(each.name for each in self._sources.all()) - {self._edited}
        self.form.edit(one, taken, self._place)
        self._pages.setCurrentIndex(1)

    def _save(self, setting: TileSetting) -> None:
        if self._keep(lambda: self._sources.put(setting, self._edited)):
            self._back()

    def _back(self) -> None:
        self._pages.setCurrentIndex(0)
        self._fill()

    def _keep(self, write: Callable[[], None]) -> bool:
        try:
            write()
        except OSError as fault:
            words = self.tr("This could not be kept on the disk: {why}").format(why=fault.strerror or "")
            self.state.setText(words)
            self.form.fault.setText(words)
            return False
        return True

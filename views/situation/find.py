"""The search of the one map: a field over the map's corner, and what it found beneath."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.stores import Stores
from app.stores.search import Hit
from app.stores.settings import Settings
from views.situation.line_list import ROW_HEIGHT_PX, Line, LineList
from widgets.search_field import SearchField
from widgets.theme import ROW_PX, UNIT_PX, set_surface

NOUNS = (
    "units",
    "cases",
    "cameras",
    "low_points",
    "areas",
    "streets",
    "landmarks",
    "fences",
    "risks",
    "layers",
)
WIDTH_PX = 320
_MOST = 8


class MapSearch(QWidget):
    """`hit_chosen(noun, id)` when a person picks a hit. Its height is the field's, or the list's with it."""

    hit_chosen = Signal(str, object)

    def __init__(self, stores: Stores, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self._stores, self._settings = stores, settings
        self._sources: list[Callable[[str], list[Line]]] = []
        set_surface(self, "panel", "all")
        self.setFixedWidth(WIDTH_PX)
        self.field = SearchField(keys="/")
        self.field.setFixedHeight(ROW_PX + 4)
        self.found = LineList()
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self.field)
        column.addWidget(self.found)
        self.field.searched.connect(self._search)
        self.field.escaped.connect(self.field.clearFocus)  # so that "/" opens it anew instead of being typed
        self.field.stepped.connect(self.found.step)
        self.field.returnPressed.connect(self._take_current)
        self.found.line_chosen.connect(self._take)
        self.retranslate()
        self._search("")

    def add_source(self, source: Callable[[str], list[Line]]) -> None:
        """Put what `source` finds between exact names or codes and the others; its lines' keys are (noun, id)."""
        self._sources.append(source)

    def refresh(self) -> None:
        """Search again for what is typed: a source knows more now."""
        if self.field.text().strip():
            self._search(self.field.text().strip())

    def start(self) -> None:
        """Put the cursor into the field."""
        self.field.setFocus()
        self.field.selectAll()

    def retranslate(self) -> None:
        self.field.setPlaceholderText(self.tr("Name, address, code, coordinates"))
        self.found.set_empty_text(self.tr("Nothing found"), self.tr("Names, codes, pinyin and initials are searched."))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _search(self, text: str) -> None:
        hits = self._stores.search.find(text, limit=_MOST, nouns=NOUNS) if text else []
        lines = [line for source in self._sources for line in source(text)] if text else []
        # Whose name or code was typed whole comes before anything else that the same text may mean.
        exact, others = [hit for hit in hits if hit.exact], [hit for hit in hits if not hit.exact]
        lines = [*map(self._line, exact), *lines, *map(self._line, others)][:_MOST]
        self.found.set_lines(lines)
        self.found.setVisible(bool(text))
        rows = max(2, len(lines))
        self.setFixedHeight(ROW_PX + 6 + (rows * ROW_HEIGHT_PX + UNIT_PX if text else 0))
        self.raise_()

    def _line(self, hit: Hit) -> Line:
        chinese = self._settings.language == "zh"
        words = {
            "units": self.tr("unit"),
            "cases": self.tr("case"),
            "cameras": self.tr("camera"),
            "low_points": self.tr("low point"),
            "areas": self.tr("area"),
            "streets": self.tr("road"),
            "landmarks": self.tr("landmark"),
            "fences": self.tr("fence"),
            "risks": self.tr("risk"),
            "layers": self.tr("layer"),
        }
        return Line(
            key=(hit.noun, hit.id),
            title=hit.title if chinese else hit.title_gloss or hit.title,
            below=hit.subtitle if chinese else hit.subtitle_gloss or hit.subtitle,
            below_right=words[hit.noun],
        )

    def _take_current(self) -> None:
        if self.field.is_typing():
            self._search(self.field.text().strip())
        lines = self.found.lines()
        key = self.found.current_key() or (lines[0].key if lines else None)
        if key is not None:
            self._take(key)

    def _take(self, key: object) -> None:
        assert isinstance(key, tuple)
        self.field.clear()
        self.field.clearFocus()
        self.hit_chosen.emit(*key)

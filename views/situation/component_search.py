"""Finds a component (部件) by its own code, typed into the search of the map."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.domain.component_points import is_component_code
from app.stores import Stores
from app.stores.settings import Settings
from views import words
from views.city_map.components import ComponentLayers
from views.situation.find import MapSearch
from views.situation.line_list import Line


class ComponentSearch(QObject):
    """Joins the search to the components. They are fetched for the first code that is asked for; then it is found."""

    def __init__(self, search: MapSearch, components: ComponentLayers, stores: Stores, settings: Settings) -> None:
        super().__init__(search)
        self._components, self._stores, self._settings = components, stores, settings
        self._search, self._awaited = search, False
        search.add_source(self._lines)
        components.changed.connect(self._answer)

    def _lines(self, text: str) -> list[Line]:
        if not is_component_code(text):
            return []
        self._awaited = self._components.total == 0
        mark_id = self._components.find(text)
        found = self._components.row(mark_id) if mark_id is not None else None
        if found is None:
            return []
        category = self._stores.reference.category(found[0])
        title = words.named(category, self._settings.language) if category is not None else found[0]
        return [Line(key=("components", mark_id), title=title, below=text, below_right=self.tr("component"))]

    def _answer(self) -> None:
        if self._awaited and self._components.total:
            self._awaited = False
            self._search.refresh()

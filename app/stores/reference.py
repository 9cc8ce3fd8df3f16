"""What hardly changes: the city, its areas and outlines, departments, categories, plans, the base map."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.api.frames import Reference
from app.domain.areas import Area, AreaLevel
from app.domain.categories import Category, Standard
from app.domain.duty import City, Department
from app.domain.layers import Layer, LayerSet
from app.domain.outlines import Outlines, decode_outlines
from app.domain.plans import PlanTemplate


class ReferenceStore(QObject):
    """Reference data by code. Empty until the first answer or cached copy; then everything is there."""

    reference_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._reference: Reference | None = None
        self._areas: dict[str, Area] = {}
        self._by_level: dict[AreaLevel, list[Area]] = {level: [] for level in AreaLevel}
        self._departments: dict[str, Department] = {}
        self._categories: dict[str, Category] = {}
        self._standards: dict[str, Standard] = {}
        self._plan_templates: dict[str, PlanTemplate] = {}
        self._outlines: Outlines | None = None
        self.outlines = b""
        self.map_base: bytes | None = None

    @property
    def city(self) -> City | None:
        return self._reference.city if self._reference else None

    def area(self, code: str) -> Area | None:
        return self._areas.get(code)

    def areas(self, level: AreaLevel) -> list[Area]:
        """The areas of one level, by code."""
        return list(self._by_level[level])

    def all_areas(self) -> list[Area]:
        """The areas of every level, by code."""
        return list(self._areas.values())

    def streets(self) -> list[Area]:
        return self.areas(AreaLevel.STREET)

    def department(self, code: str) -> Department | None:
        return self._departments.get(code)

    def departments(self) -> list[Department]:
        return list(self._departments.values())

    def category(self, code: str) -> Category | None:
        return self._categories.get(code)

    def categories(self) -> list[Category]:
        return list(self._categories.values())

    def standard(self, standard_id: str) -> Standard | None:
        return self._standards.get(standard_id)

    def layers(self) -> tuple[Layer, ...]:
        """The city's thematic layers as a tree in order: parents before children, what lies above before what below."""
        return self._reference.layers if self._reference else ()

    def layer_sets(self) -> tuple[LayerSet, ...]:
        return self._reference.layer_sets if self._reference else ()

    def plan_template(self, template_id: str) -> PlanTemplate | None:
        return self._plan_templates.get(template_id)

    def plan_templates(self) -> list[PlanTemplate]:
        return list(self._plan_templates.values())

    @property
    def read_outlines(self) -> Outlines | None:
        """The outlines of the areas, read; None before they are known."""
        return self._outlines

    def grid_at(self, lat: float, lon: float) -> Area | None:
        """The unit grid that holds a place in degrees; None outside all grids or before outlines are known."""
        if self._outlines is None:
            return None
        try:
            code = self._outlines.find(AreaLevel.GRID, lat, lon)
        except KeyError:
            return None
        return self._areas.get(code) if code else None

    def write(self, reference: Reference) -> None:
        """Take the whole reference answer. Announce it with `announce()`."""
        self._reference = reference
        self._areas = {area.code: area for area in sorted(reference.areas, key=lambda area: area.code)}
        self._by_level = {level: [] for level in AreaLevel}
        for area in self._areas.values():
            self._by_level[area.level].append(area)
        self._departments = {department.code: department for department in reference.departments}
        self._categories = {category.code: category for category in reference.categories}
        self._standards = {row.id: row for category in reference.categories for row in category.standards}
        self._plan_templates = {template.id: template for template in reference.plan_templates}

    def write_outlines(self, body: bytes) -> None:
        """Take the outlines' body (docs/areas-outlines.md); ValueError leaves the former one in place."""
        self._outlines = decode_outlines(body)
        self.outlines = body

    def write_map_base(self, body: bytes) -> None:
        """Take the base map's features as they travel; only the map page reads them."""
        self.map_base = body

    def announce(self) -> None:
        self.reference_changed.emit()

"""What hardly changes: the city, its areas and outlines, departments, categories, plans, the base map."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from app.api.frames import Reference
from app.domain.areas import Area, AreaLevel
from app.domain.categories import Category, Standard
from app.domain.duty import City, Department
from app.domain.layers import NO_FAULTS, Layer, LayerFaults, LayerSet
from app.domain.outlines import Outlines, areas_outside, decode_outlines, outlines_without
from app.domain.plans import PlanTemplate
from app.stores.usual_layers import usual_layers


class Body(StrEnum):
    """What a seat is sent once, and again only when it has changed."""

    REFERENCE = "reference"
    OUTLINES = "outlines"
    MAP_BASE = "map_base"


class BodyTrouble(StrEnum):
    """Why a body did not come, or was not taken."""

    UNREACHED = "unreached"
    REFUSED = "refused"
    TORN = "torn"


class ReferenceStore(QObject):
    """Reference data by code. Empty until the first answer or cached copy; then everything is there.

    `troubles` says which bodies could not be had at the last try; what was known of them stays. `left_out` counts the
    rows of each list of the reference that could not be read, `outlines_left_out` names the areas whose outlines run
    beyond the city.
    """

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
        self._outlined: list[Area] | None = None
        self._arrived: tuple[bytes, Outlines] | None = None
        self.outlines = b""
        self.outlines_left_out: frozenset[str] = frozenset()
        self.troubles: dict[Body, BodyTrouble] = {}
        self.left_out: Mapping[str, int] = {}
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

    def outlined_areas(self) -> list[Area]:
        """The areas that can be drawn, by code: none before their outlines are known."""
        if self._outlined is None:
            levels = self._outlines.levels if self._outlines is not None else ()
            codes = {code.decode("ascii") for level in levels for code in level.codes}
            self._outlined = [area for area in self._areas.values() if area.code in codes]
        return list(self._outlined)

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
        """The city's thematic layers as a tree in order: parents before children, what lies above before what below.

        Where the reference itself cannot be had those that every city has, so that units and cases are drawn.
        """
        if self._reference is not None:
            return self._reference.layers
        return usual_layers() if Body.REFERENCE in self.troubles else ()

    def layer_sets(self) -> tuple[LayerSet, ...]:
        return self._reference.layer_sets if self._reference else ()

    @property
    def layer_faults(self) -> LayerFaults:
        """What of the city's own layers could not be used."""
        return self._reference.layer_faults if self._reference else NO_FAULTS

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

    def write(self, reference: Reference, left_out: Mapping[str, int] | None = None) -> None:
        """Take the whole reference answer. Announce it with `announce()`."""
        self._reference, self.left_out = reference, left_out or {}
        self._areas = {area.code: area for area in sorted(reference.areas, key=lambda area: area.code)}
        self._by_level = {level: [] for level in AreaLevel}
        for area in self._areas.values():
            self._by_level[area.level].append(area)
        self._departments = {department.code: department for department in reference.departments}
        self._categories = {category.code: category for category in reference.categories}
        self._standards = {row.id: row for category in reference.categories for row in category.standards}
        self._plan_templates = {template.id: template for template in reference.plan_templates}
        self._settle_outlines()

    def write_trouble(self, body: Body, trouble: BodyTrouble | None) -> None:
        """How the last try for a body went; None: well."""
        if trouble is None:
            self.troubles.pop(body, None)
        else:
            self.troubles[body] = trouble

    def write_outlines(self, body: bytes) -> None:
        """Take the outlines' body (docs/areas-outlines.md); ValueError leaves the former one in place."""
        self._arrived = body, decode_outlines(body)
        self._settle_outlines()

    def _settle_outlines(self) -> None:
        """Outlines that run beyond the city are left out."""
        self._outlined = None
        if self._arrived is None:
            return
        body, outlines = self._arrived
        beyond = areas_outside(outlines, self.city.limits_deg) if self.city is not None else frozenset()
        if beyond:
            body = outlines_without(outlines, beyond)
            outlines = decode_outlines(body)
        self.outlines, self._outlines, self.outlines_left_out = body, outlines, beyond

    def write_map_base(self, body: bytes) -> None:
        """Take the base map's features as they travel; only the map page reads them."""
        self.map_base = body

    def announce(self) -> None:
        self.reference_changed.emit()

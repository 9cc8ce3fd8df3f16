"""What the panel says of one component (部件) that was clicked on the map."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.domain.areas import AreaLevel
from app.domain.positions import Place
from app.stores import Stores
from views import words
from views.city_map.components import ComponentLayers
from views.situation.area_words import grid_words
from views.situation.selection import Card
from widgets.key_value import Fact
from widgets.tokens import Tone

_TONES = {"damaged": Tone.YELLOW, "missing": Tone.ORANGE}


def component_card(stores: Stores, components: ComponentLayers, mark_id: int, language: str) -> Card | None:
    """Category, state, who maintains it, grid; None for a point that is not there any more."""
    found, place = components.row(mark_id), components.place(mark_id)
    if found is None or place is None:
        return None
    code, state, grid_code = found
    category = stores.reference.category(code)
    facts = [
        Fact(name=_said("Code"), value=components.code(mark_id)),
        Fact(name=_said("State"), value=_state_word(state), tone=_TONES.get(state, Tone.NONE)),
        Fact(name=_said("Category"), value=code),
    ]
    if category is not None:
        major = category.major_name if language == "zh" else category.major_gloss
        facts.append(Fact(name=_said("Major category"), value=major))
        department = stores.reference.department(category.department_code)
        if department is not None:
            facts.append(Fact(name=_said("Maintained by"), value=words.named(department, language)))
    grid = stores.reference.area(grid_code)
    if grid is not None and grid.level is AreaLevel.GRID:
        facts.append(Fact(name=_said("Grid"), value=grid_words(grid, language)))
    return Card(
        title=words.named(category, language) if category is not None else code,
        subtitle=QCoreApplication.translate("ComponentCard", "Component"),
        facts=facts,
        place=Place(lat_deg=place[0], lon_deg=place[1]),
    )


def component_fault_word(fault: str) -> str:
    """Why rows of components were left out, in the words of `widgets.map.point_file`; anything else is the page's."""
    if fault.startswith("nothing taken yet"):
        return QCoreApplication.translate("ComponentCard", "file is cut short or odd, nothing of it can be drawn")
    return {
        "not_a_place": QCoreApplication.translate("ComponentCard", "no numbers"),
        "at_zero": QCoreApplication.translate("ComponentCard", "at (0, 0)"),
        "outside": QCoreApplication.translate("ComponentCard", "not in the city"),
        "unknown_state": QCoreApplication.translate("ComponentCard", "a state that nobody knows"),
        "unknown_category": QCoreApplication.translate("ComponentCard", "a category that nobody knows"),
    }.get(fault, QCoreApplication.translate("ComponentCard", "file is cut short or odd, the old picture is kept"))


def _said(name: str) -> str:
    return {
        "Code": QCoreApplication.translate("ComponentCard", "Code"),
        "State": QCoreApplication.translate("ComponentCard", "State"),
        "Category": QCoreApplication.translate("ComponentCard", "Category"),
        "Major category": QCoreApplication.translate("ComponentCard", "Major category"),
        "Maintained by": QCoreApplication.translate("ComponentCard", "Maintained by"),
        "Grid": QCoreApplication.translate("ComponentCard", "Grid"),
    }[name]


def _state_word(state: str) -> str:
    return {
        "intact": QCoreApplication.translate("ComponentCard", "intact"),
        "damaged": QCoreApplication.translate("ComponentCard", "damaged"),
        "missing": QCoreApplication.translate("ComponentCard", "missing"),
        "abandoned": QCoreApplication.translate("ComponentCard", "abandoned"),
        "removed": QCoreApplication.translate("ComponentCard", "removed"),
    }[state]

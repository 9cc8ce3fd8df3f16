"""What is selected on the one map, and what the panel and the map need to know of it."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.areas import AreaLevel
from app.domain.positions import Place
from app.stores import Stores
from views import words
from views.situation import thing_cards
from views.situation.risk_card import risk_facts
from views.situation.unit_card import unit_facts, unit_title
from widgets.key_value import Fact


@dataclass(frozen=True, slots=True)
class Selection:
    """`noun` as the map's layers are called: units, cases, cameras, low_points, risks, components, areas.

    `id` is a code for areas.
    """

    noun: str
    id: int | str

    @property
    def number(self) -> int:
        """The id of anything but an area."""
        return int(self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What the panel shows of a selection."""

    title: str
    subtitle: str
    facts: list[Fact]
    place: Place | None


def card_of(stores: Stores, selection: Selection, language: str) -> Card | None:
    """The card of what is selected; None once it is gone. Areas and components have theirs from LayerTools."""
    if selection.noun == "units":
        unit = stores.units.get(selection.number)
        if unit is None:
            return None
        title, kind = unit_title(unit, language)
        facts = unit_facts(stores, unit, language)
        return Card(title=title, subtitle=kind, facts=facts, place=stores.units.position(unit.id))
    if selection.noun == "cases":
        case = stores.cases.get(selection.number)
        if case is None:
            return None
        return Card(
            title=words.titled(case, language),
            subtitle=case.number,
            facts=thing_cards.case_facts(stores, case, language),
            place=Place(lat_deg=case.lat_deg, lon_deg=case.lon_deg),
        )
    if selection.noun == "cameras":
        camera = stores.cameras.get(selection.number)
        if camera is None:
            return None
        return Card(
            title=words.named(camera, language),
            subtitle=camera.short_code,
            facts=thing_cards.camera_facts(stores, camera, language),
            place=Place(lat_deg=camera.lat_deg, lon_deg=camera.lon_deg),
        )
    if selection.noun == "risks":
        risk = stores.risks.get(selection.number)
        if risk is None:
            return None
        return Card(
            title=words.named(risk, language),
            subtitle=words.risk_kind_word(risk.kind),
            facts=risk_facts(stores, risk, language),
            place=Place(lat_deg=risk.lat_deg, lon_deg=risk.lon_deg),
        )
    point = stores.facilities.low_point(selection.number) if selection.noun == "low_points" else None
    if point is None:
        return None
    return Card(
        title=words.named(point, language),
        subtitle=words.low_point_kind_word(point.kind),
        facts=thing_cards.low_point_facts(stores, point, language),
        place=Place(lat_deg=point.lat_deg, lon_deg=point.lon_deg),
    )


def zoom_for(selection: Selection, stores: Stores) -> int:
    """How near the map goes when a search selects something."""
    if selection.noun != "areas":
        return 17
    area = stores.reference.area(str(selection.id))
    levels = {AreaLevel.CITY: 13, AreaLevel.STREET: 15, AreaLevel.COMMUNITY: 16}
    return levels.get(area.level, 18) if area is not None else 15

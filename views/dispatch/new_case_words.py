"""What a seat is told of a new case before it is saved: who answers for the place, and a similar case there."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.domain.case_flow import similar_case
from app.domain.categories import Category
from app.domain.positions import Place
from app.stores import Stores
from views import words


def grid_text(stores: Stores, place: Place, language: str) -> str:
    """The unit grid (单元网格) that a place lies in, and who is responsible for it."""
    grid = stores.reference.grid_at(place.lat_deg, place.lon_deg)
    if grid is None:
        return QCoreApplication.translate("NewCase", "This place lies in no unit grid of the city.")
    person = grid.responsible if language == "zh" else grid.responsible_gloss
    return QCoreApplication.translate("NewCase", "Grid {code} {name}, responsible: {person}").format(
        code=grid.code, name=words.named(grid, language), person=person or "–"
    )


def similar_text(stores: Stores, category: Category, place: Place, language: str) -> str:
    """The similar case that is there already (`domain.case_flow.similar_case`); "" if there is none."""
    now_utc = stores.clock.now_utc()
    similar_id = similar_case(stores.cases.all(), category.code, place.lat_deg, place.lon_deg, now_utc)
    similar = stores.cases.get(similar_id) if similar_id is not None else None
    if similar is None:
        return ""
    return QCoreApplication.translate(
        "NewCase", "▲ A similar case is there: {number} {title}, {stage}, {age} ago, within 50 m."
    ).format(
        number=words.short_number(similar.number),
        title=words.titled(similar, language),
        stage=words.case_stage_word(similar.stage),
        age=words.age_text((now_utc - similar.reported_utc).total_seconds()),
    )

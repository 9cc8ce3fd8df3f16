"""A place of the map that somebody pointed out, and what the panel says of it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from app.domain.positions import Place, bd09_from_wgs84, gcj02_from_wgs84
from app.stores import Stores
from views import words
from views.datum_words import datum_word
from views.situation.area_words import responsible_name
from views.situation.selection import Card
from widgets.key_value import Fact


@dataclass(frozen=True, slots=True)
class Spot:
    """A place; `name` and `gloss` where it has a name: an address, a road, a landmark."""

    place: Place
    name: str = ""
    gloss: str = ""


def pair_text(lat_deg: float, lon_deg: float) -> str:
    """Latitude and longitude to a tenth of a metre."""
    return f"{lat_deg:.6f}, {lon_deg:.6f}"


def where_text(stores: Stores, place: Place, language: str) -> str:
    """The grid that a place lies in, or that it lies in none."""
    grid = stores.reference.grid_at(place.lat_deg, place.lon_deg)
    if grid is None:
        return QCoreApplication.translate("Spot", "in no grid of this city")
    return words.named(grid, language) or grid.code


def spot_card(stores: Stores, spot: Spot, language: str) -> Card:
    """Its coordinates in every datum, its grid and who answers for it."""
    lat, lon = spot.place.lat_deg, spot.place.lon_deg
    grid = stores.reference.grid_at(lat, lon)
    facts = [
        Fact(name=datum_word("wgs84"), value=pair_text(lat, lon)),
        Fact(name=datum_word("gcj02"), value=pair_text(*gcj02_from_wgs84(lat, lon))),
        Fact(name=datum_word("bd09"), value=pair_text(*bd09_from_wgs84(lat, lon))),
        Fact(name=QCoreApplication.translate("Spot", "Grid"), value=where_text(stores, spot.place, language)),
    ]
    if grid is not None:
        facts.append(Fact(name=QCoreApplication.translate("Spot", "Grid code"), value=grid.code))
        facts.append(
            Fact(name=QCoreApplication.translate("Spot", "Responsible"), value=responsible_name(grid, language))
        )
    title = words.named(spot, language) or pair_text(lat, lon)
    return Card(title=title, subtitle=QCoreApplication.translate("Spot", "Place"), facts=facts, place=spot.place)

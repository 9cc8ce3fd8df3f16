"""Finding the place of a case by what is typed: an address, a street, an area, a low point, a camera, a landmark, or
coordinates. Addresses and coordinates are read as the search of the map reads them.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.coordinates import read_coordinates
from app.domain.positions import Place
from app.stores import Stores
from app.stores.houses import find_houses
from app.stores.search import Hit
from app.stores.settings import Settings
from views import words
from views.datum_words import datum_word
from widgets.pick_list import Choice

_NOUNS = frozenset({"streets", "areas", "low_points", "cameras", "landmarks", "risks"})
_MOST = 12


@dataclass(frozen=True, slots=True)
class CasePlace:
    """Where a case may be; `address` as it would stand on the case, "" for bare coordinates."""

    place: Place
    address: str = ""


class CasePlaces:
    """Every choice holds a CasePlace."""

    def __init__(self, stores: Stores, settings: Settings) -> None:
        self._stores, self._settings = stores, settings

    def find(self, text: str) -> list[Choice]:
        """The best first."""
        stores, language = self._stores, self._settings.language
        if readings := read_coordinates(text):
            return [
                Choice(
                    text=f"{reading.place.lat_deg:.5f}, {reading.place.lon_deg:.5f} · {datum_word(reading.datum)}",
                    thing=CasePlace(reading.place),
                )
                for reading in readings
            ]
        houses = find_houses(stores.search, stores.streets, text)
        choices = [
            Choice(text=words.named(house, language), thing=CasePlace(house.place, house.name)) for house in houses
        ]
        for hit in stores.search.find(text, _MOST, _NOUNS):
            place = self._place_of(hit)
            if place is not None:
                named = (hit.title, hit.subtitle) if language == "zh" else (hit.title_gloss, hit.subtitle_gloss)
                choices.append(Choice(text=" · ".join(filter(None, named)), thing=CasePlace(place, hit.title)))
        return choices

    def _place_of(self, hit: Hit) -> Place | None:
        if hit.noun == "streets":
            street = self._stores.streets.street(str(hit.id))
            return street.middle() if street is not None else None
        return Place(lat_deg=hit.lat, lon_deg=hit.lon) if hit.lat is not None and hit.lon is not None else None

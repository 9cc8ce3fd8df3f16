"""What the search of the map finds that is no thing of the city: coordinates, and houses on a road."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.domain.coordinates import read_coordinates
from app.domain.street_map import read_address
from app.stores import Stores
from app.stores.settings import Settings
from views import words
from views.situation.find import MapSearch
from views.situation.line_list import Line
from views.situation.places.spot import Spot, datum_word, pair_text, where_text

# Many a road begins with the same word, and only some have that number.
_MOST_STREETS, _MOST_ADDRESSES = 20, 3


class PlaceSearch(QObject):
    """Puts one line for each meaning of written coordinates, and the houses that an address may mean."""

    def __init__(self, search: MapSearch, stores: Stores, settings: Settings) -> None:
        super().__init__(search)
        self._stores, self._settings = stores, settings
        search.add_source(self._readings)
        search.add_source(self._houses)
        stores.streets.streets_changed.connect(search.refresh)

    def _readings(self, text: str) -> list[Line]:
        language = self._settings.language
        return [
            Line(
                key=("places", Spot(reading.place)),
                title=datum_word(reading.datum),
                below=where_text(self._stores, reading.place, language),
                below_right=pair_text(reading.place.lat_deg, reading.place.lon_deg),
            )
            for reading in read_coordinates(text)
        ]

    def _houses(self, text: str) -> list[Line]:
        address = read_address(text)
        if address is None:
            return []
        road, number = address
        lines = []
        for hit in self._stores.search.find(road, limit=_MOST_STREETS, nouns={"streets"}):
            street = self._stores.streets.street(str(hit.id))
            house = street.house(number) if street is not None else None
            if street is not None and house is not None:
                gloss = f"{number} {street.gloss}" if street.gloss else ""
                spot = Spot(house, street.address(number), gloss)
                lines.append(
                    Line(
                        key=("places", spot),
                        title=words.named(spot, self._settings.language),
                        below=where_text(self._stores, house, self._settings.language),
                        below_right=self.tr("address"),
                    )
                )
        return lines[:_MOST_ADDRESSES]

"""What the search of the map finds that is no thing of the city: coordinates, and houses on a road."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.domain.coordinates import read_coordinates
from app.stores import Stores
from app.stores.houses import find_houses
from app.stores.settings import Settings
from views import words
from views.datum_words import datum_word
from views.situation.find import MapSearch
from views.situation.line_list import Line
from views.situation.places.spot import Spot, pair_text, where_text


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
        language = self._settings.language
        return [
            Line(
                key=("places", Spot(house.place, house.name, house.gloss)),
                title=words.named(house, language),
                below=where_text(self._stores, house.place, language),
                below_right=self.tr("address"),
            )
            for house in find_houses(self._stores.search, self._stores.streets, text)
        ]

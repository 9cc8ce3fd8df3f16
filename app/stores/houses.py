"""Addresses of the city: which houses a person may mean who types a road and a number."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.positions import Place
from app.domain.street_map import read_address
from app.stores.search import SearchIndex
from app.stores.streets import StreetStore

# Many a road begins with the same word, and only some have that number.
_MOST_STREETS, _MOST_HOUSES = 20, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """A house on a road; `gloss` is "" where the road has none."""

    name: str
    gloss: str
    place: Place


def find_houses(search: SearchIndex, streets: StreetStore, text: str) -> list[House]:
    """The houses that an address may mean, the best first; [] for a text that is none (`read_address`).

    The road may be typed as everything else that is searched: Chinese, its gloss, pinyin or initials.
    """
    address = read_address(text)
    if address is None:
        return []
    road, number = address
    houses = []
    for hit in search.find(road, limit=_MOST_STREETS, nouns={"streets"}):
        street = streets.street(str(hit.id))
        place = street.house(number) if street is not None else None
        if street is not None and place is not None:
            gloss = f"{number} {street.gloss}" if street.gloss else ""
            houses.append(House(name=street.address(number), gloss=gloss, place=place))
    return houses[:_MOST_HOUSES]

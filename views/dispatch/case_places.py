"""Finding the place of a case by what is typed: a street, an area, a low point, a camera, or coordinates."""

from __future__ import annotations

from app.domain.positions import Place
from app.stores import Stores
from app.stores.settings import Settings
from views.dispatch.pick_list import Choice

_WIDE_COMMA = chr(0xFF0C)  # what a Chinese input method types
_NOUNS = frozenset({"areas", "low_points", "cameras"})
_MOST = 12


class CasePlaces:
    """Choices hold a Place for coordinates, else a Hit that has a position."""

    def __init__(self, stores: Stores, settings: Settings) -> None:
        self._stores, self._settings = stores, settings

    def find(self, text: str) -> list[Choice]:
        """The best first."""
        if (typed := typed_place(text)) is not None:
            return [Choice(text=f"{typed.lat_deg:.5f}, {typed.lon_deg:.5f}", thing=typed)]
        zh = self._settings.language == "zh"
        hits = self._stores.search.find(text, _MOST, _NOUNS)
        named = [(hit, (hit.title, hit.subtitle) if zh else (hit.title_gloss, hit.subtitle_gloss)) for hit in hits]
        return [Choice(text=" · ".join(filter(None, texts)), thing=hit) for hit, texts in named if hit.lat is not None]


def typed_place(text: str) -> Place | None:
    """A place typed as "lat, lon" in degrees."""
    parts = text.replace(_WIDE_COMMA, ",").split(",")
    try:
        lat_deg, lon_deg = (float(part) for part in parts)
    except ValueError:
        return None
    return Place(lat_deg=lat_deg, lon_deg=lon_deg) if abs(lat_deg) <= 90 and abs(lon_deg) <= 180 else None

"""Where an alarm is on the map and in words; one that nobody can place is nowhere, and says so."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.domain.alarms import Alarm
from app.domain.positions import Place
from app.stores import Stores
from views import words


def place_of(stores: Stores, alarm: Alarm) -> Place | None:
    """Where its unit was heard last, else where it was raised; None where neither is known."""
    heard = stores.units.position(alarm.unit_id) if alarm.unit_id is not None else None
    return Place(lat_deg=heard.lat_deg, lon_deg=heard.lon_deg) if heard is not None else alarm.place


def place_text(stores: Stores, alarm: Alarm, language: str) -> str:
    """Street and unit grid of an alarm, and the grid's code, for the radio. Without a place: that it has none, and the
    area that its unit belongs to.
    """
    place = alarm.place or place_of(stores, alarm)
    grid = stores.reference.grid_at(place.lat_deg, place.lon_deg) if place is not None else None
    grid = grid or stores.reference.area(alarm.area_code)
    code = grid.code if grid else alarm.area_code
    street = stores.reference.area(code[:9])
    names = dict.fromkeys(words.named(area, language) for area in (street, grid) if area is not None)
    text = " ".join((*names, code))
    if place is not None:
        return text
    return QCoreApplication.translate("words", "No position known. Belongs to {area}").format(area=text)

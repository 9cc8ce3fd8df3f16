"""Coordinates as people write them: pairs of degrees, or of degrees, minutes and seconds, with or without letters."""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.domain.positions import Place, is_on_earth, wgs84_from_bd09, wgs84_from_gcj02

# What a written pair may mean, in the order in which a hall meets it. CGCS2000 is WGS 84 to centimetres.
READINGS = ("wgs84", "gcj02", "bd09")

_NUMBER = r"\d{1,3}(?:\.\d+)?"
_SIGNS = (
    r"[°度]?\s*(?:(?P<minutes>\d{1,2}(?:\.\d+)?)\s*['′分]\s*(?:(?P<seconds>\d{1,2}(?:\.\d+)?)\s*(?:\"|″|''|秒)?)?)?"
)
_DEGREES = rf"(?P<degrees>-?{_NUMBER})\s*{_SIGNS}\s*"
_LETTER_FIRST = re.compile(rf"\s*(?P<letter>北纬|南纬|东经|西经|[NSEW])\s*{_DEGREES}", re.IGNORECASE)
_LETTER_LAST = re.compile(rf"\s*{_DEGREES}(?P<letter>[NSEW])?\s*", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*[,，;；、/]?\s*")
_WORDS = {"北纬": "N", "南纬": "S", "东经": "E", "西经": "W"}


@dataclass(frozen=True, slots=True)
class Reading:
    """One meaning of written coordinates: the datum they are taken in, and the place that they then are."""

    datum: str
    place: Place


def read_coordinates(text: str) -> list[Reading]:
    """Every meaning of a text, one per datum of READINGS; [] if it is no pair of coordinates.

    Without letters the number that can be no latitude is the longitude; where both can, latitude comes first
    (30.55, 112.30 and 112.30 30.55 are the same place in China).
    """
    axis = _LETTER_FIRST if _LETTER_FIRST.match(text) else _LETTER_LAST
    first = axis.match(text)
    if first is None:
        return []
    gap = _BETWEEN.match(text, first.end())
    after = gap.end() if gap else first.end()
    second = axis.fullmatch(text, after)
    # Digits that run on without any mark, sign or space between are one number: 0123, 15-004.
    if second is None or text[after - 1].isdigit():
        return []
    pair = _latitude_first(_axis(first), _axis(second))
    if pair is None or not is_on_earth(*pair):
        return []
    lat, lon = pair
    there = {"wgs84": (lat, lon), "gcj02": wgs84_from_gcj02(lat, lon), "bd09": wgs84_from_bd09(lat, lon)}
    return [Reading(datum, Place(lat_deg=there[datum][0], lon_deg=there[datum][1])) for datum in READINGS]


def _axis(found: re.Match[str]) -> tuple[float, str] | None:
    degrees, minutes, seconds = found["degrees"], found["minutes"], found["seconds"]
    if float(minutes or 0) >= 60 or float(seconds or 0) >= 60:
        return None
    letter = _WORDS.get(found["letter"] or "", found["letter"] or "").upper()
    size = abs(float(degrees)) + float(minutes or 0) / 60 + float(seconds or 0) / 3600
    return (-size if degrees.startswith("-") or letter in ("S", "W") else size), letter


def _latitude_first(a: tuple[float, str] | None, b: tuple[float, str] | None) -> tuple[float, float] | None:
    if a is None or b is None:
        return None
    swapped = a[1] in ("E", "W") or b[1] in ("N", "S")
    if swapped and (a[1] in ("N", "S") or b[1] in ("E", "W")):
        return None
    if swapped or (not (a[1] or b[1]) and abs(a[0]) > 90):
        a, b = b, a
    return a[0], b[0]

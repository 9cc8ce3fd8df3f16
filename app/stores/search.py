"""One line that finds everything: units, cases, areas, cameras, low points, talkgroups, departments, plans, streets,
landmarks, fences, risks, layers of the map.

Matches names and glosses, callsigns, addresses, every number and code as cards and lists show it (case numbers whole
and short, grid and camera codes, phones), and Chinese typed as pinyin or initials. Every word typed must match.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from PySide6.QtCore import QObject, QThreadPool, QTimer

from app.stores.pinyin import syllables, typed_pattern
from app.stores.search_entries import Entry, entries_of
from app.stores.sources import SearchSources

# Entries whose pinyin is spelled out per turn of the loop: well under 8 ms.
_SLICE = 250
# What a person looks for first, when the match is equally good.
_NOUN_WEIGHT = {
    "units": 6.0,
    "cases": 5.0,
    "low_points": 4.0,
    "talkgroups": 3.0,
    "landmarks": 2.5,
    "streets": 2.5,
    "areas": 2.0,
    "fences": 1.5,
    "risks": 1.5,
    "plan_templates": 1.0,
    "layers": 0.5,
}
_EXACT, _STARTS, _CONTAINS = 100.0, 80.0, 50.0
_PINYIN_WHOLE, _PINYIN_STARTS, _PINYIN_CONTAINS = 70.0, 60.0, 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One thing found. `id` is its number, its code for areas, departments, plans and layers, or the name of a street
    or landmark.

    `title` and `subtitle` are Chinese as the data has them, the glosses English. Places in degrees, None if unknown.
    """

    noun: str
    id: int | str
    title: str
    title_gloss: str
    subtitle: str
    subtitle_gloss: str
    lat: float | None
    lon: float | None
    score: float

    @property
    def exact(self) -> bool:
        """What was typed is its name or its code, whole."""
        return self.score >= _EXACT


class SearchIndex(QObject):
    """Follows the stores by itself. Entries are made when a noun is first asked for or the loop is idle."""

    def __init__(self, sources: SearchSources) -> None:
        super().__init__()
        self._sources = sources
        self._entries: dict[str, dict[int | str, Entry]] = {}
        self._unspelled: list[Entry] = []
        self._slicer = QTimer(self)
        self._slicer.setInterval(0)
        self._slicer.timeout.connect(self._spell_slice)
        sources.units.units_changed.connect(lambda ids: self._follow("units", ids))
        sources.cases.cases_changed.connect(lambda ids: self._follow("cases", ids))
        sources.reference.reference_changed.connect(
            lambda: self._forget("areas", "departments", "plan_templates", "layers")
        )
        sources.cameras.cameras_changed.connect(lambda: self._forget("cameras"))
        sources.comms.comms_changed.connect(lambda: self._forget("talkgroups"))
        sources.facilities.facilities_changed.connect(self._low_points_changed)
        sources.fences.fences_changed.connect(lambda: self._forget("fences"))
        sources.risks.risks_changed.connect(lambda: self._forget("risks"))
        sources.streets.streets_changed.connect(lambda: self._forget("streets", "landmarks"))

    def find(self, text: str, limit: int = 20, nouns: Collection[str] | None = None) -> list[Hit]:
        """The best hits first; [] for an empty text. `nouns` narrows it, e.g. {"units", "cases"}."""
        words = text.casefold().split()
        if not words:
            return []
        scored = [
            (score, noun, entry)
            for noun in self._sources.nouns
            if nouns is None or noun in nouns
            for entry in self._of(noun).values()
            if (score := _score(entry, words)) > 0
        ]
        scored.sort(key=lambda row: (-row[0] - _NOUN_WEIGHT.get(row[1], 0.0), len(row[2].title), row[2].title))
        return [self._hit(noun, entry, score) for score, noun, entry in scored[:limit]]

    def warm(self) -> None:
        """Make every entry ahead of the first question, in slices while the loop is idle."""
        # The table of readings loads in a worker, for it takes some 80 ms.
        QThreadPool.globalInstance().start(lambda: bool(syllables("一")))
        for noun in self._sources.nouns:
            self._of(noun)

    def _of(self, noun: str) -> dict[int | str, Entry]:
        known = self._entries.get(noun)
        if known is None:
            known = self._entries[noun] = {entry.id: entry for entry in entries_of(self._sources, noun, None)}
            self._spell_later(known.values())
        return known

    def _follow(self, noun: str, ids: list[int]) -> None:
        known = self._entries.get(noun)
        if known is None:
            return
        fresh = {entry.id: entry for entry in entries_of(self._sources, noun, ids)}
        for thing_id in ids:
            before, now = known.get(thing_id), fresh.get(thing_id)
            if now is None:
                known.pop(thing_id, None)
            elif before is None or before.title != now.title or before.text != now.text:
                known[thing_id] = now
                self._spell_later([now])

    def _forget(self, *nouns: str) -> None:
        for noun in nouns:
            self._entries.pop(noun, None)

    def _low_points_changed(self) -> None:
        known = self._entries.get("low_points")
        if known is not None and len(known) != len(self._sources.facilities.low_points()):
            self._forget("low_points")

    def _spell_later(self, entries: Iterable[Entry]) -> None:
        self._unspelled.extend(entries)
        self._slicer.start()

    def _spell_slice(self) -> None:
        for entry in islice(_drain(self._unspelled), _SLICE):
            entry.spell()
        if not self._unspelled:
            self._slicer.stop()

    def _hit(self, noun: str, entry: Entry, score: float) -> Hit:
        place = self._sources.units.position(int(entry.id)) if noun == "units" else None
        return Hit(
            noun=noun,
            id=entry.id,
            title=entry.title,
            title_gloss=entry.title_gloss,
            subtitle=entry.subtitle,
            subtitle_gloss=entry.subtitle_gloss,
            lat=place.lat_deg if place else entry.lat,
            lon=place.lon_deg if place else entry.lon,
            score=score,
        )


def _drain(entries: list[Entry]) -> Iterator[Entry]:
    while entries:
        yield entries.pop()


def _score(entry: Entry, words: list[str]) -> float:
    """The weakest word's score, or that of all words as one text if it is better; 0 where a word does not match."""
    weakest = _EXACT
    for word in words:
        score = _word_score(entry, word)
        if score == 0.0:
            return 0.0
        weakest = min(weakest, score)
    return weakest if len(words) == 1 else max(weakest, _word_score(entry, " ".join(words)))


def _word_score(entry: Entry, word: str) -> float:
    if word in entry.text:
        if word in entry.lines:
            return _EXACT
        return _STARTS if any(line.startswith(word) for line in entry.lines) else _CONTAINS
    pattern = typed_pattern(word)
    if pattern is None:
        return 0.0
    best = 0.0
    for spelled in entry.spell():
        if (found := pattern.match(spelled)) is not None:
            # A road before the hundred cases whose addresses begin with it.
            whole = "'" not in spelled[found.end() :]
            best = max(best, _PINYIN_WHOLE if whole else _PINYIN_STARTS)
        elif pattern.search(spelled):
            best = max(best, _PINYIN_CONTAINS)
    return best

"""Shows the track of one unit at a time: asks for it, draws it on the map, and keeps map and profile pointing alike."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import numpy as np
from PySide6.QtCore import QObject, Signal

from app.actions import Actions, Refusal, SignedOut, Unreachable
from app.domain.tracks import Track, track_of
from app.stores import Stores
from views import words
from views.situation.stage import MapStage
from views.situation.tracks.strip import SPANS, TrackStrip
from widgets.map import MapView
from widgets.map.track import MapTrack, TrackLine

# Times stand on the line about so often.
_LABELS = 8


class TrackRoom(QObject):
    """`shown_changed(bool)`: a track is there, or no more. `told(sentence)`: why there is none."""

    shown_changed = Signal(bool)
    told = Signal(str)

    def __init__(self, stage: MapStage, map_view: MapView, stores: Stores, actions: Actions) -> None:
        super().__init__(stage)
        self._stores, self._actions = stores, actions
        self._unit_id: int | None = None
        self._until_utc: datetime | None = None
        self._line = MapTrack(map_view)
        self.strip = TrackStrip()
        self.strip.hide()
        stage.set_under(self.strip)
        self.strip.span_chosen.connect(self._ask)
        self.strip.closed.connect(self.end)
        self.strip.pointed.connect(self._line.point)
        self._line.pointed.connect(self.strip.point)
        stores.session.session_changed.connect(self.end)

    def toggle(self, unit_id: int, until_utc: datetime | None) -> None:
        """Show where a unit was until now, or until a moment of the past; the same unit again hides it."""
        if self._unit_id == unit_id and self.strip.isVisible():
            self.end()
            return
        self._unit_id, self._until_utc = unit_id, until_utc
        self._ask(self.strip.chosen_span())

    def end(self) -> None:
        """No track, no profile."""
        self._unit_id = None
        if not self.strip.isHidden():
            self.strip.hide()
            self._line.clear()
            self.shown_changed.emit(False)

    def _ask(self, span: timedelta) -> None:
        if self._unit_id is not None:
            self._actions.spawn(self.fetch(self._unit_id, span))

    async def fetch(self, unit_id: int, span: timedelta) -> None:
        """Ask for a track and show it, if it is still the one that is wanted."""
        asked = (unit_id, span, self._until_utc)
        until_utc = self._until_utc or self._stores.clock.now_utc()
        try:
            if span == SPANS[0] and self._until_utc is None:
                points = await self._actions.queries.unit_track(unit_id)
            else:
                points = await self._actions.past.track(unit_id, until_utc - span, until_utc)
        except (Refusal, SignedOut, Unreachable) as fault:
            self.told.emit(words.fault_sentence(fault))
            return
        # A day has thousands of points, and finding stops looks at each.
        track = await asyncio.to_thread(track_of, points) if len(points) > 500 else track_of(points)
        if asked == (self._unit_id, self.strip.chosen_span(), self._until_utc):
            self._show(unit_id, track)

    def _show(self, unit_id: int, track: Track) -> None:
        unit = self._stores.units.get(unit_id)
        self._line.show(track_line(track))
        self.strip.show_track(track, unit.callsign if unit is not None else "")
        self.strip.show()
        self.shown_changed.emit(True)


def track_line(track: Track) -> TrackLine:
    """What the map draws of a track."""
    count = len(track)
    marked: list[int] = np.unique(np.linspace(0, count - 1, min(count, _LABELS)).astype(int)).tolist() if count else []
    return TrackLine(
        points=[(float(lon), float(lat)) for lat, lon in zip(track.lat_deg, track.lon_deg, strict=True)],
        classes=[int(n) for n in track.speed_classes()],
        gaps=[int(n) for n in np.flatnonzero(track.gaps())],
        times=[(int(n), words.local_minute(datetime.fromtimestamp(float(track.times_s[n]), UTC))) for n in marked],
        stops=[(stop.first, words.age_text(stop.lasted_s)) for stop in track.stops],
    )

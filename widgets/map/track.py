"""One track on a map, with a place on it that pointer and console share."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal

from widgets.map.view import MapView


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackLine:
    """What is drawn, point by point: (lon, lat) degrees and a class of speed 0..3 (standing, slow, usual, fast).

    `gaps` are points that nobody knows the way to; `times` and `stops` are (point, text).
    """

    points: Sequence[tuple[float, float]] = ()
    classes: Sequence[int] = ()
    gaps: Sequence[int] = ()
    times: Sequence[tuple[int, str]] = ()
    stops: Sequence[tuple[int, str]] = ()


class MapTrack(QObject):
    """`pointed(int | None)`: the point of the track that the pointer is on."""

    pointed = Signal(object)

    def __init__(self, map_view: MapView) -> None:
        super().__init__(map_view)
        self._map = map_view
        map_view.page_said.connect(self._take)

    def show(self, line: TrackLine) -> None:
        """Draw this track instead of any other; ValueError for a place that is not a number."""
        body = json.dumps(asdict(line), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
        self._map.publish("track", body.encode())

    def clear(self) -> None:
        """Take the track away."""
        self.show(TrackLine())

    def point(self, at: int | None) -> None:
        """Ring one point of the track; None rings nothing."""
        self._map.command("point-track", "pointTrack", at)

    def _take(self, topic: str, body: dict[str, Any]) -> None:
        if topic == "track_pointed":
            self.pointed.emit(body["at"])

"""Drawing on a map: who starts it gets the points."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import count
from typing import Any, Literal

from PySide6.QtCore import QObject, Signal

from widgets.map.view import MapView

Shape = Literal["line", "polygon", "box", "circle", "lasso"]
_tokens = count(1)


class MapDraw(QObject):
    """One drawing tool of a map; several may share the map, and the one that starts ends the others' drawing.

    `drawn(kind, points)`: (lat, lon) degrees WGS 84; for a line its vertices, for all else the ring of what is
    enclosed, not closed (a box has 4 corners, a circle 64). `cancelled()`: Esc, `stop()`, or another tool.
    `measure_words` gives how lengths and areas are said beside the pointer: {m, km, m2, km2}, each with an {n}.
    """

    drawn = Signal(str, list)
    cancelled = Signal()

    def __init__(self, map_view: MapView, measure_words: Callable[[], Mapping[str, str]]) -> None:
        super().__init__(map_view)
        self._map, self._measure_words = map_view, measure_words
        self._token = 0
        map_view.page_said.connect(self._take)

    def start(self, kind: Shape) -> None:
        """Let the operator draw; a drawing of this tool that has begun is given up."""
        self._token = next(_tokens)
        self._map.command("draw", "startDraw", kind, self._token, dict(self._measure_words()))
        self._map.setFocus()

    def stop(self) -> None:
        """Give up what is being drawn; without a drawing nothing happens."""
        if self._token:
            self._map.command("draw", "stopDraw", self._token)
            self._end()
            self.cancelled.emit()

    def is_drawing(self) -> bool:
        return self._token != 0

    def _take(self, topic: str, body: dict[str, Any]) -> None:
        if topic not in ("drawn", "draw_cancelled") or body["token"] != self._token:
            return
        self._end()
        if topic == "drawn":
            self.drawn.emit(body["kind"], [(lat, lon) for lat, lon in body["points"]])
        else:
            self.cancelled.emit()

    def _end(self) -> None:
        self._token = 0
        self._map.forget("draw")  # a page that comes back does not begin again

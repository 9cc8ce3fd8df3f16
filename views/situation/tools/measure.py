"""Measuring on the map: a distance along a line, or the area of a polygon."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.domain.measures import path_length_m, ring_area_m2
from views import words
from views.situation.stage import MapStage
from views.situation.tools.tool_button import ToolButton
from widgets.language_watch import LanguageWatch
from widgets.map import Figure, MapView
from widgets.map.draw import MapDraw

KEY = "M"
_LAYER = "measure"


class Measure(QObject):
    """What was measured stays on the map until the next measurement or until it is taken away; `said` is what stands
    there in words, "" for nothing.
    """

    def __init__(self, stage: MapStage, map_view: MapView) -> None:
        super().__init__(stage)
        self._map, self.said = map_view, ""
        self._draw = MapDraw(map_view, words.measure_words)
        self._draw.drawn.connect(self._show)
        self.button = ToolButton("ruler-measure", KEY, ("line", "polygon", "clear"), self.begin)
        stage.add_tool(self.button)
        LanguageWatch(self.button, self.retranslate)
        self.retranslate()

    def begin(self, kind: str) -> None:
        """Measure along a "line" or inside a "polygon", or "clear" what was measured."""
        self._map.set_figures(_LAYER, [])
        self.said = ""
        if kind == "clear":
            self._draw.stop()
        else:
            self._draw.start("line" if kind == "line" else "polygon")

    def retranslate(self) -> None:
        ways = {"line": self.tr("&Distance"), "polygon": self.tr("&Area"), "clear": self.tr("&Take away")}
        self.button.set_texts(self.tr("Measure"), ways)

    def _show(self, kind: str, points: list[tuple[float, float]]) -> None:
        if kind == "line":
            self.said = words.distance_text(path_length_m(points))
        else:
            around_m = path_length_m([*points, points[0]])
            self.said = f"{words.area_text(ring_area_m2(points))} · {words.distance_text(around_m)}"
        line = [(lon, lat) for lat, lon in points]
        shape = "line" if kind == "line" else "area"
        # Where the pointer was when it said so last.
        fill = 0.08 if shape == "area" else 0
        self._map.set_figures(_LAYER, [Figure(kind=shape, points=line, fill=fill, label=self.said, label_at_end=True)])

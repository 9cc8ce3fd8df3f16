"""PointLayers: millions of still points on a MapView, cut by category and state; how they look is the page's matter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QFile, QIODevice, QObject, Signal

from widgets.map.point_file import encode_points
from widgets.map.scheme import SchemeRequest
from widgets.map.view import MapView

TOPIC = "points"
MARK_LAYER = "components"  # the layer of MapView.mark_clicked for a point; its id is the row of the file
_KIND = b"application/octet-stream"


@dataclass(frozen=True, slots=True, kw_only=True)
class PointCut:
    """Points of some categories (None: of all) in some states (None: in all), drawn in one colour role.

    `size` 1 is the usual; `opacity` 0..1 is on top of what the page thinks right for the zoom. One that is not
    `drawn` is only counted.
    """

    categories: frozenset[int] | None = None
    states: frozenset[int] | None = None
    colour: str = "second"
    size: float = 1.0
    opacity: float = 1.0
    drawn: bool = True


class PointLayers(QObject):
    """A point file (docs/point-tiles.md) on a map.

    `counted(total, by_cut)`: how many points of the file lie in the view, and of each cut in the order of `show`;
    exact, after every change of view, file or cuts while there are cuts. `refused(reasons)`: how many rows had which
    fault (`point_file`), or {sentence: 1} for a file that the page does not take; it keeps the former one then.
    `taken(points)`: a file is in the page and drawn from now on.
    """

    counted = Signal(int, list)
    refused = Signal(dict)
    taken = Signal(int)

    def __init__(self, map_view: MapView) -> None:
        super().__init__(map_view)
        self._map = map_view
        self._file: Path | bytes | None = None
        self._faults: dict[str, int] = {}
        self._version = 0
        self._cuts: list[PointCut] = []
        self._shown = 0  # how often the cuts were changed
        map_view.serve(TOPIC, self._answer)
        map_view.page_said.connect(self._on_said)
        map_view.delivery_refused.connect(self._on_refused)

    def set_points(self, file: Path | bytes, faults: Mapping[str, int] | None = None) -> None:
        """Replaces the points; `faults` of the encoding are told by `refused`. A path must not change while shown."""
        self._file = file
        self._version += 1
        self._faults = dict(faults or {})
        self._map.command("points/file", "setPoints", self._version)
        if faults:
            self.refused.emit(dict(faults))

    def clear(self) -> None:
        """No points, nothing drawn."""
        self.show([])
        if self._file is not None:
            self.set_points(encode_points([], [], [], []).body)

    def show(self, cuts: Sequence[PointCut]) -> None:
        """What is drawn and counted, the last on top; empty hides all points."""
        if list(cuts) != self._cuts:
            self._cuts = list(cuts)
            self._shown += 1
            self._map.command("points/cuts", "showPoints", [_plain(cut) for cut in cuts], self._shown)

    def _answer(self, request: SchemeRequest) -> None:
        if isinstance(self._file, bytes):
            request.reply(_KIND, self._file)
            return
        device = QFile(str(self._file)) if self._file is not None else None
        if device is not None and device.open(QIODevice.OpenModeFlag.ReadOnly):
            request.reply(_KIND, device)
        else:
            request.fail()

    def _on_said(self, topic: str, body: dict[str, Any]) -> None:
        if topic != TOPIC:
            return
        if "taken" in body:
            self.taken.emit(body["taken"])
        elif body["shown"] == self._shown:  # else an answer to cuts of before
            self.counted.emit(body["total"], body["by_cut"])

    def _on_refused(self, channel: str, count: int, why: str) -> None:
        if channel == TOPIC:
            self.refused.emit({why: 1} if count else self._faults)


def _plain(cut: PointCut) -> dict[str, object]:
    return {
        "categories": None if cut.categories is None else sorted(cut.categories),
        "states": None if cut.states is None else sorted(cut.states),
        "colour": cut.colour,
        "size": cut.size,
        "opacity": cut.opacity,
        "drawn": cut.drawn,
    }

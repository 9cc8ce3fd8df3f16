"""What is wrong with a layer, in words: rows left out, a torn delivery, a source that does not answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from app.domain.layers import Layer, LayerKind
from app.stores.clock import ClockStore
from views import words
from widgets.map import MapView

# The page's channels, and the kinds of layers that are made from them.
_KINDS_OF: dict[str, tuple[LayerKind, ...]] = {
    "units": (LayerKind.UNITS,),
    "unit-names": (LayerKind.UNITS,),
    "outlines": (LayerKind.AREAS,),
    "area-names": (LayerKind.AREAS,),
    "fills": (LayerKind.FILLS,),
    "base": (LayerKind.BASE,),
    "heat": (LayerKind.HEAT,),
    "marks/cameras": (LayerKind.CAMERAS,),
    "marks/cases": (LayerKind.CASES,),
    "marks/ended_cases": (LayerKind.ENDED_CASES,),
    "marks/low_points": (LayerKind.LOW_POINTS,),
    "marks/risks": (LayerKind.RISKS,),
    "marks/alarms": (LayerKind.ALARMS,),
    "figures/warnings": (LayerKind.WARNINGS,),
    "figures/views": (LayerKind.VIEWS,),
    "track": (LayerKind.TRACKS,),
    "figures/fences": (LayerKind.FENCES,),
    "points": (LayerKind.COMPONENTS,),
}
# The page's own words: for single rows (anything else refuses a whole delivery), and where there is no former one.
_NO_PLACE, _NOTHING_YET = "not a place on the map", "nothing taken yet"


@dataclass(frozen=True, slots=True)
class _Trouble:
    since_utc: datetime
    sentence: str


class LayerHealth(QObject):
    """`health_changed()` when a trouble comes, changes or goes. A trouble concerns all layers of a kind; `of_all` is
    what is wrong with the tree as a whole.
    """

    health_changed = Signal()

    def __init__(self, map_view: MapView, clock: ClockStore) -> None:
        super().__init__()
        self.of_all = ""
        self._clock = clock
        self._troubles: dict[LayerKind, dict[str, _Trouble]] = {}
        self._refusals: dict[str, tuple[int, str]] = {}
        map_view.delivery_refused.connect(self._refused)
        map_view.page_lost.connect(self._begin_anew)

    def put(self, kind: LayerKind, source: str, sentence: str) -> None:
        """What `source` has to say of a kind of layer, in the operator's language; "" takes it back."""
        of_kind = self._troubles.setdefault(kind, {})
        before = of_kind.get(source)
        if not sentence:
            of_kind.pop(source, None)
        else:
            since_utc = before.since_utc if before is not None else self._clock.now_utc()
            of_kind[source] = _Trouble(since_utc, sentence)
        if of_kind.get(source) != before:
            self.health_changed.emit()

    def put_all(self, sentence: str) -> None:
        """What is wrong with the tree as a whole; "" takes it back."""
        if sentence != self.of_all:
            self.of_all = sentence
            self.health_changed.emit()

    def sentence(self, layer: Layer) -> str:
        """What is wrong with a layer and since when; "" while nothing is."""
        of_kind = self._troubles.get(layer.kind, {})
        form = self.tr("{what} (since {time})")
        return " ".join(
            form.format(what=trouble.sentence, time=words.local_minute(trouble.since_utc))
            for trouble in of_kind.values()
        )

    def troubled(self) -> frozenset[LayerKind]:
        """Kinds with a trouble."""
        return frozenset(kind for kind, of_kind in self._troubles.items() if of_kind)

    def retranslate(self) -> None:
        """What the page refused, in the present language."""
        for channel, (count, why) in self._refusals.items():
            self._refused(channel, count, why)

    def _begin_anew(self) -> None:
        """The next page is given everything again and says what of it is odd."""
        for channel in list(self._refusals):
            self._refused(channel, 0, "")

    def _refused(self, channel: str, count: int, why: str) -> None:
        if not count:
            self._refusals.pop(channel, None)
            for kind in _KINDS_OF.get(channel, ()):
                self.put(kind, channel, "")
            return
        self._refusals[channel] = (count, why)
        if why == _NO_PLACE:
            sentence = self.tr("{n} left out: no place on the map").format(n=f"{count:,}")
        elif why.startswith(_NOTHING_YET):
            sentence = self.tr("delivery cut short or odd: nothing of it can be drawn")
        else:
            sentence = self.tr("delivery cut short or odd: the old picture is kept")
        for kind in _KINDS_OF.get(channel, ()):
            self.put(kind, channel, sentence)

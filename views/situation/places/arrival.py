"""From a hit of the search to the map: what hides it is switched on, and it becomes what is selected."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.domain.layers import LayerKind
from app.stores import Stores
from views.city_map.scope import CHIPS, chip_of
from views.city_map.shown import ShownLayers
from views.situation.fences.desk import FenceDesk
from views.situation.layer_bar import LayerBar
from views.situation.layer_tree.slice import LayerTools
from views.situation.places.desk import NOUN, PIN_ID, PlaceDesk
from views.situation.places.spot import Spot
from views.situation.selection import Selection


class Arrival(QObject):
    """Knows for each noun of the search what has to be on, and what is then selected."""

    def __init__(
        self,
        stores: Stores,
        shown: ShownLayers,
        chips: LayerBar,
        layers: LayerTools,
        fences: FenceDesk,
        places: PlaceDesk,
    ) -> None:
        super().__init__(layers)
        self._stores, self._shown, self._chips, self._layers = stores, shown, chips, layers
        self._fences, self._places = fences, places

    def at(self, noun: str, thing: object) -> Selection | None:
        """What to select for a hit, with its layer on; None where the hit itself was all that was wanted."""
        if noun == "places" and isinstance(thing, Spot):
            self._places.point_out(thing)
            return Selection(NOUN, PIN_ID)
        if noun == "streets" and (street := self._stores.streets.street(str(thing))) is not None:
            self._places.point_out(Spot(street.middle(), street.name, street.gloss), street)
            return Selection(NOUN, PIN_ID)
        if noun == "landmarks" and (landmark := self._stores.streets.landmark(str(thing))) is not None:
            self._places.point_out(Spot(landmark.place, landmark.name, landmark.gloss))
            return Selection(NOUN, PIN_ID)
        if noun == "layers":
            self._layers.reveal(str(thing))
            return None
        if noun == "fences":
            self._show_kind(LayerKind.FENCES)
            self._fences.choose(int(str(thing)))
            return None
        if noun == "risks":
            self._show_kind(LayerKind.RISKS)
        elif noun == "components":
            self._show_components(self._layers.components.row(int(str(thing))))
        else:
            unit = self._stores.units.get(int(str(thing))) if noun == "units" else None
            chip = noun if unit is None else chip_of(unit.kind)
            if chip in CHIPS:
                self._chips.set_layer(chip, True)
        return Selection(noun, str(thing) if noun == "areas" else int(str(thing)))

    def _show_kind(self, kind: LayerKind) -> None:
        if not self._shown.drawn(kind):
            self._shown.switch([leaf.id for leaf in self._shown.leaves() if leaf.kind is kind], True)

    def _show_components(self, row: tuple[str, str, str] | None) -> None:
        """The first layer that has this category in any state, unless one that is on shows it already."""
        category = row[0] if row is not None else ""
        fitting = [
            leaf
            for leaf in self._shown.leaves()
            if leaf.kind is LayerKind.COMPONENTS and category in leaf.codes and not leaf.states
        ]
        if fitting and not any(self._shown.is_on(leaf.id) for leaf in fitting):
            self._shown.switch([fitting[0].id], True)

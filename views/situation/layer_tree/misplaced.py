"""Says in the layer tree which things lie at (0, 0), outside the city or nowhere, and so are not on the map."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, SignalInstance

from app.domain.layers import LayerKind
from app.stores import Stores
from views.city_map.whereabouts import Placed, in_city
from views.situation.layer_tree.health import LayerHealth

# Things change by the hundred; their places hardly ever do.
_LOOK_MS = 400


class Misplaced(QObject):
    """Looks again after every change of the things of `stores`, or of those that it is given to look at."""

    def __init__(self, health: LayerHealth, stores: Stores) -> None:
        super().__init__(health)
        self._health, self._stores = health, stores
        self._soon = QTimer(self, interval=_LOOK_MS, singleShot=True)
        self._soon.timeout.connect(self.tell)
        self._listen(True)

    def show_stores(self, stores: Stores) -> None:
        """Look at other stores from now on, as a replay does."""
        self._listen(False)
        self._stores = stores
        self._listen(True)
        self.tell()

    def tell(self) -> None:
        """What is so now, in the present language."""
        self._soon.stop()
        stores = self._stores
        everything: dict[LayerKind, list[Placed]] = {
            LayerKind.CASES: [*stores.cases.open()],
            LayerKind.ENDED_CASES: [case for case in stores.cases.all() if case.closed_utc is not None],
            LayerKind.CAMERAS: [*stores.cameras.all()],
            LayerKind.LOW_POINTS: [*stores.facilities.low_points()],
            LayerKind.RISKS: [*stores.risks.all()],
        }
        form = self.tr("{n} left out: at (0, 0) or not in the city")
        for kind, things in everything.items():
            lost = len(things) - len(in_city(stores, things))
            self._health.put(kind, "misplaced", form.format(n=f"{lost:,}") if lost else "")
        beyond = len(stores.reference.outlines_left_out)
        said = self.tr("{n} outlines left out: a point of them is at (0, 0) or not in the city")
        self._health.put(LayerKind.AREAS, "misplaced", said.format(n=f"{beyond:,}") if beyond else "")

    def _listen(self, on: bool) -> None:
        stores = self._stores
        signals: tuple[SignalInstance, ...] = (
            stores.cases.cases_changed,
            stores.cameras.cameras_changed,
            stores.facilities.facilities_changed,
            stores.risks.risks_changed,
            stores.reference.reference_changed,
        )
        for signal in signals:
            join: Callable[..., object] = signal.connect if on else signal.disconnect
            join(self._look)

    def _look(self) -> None:
        if not self._soon.isActive():
            self._soon.start()

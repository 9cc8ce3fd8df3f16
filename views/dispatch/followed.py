"""The cases that this seat has given an order on: what the chip "mine" shows, kept over a restart."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from PySide6.QtCore import QObject, Signal

from app.api.orders import PendingOrder
from app.domain.orders import OrderState
from app.stores.settings import Settings

# A seat's own cases of some days; the oldest fall out first.
KEPT = 500
_STATE_KEY = "dispatch/followed"


class Followed(QObject):
    """Ids of cases, the latest last; written to this machine's settings at every change."""

    followed_changed = Signal()

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self._ids = dict.fromkeys(_decoded(settings.state(_STATE_KEY)))

    @property
    def ids(self) -> frozenset[int]:
        return frozenset(self._ids)

    def take_settled(self, order: PendingOrder) -> None:
        """Follow the case of an order that the server has accepted."""
        case_id = order.thing_id if order.thing_id is not None else order.receipt_id
        if not order.name.endswith("_case") or order.state is not OrderState.ACCEPTED or case_id is None:
            return
        self._ids.pop(case_id, None)
        self._ids[case_id] = None
        for oldest in list(self._ids)[:-KEPT]:
            del self._ids[oldest]
        self._settings.set_state(_STATE_KEY, msgspec.json.encode(list(self._ids)))
        self.followed_changed.emit()


def _decoded(state: bytes) -> Iterable[int]:
    try:
        return msgspec.json.decode(state, type=list[int]) if state else ()
    except msgspec.DecodeError:
        return ()

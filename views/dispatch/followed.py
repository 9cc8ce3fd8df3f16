"""The cases that this seat has given an order on: what the chip "mine" shows, kept over a restart."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QObject, Signal

from app.api.orders import PendingOrder
from app.domain.orders import OrderState
from app.stores.cases import CaseStore
from app.stores.settings import Settings

# A seat's own cases of some days, in some databases; the oldest fall out first.
KEPT, DATABASES_KEPT = 500, 8
_STATE_KEY = "dispatch/followed"


class Followed(QObject):
    """Ids of cases, the latest last; written to this machine's settings at every change.

    They are kept by the epoch that they are ids of, for case 588 of yesterday's demo is none of today's. The server's
    address would say less: another demo may have the same one, and the same city another.
    """

    followed_changed = Signal()

    def __init__(self, cases: CaseStore, settings: Settings) -> None:
        super().__init__()
        self._cases, self._settings = cases, settings
        self._by_epoch = _decoded(settings.state(_STATE_KEY))
        # Answers to the orders of an earlier console may come before it is known whose cases these are.
        self._early: list[int] = []

    @property
    def ids(self) -> frozenset[int]:
        """Of the cases that are known now; none before the server has said which they are."""
        if self._early and self._cases.epoch:
            early, self._early = self._early, []
            self._keep(early)
        return frozenset(self._by_epoch.get(self._cases.epoch, ()))

    def take_settled(self, order: PendingOrder) -> None:
        """Follow the case of an order that the server has accepted."""
        case_id = order.thing_id if order.thing_id is not None else order.receipt_id
        if not order.name.endswith("_case") or order.state is not OrderState.ACCEPTED or case_id is None:
            return
        if self._cases.epoch:
            self._keep([case_id])
        else:
            self._early.append(case_id)
        self.followed_changed.emit()

    def _keep(self, case_ids: list[int]) -> None:
        epoch = self._cases.epoch
        before = [known for known in self._by_epoch.pop(epoch, []) if known not in case_ids]
        self._by_epoch[epoch] = [*before, *case_ids][-KEPT:]
        for oldest in list(self._by_epoch)[:-DATABASES_KEPT]:
            del self._by_epoch[oldest]
        self._settings.set_state(_STATE_KEY, msgspec.json.encode(self._by_epoch))


def _decoded(state: bytes) -> dict[str, list[int]]:
    try:
        return msgspec.json.decode(state, type=dict[str, list[int]]) if state else {}
    except msgspec.DecodeError:
        return {}

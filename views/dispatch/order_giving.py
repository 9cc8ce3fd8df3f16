"""From a button to the order behind it."""

from __future__ import annotations

from app.actions.cases import CaseActions
from app.api.orders import PendingOrder
from app.domain.cases import Case
from views.dispatch.offers import Offer


def give_offer(cases: CaseActions, case: Case, offer: Offer, *, text: str = "", standard_id: str = "") -> PendingOrder:
    """Give the order; raises Refusal. Dispatch is not here: it names a department and a unit."""
    match offer:
        case Offer.REGISTER:
            return cases.register(case, text)
        case Offer.FILE:
            return cases.file(case, standard_id, text)
        case Offer.ACCEPT:
            return cases.accept(case, text)
        case Offer.ARRIVE:
            return cases.arrive(case, text)
        case Offer.FINISH:
            return cases.finish(case, text)
        case Offer.PASS:
            return cases.verify(case, True, text)
        case Offer.FAIL:
            return cases.verify(case, False, text)
        case Offer.CLOSE:
            return cases.close(case, text)
        case Offer.URGE:
            return cases.urge(case, text)
        case Offer.RETURN:
            return cases.return_(case, text)
        case Offer.VOID:
            return cases.void(case, text)
        case Offer.DISPATCH | Offer.REDISPATCH:
            raise ValueError("dispatch names a department and a unit")

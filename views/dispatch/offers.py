"""Which orders a case's panel offers: what the rules allow now, what the role may give, and the key of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, StrEnum

from PySide6.QtCore import QCoreApplication

from app.domain.cases import Case, CaseOrder, CaseStage, allowed_orders

translate = QCoreApplication.translate


class Ask(Enum):
    """What an order wants to know before it is given."""

    NOTHING = 0
    NOTE = 1  # a word that may be left out
    REASON = 2  # a word that must be there
    STANDARD = 3  # which filing standard
    UNIT = 4  # which department and unit


class Offer(StrEnum):
    """The orders as buttons; 核查 is two of them."""

    REGISTER = "register"
    FILE = "file"
    DISPATCH = "dispatch"
    REDISPATCH = "redispatch"
    ACCEPT = "accept"
    ARRIVE = "arrive"
    FINISH = "finish"
    PASS = "pass"
    FAIL = "fail"
    CLOSE = "close"
    URGE = "urge"
    RETURN = "return"
    VOID = "void"


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """How an offer is given: `keys` is its shortcut, `hold` wants it held, `forward` moves the case on."""

    order: CaseOrder
    keys: str
    ask: Ask
    forward: bool = False
    hold: bool = False


TERMS: dict[Offer, Terms] = {
    Offer.REGISTER: Terms(order=CaseOrder.REGISTER, keys="R", ask=Ask.NOTHING, forward=True),
    Offer.FILE: Terms(order=CaseOrder.FILE, keys="F", ask=Ask.STANDARD, forward=True),
    Offer.DISPATCH: Terms(order=CaseOrder.DISPATCH, keys="D", ask=Ask.UNIT, forward=True),
    Offer.REDISPATCH: Terms(order=CaseOrder.DISPATCH, keys="D", ask=Ask.UNIT),
    Offer.ACCEPT: Terms(order=CaseOrder.ACCEPT, keys="A", ask=Ask.NOTHING),
    Offer.ARRIVE: Terms(order=CaseOrder.ARRIVE, keys="S", ask=Ask.NOTHING),
    Offer.FINISH: Terms(order=CaseOrder.FINISH, keys="H", ask=Ask.NOTE),
    Offer.PASS: Terms(order=CaseOrder.VERIFY, keys="P", ask=Ask.NOTHING),
    Offer.FAIL: Terms(order=CaseOrder.VERIFY, keys="X", ask=Ask.REASON),
    Offer.CLOSE: Terms(order=CaseOrder.CLOSE, keys="C", ask=Ask.NOTHING),
    Offer.URGE: Terms(order=CaseOrder.URGE, keys="U", ask=Ask.NOTE),
    Offer.RETURN: Terms(order=CaseOrder.RETURN, keys="B", ask=Ask.REASON),
    Offer.VOID: Terms(order=CaseOrder.VOID, keys="V", ask=Ask.REASON, hold=True),
}


def offer_word(offer: Offer) -> str:
    """The button's word, translated."""
    return {
        Offer.REGISTER: translate("CaseOffers", "Register"),
        Offer.FILE: translate("CaseOffers", "File by a standard"),
        Offer.DISPATCH: translate("CaseOffers", "Dispatch"),
        Offer.REDISPATCH: translate("CaseOffers", "Send another"),
        Offer.ACCEPT: translate("CaseOffers", "Unit accepts"),
        Offer.ARRIVE: translate("CaseOffers", "Unit on scene"),
        Offer.FINISH: translate("CaseOffers", "Handled"),
        Offer.PASS: translate("CaseOffers", "Check passed"),
        Offer.FAIL: translate("CaseOffers", "Check failed, rework"),
        Offer.CLOSE: translate("CaseOffers", "Close the case"),
        Offer.URGE: translate("CaseOffers", "Urge"),
        Offer.RETURN: translate("CaseOffers", "Return"),
        Offer.VOID: translate("CaseOffers", "Void"),
    }[offer]


def offers(case: Case, may: Callable[[str], bool]) -> list[Offer]:
    """The offers on a case in the order of the buttons. `may` tells if the role may give a route's order."""
    allowed = {order for order in allowed_orders(case) if may(f"{order}_case")}
    handling = case.stage is CaseStage.HANDLING
    unfit = Offer.DISPATCH if handling else Offer.REDISPATCH
    return [offer for offer, terms in TERMS.items() if terms.order in allowed and offer is not unfit]

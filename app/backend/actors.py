"""Who gives an order: a signed-in seat, or a part of the backend itself; and what each may see."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.areas import covers
from app.domain.duty import Role
from app.domain.errors import Refusal

# A warning or a response for the whole city concerns every street of it; a view that its leader shares is for all.
CONCERNS_ALL_BELOW = frozenset({"warnings", "plan_runs", "map_views"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """`account_id` 0 is the backend itself, which is nobody: it has no name. `area_code` '' is everywhere."""

    account_id: int
    login: str
    name: str
    seat: str
    role: Role
    area_code: str
    sign_in_id: str = ""


SIMULATION = Actor(account_id=0, login="simulation", name="", seat="simulation", role=Role.ADMIN, area_code="")
GATEWAY = Actor(account_id=0, login="gateway", name="", seat="gateway", role=Role.ADMIN, area_code="")


def sees(scope: str, noun: str, area_code: str) -> bool:
    """True if a seat of area `scope` sees a thing of `area_code`: its own area and below, and what concerns it."""
    return covers(scope, area_code) or (noun in CONCERNS_ALL_BELOW and covers(area_code, scope))


def require_covers(actor: Actor, area_code: str) -> None:
    """Refuse what lies outside the actor's own area."""
    if not covers(actor.area_code, area_code):
        raise Refusal("outside_area", "This lies outside your area.", 403)

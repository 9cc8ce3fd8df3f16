"""All nouns of the city together: their orders, and the routes that read them."""

from __future__ import annotations

from fastapi import APIRouter

from app.backend import (
    alarms,
    area_making,
    areas,
    cameras,
    cases,
    comms,
    facilities,
    fences,
    map_base,
    map_views,
    plans,
    reference,
    risks,
    units,
)
from app.backend.orders import Command


def noun_commands() -> dict[str, Command]:
    """Every order on a noun by name: those of api.routes.ORDERS, and what the field itself says (no route)."""
    return {
        **area_making.COMMANDS,
        **units.COMMANDS,
        **cases.COMMANDS,
        **comms.COMMANDS,
        **cameras.COMMANDS,
        **facilities.COMMANDS,
        **alarms.COMMANDS,
        **fences.COMMANDS,
        **plans.COMMANDS,
        **map_views.COMMANDS,
        **risks.COMMANDS,
    }


def noun_routers() -> list[APIRouter]:
    """The routes that read the nouns."""
    return [noun.router for noun in (reference, areas, map_base, cases, units, facilities, plans)]

"""All nouns of the city together: their orders, and the routes that read them."""

from __future__ import annotations

from app.backend import alarms, cameras, cases, comms, facilities, plans, units
from app.backend.orders import Command
from app.backend.positions import Positions


def noun_commands(positions: Positions) -> dict[str, Command]:
    """Every order on a noun by name: those of api.routes.ORDERS, and what the field itself says (no route)."""
    return {
        **units.COMMANDS,
        **cases.COMMANDS,
        **comms.COMMANDS,
        **cameras.COMMANDS,
        **facilities.COMMANDS,
        **alarms.commands(positions),
        **plans.commands(positions),
    }

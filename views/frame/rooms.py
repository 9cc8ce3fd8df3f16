"""The screens of the rail: their words, icons and how each is built when it is first wanted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.actions import Actions
from app.domain.duty import Role
from app.stores import Stores
from app.stores.session import SessionStore
from app.stores.settings import Settings
from views.screen import Screen

Build = Callable[[Stores, Actions, Settings], Screen]


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """`name` is the folder under `views`; `source` the rail's English word; `nouns` the things that it can show.

    Only seats with the role `least` or a higher one have it; None is for all.
    """

    name: str
    icon: str
    source: object  # as QT_TRANSLATE_NOOP is typed; a plain string
    build: Build
    nouns: tuple[str, ...] = ()
    least: Role | None = None

    def title(self) -> str:
        """The rail's word in the present language."""
        return QCoreApplication.translate("rooms", str(self.source))

    def titles(self) -> tuple[str, str]:
        """Every word that the room can be found by: its English and the present language's."""
        return str(self.source), self.title()


def _situation(stores: Stores, actions: Actions, settings: Settings) -> Screen:
    from views.situation.screen import SituationScreen

    return SituationScreen(stores, actions, settings)


def _dispatch(stores: Stores, actions: Actions, settings: Settings) -> Screen:
    from views.dispatch.screen import DispatchScreen

    return DispatchScreen(stores, actions, settings)


def _comms(stores: Stores, actions: Actions, settings: Settings) -> Screen:
    from views.comms.screen import CommsScreen

    return CommsScreen(stores, actions, settings)


def _plans(stores: Stores, actions: Actions, settings: Settings) -> Screen:
    from views.plans.screen import PlansScreen

    return PlansScreen(stores, actions, settings)


def _insight(stores: Stores, actions: Actions, settings: Settings) -> Screen:
    from views.insight.screen import InsightScreen

    return InsightScreen(stores, actions, settings)


def _wall(stores: Stores, actions: Actions, settings: Settings) -> Screen:
    from views.wall.screen import WallScreen

    return WallScreen(stores, actions, settings)


def _admin(stores: Stores, actions: Actions, settings: Settings) -> Screen:
    from views.admin.screen import AdminScreen

    return AdminScreen(stores, actions, settings)


# Each screen's modules are imported when it is first opened: charts and the map page cost the start-up too much.
ROOMS: tuple[Room, ...] = (
    Room(
        name="situation",
        icon="map",
        source=QT_TRANSLATE_NOOP("rooms", "Situation"),
        build=_situation,
        nouns=(
            "units",
            "areas",
            "cameras",
            "low_points",
            "alarms",
            "places",
            "risks",
            "fences",
            "streets",
            "landmarks",
            "layers",
        ),
    ),
    Room(
        name="dispatch",
        icon="clipboard-list",
        source=QT_TRANSLATE_NOOP("rooms", "Dispatch"),
        build=_dispatch,
        nouns=("cases", "departments"),
    ),
    Room(
        name="comms",
        icon="headset",
        source=QT_TRANSLATE_NOOP("rooms", "Comms"),
        build=_comms,
        nouns=("talkgroups", "messages"),
    ),
    Room(
        name="plans",
        icon="list-check",
        source=QT_TRANSLATE_NOOP("rooms", "Plans"),
        build=_plans,
        nouns=("plan_templates", "plans"),
    ),
    Room(name="insight", icon="chart-line", source=QT_TRANSLATE_NOOP("rooms", "Insight"), build=_insight),
    Room(name="wall", icon="device-desktop", source=QT_TRANSLATE_NOOP("rooms", "Wall"), build=_wall),
    Room(
        name="admin",
        icon="settings",
        source=QT_TRANSLATE_NOOP("rooms", "Admin"),
        build=_admin,
        least=Role.ADMIN,
    ),
)


def rooms_of(session: SessionStore, rooms: Sequence[Room] = ROOMS) -> tuple[Room, ...]:
    """The rooms that whoever sits here has."""
    return tuple(room for room in rooms if room.least is None or session.may(room.least))


def room_for(noun: str, rooms: Sequence[Room]) -> Room | None:
    """The room that shows things of a noun; None if none does."""
    return next((room for room in rooms if noun in room.nouns), None)

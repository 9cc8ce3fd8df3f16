"""A seat put together: empty stores, a session that fills them, and the actions that a person has."""

from __future__ import annotations

from dataclasses import dataclass

from app.actions import Actions
from app.shell.session import SeatFolders, Session
from app.stores import Stores
from app.stores.settings import Settings
from views import words


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatParts:
    """What every window of this process shares."""

    settings: Settings
    stores: Stores
    session: Session
    actions: Actions

    async def close(self) -> None:
        """Sign out and let go of everything; waiting orders stay on disk."""
        self.actions.stop()
        await self.session.close()
        self.settings.flush()


def make_seat(settings: Settings, server_url: str, folders: SeatFolders | None = None) -> SeatParts:
    """A seat that nobody has signed in at yet. Needs a QApplication and a running loop."""
    stores = Stores.empty()
    session = Session(stores, server_url, folders)
    actions = Actions(stores, session, session, session)
    session.tell_settled_to(actions.tell_settled)

    def take_time_zone() -> None:
        if stores.reference.city is not None:
            words.use_time_zone(stores.reference.city.time_zone)
            stores.search.warm()

    stores.reference.reference_changed.connect(take_time_zone)
    return SeatParts(settings=settings, stores=stores, session=session, actions=actions)

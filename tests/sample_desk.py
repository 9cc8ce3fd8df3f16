"""What a seat knows of the invented city, and who writes it."""

from __future__ import annotations

from typing import Any

from app.stores import Stores
from app.stores.writer import StoreWriter
from tests.sample_things import reference, snapshot


class Desk:
    """Stores and their writer."""

    def __init__(self, **parts: Any) -> None:
        self.stores = Stores.empty()
        self.writer = StoreWriter(self.stores)
        self.stores.reference.write(reference(grids=3))
        self.stores.reference.announce()
        self.writer.write_snapshot(snapshot(**parts))

"""The table of shared map views. Columns are the fields of `app.domain.map_views.SharedMapView`."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from app.backend.columns import Nested, Utc
from app.backend.tables import ThingRow
from app.domain.map_views import LONGEST_NAME, MapLook, SharedMapView


class MapViewRow(ThingRow):
    __tablename__ = "map_views"
    THING = SharedMapView
    NOUN = "map_views"

    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    look: Mapped[MapLook] = mapped_column(Nested(MapLook))
    area_code: Mapped[str] = mapped_column(String(15), index=True)
    owner_id: Mapped[int]
    made_by: Mapped[str] = mapped_column(String(64))
    made_utc: Mapped[datetime] = mapped_column(Utc)
    deleted_utc: Mapped[datetime | None] = mapped_column(Utc)

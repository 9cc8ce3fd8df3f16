"""What hardly changes and is the city's own: its name and bounds, and its areas. Codes and plans are in resources."""

from __future__ import annotations

from sqlalchemy import Boolean, Float, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from app.backend.columns import Nested, Word
from app.backend.tables import Base
from app.domain.areas import AreaLevel


class CityRow(Base):
    """The one row of City."""

    __tablename__ = "city"
    code: Mapped[str] = mapped_column(String(6), primary_key=True)
    name: Mapped[str] = mapped_column(String(64))
    gloss: Mapped[str] = mapped_column(String(64))
    title: Mapped[str] = mapped_column(String(128))
    title_gloss: Mapped[str] = mapped_column(String(128))
    time_zone: Mapped[str] = mapped_column(String(64))
    demo: Mapped[bool] = mapped_column(Boolean)
    south_west: Mapped[tuple[float, float]] = mapped_column(Nested(tuple[float, float]))
    north_east: Mapped[tuple[float, float]] = mapped_column(Nested(tuple[float, float]))


class AreaRow(Base):
    __tablename__ = "areas"
    code: Mapped[str] = mapped_column(String(15), primary_key=True)
    level: Mapped[AreaLevel] = mapped_column(Word(AreaLevel), index=True)
    name: Mapped[str] = mapped_column(String(64))
    gloss: Mapped[str] = mapped_column(String(64))
    lat_deg: Mapped[float] = mapped_column(Float)
    lon_deg: Mapped[float] = mapped_column(Float)
    responsible: Mapped[str] = mapped_column(String(64))
    responsible_gloss: Mapped[str] = mapped_column(String(64))
    responsible_phone: Mapped[str] = mapped_column(String(32))
    components: Mapped[int] = mapped_column(Integer)

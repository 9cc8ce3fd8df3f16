"""The tables of the past: positions by minute, and now and then the whole city as it stood."""

from __future__ import annotations

from sqlalchemy import BigInteger, Integer, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from app.backend.columns import Key
from app.backend.tables import Base


class PastPositionsRow(Base):
    """The positions that were heard in one minute of city time (Unix ms of its start) from one bucket of units.

    `body` is app.domain.past_positions; in a whole minute (see past/recorder.py) it also holds the last known position
    of every unit before it.
    """

    __tablename__ = "past_positions"
    minute_ms: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    bucket: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    body: Mapped[bytes] = mapped_column(LargeBinary)


class PastCityRow(Base):
    """All things as of event `seq`: a deflated Snapshot of the whole city, at a city time in Unix ms."""

    __tablename__ = "past_cities"
    at_ms: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    seq: Mapped[int] = mapped_column(Key)
    body: Mapped[bytes] = mapped_column(LargeBinary)

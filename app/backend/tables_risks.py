"""The risk list's table. Columns are the fields of `app.domain.risks.Risk`."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Date, Float, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.backend.columns import Nested, Word
from app.backend.tables import ThingRow
from app.domain.risks import Assessment, Risk, RiskKind


class RiskRow(ThingRow):
    __tablename__ = "risks"
    THING = Risk
    NOUN = "risks"

    kind: Mapped[RiskKind] = mapped_column(Word(RiskKind))
    name: Mapped[str] = mapped_column(String(128))
    gloss: Mapped[str] = mapped_column(String(128))
    lat_deg: Mapped[float] = mapped_column(Float)
    lon_deg: Mapped[float] = mapped_column(Float)
    area_code: Mapped[str] = mapped_column(String(15), index=True)
    address: Mapped[str] = mapped_column(String(255))
    address_gloss: Mapped[str] = mapped_column(String(255))
    assessment: Mapped[Assessment] = mapped_column(Nested(Assessment))
    responsible: Mapped[str] = mapped_column(String(64))
    responsible_gloss: Mapped[str] = mapped_column(String(64))
    responsible_phone: Mapped[str] = mapped_column(String(32))
    measures: Mapped[str] = mapped_column(Text)
    measures_gloss: Mapped[str] = mapped_column(Text)
    review_on: Mapped[date] = mapped_column(Date)

"""The demo city's risk list is a list that a city could have, and the same for the same city."""

from __future__ import annotations

from collections import Counter
from datetime import date

from app.backend.simulation.city import City
from app.backend.simulation.risks import place_risks
from app.domain.levels import Level
from app.domain.risks import RiskKind, require_steps, risk_level

TODAY = date(2026, 7, 14)


def test_the_risk_list(city: City) -> None:
    risks = place_risks(city, TODAY)
    assert 110 <= len(risks) <= 145
    assert risks == place_risks(city, TODAY)
    assert {risk.kind for risk in risks} == set(RiskKind)
    levels = Counter(risk_level(risk.assessment) for risk in risks)
    assert set(levels) == set(Level)
    assert levels[Level.RED] < levels[Level.YELLOW]
    south, west, north, east = city.corners_deg
    for risk in risks:
        require_steps(risk.assessment)
        assert south <= risk.lat_deg <= north
        assert west <= risk.lon_deg <= east
        assert len(risk.area_code) == 15
        assert risk.responsible
        assert risk.responsible_gloss.isascii()
        assert risk.measures
        assert risk.measures_gloss
    assert len({risk.name for risk in risks}) > 0.9 * len(risks)
    assert any(risk.review_on < TODAY for risk in risks)
    assert sum(risk.review_on < TODAY for risk in risks) < len(risks) / 8

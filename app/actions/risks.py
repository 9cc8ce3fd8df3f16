"""Orders on the risk list: assess an entry anew."""

from __future__ import annotations

from datetime import date

from app.actions.desk import OrderDesk
from app.api.order_bodies import AssessRisk
from app.api.orders import PendingOrder
from app.domain.risks import Assessment, Risk, RiskMethod, require_steps


class RiskActions:
    def __init__(self, desk: OrderDesk) -> None:
        self._desk = desk

    def assess(
        self, risk: Risk, method: RiskMethod, steps: tuple[float, float, float], review_on: date, measures: str = ""
    ) -> PendingOrder:
        """评估: `steps` are likelihood, exposure (1 in the matrix) and consequence. Refusal `assessment_odd`."""
        self._desk.require_role("assess_risk")
        likelihood, exposure, consequence = steps
        require_steps(
            Assessment(
                method=method,
                likelihood=likelihood,
                exposure=exposure,
                consequence=consequence,
                assessed_on=review_on,
                assessed_by="",
            )
        )
        body = AssessRisk(
            method=method,
            likelihood=likelihood,
            exposure=exposure,
            consequence=consequence,
            review_on=review_on,
            measures=measures,
        )
        return self._desk.give("assess_risk", body, risk.id, risk.version)

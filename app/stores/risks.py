"""The risk list (风险清单)."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from app.domain.levels import gravity
from app.domain.risks import Risk, risk_level


class RiskStore(QObject):
    risks_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._risks: dict[int, Risk] = {}
        self._changed = False

    def get(self, risk_id: int) -> Risk | None:
        return self._risks.get(risk_id)

    def all(self) -> list[Risk]:
        """The gravest first: by level, then by the day of their review."""
        return sorted(self._risks.values(), key=lambda r: (gravity(risk_level(r.assessment)), r.review_on, r.id))

    def write(self, risks: Iterable[Risk]) -> None:
        """Take new states."""
        for risk in risks:
            self._risks[risk.id] = risk
            self._changed = True

    def replace(self, risks: Iterable[Risk]) -> None:
        """Forget what is known and take a snapshot."""
        self._risks, self._changed = {}, True
        self.write(risks)

    def announce(self) -> None:
        if self._changed:
            self._changed = False
            self.risks_changed.emit()

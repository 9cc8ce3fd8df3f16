"""Assessing a risk anew in the panel: the form, the order, and what became of it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject

from app.actions import Actions
from app.domain.risks import RiskMethod
from app.stores import Stores
from views import words
from views.situation.deeds import Deeds
from views.situation.panel import ThingPanel
from views.situation.risk_form import RiskForm, Steps


class RiskDesk(QObject):
    """A leader's deed "assess" in the panel; for others the panel says why not."""

    def __init__(self, panel: ThingPanel, stores: Stores, actions: Actions, deeds: Deeds) -> None:
        super().__init__(panel)
        self._panel, self._stores, self._actions, self._deeds = panel, stores, actions, deeds
        self._risk_id: int | None = None
        self.form = RiskForm()
        panel.set_form(self.form)
        self.form.assessed.connect(self._send)

    def ask(self, risk_id: int) -> None:
        """Show the form for a risk."""
        risk = self._stores.risks.get(risk_id)
        if risk is None:
            return
        if not self._actions.may("assess_risk"):
            self._panel.tell(words.problem_sentence("role_too_low"))
            return
        self._risk_id = risk_id
        self.form.ask(risk, words.local(self._stores.clock.now_utc()).date())

    def _send(self, method: RiskMethod, steps: Steps, review_on: date) -> None:
        risk = self._stores.risks.get(self._risk_id) if self._risk_id is not None else None
        if risk is not None:
            self.form.hide()
            self._deeds.give(lambda: self._actions.risks.assess(risk, method, steps, review_on))

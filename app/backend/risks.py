"""The risk list: it comes with the city; here a leader assesses an entry anew."""

from __future__ import annotations

from dataclasses import replace

from app.api.order_bodies import AssessRisk
from app.backend import reference
from app.backend.actors import Actor
from app.backend.orders import Command
from app.backend.transaction import Transaction
from app.domain.errors import Refusal
from app.domain.risks import Assessment, Risk, require_steps


async def assess_risk(
    tx: Transaction, actor: Actor, risk_id: int, body: AssessRisk, version: int | None = None
) -> Risk:
    """评估: this person's assessment, and the day of the next look. Refusals `assessment_odd`, `review_past`."""
    risk = await tx.load(Risk, risk_id, version)
    today = tx.now_utc.astimezone(await reference.time_zone(tx.session)).date()
    if body.review_on <= today:
        raise Refusal("review_past", "The next review must lie ahead.", 422)
    assessment = Assessment(
        method=body.method,
        likelihood=body.likelihood,
        exposure=body.exposure,
        consequence=body.consequence,
        assessed_on=today,
        assessed_by=actor.name,
    )
    require_steps(assessment)
    measures = body.measures.strip() or risk.measures
    gloss = risk.measures_gloss if measures == risk.measures else ""
    after = replace(risk, assessment=assessment, review_on=body.review_on, measures=measures, measures_gloss=gloss)
    return await tx.save(after, "risk_assessed")


COMMANDS: dict[str, Command] = {
    "assess_risk": assess_risk,
}

"""What the panel and the list say of one entry of the risk list."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from app.domain.areas import AreaLevel
from app.domain.risks import Assessment, Risk, RiskMethod, risk_level
from app.stores import Stores
from views import words
from views.situation.area_words import grid_words
from views.situation.line_list import Line
from widgets.key_value import Fact
from widgets.marks import TONE_SHAPE
from widgets.tokens import Tone


def _score_letter(assessment: Assessment) -> str:
    """Two scales that must not be taken for one: R goes to 25, D to thousands."""
    return "R" if assessment.method is RiskMethod.MATRIX else "D"


def score_words(assessment: Assessment) -> str:
    """How the score came about, e.g. "D = 3 × 6 × 15 = 270"."""
    given = (assessment.likelihood, assessment.exposure, assessment.consequence)
    if assessment.method is RiskMethod.MATRIX:
        return f"R = {given[0]:g} × {given[2]:g} = {assessment.score:g}"
    return f"D = {given[0]:g} × {given[1]:g} × {given[2]:g} = {assessment.score:g}"


def is_late(risk: Risk, today: date) -> bool:
    """True once the day of the review has passed."""
    return risk.review_on < today


def risk_facts(stores: Stores, risk: Risk, language: str) -> list[Fact]:
    """Level and how it was found, who answers for it, what is done, when it is looked at again."""
    tone = Tone(risk_level(risk.assessment).value)
    today = words.local(stores.clock.now_utc()).date()
    responsible = risk.responsible if language == "zh" else risk.responsible_gloss or risk.responsible
    measures = risk.measures if language == "zh" else risk.measures_gloss or risk.measures
    address = risk.address if language == "zh" else risk.address_gloss or risk.address
    late = is_late(risk, today)
    review = QCoreApplication.translate("RiskCard", "{day}, late") if late else "{day}"
    facts = [
        Fact(
            name=QCoreApplication.translate("RiskCard", "Level"),
            value=words.risk_level_word(risk_level(risk.assessment)),
            tone=tone,
            shape=TONE_SHAPE[tone],
        ),
        Fact(name=QCoreApplication.translate("RiskCard", "Score"), value=score_words(risk.assessment)),
        Fact(
            name=QCoreApplication.translate("RiskCard", "Assessed"),
            value=f"{risk.assessment.assessed_on} {risk.assessment.assessed_by}".strip(),
        ),
        Fact(
            name=QCoreApplication.translate("RiskCard", "Review"),
            value=review.format(day=risk.review_on),
            tone=Tone.ORANGE if late else Tone.NONE,
            shape="diamond" if late else "",
        ),
        Fact(name=QCoreApplication.translate("RiskCard", "Responsible"), value=responsible),
        Fact(name=QCoreApplication.translate("RiskCard", "Phone"), value=risk.responsible_phone),
        Fact(name=QCoreApplication.translate("RiskCard", "Measures"), value=measures),
        Fact(name=QCoreApplication.translate("RiskCard", "Address"), value=address),
    ]
    grid = stores.reference.area(risk.area_code)
    if grid is not None and grid.level is AreaLevel.GRID:
        facts.append(Fact(name=QCoreApplication.translate("RiskCard", "Grid"), value=grid_words(grid, language)))
    return facts


def risk_line(stores: Stores, risk: Risk, language: str) -> Line:
    """One row of the list: the gravest first is the store's matter."""
    late = is_late(risk, words.local(stores.clock.now_utc()).date())
    review = (
        QCoreApplication.translate("RiskCard", "review was due {day}")
        if late
        else QCoreApplication.translate("RiskCard", "review {day}")
    )
    responsible = risk.responsible if language == "zh" else risk.responsible_gloss or risk.responsible
    return Line(
        key=risk.id,
        title=words.named(risk, language),
        right=f"{_score_letter(risk.assessment)} {risk.assessment.score:g}",
        tone=Tone(risk_level(risk.assessment).value),
        below=f"{words.risk_kind_word(risk.kind)} · {responsible}",
        below_right=review.format(day=f"{risk.review_on:%m-%d}"),
        below_tone=Tone.ORANGE if late else Tone.NONE,
    )

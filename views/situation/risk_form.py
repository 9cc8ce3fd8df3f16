"""Assess a risk anew: method, steps, next review; what comes of it shows before it is sent."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.domain.risks import (
    CONSEQUENCE_STEPS,
    EXPOSURE_STEPS,
    LIKELIHOOD_STEPS,
    MATRIX_STEPS,
    Assessment,
    Risk,
    RiskMethod,
    risk_level,
)
from views import words
from views.situation.risk_card import score_words
from widgets.badge import LevelBadge
from widgets.choice_box import ChoiceBox
from widgets.key_cap import OrderButton
from widgets.text import label
from widgets.theme import ROW_PX, UNIT_PX
from widgets.tokens import Tone

_REVIEW_DAYS = (7, 30, 90, 180)

Steps = tuple[float, float, float]


class RiskForm(QWidget):
    """`assessed(method, steps, review_on)` when a person sends what the form shows."""

    assessed = Signal(object, object, object)

    def __init__(self) -> None:
        super().__init__()
        self._today = date.min
        self.method, self.likelihood, self.exposure, self.consequence, self.review = (ChoiceBox() for _ in range(5))
        self._names = [QLabel() for _ in range(5)]
        self.level, self.score = LevelBadge(), label("", "second")
        self.send = OrderButton(primary=True, keys="Ctrl+Return")
        rows = QFormLayout()
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(UNIT_PX // 2)
        boxes = (self.method, self.likelihood, self.exposure, self.consequence, self.review)
        for name, box in zip(self._names, boxes, strict=True):
            box.setFixedHeight(ROW_PX)
            name.setBuddy(box)
            rows.addRow(name, box)
            box.currentIndexChanged.connect(self._show)
        self.method.currentIndexChanged.connect(self._offer_steps)
        told = QHBoxLayout()
        told.addWidget(self.level)
        told.addWidget(self.score, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(UNIT_PX)
        column.addLayout(rows)
        column.addLayout(told)
        column.addWidget(self.send)
        self.send.clicked.connect(self._send)
        self.retranslate()

    def ask(self, risk: Risk, today: date) -> None:
        """Begin from what stands now."""
        self._today = today
        self.method.setCurrentIndex(self.method.findData(risk.assessment.method))
        self._offer_steps()
        given = (risk.assessment.likelihood, risk.assessment.exposure, risk.assessment.consequence)
        for box, value in zip((self.likelihood, self.exposure, self.consequence), given, strict=True):
            box.setCurrentIndex(max(0, box.findData(value)))
        self._show()
        self.show()
        self.method.setFocus()

    def given(self) -> tuple[RiskMethod, Steps, date]:
        """As the form stands."""
        method = RiskMethod(self.method.currentData())
        exposure = 1.0 if method is RiskMethod.MATRIX else float(self.exposure.currentData())
        steps = (float(self.likelihood.currentData()), exposure, float(self.consequence.currentData()))
        return method, steps, self._today + timedelta(days=int(self.review.currentData()))

    def retranslate(self) -> None:
        said = (
            self.tr("Method"),
            self.tr("Likelihood L"),
            self.tr("Exposure E"),
            self.tr("Consequence C"),
            self.tr("Next review"),
        )
        for name, text in zip(self._names, said, strict=True):
            name.setText(text)
        chosen = self.method.currentData()
        self.method.set_choices([(self.tr("LEC"), RiskMethod.LEC.value), (self.tr("Matrix"), RiskMethod.MATRIX.value)])
        self.method.setCurrentIndex(max(0, self.method.findData(chosen)))
        self.review.set_choices([(self.tr("in {n} days").format(n=days), str(days)) for days in _REVIEW_DAYS])
        self.send.set_text(self.tr("Assess"))
        self._offer_steps()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            return
        super().keyPressEvent(event)

    def _offer_steps(self) -> None:
        lec = self.method.currentData() != RiskMethod.MATRIX.value
        for box, steps in (
            (self.likelihood, LIKELIHOOD_STEPS if lec else MATRIX_STEPS),
            (self.exposure, EXPOSURE_STEPS),
            (self.consequence, CONSEQUENCE_STEPS if lec else MATRIX_STEPS),
        ):
            rows = [(f"{step:g}", step) for step in steps]
            if [box.itemData(n) for n in range(box.count())] != [step for _text, step in rows]:
                box.blockSignals(True)
                box.clear()
                for text, step in rows:
                    box.addItem(text, step)
                box.blockSignals(False)
        self.exposure.setVisible(lec)
        self._names[2].setVisible(lec)
        self._show()

    def _show(self) -> None:
        if not self.likelihood.count() or not self.consequence.count() or self.method.currentData() is None:
            return
        method, (likelihood, exposure, consequence), _review_on = self.given()
        found = Assessment(
            method=method,
            likelihood=likelihood,
            exposure=exposure,
            consequence=consequence,
            assessed_on=self._today,
            assessed_by="",
        )
        level = risk_level(found)
        self.level.set_level(words.risk_level_word(level), Tone(level.value))
        self.score.setText(score_words(found))

    def _send(self) -> None:
        self.assessed.emit(*self.given())

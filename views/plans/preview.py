"""What a plan would do if it started now: every duty of the level and of the lower ones, and whom it would reach."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.levels import NUMERALS, Level, gravity
from app.domain.plans import PlanPreview, PlanPreviewRow, PlanTemplate, steps_for
from app.stores import Stores
from app.stores.settings import Settings
from views import words
from widgets.columns import Column
from widgets.table import DenseTable
from widgets.text import label
from widgets.theme import UNIT_PX, set_surface

_POSTS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One duty. `unit_ids` None while the backend has not answered."""

    place: int
    step_id: str
    level: Level
    duty: str
    within_min: int
    unit_ids: tuple[int, ...] | None
    units: str


class PreviewPanel(QWidget):
    """Duties by level with their audience; a sentence above says whom the start would reach and whom not."""

    def __init__(self, stores: Stores, settings: Settings) -> None:
        super().__init__()
        self._stores, self._settings = stores, settings
        self._template: PlanTemplate | None = None
        self._level = Level.BLUE
        self._preview: PlanPreview | None = None
        self._fault = ""
        self.sentence = label("", "lead", wrap=True)
        self.unreachable = label("", "second", wrap=True)
        self.table = DenseTable(
            (
                Column(
                    title=lambda: self.tr("Level"),
                    text=lambda row: NUMERALS[row.level],
                    sort_key=lambda row: gravity(row.level),
                    tone=lambda row: row.level.value,
                    width_px=8 * UNIT_PX,
                ),
                Column(title=lambda: self.tr("Duty"), text=lambda row: row.duty),
                Column(
                    title=lambda: self.tr("Within"),
                    text=lambda row: self.tr("{minutes} min").format(minutes=row.within_min),
                    sort_key=lambda row: row.within_min,
                    number=True,
                    width_px=11 * UNIT_PX,
                ),
                Column(
                    title=lambda: self.tr("Units"),
                    text=lambda row: "…" if row.unit_ids is None else str(len(row.unit_ids)),
                    sort_key=lambda row: len(row.unit_ids or ()),
                    number=True,
                    width_px=9 * UNIT_PX,
                ),
                Column(
                    title=lambda: self.tr("Who"),
                    text=lambda row: row.units,
                    tone=lambda row: "orange" if row.unit_ids == () else "none",
                    width_px=42 * UNIT_PX,
                ),
            ),
            key_of=lambda row: row.place,
            row_tone=lambda row: row.level.value,
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        head = QWidget()
        set_surface(head, "ground", "bottom")
        inside = QVBoxLayout(head)
        inside.setContentsMargins(2 * UNIT_PX, UNIT_PX, 2 * UNIT_PX, UNIT_PX)
        inside.addWidget(self.sentence)
        inside.addWidget(self.unreachable)
        layout.addWidget(head)
        layout.addWidget(self.table, 1)
        self.retranslate()

    def show_waiting(self, template: PlanTemplate | None, level: Level) -> None:
        """Show the duties at once, before the backend has said whom they would reach."""
        self._template, self._level, self._preview, self._fault = template, level, None, ""
        self._refresh()

    def show_preview(self, preview: PlanPreview) -> None:
        """Fill in the audience; an answer for another level than the one shown is passed over."""
        if self._template and preview.template_id == self._template.id and preview.level is self._level:
            self._preview = preview
            self._refresh()

    def is_complete(self) -> bool:
        """True once the backend has said whom the level shown would reach."""
        return self._preview is not None

    def show_fault(self, sentence: str) -> None:
        """The backend could not say; the duties stay."""
        self._fault = sentence
        self._refresh()

    def retranslate(self) -> None:
        self.table.set_empty_text(
            self.tr("No plan is known to this city"), self.tr("Plans come from the server, with its reference data.")
        )
        self._refresh()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _refresh(self) -> None:
        if self._template is None:
            self.sentence.setText("")
            self.unreachable.setText("")
            self.table.set_rows(())
            return
        rows = {row.step_id: row for row in self._preview.rows} if self._preview else {}
        self.table.set_rows(
            PreviewRow(
                place,
                step.id,
                step.level,
                words.titled(step, self._settings.language),
                step.within_min,
                (rows[step.id].unit_ids if step.id in rows else ()) if self._preview else None,
                self._who(rows.get(step.id)),
            )
            for place, step in enumerate(steps_for(self._template, self._level))
        )
        self.sentence.setText(self._sentence())
        self.unreachable.setText(self._unreachable())

    def _who(self, row: PlanPreviewRow | None) -> str:
        if row is None or not row.unit_ids:
            return "" if self._preview is None else self.tr("nobody on duty: nobody will be told")
        return self._posts(row) if row.facility_ids else self._names(row.unit_ids)

    def _posts(self, row: PlanPreviewRow) -> str:
        """Who goes to which low point, the first few."""
        texts = []
        for unit_id, facility_id in row.given()[:_POSTS_SHOWN]:
            unit = self._stores.units.get(unit_id)
            point = self._stores.facilities.low_point(facility_id) if facility_id is not None else None
            if unit is not None and point is not None:
                texts.append(f"{unit.callsign} → {words.named(point, self._settings.language)}")
        text = self.tr(", ").join(texts)
        return f"{text} …" if len(row.unit_ids) > len(texts) else text

    def _sentence(self) -> str:
        numeral = NUMERALS[self._level]
        if self._fault:
            return self._fault
        if self._preview is None:
            return self.tr("Response {numeral}: asking whom it would reach …").format(numeral=numeral)
        return self.tr("Response {numeral} would give duties to {count} people and vehicles").format(
            numeral=numeral, count=self._preview.unit_count
        )

    def _unreachable(self) -> str:
        if self._preview is None:
            return ""
        silent = self._preview.unreachable_unit_ids
        if not silent:
            return self.tr("All of them can be reached now.")
        return self.tr("{count} cannot be reached now: {names}").format(count=len(silent), names=self._names(silent))

    def _names(self, unit_ids: tuple[int, ...]) -> str:
        shown = [unit for unit_id in unit_ids[:6] if (unit := self._stores.units.get(unit_id))]
        names = self.tr(", ")
        text = names.join(f"{unit.callsign} {words.named(unit, self._settings.language)}" for unit in shown)
        return f"{text} …" if len(unit_ids) > len(shown) else text

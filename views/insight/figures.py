"""The six figures as charts: how each is fed from the stores, and what stands behind a point (反查)."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import UTC, datetime

import numpy as np
from PySide6.QtCore import QCoreApplication

from app.domain.facilities import low_point_level
from app.domain.units import UnitStatus
from app.stores import Stores
from app.stores.settings import Settings
from views import words
from widgets.bar_chart import Bar, BarChart
from widgets.line_chart import Line, LineChart
from widgets.tokens import Tone

translate = QCoreApplication.translate
_LATE_BELOW = 0.9
_CATEGORIES_SHOWN = 6
_HOURS_BETWEEN_LABELS = 3
# No colour of a level: nothing is the matter with a unit that works. The strokes tell them apart.
_STATUS_TONES = {
    UnitStatus.AVAILABLE: Tone.QUIET,
    UnitStatus.EN_ROUTE: Tone.ACCENT,
    UnitStatus.ON_SCENE: Tone.STRONG,
    UnitStatus.BUSY: Tone.QUIET,
}


class CasesPerHour:
    """Reported cases of each hour of the last day, stacked: closed since, still open."""

    def __init__(self, stores: Stores, settings: Settings) -> None:
        self._stores = stores
        self.chart = BarChart()

    def refresh(self) -> None:
        hours = self._stores.insight.cases_per_hour()
        closed = {case.id for case in self._stores.cases.all() if case.closed_utc is not None}
        reported = sum(len(hour.reported_ids) for hour in hours)
        bars = []
        for hour in hours:
            ended = sum(case_id in closed for case_id in hour.reported_ids)
            parts = ((float(ended), Tone.NONE), (float(len(hour.reported_ids) - ended), Tone.QUIET))
            hour_word = words.local_minute(hour.start_utc)[:2]
            label = hour_word if int(hour_word) % _HOURS_BETWEEN_LABELS == 0 else ""
            bars.append(Bar(key=hour.start_utc, label=label, parts=parts))
        self.chart.set_title(
            translate("insight", "Cases reported per hour"),
            translate("insight", "{count} in 24 h").format(count=reported),
        )
        self.chart.set_empty_text(
            translate("insight", "No case in the last 24 h"),
            translate("insight", "Cases appear here as they are reported."),
        )
        self.chart.set_bars(bars if reported else (), (translate("insight", "closed"), translate("insight", "open")))

    def behind(self, key: Hashable) -> tuple[str, tuple[int, ...]]:
        """Title and case ids of one hour."""
        hour = next((h for h in self._stores.insight.cases_per_hour() if h.start_utc == key), None)
        ids = hour.reported_ids if hour else ()
        when = words.local_minute(key) if isinstance(key, datetime) else ""
        return translate("insight", "Reported from {time}").format(time=when), ids


class OpenByStage:
    """Open cases of each stage, the overdue ones in red at the base."""

    def __init__(self, stores: Stores, settings: Settings) -> None:
        self._stores = stores
        self.chart = BarChart()

    def refresh(self) -> None:
        loads = self._stores.insight.open_by_stage()
        overdue = sum(len(load.overdue_ids) for load in loads)
        self.chart.set_title(
            translate("insight", "Open cases by stage"),
            translate("insight", "{count} overdue").format(count=overdue),
            Tone.RED if overdue else Tone.NONE,
        )
        self.chart.set_empty_text(
            translate("insight", "No open case"), translate("insight", "Open one with N on the case board.")
        )
        bars = [
            Bar(
                key=load.stage,
                label=words.case_stage_word(load.stage),
                parts=(
                    (float(len(load.overdue_ids)), Tone.RED),
                    (float(len(load.case_ids) - len(load.overdue_ids)), Tone.QUIET),
                ),
            )
            for load in loads
        ]
        self.chart.set_bars(
            bars if any(bar.total() for bar in bars) else (),
            (translate("insight", "overdue"), translate("insight", "in time")),
        )

    def behind(self, key: Hashable) -> tuple[str, tuple[int, ...]]:
        """Title and case ids of one stage."""
        load = next((load for load in self._stores.insight.open_by_stage() if load.stage == key), None)
        return (words.case_stage_word(load.stage), load.case_ids) if load else ("", ())


class OnTimeByStreet:
    """按期处置率 of each street in percent; below nine in ten it is orange."""

    def __init__(self, stores: Stores, settings: Settings) -> None:
        self._stores, self._settings = stores, settings
        self.chart = BarChart(most=100.0)

    def refresh(self) -> None:
        rates = [rate for rate in self._stores.insight.on_time_by_street() if rate.rate is not None]
        due = sum(len(rate.on_time_ids) + len(rate.late_ids) for rate in rates)
        held = sum(len(rate.on_time_ids) for rate in rates)
        share = f"{100 * held / due:.0f} %" if due else ""
        self.chart.set_title(translate("insight", "Handled on time, by street, %"), share)
        self.chart.set_empty_text(
            translate("insight", "Nothing has come due yet"),
            translate("insight", "Streets appear once a handling limit ends."),
        )
        bars = []
        for rate in rates:
            share_held = rate.rate or 0.0
            tone = Tone.ORANGE if share_held < _LATE_BELOW else Tone.QUIET
            area = self._stores.reference.area(rate.area_code)
            # The trade's suffix (街道) says nothing in a row of streets, and a narrow bar has no room for it.
            name = (area.name[:2] if self._settings.language == "zh" else area.gloss.split()[0]) if area else ""
            bars.append(Bar(key=rate.area_code, label=name, parts=((float(round(100 * share_held)), tone),)))
        self.chart.set_bars(bars)

    def behind(self, key: Hashable) -> tuple[str, tuple[int, ...]]:
        """Title and the late cases of one street first, then those in time."""
        rate = next((rate for rate in self._stores.insight.on_time_by_street() if rate.area_code == key), None)
        area = self._stores.reference.area(str(key))
        name = words.named(area, self._settings.language) if area else str(key)
        ids = rate.late_ids + rate.on_time_ids if rate else ()
        return translate("insight", "{street}: due cases, late first").format(street=name), ids


class TopCategories:
    """The most frequent categories of the last 24 h: closed and open."""

    def __init__(self, stores: Stores, settings: Settings) -> None:
        self._stores, self._settings = stores, settings
        self.chart = BarChart()

    def refresh(self) -> None:
        loads = self._stores.insight.top_categories(_CATEGORIES_SHOWN)
        self.chart.set_title(
            translate("insight", "What the cases are about, 24 h"), self._name(loads[0].category_code) if loads else ""
        )
        self.chart.set_empty_text(
            translate("insight", "No case in the last 24 h"),
            translate("insight", "Cases appear here as they are reported."),
        )
        self.chart.set_bars(
            [
                Bar(
                    key=load.category_code,
                    label=self._name(load.category_code),
                    parts=(
                        (float(len(load.case_ids) - len(load.open_ids)), Tone.NONE),
                        (float(len(load.open_ids)), Tone.QUIET),
                    ),
                )
                for load in loads
            ],
            (translate("insight", "closed"), translate("insight", "open")),
        )

    def behind(self, key: Hashable) -> tuple[str, tuple[int, ...]]:
        """Title and case ids of one category, the open ones first."""
        load = next(
            (load for load in self._stores.insight.top_categories(_CATEGORIES_SHOWN) if load.category_code == key), None
        )
        if load is None:
            return "", ()
        rest = tuple(case_id for case_id in load.case_ids if case_id not in load.open_ids)
        return self._name(load.category_code), load.open_ids + rest

    def _name(self, code: str) -> str:
        category = self._stores.reference.category(code)
        return words.named(category, self._settings.language) if category else code


class UnitsByStatus:
    """How many units are available, on their way, on scene and busy, over time."""

    def __init__(self, stores: Stores, settings: Settings) -> None:
        self._stores = stores
        self.chart = LineChart()

    def refresh(self) -> None:
        history = self._stores.insight.status_history()
        lines = [
            Line(
                name=words.unit_status_word(status),
                times_s=history.at_s,
                values=history.counts[status],
                tone=tone,
                keys=tuple(status for _ in history.at_s),
            )
            for status, tone in _STATUS_TONES.items()
        ]
        on_duty = sum(unit.status is not UnitStatus.OFF_DUTY for unit in self._stores.units.all())
        title = translate("insight", "Units by status")
        if len(history.at_s):
            since = words.local_minute(datetime.fromtimestamp(float(history.at_s[0]), UTC))
            title = translate("insight", "Units by status, seen since {time}").format(time=since)
        self.chart.set_title(title, translate("insight", "{count} on duty").format(count=on_duty))
        self.chart.set_empty_text(
            translate("insight", "No unit has reported yet"),
            translate("insight", "Units appear when their terminals report."),
        )
        self.chart.set_lines(lines, span_s=self._stores.insight.span_s())

    def behind(self, key: Hashable) -> tuple[str, tuple[int, ...]]:
        """The cases that units are sent to now, whatever the moment clicked."""
        ids = tuple(unit.case_id for unit in self._stores.units.all() if unit.case_id is not None)
        return translate("insight", "Cases with a unit on them now"), ids


class Water:
    """Rain over the city and the gravest low point against its closing depth."""

    def __init__(self, stores: Stores, settings: Settings) -> None:
        self._stores, self._settings = stores, settings
        self.chart = LineChart()

    def refresh(self) -> None:
        figure = self._stores.insight.water()
        point = figure.deepest
        limit = (point.closing_depth_cm, Tone.RED.value) if point and point.depth_cm > 0 else None
        lines = [
            Line(
                name=translate("insight", "rain, mm/h"),
                times_s=figure.rain_at_s,
                values=figure.rate_mm_per_h,
                tone=Tone.QUIET,
                keys=tuple("water" for _ in figure.rain_at_s),
            )
        ]
        if point is not None and len(figure.deepest_at_s):
            name = translate("insight", "{place}, cm (closes at {limit})").format(
                place=words.named(point, self._settings.language), limit=round(point.closing_depth_cm)
            )
            keys = tuple("water" for _ in figure.deepest_at_s)
            level = low_point_level(point.depth_cm, point.closing_depth_cm)
            tone = level.value if level is not None else Tone.STRONG
            lines.append(Line(name=name, times_s=figure.deepest_at_s, values=figure.deepest_cm, tone=tone, keys=keys))
        dry = not any(np.any(line.values > 0) for line in lines)
        rain = self._stores.facilities.city_rain()
        self.chart.set_title(
            translate("insight", "Rain and water"),
            translate("insight", "{rate} mm/h").format(rate=round(rain.rate_mm_per_h)),
        )
        self.chart.set_empty_text(
            translate("insight", "It is dry"), translate("insight", "Rain and the deepest low point appear here.")
        )
        self.chart.set_lines(() if dry else lines, limit, self._stores.insight.span_s())

    def behind(self, key: Hashable) -> tuple[str, tuple[int, ...]]:
        """Open cases about water."""
        ids = tuple(case.id for case in self._stores.cases.open() if case.water)
        return translate("insight", "Open cases about water"), ids


Figure = CasesPerHour | OpenByStage | OnTimeByStreet | TopCategories | UnitsByStatus | Water
FIGURES: tuple[type[Figure], ...] = (CasesPerHour, OpenByStage, OnTimeByStreet, TopCategories, UnitsByStatus, Water)

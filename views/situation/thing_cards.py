"""What the panel says of cases, cameras and low points."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.domain.areas import AreaLevel
from app.domain.cameras import Camera
from app.domain.cases import Case
from app.domain.facilities import LowPoint, is_over_and_open, low_point_level
from app.stores import Stores
from views import words
from views.situation.area_words import grid_words
from widgets.key_value import Fact
from widgets.tokens import Tone


def case_facts(stores: Stores, case: Case, language: str) -> list[Fact]:
    """Stage and timer first; then where, from whom, who handles it."""
    timer = stores.cases.timer(case, stores.clock.now_utc())
    stage = words.case_stage_word(case.stage)
    facts = [Fact(name=QCoreApplication.translate("CaseCard", "Stage"), value=stage)]
    if timer.remaining_s is not None:
        tone = Tone(timer.level.value) if timer.level is not None else Tone.NONE
        facts.append(
            Fact(
                name=QCoreApplication.translate("CaseCard", "Overdue")
                if timer.overdue
                else QCoreApplication.translate("CaseCard", "Left"),
                value=words.timer_text(abs(timer.remaining_s)),
                tone=tone,
                shape="diamond" if timer.overdue else "",
            )
        )
    address = case.address if language == "zh" else case.address_gloss or case.address
    facts.append(Fact(name=QCoreApplication.translate("CaseCard", "Address"), value=address))
    facts.append(Fact(name=QCoreApplication.translate("CaseCard", "Source"), value=words.case_source_word(case.source)))
    if case.assignment is not None:
        department = stores.reference.department(case.assignment.department_code)
        unit = stores.units.get(case.assignment.unit_id) if case.assignment.unit_id is not None else None
        parts = [words.named(department, language)] if department is not None else []
        if unit is not None:
            parts.append(unit.callsign)
        parts.append(words.assignment_state_word(case.assignment.state))
        facts.append(Fact(name=QCoreApplication.translate("CaseCard", "Handled by"), value=" · ".join(parts)))
    grid = stores.reference.area(case.area_code)
    if grid is not None and grid.level is AreaLevel.GRID:
        facts.append(Fact(name=QCoreApplication.translate("CaseCard", "Grid"), value=grid_words(grid, language)))
    return facts


def camera_facts(stores: Stores, camera: Camera, language: str) -> list[Fact]:
    """State, code, where it looks."""
    state = (
        Fact(
            name=QCoreApplication.translate("CameraCard", "State"),
            value=QCoreApplication.translate("CameraCard", "online"),
        )
        if camera.online
        else Fact(
            name=QCoreApplication.translate("CameraCard", "State"),
            value=QCoreApplication.translate("CameraCard", "offline"),
            tone=Tone.ORANGE,
            shape="struck",
        )
    )
    looks = QCoreApplication.translate("CameraCard", "{heading}°, opening {field}°, {range} m").format(
        heading=f"{camera.heading_deg:03.0f}", field=f"{camera.field_deg:.0f}", range=f"{camera.range_m:.0f}"
    )
    facts = [
        state,
        Fact(name=QCoreApplication.translate("CameraCard", "Code"), value=camera.code),
        Fact(name=QCoreApplication.translate("CameraCard", "Looks"), value=looks),
    ]
    grid = stores.reference.area(camera.area_code)
    if grid is not None and grid.level is AreaLevel.GRID:
        facts.append(Fact(name=QCoreApplication.translate("CameraCard", "Grid"), value=grid_words(grid, language)))
    return facts


def low_point_facts(stores: Stores, point: LowPoint, language: str) -> list[Fact]:
    """Depth against this site's own closing depth, the trend, and whether the road is closed."""
    level = low_point_level(point.depth_cm, point.closing_depth_cm)
    depth = f"{point.depth_cm:.0f} / {point.closing_depth_cm:.0f} cm"
    rate = point.rising_cm_per_10min
    if abs(rate) < 0.5:
        trend = QCoreApplication.translate("LowPointCard", "steady")
    elif rate > 0:
        trend = QCoreApplication.translate("LowPointCard", "up {n} cm/10 min").format(n=f"{rate:.0f}")
    else:
        trend = QCoreApplication.translate("LowPointCard", "down {n} cm/10 min").format(n=f"{-rate:.0f}")
    loud = is_over_and_open(point)
    if loud:
        road = QCoreApplication.translate("LowPointCard", "over the limit, open")
    elif point.closed_utc is None:
        road = QCoreApplication.translate("LowPointCard", "open")
    else:
        road = QCoreApplication.translate("LowPointCard", "closed since {time}").format(
            time=words.local_minute(point.closed_utc)
        )
    tone = Tone(level.value) if level is not None else Tone.NONE
    age_s = (stores.clock.now_utc() - point.measured_utc).total_seconds()
    measured = QCoreApplication.translate("LowPointCard", "{age} ago").format(age=words.age_text(age_s))
    facts = [
        Fact(name=QCoreApplication.translate("LowPointCard", "Depth"), value=depth, tone=tone),
        Fact(name=QCoreApplication.translate("LowPointCard", "Trend"), value=trend),
        Fact(
            name=QCoreApplication.translate("LowPointCard", "Road"),
            value=road,
            tone=Tone.RED if loud or point.closed_utc is not None else Tone.NONE,
            shape="triangle" if loud else "square" if point.closed_utc is not None else "",
        ),
        Fact(name=QCoreApplication.translate("LowPointCard", "Measured"), value=measured),
    ]
    grid = stores.reference.area(point.area_code)
    if grid is not None and grid.level is AreaLevel.GRID:
        facts.append(Fact(name=QCoreApplication.translate("LowPointCard", "Grid"), value=grid_words(grid, language)))
    return facts

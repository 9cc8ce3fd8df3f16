"""Steps at the desk: sign in, see the city, find and dispatch, read the figures."""

from __future__ import annotations

import numpy as np

from app.domain.cases import CaseStage
from app.domain.duty import DEMO_LOGINS, DEMO_PASSWORD, Role
from app.domain.units import UnitKind, UnitStatus
from app.shell.tour.stage import Stage
from views.dispatch.screen import DispatchScreen
from views.insight import InsightScreen
from views.insight.figures import OpenByStage
from views.sign_in import SignInWindow

# Who is off duty at two in the morning has no terminal on.
_PLACED_AT_NIGHT = 60
_STORM_SPEED = 60
_LAG_LIMIT_MS = 300
# As one word it stands in no English name: only the Chinese one, spelled out, has it.
_STREET, _IN_PINYIN = "Jiefang Road", "jiefanglu"


async def sign_in(stage: Stage) -> None:
    player = stage.player
    async with player.step("sign-in"):
        form = stage.windows.window
        assert isinstance(form, SignInWindow)
        form.resize(1920, 1080)
        form.activateWindow()
        await player.until("the form is there", form.isActiveWindow, 5)
    form.login.setFocus()
    form.login.clear()
    await player.type(DEMO_LOGINS[Role.LEADER])
    await player.press("Tab")
    await player.type(DEMO_PASSWORD)
    await player.press("Return")


async def see_the_city(stage: Stage) -> None:
    player, stores = stage.player, stage.stores
    async with player.step("situation"):
        await player.until("signed in", lambda: stores.session.account is not None, 5)
        player.window = stage.console
        await player.until("live feed", stage.is_live, 5)
        await player.until("reference data", lambda: stores.reference.city is not None, 10)

        def known() -> int:
            return int(np.isfinite(stores.units.lat).sum())

        await player.until("units placed on the map", lambda: known() >= _PLACED_AT_NIGHT, 10)
        before = stores.units.lat.copy()
        await player.until("units move", lambda: bool((stores.units.lat != before).sum() > 50), 5)
        await player.until("feed lag under 300 ms", lambda: (stores.link.lag_ms or 0.0) < _LAG_LIMIT_MS, 10)
        player.check("open cases", len(stores.cases.open()), "at least 60", len(stores.cases.open()) >= 60)
        player.check("cameras", len(stores.cameras.all()), 800, len(stores.cameras.all()) == 800)
        await stage.painted(stage.map())


async def find_an_officer(stage: Stage) -> None:
    player, stores = stage.player, stage.stores
    async with player.step("situation-officer"):
        officer = next(
            unit
            for unit in stores.units.all()
            if unit.kind is UnitKind.OFFICER and unit.status is UnitStatus.AVAILABLE and unit.callsign
        )
        await stage.command(officer.callsign)
        screen = stage.console.stack.built("situation")
        assert screen is not None
        await player.until(
            "the panel shows the officer",
            lambda: officer.name in _texts(stage) or officer.gloss in _texts(stage),
            5,
        )
        await stage.painted(stage.map())


def _texts(stage: Stage) -> str:
    """All that is written on the open screen, as a screen reader would hear it."""
    from PySide6.QtWidgets import QLabel, QWidget

    screen = stage.console.stack.built(stage.console.stack.name)
    assert screen is not None
    said = [label.text() for label in screen.findChildren(QLabel) if label.isVisible()]
    said += [part.accessibleName() for part in screen.findChildren(QWidget) if part.isVisible()]
    return "\n".join(said)


async def type_a_command(stage: Stage) -> None:
    player = stage.player
    async with player.step("command-line"):
        await player.press("Ctrl+K")
        line = stage.console.command_line
        await player.until("the line opens", line.isVisible, 1)
        streets = [street for street in stage.stores.streets.streets() if street.gloss == _STREET]
        player.check("the city's streets are known", len(streets), 1, len(streets) == 1)

        def found() -> bool:
            offered = [f"{offer.title} {offer.subtitle}" for offer in line.list.offers()]
            return any(name in text for text in offered for name in (streets[0].name, streets[0].gloss))

        player.check("before it is typed", found(), False, not found())
        await player.type(_IN_PINYIN)
        await player.until("pinyin finds Chinese names", found, 3)
    await player.press("Escape")


async def open_the_board(stage: Stage) -> None:
    player, stores = stage.player, stage.stores
    async with player.step("dispatch-board"):
        await player.press("Ctrl+2")
        await player.until("the board is open", lambda: stage.console.stack.name == "dispatch", 2)
        stages = {case.stage for case in stores.cases.open()}
        player.check("stages with cases", len(stages), "at least 4", len(stages) >= 4)


async def dispatch_by_keyboard(stage: Stage) -> None:
    """Ctrl+K, the number, Enter, D, 1, Enter: a case gets its unit and no mouse was touched."""
    player, stores = stage.player, stage.stores
    async with player.step("dispatch-by-keyboard"):
        waiting = next(case for case in stores.cases.by_stage()[CaseStage.DISPATCH])
        await stage.command(waiting.number)
        screen = stage.screen("dispatch", DispatchScreen)
        await player.until("the case is shown", lambda: screen.panel.case_id == waiting.id, 3)
        await player.until("who goes best", lambda: screen.panel.dispatch.units.rows[0].isVisible(), 5)
        await player.press("1")
        await player.press("Return")
        await player.until(
            "a unit is sent",
            lambda: (
                (case := stores.cases.get(waiting.id)) is not None
                and case.stage is CaseStage.HANDLING
                and case.assignment is not None
                and case.assignment.unit_id is not None
            ),
            10,
        )


async def water_rises(stage: Stage) -> None:
    """Let the storm run at sixty times its speed until the first road is closed."""
    player, stores = stage.player, stage.stores
    async with player.step("flood"):
        await stage.command(f"speed {_STORM_SPEED}")
        await player.press("Ctrl+1")
        await player.until("the city runs faster", lambda: stores.clock.rate == _STORM_SPEED, 5)
        await player.until("a warning is out", lambda: bool(stores.alarms.warnings()), 60)
        await player.until("it rains", lambda: stores.facilities.city_rain().rate_mm_per_h > 5, 60)
        await player.until(
            "a road is closed by its own depth",
            lambda: any(point.closed_utc is not None for point in stores.facilities.low_points()),
            90,
        )
        await player.until("water cases", lambda: any(case.water for case in stores.cases.open()), 30)
        await stage.command("speed 1")
        await player.until("the city runs as before", lambda: stores.clock.rate == 1, 5)
        await player.press("0")
        await stage.painted(stage.map())


async def read_the_figures(stage: Stage) -> None:
    player = stage.player
    async with player.step("insight"):
        await player.press("Ctrl+5")
        await player.until("insight is open", lambda: stage.console.stack.name == "insight", 2)
        screen = stage.screen("insight", InsightScreen)
        await player.until("all charts drawn", lambda: all(f.chart.is_drawn() for f in screen.figures), 5)


async def open_what_is_behind(stage: Stage) -> None:
    player = stage.player
    async with player.step("insight-cases-behind"):
        screen = stage.screen("insight", InsightScreen)
        figure = next(figure for figure in screen.figures if isinstance(figure, OpenByStage))
        await player.click(figure.chart.plot_area())
        await player.until("the cases behind the figure", screen.behind.isVisible, 2)
        rows = screen.behind.table.model.rowCount()
        player.check("cases listed", rows, "at least 1", rows >= 1)
    await player.press("Escape")

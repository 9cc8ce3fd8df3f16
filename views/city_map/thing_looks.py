"""How each thing looks on the map, place and number left out. Map and legend both take it from here."""

from __future__ import annotations

from app.domain.alarms import AlarmKind
from app.domain.facilities import low_point_level
from app.domain.fences import FenceRule
from app.domain.levels import Level
from views.city_map.looks import level_colour
from views.city_map.shown import Drawn
from widgets.map import Figure, Mark

FENCE_COLOUR = "second"  # of a fence that nothing has breached
_QUIET_FILL, _LOUD_FILL = 0.04, 0.1


def _mark(drawn: Drawn, icon: str, colour: str, *, hollow: bool = False, fill: float = 0.0) -> Mark:
    return Mark(id=0, lat=0.0, lon=0.0, icon=icon, colour=colour, hollow=hollow, fill=fill, alpha=drawn.opacity)


def camera_look(drawn: Drawn, *, online: bool) -> Mark:
    """Struck through while offline."""
    return _mark(drawn, "camera", drawn.layer.colour or "second", hollow=not online)


def case_look(drawn: Drawn, timer: Level | None, *, sent: bool) -> Mark:
    """An open case in the colour of its timer; hollow while nobody is sent yet."""
    return _mark(drawn, "case", drawn.layer.colour or level_colour(timer, "third"), hollow=not sent)


def ended_case_look(drawn: Drawn) -> Mark:
    return _mark(drawn, drawn.layer.icon, drawn.layer.colour or "third")


def low_point_look(drawn: Drawn, depth_cm: float, closing_depth_cm: float) -> Mark:
    """Depth against the site's own closing depth."""
    colour = level_colour(low_point_level(depth_cm, closing_depth_cm))
    return _mark(drawn, "water", colour, fill=min(1.0, depth_cm / closing_depth_cm))


def risk_look(drawn: Drawn, level: Level) -> Mark:
    """One of the four colours, each with its own shape."""
    return _mark(drawn, "risk", level.value)


def alarm_look(drawn: Drawn, kind: AlarmKind, level: Level) -> Mark:
    """SOS as an octagon, all others as triangles."""
    return _mark(drawn, "sos" if kind is AlarmKind.SOS else "triangle", level.value)


def warning_look(drawn: Drawn, level: Level) -> Figure:
    """The area of a warning, dashed in its colour."""
    return Figure(kind="area", points=(), colour=level.value, dashed=True, fill=0.03, alpha=drawn.opacity)


def fence_look(rule: FenceRule, colour: str, alpha: float) -> Figure:
    """A route is dotted, a zone to stay in dashed, a zone to keep out of has a whole line."""
    if rule is FenceRule.ROUTE:
        return Figure(kind="line", points=(), colour=colour, dashed=True, alpha=alpha)
    fill = _QUIET_FILL if colour == FENCE_COLOUR else _LOUD_FILL
    return Figure(kind="area", points=(), colour=colour, dashed=rule is FenceRule.KEEP_IN, fill=fill, alpha=alpha)


def view_look(drawn: Drawn, *, online: bool) -> Figure:
    """What a camera sees; one that is offline sees nothing: its sector is dashed and not filled."""
    colour, fill = drawn.layer.colour or "second", 0.16 if online else 0.0
    return Figure(kind="area", points=(), colour=colour, fill=fill, dashed=not online, alpha=drawn.opacity)


def reach_look(drawn: Drawn) -> Figure:
    """How far a camera that turns can see."""
    return Figure(kind="area", points=(), colour=drawn.layer.colour or "second", dashed=True, alpha=drawn.opacity * 0.5)

"""Who can be reached: the state of every terminal at once, and the units nearest to a place."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from app.domain.comms import LOW_BATTERY_PCT, OFFLINE_AFTER_S, WEAK_SIGNAL_BARS, TerminalState
from app.domain.positions import EARTH_RADIUS_M
from app.domain.units import STATUS_CODES, UnitStatus
from app.stores.units import UnitStore

# The place of a state in the arrays; also the order in which a table sorts them.
STATE_CODES = (TerminalState.OFFLINE, TerminalState.WEAK, TerminalState.ONLINE)
_OFFLINE, _WEAK, _ONLINE = range(3)
_OFF_DUTY = STATUS_CODES.index(UnitStatus.OFF_DUTY)
_UNKNOWN = 255


def state_codes(units: UnitStore) -> npt.NDArray[np.uint8]:
    """The place in STATE_CODES of every row of the columns: `comms.terminal_state` for 10,000 terminals in one go."""
    ages_s = units.ages_s()
    offline = np.isnan(ages_s) | (ages_s > OFFLINE_AFTER_S)
    weak = (units.battery != _UNKNOWN) & (units.battery <= LOW_BATTERY_PCT)
    weak |= (units.signal != _UNKNOWN) & (units.signal <= WEAK_SIGNAL_BARS)
    return np.where(offline, _OFFLINE, np.where(weak, _WEAK, _ONLINE)).astype(np.uint8)


def on_duty(units: UnitStore) -> npt.NDArray[np.bool_]:
    """True for every row whose unit is on duty."""
    return np.asarray(units.status != _OFF_DUTY)


def reachable(units: UnitStore, unit_ids: Iterable[int]) -> tuple[list[int], list[int]]:
    """The ids split into those that can be heard now and those that cannot."""
    there: list[int] = []
    silent: list[int] = []
    for unit_id in unit_ids:
        (silent if units.terminal_state(unit_id) is TerminalState.OFFLINE else there).append(unit_id)
    return there, silent


def nearest(
    units: UnitStore, lat_deg: float, lon_deg: float, n: int, apart: int | None = None
) -> list[tuple[int, float]]:
    """Up to `n` (unit id, metres) that can be heard and are on duty, the nearest first, without the unit `apart`."""
    able = on_duty(units) & (state_codes(units) != _OFFLINE) & ~np.isnan(units.lat)
    if apart is not None:
        able &= units.ids != apart
    rows = np.flatnonzero(able)
    metres = np.hypot(
        np.radians(units.lat[rows] - lat_deg), np.radians(units.lon[rows] - lon_deg) * np.cos(np.radians(lat_deg))
    )
    order = np.argsort(metres)[:n]
    return [(int(units.ids[rows[place]]), float(metres[place] * EARTH_RADIUS_M)) for place in order]

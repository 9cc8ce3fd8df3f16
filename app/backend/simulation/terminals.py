"""Terminals: batteries that empty over a shift, signal that varies by place, sets that drop out and come back."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from app.backend.simulation.chance import chances
from app.backend.simulation.geography.plane import Bools, Floats, Ints

# Percent per hour; a busy set needs more. Vehicles charge theirs. A set that was charged lasts a shift.
_DRAIN_PCT_PER_H = (3.0, 9.5)
# Share of sets that were not charged overnight, and what such a one has left of a full one.
_UNCHARGED_SHARE = 0.04
_UNCHARGED_LEFT = (0.25, 0.6)
# Who is called in takes the set as it hung on the charger at home.
_CALLED_IN_PCT = (60.0, 100.0)
_SLOT_S = 1_200.0
# In each slot of twenty minutes this share of terminals drops out for a while.
_DROP_SHARE = 0.045
_DROP_S = (100.0, 640.0)


def batteries(seed: int, ids: Ints, worked_s: Floats, called_in: Bools, charges: Bools) -> npt.NDArray[np.uint8]:
    """Percent left after so many seconds since each one took up the set, for a shift or because of a call-in.

    Who `charges` (vehicles) stays near full.
    """
    full = 94.0 + 6.0 * chances(seed, ids, 51)
    left_of_it = _between(_UNCHARGED_LEFT, chances(seed, ids, 54))
    full = np.where(chances(seed, ids, 53) < _UNCHARGED_SHARE, left_of_it * full, full)
    full = np.where(called_in, _between(_CALLED_IN_PCT, chances(seed, ids, 55)), full)
    drain = _between(_DRAIN_PCT_PER_H, chances(seed, ids, 52))
    left = np.where(charges, 88.0 + 0.12 * (full - 88.0), full - drain * worked_s / 3600.0)
    return np.clip(np.round(left), 2, 100).astype(np.uint8)


def _between(ends: tuple[float, float], luck: Floats) -> Floats:
    return ends[0] + (ends[1] - ends[0]) * luck


def signals(seed: int, places: Floats) -> npt.NDArray[np.uint8]:
    """Bars 0–5 by place: cells of 400 m with their own reception, mostly good."""
    cell = np.floor(places / 400.0).astype(np.int64) + 1_000
    luck = chances(seed, cell[:, 0], cell[:, 1], 61)
    return np.select([luck < 0.03, luck < 0.10, luck < 0.28, luck < 0.62], [1, 2, 3, 4], 5).astype(np.uint8)


def heard(seed: int, ids: Ints, now_s: float) -> Bools:
    """Which terminals get through at a city time; the others are in a cellar, or off, and come back."""
    slot = int(now_s // _SLOT_S)
    drops = chances(seed, ids, slot, 71) < _DROP_SHARE
    low, high = _DROP_S
    length = low + (high - low) * chances(seed, ids, slot, 72)
    begins = slot * _SLOT_S + (_SLOT_S - length) * chances(seed, ids, slot, 73)
    return ~(drops & (begins <= now_s) & (now_s < begins + length))

"""Chance without a state: a number in [0, 1) from whatever it is about. Asked twice it answers the same.

The city's future may not depend on how often it is looked at, so nothing that lives draws from a running generator.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Keys = npt.NDArray[np.uint64]

_ALL = (1 << 64) - 1
_GOLDEN_INT = 0x9E3779B97F4A7C15
_GOLDEN = np.uint64(_GOLDEN_INT)
_MIX_1 = np.uint64(0xBF58476D1CE4E5B9)
_MIX_2 = np.uint64(0x94D049BB133111EB)


def chances(seed: int, *about: npt.NDArray[np.integer] | int) -> npt.NDArray[np.float64]:
    """A number per row of the key columns (splitmix64), equally long or single values."""
    with np.errstate(over="ignore"):
        key: Keys = np.atleast_1d(np.asarray(seed, dtype=np.uint64)) + _GOLDEN
        for part in about:
            key = _mixed(key ^ (np.asarray(part).astype(np.uint64) + _GOLDEN))
    return np.asarray(key >> np.uint64(11), dtype=np.float64) * 2.0**-53


def chance(seed: int, *about: int) -> float:
    """One number about one thing: the same as `chances` gives, without the cost of an array."""
    key = (seed + _GOLDEN_INT) & _ALL
    for part in about:
        key ^= (part + _GOLDEN_INT) & _ALL
        key = ((key ^ (key >> 30)) * 0xBF58476D1CE4E5B9) & _ALL
        key = ((key ^ (key >> 27)) * 0x94D049BB133111EB) & _ALL
        key = ((key ^ (key >> 31)) + _GOLDEN_INT) & _ALL
    return float(key >> 11) * 2.0**-53


def _mixed(key: Keys) -> Keys:
    key = (key ^ (key >> np.uint64(30))) * _MIX_1
    key = (key ^ (key >> np.uint64(27))) * _MIX_2
    mixed: Keys = (key ^ (key >> np.uint64(31))) + _GOLDEN
    return mixed

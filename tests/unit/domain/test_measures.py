"""Lengths, areas and who is inside."""

from __future__ import annotations

import numpy as np
import pytest

from app.domain.measures import inside_ring, path_length_m, ring_area_m2
from app.domain.positions import distance_m

SQUARE = [(30.55, 112.30), (30.55, 112.31), (30.56, 112.31), (30.56, 112.30)]


def test_a_path_is_as_long_as_its_legs() -> None:
    legs = distance_m(*SQUARE[0], *SQUARE[1]) + distance_m(*SQUARE[1], *SQUARE[2])
    assert path_length_m(SQUARE[:3]) == pytest.approx(legs)
    assert path_length_m(SQUARE[:1]) == 0


def test_a_square_holds_width_by_height_closed_or_not() -> None:
    wanted = distance_m(*SQUARE[0], *SQUARE[1]) * distance_m(*SQUARE[1], *SQUARE[2])
    assert ring_area_m2(SQUARE) == pytest.approx(wanted, rel=1e-3)
    assert ring_area_m2([*SQUARE, SQUARE[0]]) == pytest.approx(wanted, rel=1e-3)
    assert ring_area_m2(SQUARE[::-1]) == pytest.approx(wanted, rel=1e-3)
    assert ring_area_m2(SQUARE[:2]) == 0


def test_a_notch_is_outside() -> None:
    notched = [(0, 0), (0, 4), (4, 4), (1, 2), (4, 0)]
    lat = np.array([0.5, 3.0, 3.0, 3.0, np.nan, -1.0])
    lon = np.array([2.0, 2.0, 0.3, 3.7, 2.0, 2.0])
    assert inside_ring(lat, lon, notched).tolist() == [True, False, True, True, False, False]

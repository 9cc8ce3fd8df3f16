"""The point file of a large city is made once and kept; a spoilt copy is made anew, a full disk costs only time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app.domain.component_points import ComponentPoints, sort_by_grid
from tests.logwatch import LogWatch
from views.city_map import component_file as module
from views.city_map.component_file import component_file

BOUNDS = (112.0, 30.0, 113.0, 31.0)


def city(count: int = 100, outside: int = 2, seed: int = 7) -> ComponentPoints:
    rng = np.random.default_rng(seed)
    lat = rng.integers(301_000_000, 309_000_000, count).astype(np.int32)
    lat[:outside] = 450_000_000
    lon = rng.integers(1_121_000_000, 1_129_000_000, count).astype(np.int32)
    category, state = rng.integers(0, 2, count).astype(np.uint8), np.zeros(count, np.uint8)
    return sort_by_grid(["C0102", "C0137"], ["990106001001001"], np.zeros(count, int), lat, lon, category, state)


@pytest.fixture(autouse=True)
def large_from_a_hundred(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_KEEP_FROM", 100)


def refuse(*_: Any, **__: Any) -> None:
    raise AssertionError("sorted again")


def test_it_is_sorted_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = component_file(city(), BOUNDS, tmp_path)
    assert isinstance(first.file, Path)
    monkeypatch.setattr(module, "encode_points", refuse)
    again = component_file(city(), BOUNDS, tmp_path)
    assert again.file == first.file
    assert again.order.tolist() == first.order.tolist()
    assert again.faults == first.faults == {"outside": 2}
    with pytest.raises(AssertionError, match="sorted again"):
        component_file(city(seed=8), BOUNDS, tmp_path)


def test_a_small_city_is_not_kept(tmp_path: Path) -> None:
    assert isinstance(component_file(city(count=99), BOUNDS, tmp_path / "points").file, bytes)
    assert not (tmp_path / "points").exists()


@pytest.mark.parametrize("suffix", [".json", ".npy"])
def test_a_spoilt_copy_is_made_anew(tmp_path: Path, suffix: str) -> None:
    first = component_file(city(), BOUNDS, tmp_path)
    assert isinstance(first.file, Path)
    first.file.with_suffix(suffix).write_bytes(b"{")
    assert component_file(city(), BOUNDS, tmp_path).order.tolist() == first.order.tolist()


def test_only_the_newest_are_kept(tmp_path: Path) -> None:
    for seed in range(5):
        component_file(city(seed=seed), BOUNDS, tmp_path / "points")
    assert len(list((tmp_path / "points").iterdir())) == 9


def test_a_disk_that_takes_nothing_costs_only_time(tmp_path: Path, expected_log: LogWatch) -> None:
    expected_log.expect("no copy of the components' point file was kept")
    (tmp_path / "points").write_text("no folder")
    made = component_file(city(), BOUNDS, tmp_path / "points")
    assert isinstance(made.file, bytes)

from __future__ import annotations

from pathlib import Path

import pytest

from app.backend.simulation.city import City, load_city


@pytest.fixture(scope="session")
def city_folder(_shared_cache: Path) -> Path:
    """Where the run's city and templates are cached, for a real backend as well."""
    return _shared_cache / "zhihui"


@pytest.fixture(scope="session")
def city(city_folder: Path) -> City:
    """The demo city of seed 7, built once per run."""
    return load_city(7, city_folder)

from __future__ import annotations

from pathlib import Path

import pytest

from app.backend.simulation.city import City, load_city


@pytest.fixture(scope="session")
def city(tmp_path_factory: pytest.TempPathFactory) -> City:
    """The demo city of seed 7, built once per run."""
    folder: Path = tmp_path_factory.getbasetemp() / "city"
    return load_city(7, folder)

"""What the window tests of one module share: a machine, and a demo that runs on it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hall import Machine, machine


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory, _shared_cache: Path) -> Iterator[Machine]:
    """A machine with a display, for all tests of a module."""
    with machine(tmp_path_factory.mktemp("hall"), _shared_cache) as made:
        yield made

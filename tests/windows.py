"""The fixture that tests of real windows (marked `window`) start from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.hall import Machine


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory, _shared_cache: Path) -> Iterator[Machine]:
    """A machine with a virtual display of 1920×1080, its eyes, hands and home folders, shared by a module's tests."""
    # Only here: every test run loads this plugin, also those on a Python without Qt.
    from tests.hall import machine

    with machine(tmp_path_factory.mktemp("hall"), _shared_cache) as made:
        yield made

"""What holds for every test: own folders, no unexpected warning, nothing left behind, the right event loop."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import settings

# A rule is wrong or right whatever else the machine is doing: no example fails for being slow.
settings.register_profile("zhihui", deadline=None)
settings.load_profile("zhihui")

# Before anything of Qt is imported. Window tests give their programs an environment of their own (tests/windows.py).
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

pytest_plugins = ["tests.logwatch", "tests.leaks", "tests.postgres", "tests.windows"]

ROOT = Path(__file__).resolve().parent.parent
LoopFactory = Callable[[], asyncio.AbstractEventLoop]


@pytest.fixture(scope="session")
def _shared_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One cache for the whole run: the demo city is made once, as on a user's machine."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def own_folders(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, _shared_cache: Path) -> Path:
    """HOME and the XDG folders are the test's own, so nothing of the user's is read or written. Returns that home."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    for name, folder in {
        "XDG_CONFIG_HOME": home / ".config",
        "XDG_DATA_HOME": home / ".local/share",
        "XDG_STATE_HOME": home / ".local/state",
        "XDG_CACHE_HOME": _shared_cache,
    }.items():
        monkeypatch.setenv(name, str(folder))
    return home


def _qt_loop() -> asyncio.AbstractEventLoop:
    from PySide6.QtWidgets import QApplication

    from app.shell.loop import ConsoleLoop

    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    return ConsoleLoop(application)


def pytest_asyncio_loop_factories(item: pytest.Item) -> Mapping[str, LoopFactory]:
    """Async tests in tests/qt run on the console's own loop, all others on plain asyncio."""
    if ROOT / "tests" / "qt" in item.path.parents:
        return {"qasync": _qt_loop}
    return {"asyncio": asyncio.new_event_loop}


@pytest.fixture(scope="session")
def checkout() -> Path:
    """The folder that holds main.py."""
    return ROOT

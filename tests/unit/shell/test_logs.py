"""The log is the user's own and holds no secrets."""

from __future__ import annotations

import atexit
import logging
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import qCritical, qInstallMessageHandler, qWarning

from app.shell.logs import ScrubbingFormatter, start_log
from app.shell.qt_log import hear_qt


@pytest.fixture
def clean_log() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level, hook = root.handlers[:], root.level, sys.excepthook
    chatty = {name: logging.getLogger(name).level for name in ("httpx", "httpcore", "qasync", "asyncio")}
    yield
    for handler in root.handlers[:]:
        if handler not in handlers:
            root.removeHandler(handler)
            handler.close()
    root.setLevel(level)
    sys.excepthook = hook
    for name, was in chatty.items():
        logging.getLogger(name).setLevel(was)


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("Authorization: Bearer abc.def-ghi", "Authorization: Bearer ***"),
        ('{"login": "lu", "password": "hunter2"}', '{"login": "lu", "password": "***"}'),
        ("refresh_token=abc123&x=1", "refresh_token=***&x=1"),
        ("TILECOL=3&tk=abc123&x=1", "TILECOL=3&tk=***&x=1"),
        ("{'access_token': 'abc'}", "{'access_token': '***'}"),
        ("the feed resumed after toy:20", "the feed resumed after toy:20"),
    ],
)
def test_secrets_are_scrubbed(said: str, written: str) -> None:
    record = logging.LogRecord("x", logging.INFO, "", 0, "%s", (said,), None)
    assert ScrubbingFormatter("%(message)s").format(record) == written


@pytest.mark.usefixtures("clean_log")
def test_the_file_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    file = start_log("console", tmp_path / "logs")
    assert file is not None
    logging.getLogger("app.api.feed").info("hello")
    assert "INFO app.api.feed: hello" in file.read_text(encoding="utf-8")
    if sys.platform != "win32":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.usefixtures("clean_log")
def test_a_disk_that_takes_no_log_stops_nothing(tmp_path: Path, expected_log: object) -> None:
    expected_log.expect("there is no log file")  # type: ignore[attr-defined]
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    assert start_log("console", tmp_path / "file") is None


@pytest.mark.usefixtures("clean_log")
def test_qts_warnings_go_to_the_file_and_its_errors_to_the_terminal_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], expected_log: object
) -> None:
    expected_log.expect("No Vulkan library")  # type: ignore[attr-defined]
    expected_log.expect("the engine is torn")  # type: ignore[attr-defined]
    file = start_log("console", tmp_path / "logs")
    assert file is not None
    before = qInstallMessageHandler(None)
    hear_qt()
    try:
        qWarning("No Vulkan library")
        qCritical("the engine is torn")
    finally:
        qInstallMessageHandler(before)
        atexit.unregister(qInstallMessageHandler)
    kept = file.read_text(encoding="utf-8")
    assert "WARNING qt: No Vulkan library" in kept
    assert "ERROR qt: the engine is torn" in kept
    spoken = capsys.readouterr().err
    assert "Vulkan" not in spoken
    assert "the engine is torn" in spoken

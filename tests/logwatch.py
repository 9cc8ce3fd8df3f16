"""A warning or an error in the log fails the test that caused it, unless the test said that it expects it."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator

import pytest


class LogWatch(logging.Handler):
    """Collects what is logged at WARNING or above while one test runs."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._seen: list[str] = []
        self._expected: list[re.Pattern[str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        text = f"{record.name}: {record.levelname}: {record.getMessage()}"
        if record.exc_info and record.exc_info[1] is not None:
            text += f" ({record.exc_info[1]!r})"
        self._seen.append(text)

    def expect(self, pattern: str) -> None:
        """Lines such as `app.api.feed: WARNING: …` that `pattern` is found in are wanted: at least one must come."""
        self._expected.append(re.compile(pattern))

    def verdict(self) -> list[str]:
        """What is wrong with the log: lines that nobody expected, and expectations that nothing met."""
        unexpected = [text for text in self._seen if not any(wanted.search(text) for wanted in self._expected)]
        unmet = [wanted.pattern for wanted in self._expected if not any(wanted.search(text) for text in self._seen)]
        return [f"logged: {text}" for text in unexpected] + [f"expected, but never logged: {text}" for text in unmet]


@pytest.fixture(autouse=True)
def expected_log() -> Iterator[LogWatch]:
    """Ask for it by name to call `expected_log.expect("regular expression")`; it watches every test."""
    watch = LogWatch()
    root = logging.getLogger()
    root.addHandler(watch)
    try:
        yield watch
    finally:
        root.removeHandler(watch)
    wrong = watch.verdict()
    if wrong:
        pytest.fail("The log is not as this test says:\n" + "\n".join(wrong), pytrace=False)

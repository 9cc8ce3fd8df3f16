"""The console's log: a rotating file in the user's own place, readable by that user alone, without secrets."""

from __future__ import annotations

import logging
import logging.handlers
import os
import re
import sys
from io import TextIOWrapper
from pathlib import Path

import platformdirs

from app.shell.qt_log import is_for_the_terminal

_BYTES, _FILES = 2_000_000, 5
_SECRETS = re.compile(
    r"""(bearer\s+)[\w.~+/=-]+"""
    r"""|(["']?(?:password|access_token|refresh_token|token|\btk)["']?\s*[:=]\s*["']?)[^"'\s,}&]+""",
    re.IGNORECASE,
)


def log_folder() -> Path:
    """Where an ordinary console logs."""
    return Path(platformdirs.user_log_dir("zhihui", appauthor=False))


class ScrubbingFormatter(logging.Formatter):
    """Writes passwords and tokens as ***, in messages and in tracebacks."""

    def format(self, record: logging.LogRecord) -> str:
        return _SECRETS.sub(lambda found: f"{found[1] or found[2]}***", super().format(record))


class _OwnFile(logging.handlers.RotatingFileHandler):
    def _open(self) -> TextIOWrapper:
        descriptor = os.open(self.baseFilename, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        return open(descriptor, "a", encoding=self.encoding)


def start_log(name: str, folder: Path | None = None) -> Path | None:
    """Log to `<name>.log` from now on, warnings to stderr too; the file, or None where the disk takes none."""
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    # One line per request would bury everything else.
    for chatty in ("httpx", "httpcore", "qasync", "asyncio"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    layout = ScrubbingFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s")
    spoken = logging.StreamHandler(sys.stderr)
    spoken.setLevel(logging.WARNING)
    spoken.setFormatter(layout)
    spoken.addFilter(is_for_the_terminal)
    root.addHandler(spoken)
    file = (folder or log_folder()) / f"{name}.log"
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        kept = _OwnFile(file, maxBytes=_BYTES, backupCount=_FILES, encoding="utf-8")
    except OSError as fault:
        logging.getLogger(__name__).warning("there is no log file: %s", fault)
        return None
    kept.setFormatter(layout)
    root.addHandler(kept)
    sys.excepthook = _log_uncaught
    return file


def _log_uncaught(kind: type[BaseException], fault: BaseException, traceback: object) -> None:
    if not issubclass(kind, KeyboardInterrupt):
        logging.getLogger("zhihui").critical("uncaught", exc_info=fault)

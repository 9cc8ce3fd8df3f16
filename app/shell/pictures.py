"""Pictures of the console where nobody can see it: the whole screen, saved again and again to one file."""

from __future__ import annotations

import logging
import os
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication

from app.domain.errors import PlainError

INTERVAL_MS = 10_000

_log = logging.getLogger(__name__)


class ScreenPictures(QObject):
    """Writes the primary screen to `path` (PNG) every `interval_ms`, from `start` until `stop`.

    The file is replaced whole, so a reader never meets half a picture. Raises PlainError when the folder takes no file.
    """

    def __init__(self, path: Path, interval_ms: int = INTERVAL_MS, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path.resolve()
        self._draft = self._path.with_name(f".{self._path.name}.part")
        try:
            self._draft.touch()
            self._draft.unlink()
        except OSError as fault:
            raise PlainError(
                f"The picture {self._path} cannot be written: {fault.strerror}.",
                "Start from a folder that you may write to.",
            ) from fault
        self._timer = QTimer(self)
        self._timer.setInterval(interval_ms)
        self._timer.timeout.connect(self.write)

    def start(self) -> None:
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()

    def write(self) -> bool:
        """One picture now. False, with a line in the log, when the disk took none."""
        screen = QGuiApplication.primaryScreen()
        taken = screen.grabWindow(0) if screen is not None else None
        if taken is None or taken.isNull() or not taken.save(str(self._draft), "PNG"):
            _log.warning("no picture was written to %s", self._path)
            return False
        os.replace(self._draft, self._path)
        return True

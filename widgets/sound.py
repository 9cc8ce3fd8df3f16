"""The alarm's two tones. A hall without a sound device still gets its banner, so this part never fails."""

from __future__ import annotations

import logging
from pathlib import Path

from PySide6.QtCore import QObject, QUrl

from widgets.theme import RESOURCES

_log = logging.getLogger(__name__)
ALARM_WAV = RESOURCES / "sounds" / "alarm.wav"


class AlarmSound(QObject):
    """Repeats a WAV file until stopped. Silent without a device or without QtMultimedia's libraries; never raises."""

    def __init__(self, path: Path = ALARM_WAV, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wanted = False
        self._muted = False
        self._effect = None
        try:
            # Imported here: QtMultimedia needs libpulse even to import, and a seat without it must still start.
            from PySide6.QtMultimedia import QMediaDevices, QSoundEffect

            if QMediaDevices.audioOutputs():
                self._effect = QSoundEffect(self)
                self._effect.setSource(QUrl.fromLocalFile(str(path)))
                self._effect.setLoopCount(-2)  # QSoundEffect.Infinite
        except ImportError as error:
            _log.info("no alarm sound: %s", error)

    def is_wanted(self) -> bool:
        """True between `start` and `stop`, whether or not anything can be heard."""
        return self._wanted

    def start(self) -> None:
        """Begin, or go on; a second call changes nothing."""
        if not self._wanted:
            self._wanted = True
            self._run()

    def stop(self) -> None:
        self._wanted = False
        self._run()

    def set_muted(self, muted: bool) -> None:
        self._muted = muted
        self._run()

    def _run(self) -> None:
        if self._effect is None:
            return
        if self._wanted and not self._muted:
            self._effect.play()
        else:
            self._effect.stop()

"""What this machine remembers: theme, language, server, window layout. One ini file in the platform's config place."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import platformdirs
from PySide6.QtCore import QByteArray, QObject, QSettings, Signal

from app.stores.tile_sources import TileSources

Theme = Literal["night", "day"]
Language = Literal["zh", "en"]


def settings_file() -> Path:
    """Where an ordinary console keeps its settings."""
    return Path(platformdirs.user_config_dir("zhihui", appauthor=False)) / "console.ini"


class Settings(QObject):
    """Settings of one machine, written through at once; `settings_changed` carries the name of the one that changed.

    A value that is missing or odd reads as its default. `tile_sources`: where the ground of the map comes from.
    """

    settings_changed = Signal(str)

    def __init__(self, path: Path | None = None) -> None:
        super().__init__()
        self._ini = QSettings(str(path or settings_file()), QSettings.Format.IniFormat)
        self.tile_sources = TileSources(self.path.with_name("tile-sources.json"))

    @property
    def path(self) -> Path:
        return Path(self._ini.fileName())

    @property
    def theme(self) -> Theme:
        return "day" if self._text("theme") == "day" else "night"

    @theme.setter
    def theme(self, theme: Theme) -> None:
        self._write("theme", theme)

    @property
    def language(self) -> Language:
        return "en" if self._text("language") == "en" else "zh"

    @language.setter
    def language(self, language: Language) -> None:
        self._write("language", language)

    @property
    def server_url(self) -> str:
        return self._text("server_url")

    @server_url.setter
    def server_url(self, url: str) -> None:
        self._write("server_url", url)

    @property
    def last_login(self) -> str:
        """The login that was last used here; never its password."""
        return self._text("last_login")

    @last_login.setter
    def last_login(self, login: str) -> None:
        self._write("last_login", login)

    @property
    def alarm_sound(self) -> bool:
        return self._text("alarm_sound", "true") == "true"

    @alarm_sound.setter
    def alarm_sound(self, on: bool) -> None:
        self._write("alarm_sound", "true" if on else "false")

    @property
    def geometry(self) -> bytes:
        """The main window's geometry as Qt saves it; b'' before the first run."""
        return self.state("geometry")

    @geometry.setter
    def geometry(self, geometry: bytes) -> None:
        self.set_state("geometry", geometry)

    def state(self, key: str) -> bytes:
        """A widget's saved state, b'' where there is none."""
        value = self._ini.value(f"state/{key}")
        return bytes(value.data()) if isinstance(value, QByteArray) else b""

    def set_state(self, key: str, state: bytes) -> None:
        """Keep a widget's state; signals nothing, for nobody but that widget cares."""
        self._ini.setValue(f"state/{key}", QByteArray(state))

    def flush(self) -> None:
        """Write to disk what Qt still holds back."""
        self._ini.sync()

    def _text(self, name: str, default: str = "") -> str:
        return str(self._ini.value(name, default))

    def _write(self, name: str, value: str) -> None:
        if self._text(name) == value and self._ini.contains(name):
            return
        self._ini.setValue(name, value)
        self.settings_changed.emit(name)

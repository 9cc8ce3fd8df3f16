"""Brings Qt up as the house needs it: map scheme and drawing mode before QApplication, then look and language."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QApplication

from app.shell.language import LanguageSwitch
from app.shell.options import Language
from app.shell.qt_log import hear_qt
from app.stores.settings import Settings
from widgets.map import choose_backend, register_scheme
from widgets.theme import theme


def make_application() -> QApplication:
    """The one QApplication of this process; it ends the process where no display answers (`display_probe`)."""
    hear_qt()
    choose_backend()
    register_scheme()
    app = QApplication(sys.argv[:1])
    app.setApplicationName("zhihui")
    app.setDesktopFileName("zhihui")
    return app


def make_settings(language: Language | None) -> Settings:
    """This machine's settings, with the language that was asked for on the command line."""
    settings = Settings()
    if language is not None:
        settings.language = language.value
    return settings


def dress(app: QApplication, settings: Settings, own_look: str = "") -> None:
    """Look and language as the settings say, now and whenever they change; `own_look` stands against the settings."""
    look = theme()
    look.set_theme(own_look or settings.theme)
    look.apply(app)

    def follow(name: str) -> None:
        if name == "theme" and not own_look:
            look.set_theme(settings.theme)

    settings.settings_changed.connect(follow)
    LanguageSwitch(app, settings)

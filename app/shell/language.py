"""The interface's language: English is the source, Chinese the catalogue; switched while running."""

from __future__ import annotations

import logging
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator

from app.stores.settings import Settings

_log = logging.getLogger(__name__)

CATALOGUE = Path(__file__).resolve().parents[2] / "i18n" / "zhihui_zh_CN.qm"


class LanguageSwitch(QObject):
    """Installs the catalogue for the language in the settings and follows it; widgets hear LanguageChange."""

    def __init__(self, app: QCoreApplication, settings: Settings, catalogue: Path = CATALOGUE) -> None:
        super().__init__(app)
        self._app = app
        self._settings = settings
        self._own, self._qt = QTranslator(self), QTranslator(self)
        if not self._own.load(str(catalogue)):
            _log.warning("there is no catalogue %s: run make setup; the interface stays English", catalogue)
        # Qt's own words: context menus of text fields, standard buttons.
        self._qt.load(QLocale("zh_CN"), "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
        settings.settings_changed.connect(self._follow)
        self._apply()

    def _follow(self, name: str) -> None:
        if name == "language":
            self._apply()

    def _apply(self) -> None:
        for translator in (self._qt, self._own):
            if self._settings.language == "zh":
                self._app.installTranslator(translator)
            else:
                self._app.removeTranslator(translator)
        QLocale.setDefault(QLocale("zh_CN" if self._settings.language == "zh" else "en_GB"))

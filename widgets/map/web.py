"""The web page behind a map: private profile, closed network, and the one custom scheme."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication, QObject, QUrl
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile, QWebEngineSettings

from widgets.map.page_scripts import script_line
from widgets.map.scheme import NAME, ORIGIN, OWN_SCRIPTS, OnlyOwnSources, SchemeHandler, SchemeRequest

log = logging.getLogger(__name__)

PAGE_URL = QUrl(f"{ORIGIN}/")


class MapPage(QWebEnginePage):
    """A page that goes nowhere else and whose script errors land in the log. Its profile ends after it."""

    def __init__(self, profile: QWebEngineProfile, parent: QObject) -> None:
        super().__init__(profile, parent)
        # Held here: QtWebEngine keeps no Python object alive, and a lost interceptor lets all through in silence.
        self._sources = OnlyOwnSources()
        self.setUrlRequestInterceptor(self._sources)
        # As a sibling in the widget the profile would be destroyed first, which QtWebEngine does not survive well.
        profile.setParent(QCoreApplication.instance())
        self.destroyed.connect(profile.deleteLater)

    def acceptNavigationRequest(
        self, url: QUrl | str, kind: QWebEnginePage.NavigationType, is_main_frame: bool
    ) -> bool:
        return QUrl(url) == PAGE_URL

    def javaScriptConsoleMessage(
        self, level: QWebEnginePage.JavaScriptConsoleMessageLevel, message: str, line: int, source: str
    ) -> None:
        severe = level == QWebEnginePage.JavaScriptConsoleMessageLevel.ErrorMessageLevel
        if source == f"{ORIGIN}{OWN_SCRIPTS}":
            source, line = script_line(line)
        log.log(logging.ERROR if severe else logging.INFO, "map page: %s (%s:%d)", message, source, line)


def private_profile(
    page: Callable[[], bytes],
    data: Callable[[str], bytes | None],
    routes: Mapping[str, Callable[[SchemeRequest], None]],
) -> QWebEngineProfile:
    """An off-the-record profile that serves the scheme from `page`, `data` and `routes`."""
    profile = QWebEngineProfile()
    handler = SchemeHandler(page, data, routes, profile)
    profile.installUrlSchemeHandler(NAME, handler)
    return profile


def close_doors(settings: QWebEngineSettings) -> None:
    """Turns off what a map page never needs."""
    for attribute in (
        QWebEngineSettings.WebAttribute.PluginsEnabled,
        QWebEngineSettings.WebAttribute.PdfViewerEnabled,
        QWebEngineSettings.WebAttribute.JavascriptCanOpenWindows,
        QWebEngineSettings.WebAttribute.LocalStorageEnabled,
        QWebEngineSettings.WebAttribute.DnsPrefetchEnabled,
        QWebEngineSettings.WebAttribute.ShowScrollBars,
        QWebEngineSettings.WebAttribute.NavigateOnDropEnabled,
    ):
        settings.setAttribute(attribute, False)

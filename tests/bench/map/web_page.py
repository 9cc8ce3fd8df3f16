"""A peer's page in the same web engine, window and transport as ours: one scheme gives page, scripts and positions."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QUrl
from PySide6.QtWebEngineCore import (
    QWebEnginePage,
    QWebEngineProfile,
    QWebEngineUrlRequestJob,
    QWebEngineUrlScheme,
    QWebEngineUrlSchemeHandler,
)

from tests.bench.map.peer_pages import PAGES

_NAME = b"bench"
_URL = QUrl("bench://peer/")
_KINDS = {
    ".js": b"text/javascript",
    ".mjs": b"text/javascript",
    ".css": b"text/css",
    ".png": b"image/png",
    ".html": b"text/html",
    "": b"application/octet-stream",
}
_log = logging.getLogger(__name__)


def register_bench_scheme() -> None:
    """Once, before QApplication; the same rights as the product's own scheme has."""
    scheme = QWebEngineUrlScheme(QByteArray(_NAME))
    scheme.setSyntax(QWebEngineUrlScheme.Syntax.Host)
    scheme.setFlags(
        QWebEngineUrlScheme.Flag.SecureScheme
        | QWebEngineUrlScheme.Flag.CorsEnabled
        | QWebEngineUrlScheme.Flag.FetchApiAllowed
        | QWebEngineUrlScheme.Flag.ContentSecurityPolicyIgnored
    )
    QWebEngineUrlScheme.registerScheme(scheme)


class _Answers(QWebEngineUrlSchemeHandler):
    """`/` the page, `/npm/…` and `/pages/…` files, `/places` the newest positions."""

    def __init__(self, html: bytes, scripts: Path, places: Callable[[], bytes], parent: QObject) -> None:
        super().__init__(parent)
        self._html, self._scripts, self._places = html, scripts, places

    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:
        path = job.requestUrl().path()
        body, kind = self._find(path)
        if body is None:
            _log.warning("the page asked for %s, which is not there", path)
            job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)
            return
        buffer = QBuffer(job)
        buffer.setData(body)
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        job.reply(kind, buffer)

    def _find(self, path: str) -> tuple[bytes | None, bytes]:
        if path == "/":
            return self._html, _KINDS[".html"]
        if path == "/places":
            return self._places(), _KINDS[""]
        word, _, rest = path.removeprefix("/").partition("/")
        file = {"npm": self._scripts, "pages": PAGES}.get(word, PAGES) / rest
        if not rest or not file.is_file():
            return None, b""
        return file.read_bytes(), _KINDS.get(file.suffix, _KINDS[""])


class PeerPage(QWebEnginePage):
    """Loads the page; its complaints go to the log. `places()` is asked whenever the page takes positions."""

    def __init__(self, html: str, scripts: Path, places: Callable[[], bytes], parent: QObject) -> None:
        profile = QWebEngineProfile(parent)
        handler = _Answers(html.encode(), scripts, places, profile)
        profile.installUrlSchemeHandler(QByteArray(_NAME), handler)
        super().__init__(profile, parent)
        self.complaints: list[str] = []
        self.load(_URL)

    def javaScriptConsoleMessage(
        self, level: QWebEnginePage.JavaScriptConsoleMessageLevel, message: str, line: int, source: str
    ) -> None:
        if level == QWebEnginePage.JavaScriptConsoleMessageLevel.ErrorMessageLevel:
            self.complaints.append(message)
            _log.warning("%s (%s:%d)", message, source, line)

"""The page's only source: the `zhihui:` scheme. Page, scripts and live buffers come from here, nothing from a network.

The scheme cannot serve Range requests (QtWebEngine crashes on them), so every answer is whole.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import shiboken6
from PySide6.QtCore import QBuffer, QByteArray, QFile, QIODevice, QObject, QUrl
from PySide6.QtWebEngineCore import (
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
    QWebEngineUrlRequestJob,
    QWebEngineUrlScheme,
    QWebEngineUrlSchemeHandler,
)

from widgets.map.page_scripts import page_script

NAME = b"zhihui"
ORIGIN = "zhihui://map"
OWN_SCRIPTS = "/scripts.js"
WEB_ROOT = Path(__file__).resolve().parents[2] / "resources" / "web"
_TYPES = {".js": b"text/javascript", ".css": b"text/css", ".png": b"image/png", ".svg": b"image/svg+xml"}


def register_scheme() -> None:
    """Makes the scheme known to QtWebEngine; once, before QApplication. A second call does nothing."""
    if QWebEngineUrlScheme.schemeByName(QByteArray(NAME)).name() == NAME:
        return
    scheme = QWebEngineUrlScheme(NAME)
    scheme.setSyntax(QWebEngineUrlScheme.Syntax.Host)
    scheme.setFlags(
        QWebEngineUrlScheme.Flag.SecureScheme
        | QWebEngineUrlScheme.Flag.CorsEnabled
        | QWebEngineUrlScheme.Flag.FetchApiAllowed
        | QWebEngineUrlScheme.Flag.ContentSecurityPolicyIgnored
    )
    QWebEngineUrlScheme.registerScheme(scheme)


class SchemeRequest:
    """One question of the page, answered once, now or later; an answer that nobody waits for is dropped."""

    def __init__(self, job: QWebEngineUrlRequestJob, path: str) -> None:
        self._job = job
        self.path = path

    def is_waited_for(self) -> bool:
        """False once the page has given the question up."""
        return shiboken6.isValid(self._job)

    def reply(self, kind: bytes, body: bytes | QIODevice) -> None:
        """The whole body, or an open device that is read to its end and then deleted."""
        if not self.is_waited_for():
            return
        if isinstance(body, QIODevice):
            body.setParent(self._job)
            self._job.reply(kind, body)
            return
        buffer = QBuffer(self._job)  # the job is its owner, so it lives exactly as long as the answer is read
        buffer.setData(body)
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._job.reply(kind, buffer)

    def fail(self) -> None:
        """There is no such thing."""
        if self.is_waited_for():
            self._job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)


class SchemeHandler(QWebEngineUrlSchemeHandler):
    """Answers `/` with the page, `/scripts.js` with all of its own scripts, `/web/…` with files under resources/web and
    `/data/<channel>` with what `data` gives.

    `data(channel)` returns the newest bytes or None. `routes` are answered by others: the first word of a path names
    who, the rest is the request's path. Anything else is "not found".
    """

    def __init__(
        self,
        page: Callable[[], bytes],
        data: Callable[[str], bytes | None],
        routes: Mapping[str, Callable[[SchemeRequest], None]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._page = page
        self._data = data
        self._routes = routes

    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:
        path = job.requestUrl().path()
        prefix, _, rest = path.removeprefix("/").partition("/")
        if prefix in self._routes:
            self._routes[prefix](SchemeRequest(job, rest))
            return
        body, kind = self._answer(path)
        request = SchemeRequest(job, path)
        if body is None:
            request.fail()
        else:
            request.reply(kind, body)

    def _answer(self, path: str) -> tuple[bytes | None, bytes]:
        if path in ("", "/"):
            return self._page(), b"text/html;charset=utf-8"
        if path.startswith("/data/"):
            return self._data(path.removeprefix("/data/")), b"application/octet-stream"
        if path == OWN_SCRIPTS:
            return page_script(), b"text/javascript;charset=utf-8"
        if path == "/qt/qwebchannel.js":
            source = QFile(":/qtwebchannel/qwebchannel.js")
            if source.open(QIODevice.OpenModeFlag.ReadOnly):
                return bytes(source.readAll().data()), b"text/javascript"
            return None, b""
        file = (WEB_ROOT / path.removeprefix("/web/")).resolve()
        if not path.startswith("/web/") or WEB_ROOT not in file.parents or not file.is_file():
            return None, b""
        return file.read_bytes(), _TYPES.get(file.suffix, b"application/octet-stream")


class OnlyOwnSources(QWebEngineUrlRequestInterceptor):
    """Blocks whatever does not come from the scheme: tiles of other servers too are fetched by the console."""

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        if not self.allows(info.requestUrl()):
            info.block(True)

    def allows(self, url: QUrl) -> bool:
        return url.scheme() in ("zhihui", "data", "blob", "qrc")

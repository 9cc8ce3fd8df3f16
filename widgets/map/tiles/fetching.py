"""One tile by HTTP, in a thread that may wait. No library that logs what it asks for: the address holds the key."""

from __future__ import annotations

import http.client
import io
import socket
import ssl
import threading
import time
from functools import partial
from typing import Any
from urllib.parse import quote, urlsplit

from widgets.map.tiles.pictures import MOST_BYTES, picture_answer
from widgets.map.tiles.source import TileAnswer, Trouble

_CHUNK_BYTES = 65_536
_MISSING = frozenset({204, 404, 410})
_FORBIDDEN = frozenset({401, 402, 403, 407, 418, 429})
_HEADS = {"User-Agent": "Zhihui", "Accept": "image/*"}


class Fetcher:
    """Keeps one connection per thread and server open. Redirects are not followed: a captive portal or a moved service
    must not get the key. `timeout_s` holds for each step: connecting (to each address of a name anew), sending, every
    wait for bytes. Twice that is the end of the whole tile with its headers, however they drip; only a connecting that
    began before it may still last its own step. How long the system looks a name up is not in these hands."""

    def __init__(self, timeout_s: float) -> None:
        self._timeout_s = timeout_s
        self._local = threading.local()
        self._tls: ssl.SSLContext | None = None

    def fetch(self, address: str) -> TileAnswer:
        """Never raises."""
        until_s = time.monotonic() + 2 * self._timeout_s
        for fresh in (False, True):
            try:
                return self._ask(address, until_s, fresh=fresh)
            except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):
                # A connection that was kept may have been closed meanwhile; that is found out only now.
                self._drop()
                continue
            except TimeoutError:
                return self._failed(Trouble.HANGS)
            except http.client.IncompleteRead:
                return self._failed(Trouble.TORN)
            except (OSError, http.client.HTTPException, ValueError):
                return self._failed(Trouble.REFUSED)
        return self._failed(Trouble.REFUSED)

    def _failed(self, trouble: Trouble) -> TileAnswer:
        self._drop()
        return TileAnswer(trouble=trouble)

    def _drop(self) -> None:
        kept = getattr(self._local, "kept", None)
        if kept is not None:
            kept[1].close()
            self._local.kept = None

    def _ask(self, address: str, until_s: float, *, fresh: bool) -> TileAnswer:
        parts = urlsplit(address)
        server = (parts.scheme, parts.netloc)
        kept = getattr(self._local, "kept", None)
        if fresh or kept is None or kept[0] != server:
            self._drop()
            kept = self._local.kept = (server, self._connect(parts.scheme, parts.netloc))
        connection: http.client.HTTPConnection = kept[1]
        if connection.sock is not None:
            connection.sock.settimeout(self._timeout_s)  # the tile before may have left it a shorter one
        connection.response_class = partial(_Response, self._timeout_s, until_s)  # type: ignore[assignment]
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        connection.request("GET", quote(path, safe="/%:=&?~+!$,;'@()*[]|"), headers=_HEADS)
        response = connection.getresponse()
        body = b""
        # read1 and not read, which comes back only with as many bytes as it was asked for.
        while chunk := response.read1(min(_CHUNK_BYTES, MOST_BYTES + 1 - len(body))):
            body += chunk
            if len(body) > MOST_BYTES:
                self._drop()
                return TileAnswer(trouble=Trouble.TOO_LARGE)
        if response.length:  # fewer bytes than were promised; read1 does not say so
            raise http.client.IncompleteRead(body)
        response.close()  # read1 leaves it open at its end, and the connection would take no further question
        return _judged(response.status, response.getheader("Content-Type") or "", body)

    def _connect(self, scheme: str, netloc: str) -> http.client.HTTPConnection:
        if scheme == "https":
            if self._tls is None:
                self._tls = ssl.create_default_context()
            return http.client.HTTPSConnection(netloc, timeout=self._timeout_s, context=self._tls)
        return http.client.HTTPConnection(netloc, timeout=self._timeout_s)


class _Response(http.client.HTTPResponse):
    """Waits for bytes, of the headers too, no longer than `step_s` each and not past `until_s` (monotonic)."""

    def __init__(self, step_s: float, until_s: float, sock: socket.socket, method: str | None = None) -> None:
        super().__init__(sock, method=method)
        self.fp = io.BufferedReader(_Punctual(self.fp.detach(), sock, step_s, until_s))


class _Punctual(io.RawIOBase):
    def __init__(self, raw: io.RawIOBase, sock: socket.socket, step_s: float, until_s: float) -> None:
        self._raw, self._sock, self._step_s, self._until_s = raw, sock, step_s, until_s

    def readable(self) -> bool:
        return True

    def readinto(self, into: Any, /) -> int | None:
        left_s = self._until_s - time.monotonic()
        if left_s <= 0:
            raise TimeoutError
        self._sock.settimeout(min(self._step_s, left_s))
        return self._raw.readinto(into)

    def close(self) -> None:
        self._raw.close()
        super().close()


def _judged(status: int, kind: str, body: bytes) -> TileAnswer:
    if status == 200:
        return picture_answer(body, kind)
    if status in _MISSING:
        trouble = Trouble.MISSING
    elif status in _FORBIDDEN:
        trouble = Trouble.FORBIDDEN
    else:
        trouble = Trouble.MOVED if 300 <= status < 400 else Trouble.SERVER
    return TileAnswer(trouble=trouble, detail=str(status))

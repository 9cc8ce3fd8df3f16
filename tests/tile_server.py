"""A tile server for tests: real HTTP on this machine, well-behaved or not, as each path says."""

from __future__ import annotations

import struct
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


def png(red: int, green: int, blue: int, side: int = 256) -> bytes:
    """A picture of one colour."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    rows = (b"\0" + bytes((red, green, blue)) * side) * side
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows, 1)) + chunk(b"IEND", b"")


PICTURE = png(200, 40, 40)


class TileServer:
    """`manner` is how it answers now: well, hang, drip and drip_heads (a byte at a time), forbid, page
    (HTML), torn, cut, large, missing, broken, elsewhere. `keeps_open`: one connection takes many questions."""

    def __init__(self) -> None:
        self.manner = "well"
        self.keeps_open = False
        self.connections = 0
        self.paths: list[str] = []
        self.agents: list[str] = []
        self._let_go = threading.Event()
        self._lock = threading.Lock()
        server = self

        class Handler(BaseHTTPRequestHandler):
            def setup(self) -> None:
                super().setup()
                with server._lock:
                    server.connections += 1
                if server.keeps_open:
                    self.protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                with server._lock:
                    server.paths.append(self.path)
                    server.agents.append(self.headers.get("User-Agent", ""))
                server._answer(self)

            def log_message(self, *_words: object) -> None:
                pass

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        self.address = f"http://127.0.0.1:{self._http.server_address[1]}"

    def picture(self, path: str) -> bytes:
        """What a well-behaved answer holds; tests may replace it."""
        return PICTURE

    def _answer(self, to: BaseHTTPRequestHandler) -> None:
        def send(status: int, kind: str, body: bytes, said_length: int | None = None, **heads: str) -> None:
            to.send_response(status)
            to.send_header("Content-Type", kind)
            to.send_header("Content-Length", str(len(body) if said_length is None else said_length))
            for name, value in heads.items():
                to.send_header(name, value)
            to.end_headers()
            with suppress(OSError):
                to.wfile.write(body)

        manner = self.manner
        if manner == "hang":
            self._let_go.wait(30)
        elif manner in ("drip", "drip_heads"):
            heads = f"HTTP/1.0 200 OK\r\nContent-Type: image/png\r\nContent-Length: {len(PICTURE)}\r\n"
            to.wfile.write(heads.encode() + (b"\r\n" if manner == "drip" else b"X-Slow: "))
            with suppress(OSError):
                while not self._let_go.wait(0.02):
                    to.wfile.write(PICTURE[:1] if manner == "drip" else b"x")
        elif manner == "well":
            send(200, "image/png", self.picture(to.path))
        elif manner == "forbid":
            send(403, "text/plain", b"the key is not known")
        elif manner == "page":
            send(200, "text/html", b"<html>please sign in</html>")
        elif manner == "torn":
            send(200, "image/png", PICTURE[:200])
        elif manner == "cut":
            send(200, "image/png", PICTURE[:200], said_length=len(PICTURE))
            to.close_connection = True
        elif manner == "large":
            send(200, "image/png", PICTURE + b"\0" * 4_000_000)
        elif manner == "missing":
            send(404, "text/plain", b"")
        elif manner == "broken":
            send(500, "text/plain", b"")
        elif manner == "elsewhere":
            send(302, "text/plain", b"", Location="http://localhost:1/sign-in")

    def start(self) -> None:
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.02})
        self._thread.start()

    def stop(self) -> None:
        self._let_go.set()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()


@contextmanager
def tile_server() -> Iterator[TileServer]:
    server = TileServer()
    server.start()
    try:
        yield server
    finally:
        server.stop()

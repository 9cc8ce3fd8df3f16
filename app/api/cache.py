"""Bodies that hardly change, kept on disk with their ETag: reference, outlines, base map."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import os
from contextlib import suppress
from pathlib import Path

import platformdirs

from app.api.client import Client
from app.api.errors import Unreachable

_log = logging.getLogger(__name__)


def cache_folder() -> Path:
    """Where an ordinary console keeps what it can always fetch again."""
    return Path(platformdirs.user_cache_dir("zhihui", appauthor=False)) / "bodies"


class BodyCache:
    """Bodies of one server as one account sees them. A disk that takes or gives nothing only costs a download."""

    def __init__(self, client: Client, folder: Path | None = None) -> None:
        self._client = client
        self._folder = folder or cache_folder()

    async def fetch(self, path: str) -> bytes:
        """The body as it is now: by ETag from disk where the server says so, or from disk where it is away.

        Raises Unreachable when neither server nor disk has it, Refusal when the server says no.
        """
        kept = await asyncio.to_thread(self._read, path)
        try:
            answer = await self._client.get_if_changed(path, kept[0] if kept else None)
        except Unreachable:
            if kept is None:
                raise
            return kept[1]
        if answer is None:
            if kept is None:
                raise Unreachable("The server said that nothing changed, though it was not asked so.")
            return kept[1]
        body, etag = answer
        if etag:
            await asyncio.to_thread(self._write, path, etag, body)
        return body

    def _file(self, path: str) -> Path:
        account = self._client.account
        seen_by = f"{account.login}\n{account.area_code}" if account else ""
        name = hashlib.sha256(f"{self._client.server_url}\n{seen_by}\n{path}".encode()).hexdigest()
        return self._folder / f"{name[:32]}.body"

    def _read(self, path: str) -> tuple[str, bytes] | None:
        try:
            etag, sep, body = self._file(path).read_bytes().partition(b"\n")
        except OSError:
            return None
        return (etag.decode("latin-1"), body) if sep else None

    def _write(self, path: str, etag: str, body: bytes) -> None:
        file = self._file(path)
        draft = file.with_name(f"{file.name}.{os.getpid()}")
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            draft.write_bytes(etag.encode("latin-1") + b"\n" + body)
            draft.replace(file)
        except OSError as fault:
            _log.warning("no copy of %s was kept: %s", path, fault)
            with suppress(OSError):
                draft.unlink()

"""A throw-away PostgreSQL server for the tests: own data folder, own port on loopback, gone when the run ends."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest

START_LIMIT_S = 30
_numbers = count(1)


@dataclass(frozen=True, slots=True)
class PostgresServer:
    """A running server; `account` owns it."""

    programs: Path
    folder: Path
    port: int
    account: str

    def new_database(self) -> str:
        """Make an empty database and return its SQLAlchemy URL."""
        name = f"city_{next(_numbers)}"
        command = [self.programs / "createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", self.account, name]
        subprocess.run(command, check=True, capture_output=True)
        return f"postgresql+asyncpg://{self.account}@127.0.0.1:{self.port}/{name}"


def _programs() -> Path:
    """Debian keeps the server's programs out of PATH, in a folder per version: the newest."""
    places = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda place: int(place.parts[-3]))
    found = shutil.which("initdb")
    if places:
        return places[-1].parent
    if found:
        return Path(found).parent
    pytest.fail("PostgreSQL is not installed. Run: make test, or apt-get install postgresql", pytrace=False)


def _unprivileged() -> pwd.struct_passwd | None:
    """The server refuses to run as root: then it gets Debian's own account for it, else nobody."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    return None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    programs = _programs()
    owner = _unprivileged()
    account = owner.pw_name if owner else pwd.getpwuid(os.geteuid()).pw_name
    # Not pytest's own folder: that one is closed to the account that the server runs as.
    folder = Path(tempfile.mkdtemp(prefix="zhihui-pg-"))
    if owner:
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    ids = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []} if owner else {}
    settings = {"cwd": folder, "env": {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}, **ids}
    data = folder / "data"
    subprocess.run(
        [programs / "initdb", "-D", data, "-A", "trust", "-U", account, "-E", "UTF8", "--no-sync"],
        check=True,
        capture_output=True,
        **settings,
    )
    port = _free_port()
    server = subprocess.Popen(
        [programs / "postgres", "-D", data, "-h", "127.0.0.1", "-p", str(port), "-k", folder, "-F"],
        stdout=subprocess.DEVNULL,
        stderr=(folder / "log").open("wb"),
        **settings,
    )
    try:
        ready = [programs / "pg_isready", "-h", "127.0.0.1", "-p", str(port), "-t", "1", "-q"]
        for _ in range(START_LIMIT_S * 20):
            if server.poll() is not None or subprocess.run(ready, check=False).returncode == 0:
                break
            with pytest.raises(subprocess.TimeoutExpired):
                server.wait(0.05)
        if server.poll() is not None:
            pytest.fail(f"PostgreSQL did not start: {(folder / 'log').read_text()}", pytrace=False)
        yield PostgresServer(programs, folder, port, account)
    finally:
        if server.poll() is None:
            server.send_signal(signal.SIGQUIT)  # "immediate": nothing of it is kept, so nothing need be written
            server.wait(START_LIMIT_S)
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgres_url(postgres_server: PostgresServer) -> str:
    """The URL of an empty database of the test's own, for SQLAlchemy with asyncpg."""
    return postgres_server.new_database()

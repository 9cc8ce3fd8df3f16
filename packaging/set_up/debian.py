"""The system packages: which of a list are missing, and how they are installed (Debian and its children)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from app.domain.errors import PlainError


def names_in(package_list: Path) -> list[str]:
    """The package names of a list file: one to a line, # begins a comment."""
    lines = (line.partition("#")[0].strip() for line in package_list.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line]


def missing(names: Sequence[str]) -> list[str]:
    """Those that dpkg does not have installed, in the order given."""
    answer = subprocess.run(
        ["dpkg-query", "--show", "--showformat=${db:Status-Abbrev}\t${Package}\n", *names],
        capture_output=True,
        text=True,
        check=False,
    )
    installed = {line.split("\t")[1] for line in answer.stdout.splitlines() if line.startswith("ii")}
    return [name for name in names if name not in installed]


def _root_prefix(names: Iterable[str]) -> list[str]:
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo"):
        asks_nobody = ["sudo", "--non-interactive"]
        may = subprocess.run([*asks_nobody, "true"], capture_output=True, check=False).returncode == 0
        if may:
            return asks_nobody
        if sys.stdin.isatty():
            return ["sudo"]
    raise PlainError(
        f"These system packages are missing, and only root may install them: {' '.join(names)}.",
        f"Ask an administrator to run: apt-get install --no-install-recommends {' '.join(names)}",
    )


def _apt(prefix: Sequence[str], *words: str, quiet: bool = False) -> bool:
    settings = ["DEBIAN_FRONTEND=noninteractive", "LC_ALL=C.UTF-8"]
    command = [*prefix, "env", *settings, "apt-get", "--quiet", *words]
    return subprocess.run(command, check=False, stdin=subprocess.DEVNULL, capture_output=quiet).returncode == 0


def install(names: Sequence[str]) -> None:
    """Install what `names` lists. The package index is fetched only if the one at hand does not do."""
    prefix = _root_prefix(names)
    print(f"Installing system packages: {' '.join(names)}", flush=True)
    order = ("install", "--yes", "--no-install-recommends", *names)
    if _apt([], "--simulate", *order, quiet=True) and _apt(prefix, *order):
        return
    if not _apt(prefix, "update"):
        raise PlainError(
            "The list of Debian packages could not be fetched.", "Check the network and /etc/apt, then repeat."
        )
    if not _apt(prefix, *order):
        raise PlainError(
            f"These system packages could not be installed: {' '.join(missing(names))}.",
            "apt-get says why above; put that right, then repeat.",
        )


def ensure(names: Sequence[str]) -> None:
    """Nothing to do, or install what is missing. On other systems it only says which list to look at."""
    if shutil.which("dpkg-query") is None:
        if sys.platform.startswith("linux"):
            print("Not a Debian system: packaging/debian-packages.txt names the libraries that Qt needs.", flush=True)
        return
    absent = missing(names)
    if absent:
        install(absent)

"""The peers' own scripts, by package name and pinned version from npm into build/; never committed."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

PINNED = {"leaflet": "1.9.4", "leaflet-realtime": "2.2.0", "maplibre-gl": "6.17.0"}
_LIMIT_S = 180.0


class NoScripts(Exception):
    """The scripts cannot be had; says why."""


def peer_scripts(folder: Path) -> Path:
    """The folder of the packages, fetched unless those very versions are there. NoScripts."""
    modules = folder / "node_modules"
    if not _is_there(modules):
        npm = shutil.which("npm")
        if npm is None:
            raise NoScripts("npm is not installed, and the peers' scripts are not in build/bench/npm yet")
        folder.mkdir(parents=True, exist_ok=True)
        wanted = [f"{name}@{version}" for name, version in PINNED.items()]
        quiet = ["--no-audit", "--no-fund", "--no-save", "--ignore-scripts", "--loglevel", "error"]
        try:
            done = subprocess.run(
                [npm, "install", "--prefix", str(folder), *quiet, *wanted],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                timeout=_LIMIT_S,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise NoScripts(f"npm did not bring the peers' scripts within {_LIMIT_S:g} s") from None
        if done.returncode or not _is_there(modules):
            last = done.stderr.strip().splitlines()[-1:] or ["it says nothing"]
            raise NoScripts(f"npm could not bring the peers' scripts: {last[0]}")
    return modules


def _is_there(modules: Path) -> bool:
    for name, version in PINNED.items():
        try:
            found = json.loads((modules / name / "package.json").read_text(encoding="utf-8"))["version"]
        except (OSError, ValueError, KeyError):
            return False
        if found != version:
            return False
    return True

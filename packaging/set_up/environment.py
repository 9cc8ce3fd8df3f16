"""The Python environment in .venv, made from the lock files with the hash of every file checked."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from app.domain.errors import PlainError


def python_of(venv: Path) -> Path:
    return venv / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def version_of(venv: Path) -> str | None:
    """The version of the environment's own Python, or None if there is none that runs and is new enough."""
    show = "import sys; print(*sys.version_info[:3], sep='.') if sys.version_info >= (3, 11) else None"
    try:
        answer = subprocess.run([str(python_of(venv)), "-S", "-c", show], capture_output=True, text=True, check=False)
    except OSError:
        return None
    return answer.stdout.strip() or None


def _works(venv: Path) -> bool:
    """A set-up that was cut off leaves a Python without pip."""
    if version_of(venv) is None:
        return False
    look = [str(python_of(venv)), "-m", "pip", "--version"]
    return subprocess.run(look, capture_output=True, check=False).returncode == 0


def create(venv: Path) -> None:
    """A fresh environment unless the one at hand works; half a one, or one whose Python has gone, is replaced."""
    if _works(venv):
        return
    print(f"Making the Python environment in {venv.name}", flush=True)
    if venv.exists():
        shutil.rmtree(venv)
    made = subprocess.run([sys.executable, "-m", "venv", venv], capture_output=True, text=True, check=False)
    if made.returncode != 0:
        said = (made.stdout + made.stderr).strip().splitlines()
        raise PlainError(
            f"The Python environment could not be made: {said[-1] if said else 'python -m venv failed'}.",
            "Install Python's venv module (Debian: apt-get install python3-venv), then repeat.",
        )


def install(venv: Path, lock: Path) -> None:
    """Install exactly what the lock names. What is there already costs a look only."""
    print(f"Installing the libraries of {lock.name}", flush=True)
    command = [str(python_of(venv)), "-m", "pip", "install", "--require-hashes", "--requirement", str(lock)]
    if not sys.stdout.isatty():
        command += ["--quiet"]
    quiet = {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_ROOT_USER_ACTION": "ignore", "PIP_NO_INPUT": "1"}
    if subprocess.run(command, env={**os.environ, **quiet}, check=False, stdin=subprocess.DEVNULL).returncode != 0:
        raise PlainError(
            f"The Python libraries of {lock.name} could not be installed.",
            "pip says why above, mostly the network, a proxy or a full disk: put that right, then repeat.",
        )

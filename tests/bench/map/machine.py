"""The machine that the figures are from."""

from __future__ import annotations

import os
import platform
import re
import sys
from importlib.metadata import version
from pathlib import Path

from tests.bench.map.npm import PINNED
from tests.bench.map.rows import Row
from widgets.map.rendering import has_gpu


def machine_rows() -> list[Row]:
    """What it is, what runs on it, and how busy it was before the run."""
    return [
        Row(work="machine", value=_hardware()),
        Row(work="machine: versions", value=_versions()),
        Row(work="machine: load before the run", value=round(os.getloadavg()[0], 2), unit="programs"),
    ]


def _hardware() -> str:
    cpu = re.search(r"model name\s*: (.+)", _read("/proc/cpuinfo"))
    memory_kb = re.search(r"MemTotal:\s*(\d+)", _read("/proc/meminfo"))
    memory_gb = int(memory_kb[1]) / 1e6 if memory_kb else 0.0
    gpu = "a GPU" if has_gpu() else "no GPU"
    name = cpu[1].strip() if cpu else platform.machine()
    return f"{name}, {os.cpu_count()} cores, {memory_gb:.1f} GB, {gpu}, {platform.system()} {platform.release()}"


def _versions() -> str:
    ours = ", ".join(f"{name} {version(name)}" for name in ("PySide6", "folium", "numpy"))
    peers = ", ".join(f"{name} {number}" for name, number in PINNED.items())
    return f"Python {sys.version.split()[0]}, {ours}, {peers}"


def _read(file: str) -> str:
    try:
        return Path(file).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""

"""Where contenders run: one display, one process after the other, each with the environment of its drawing mode."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.program import descendants, kill
from widgets.map.rendering import has_gpu

ANSWER = "BENCH "
OUT, X_SERVER = "ZHIHUI_BENCH_PICTURE", "ZHIHUI_BENCH_X_SERVER"
ROOT = Path(__file__).resolve().parents[3]
SOFTWARE, WEBGL = "software", "webgl"

# Without a GPU: what makes WebGL draw under Xvfb. On a machine with one this is how a page is shown anyway.
_MODES: Mapping[str, Mapping[str, str]] = {
    SOFTWARE: {"QT_QUICK_BACKEND": "software"},
    WEBGL: {
        "QT_QUICK_BACKEND": "rhi",
        "QTWEBENGINE_FORCE_USE_GBM": "0",
        "QTWEBENGINE_CHROMIUM_FLAGS": "--ignore-gpu-blocklist",
    },
}


def own_modes() -> tuple[str, ...]:
    """The modes in which the console may come up here; that without a GPU is measured everywhere."""
    return (SOFTWARE, WEBGL) if has_gpu() else (SOFTWARE,)


def environment(mode: str) -> dict[str, str]:
    """This process's, set for a drawing mode."""
    return {**os.environ, **_MODES[mode], "PYTHONUNBUFFERED": "1"}


@dataclass(frozen=True, slots=True)
class Stage:
    """A display of 1920×1080 and a place for what runs leave behind."""

    display: str
    x_server: int | None
    build: Path

    def play(self, module: str, *words: str, mode: str, limit_s: float, picture: str = "") -> dict[str, Any]:
        """Run a module of this bench to its end; the JSON that it answers, or {"reason": …}. Never raises."""
        env = environment(mode) | {"DISPLAY": self.display, X_SERVER: str(self.x_server or 0)}
        if picture:
            env[OUT] = str(self.build / f"{picture}.png")
        command = [sys.executable, "-m", f"tests.bench.map.{module}", *words]
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
        )
        late = threading.Event()

        def stop() -> None:
            late.set()
            self._end(process)

        alarm = threading.Timer(limit_s, stop)
        alarm.start()
        # What it brought along holds its pipes open, so it ends before they are read to their end.
        said, complaints = self._hear(process)
        alarm.cancel()
        for line in said.splitlines():
            if line.startswith(ANSWER):
                answer: dict[str, Any] = json.loads(line.removeprefix(ANSWER))
                return answer
        if late.is_set():
            return {"reason": f"no answer within {limit_s:g} s"}
        last = [line for line in complaints.splitlines() if line.strip()][-1:] or ["it said nothing"]
        return {"reason": f"ended with {process.returncode}: {last[0]}"}

    def _hear(self, process: subprocess.Popen[str]) -> tuple[str, str]:
        heard: dict[str, str] = {"out": "", "err": ""}

        def read(name: str) -> None:
            stream = process.stdout if name == "out" else process.stderr
            assert stream is not None
            with stream:
                for line in stream:
                    heard[name] += line
                    if line.startswith(ANSWER):
                        self._end(process)

        readers = [threading.Thread(target=read, args=(name,), daemon=True) for name in heard]
        for reader in readers:
            reader.start()
        process.wait()
        for reader in readers:
            reader.join(5.0)
        return heard["out"], heard["err"]

    @staticmethod
    def _end(process: subprocess.Popen[str]) -> None:
        """With everything that it brought along, each by its own id."""
        for pid in descendants(process.pid) | {process.pid}:
            kill(pid)

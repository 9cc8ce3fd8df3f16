"""The two engines of the live layer draw the same picture, and the canvas takes over when WebGL is lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from app.shell.virtual_display import VirtualDisplay
from tests.qt.map.engine_twins import ENVIRONMENT, SCALES

ROOT = Path(__file__).resolve().parents[3]
# Of the pixels that either engine has drawn, so many are within 24 of 255 in every channel.
ALIKE = 0.995


@pytest.fixture(scope="module")
def seen() -> dict[str, Any]:
    display = VirtualDisplay()  # QtWebEngine shows no WebGL without one to draw on
    env = {**os.environ, **ENVIRONMENT, "DISPLAY": display.name, "QT_QPA_PLATFORM": "xcb"}
    command = [sys.executable, "-m", "tests.qt.map.engine_twins"]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=120, check=False)
    display.end()
    assert done.stdout, done.stderr[-2000:]
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


def test_both_engines_draw_the_same_picture_at_every_pixel_ratio(seen: dict[str, Any]) -> None:
    assert [one and one["dpr"] for one in seen["compared"]] == list(SCALES)
    for one in seen["compared"]:
        assert one["marks"] > 50
        assert one["held"] > 0.01
        assert one["alike"] >= ALIKE, one


def test_webgl_is_measured_by_its_pixels_before_it_is_used(seen: dict[str, Any]) -> None:
    assert seen["trial"]["alike"] >= ALIKE
    assert seen["trial"]["glMs"] > 0


def test_a_lost_context_leaves_the_canvas_drawing(seen: dict[str, Any]) -> None:
    assert seen["used"] == "webgl"
    assert seen["after_loss"] == ["canvas", 1, True]

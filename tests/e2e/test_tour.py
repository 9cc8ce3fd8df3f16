"""The tour: `main.py tour` plays the flood night, exits 0, and leaves pictures and measures of every step."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.hall import Machine, machine, picture
from tests.program import Program, until
from tests.x_screen import colours

pytestmark = pytest.mark.window

TOUR_S = 240.0
FEWEST_COLOURS = 30
# Every screen, both themes, the wall, a restart, a plan, an SOS, a dispatch by keyboard.
COVERED = (
    "measure", "search-coordinates", "nearest-by-road", "fence-made", "track", "map-view-kept", "base-map",
    "map-copied",
    "sign-in", "situation", "dispatch-board", "dispatch-by-keyboard", "comms", "sos", "plan-started", "insight",
    "day-theme-situation", "other-language-situation", "wall-preview", "backend-killed", "order-waits", "backend-back",
    "map-process-killed", "wall-day", "wall-flood", "wall-sos", "plan-ended",
)  # fmt: skip


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory, _shared_cache: Path) -> Iterator[tuple[Machine, Program, Path]]:
    """One tour on a machine without a display, played to its end."""
    with machine(tmp_path_factory.mktemp("tour"), _shared_cache, blind=True) as hall:
        out = hall.home / "pictures"
        program = hall.run("tour", "--out", str(out), "--lang", "en", "--seed", "7")

        def over() -> bool:
            program.family()
            return not program.is_running()

        took_s = until(over, TOUR_S, "the tour's end")
        print(f"the tour took {took_s:.0f} s")
        yield hall, program, out


def _steps(out: Path) -> list[dict[str, Any]]:
    steps: list[dict[str, Any]] = json.loads((out / "tour.json").read_text(encoding="utf-8"))
    return steps


def test_every_check_holds_and_it_exits_with_0(night: tuple[Machine, Program, Path]) -> None:
    _, program, out = night
    steps = _steps(out)
    failed = [(step["name"], check) for step in steps for check in step["checks"] if not check["ok"]]
    assert (failed, program.interrupt()) == ([], 0), program.said[-40:]
    assert not any("Traceback" in line for line in program.said), program.said


def test_its_report_is_well_formed_and_covers_the_product(night: tuple[Machine, Program, Path]) -> None:
    steps = _steps(night[2])
    for step in steps:
        assert set(step) == {"name", "screenshot", "seconds", "checks"}
        assert isinstance(step["seconds"], (int, float))
        for check in step["checks"]:
            assert set(check) == {"what", "value", "limit", "ok"}
    names = [step["name"] for step in steps]
    assert set(COVERED) <= set(names), sorted(set(COVERED) - set(names))
    assert sum(len(step["checks"]) for step in steps) > len(steps), "steps measure something"
    assert [step["screenshot"] for step in steps] == [f"{n:02d}-{name}.png" for n, name in enumerate(names, start=1)]


def test_each_picture_shows_a_whole_screen(night: tuple[Machine, Program, Path]) -> None:
    poor = {}
    for step in _steps(night[2]):
        pixels = picture(night[2] / step["screenshot"])
        if pixels.shape != (1080, 1920, 3) or colours(pixels) < FEWEST_COLOURS:
            poor[step["name"]] = (pixels.shape, colours(pixels))
    assert not poor, poor


def test_nothing_of_it_is_left(night: tuple[Machine, Program, Path]) -> None:
    hall, program, _ = night
    until(lambda: not program.left_behind(), 10, "no process is left")
    assert not list(hall.home.rglob("demo.db"))
    assert not list(hall.home.rglob("*.sqlite")), "this machine's own outbox is left alone"


def test_ctrl_c_breaks_it_off(night: tuple[Machine, Program, Path]) -> None:
    hall = night[0]
    program = hall.run("tour", "--out", str(hall.home / "broken off"), "--lang", "en")
    program.says("02 situation")
    assert program.interrupt() == 1, "a tour that was not played to its end has shown nothing"
    until(lambda: not program.left_behind(), 10, "no process is left")
    assert not any("Traceback" in line for line in program.said), program.said


def test_a_folder_that_takes_no_picture_is_one_plain_sentence(night: tuple[Machine, Program, Path]) -> None:
    hall = night[0]
    (hall.home / "a file").touch()
    program = hall.run("tour", "--out", str(hall.home / "a file" / "pictures"))
    until(lambda: not program.is_running(), 30, "it ends")
    assert program.interrupt() == 2
    assert len(program.said) == 1, program.said
    assert "--out" in program.said[0]

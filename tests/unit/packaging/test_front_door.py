"""The front door: every program by its word, every fault in a sentence."""

from __future__ import annotations

import subprocess
import sys
from argparse import Namespace
from pathlib import Path

import pytest

import main as front_door
from app.domain.errors import PlainError
from app.shell.front_door import build_parser
from app.shell.options import Language, Scenario


@pytest.mark.parametrize("command", sorted(front_door.COMMANDS))
def test_help_explains_every_command(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        front_door.main([command, "--help"])
    assert ended.value.code == 0
    said = capsys.readouterr().out
    assert f"usage: main.py {command}" in said
    assert said.count(". ") + said.count(".\n") >= 1


def test_every_command_of_the_parser_has_a_program() -> None:
    usage = build_parser().format_help()
    assert all(f"    {command}" in usage for command in front_door.COMMANDS)


def test_demo_takes_scenario_speed_and_seed() -> None:
    asked = build_parser().parse_args(["demo", "--scenario", "flood", "--speed", "60", "--seed", "3"])
    assert (asked.scenario, asked.speed, asked.seed, asked.lang) == (Scenario.FLOOD, 60, 3, None)


def test_tour_is_the_flood_in_chinese_unless_asked_otherwise() -> None:
    asked = build_parser().parse_args(["tour", "--out", "pictures"])
    assert (asked.out, asked.scenario, asked.seed, asked.lang) == (
        Path("pictures"),
        Scenario.FLOOD,
        7,
        Language.CHINESE,
    )


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["parade"],
        ["demo", "--speed", "61"],
        ["serve", "--history-hours", "0"],
        ["serve", "--history-spacing-s", "often"],
        ["demo", "--speed", "0"],
        ["demo", "--scenario", "war"],
        ["serve", "--port", "70000"],
        ["wall"],
        ["tour"],
    ],
)
def test_a_wrong_word_is_told_and_ends_with_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        front_door.main(words)
    assert ended.value.code == 2
    assert "error:" in capsys.readouterr().err


def _instead(monkeypatch: pytest.MonkeyPatch, fault: BaseException) -> None:
    def stumble(_asked: Namespace) -> int:
        raise fault

    monkeypatch.setattr(front_door, "COMMANDS", {**front_door.COMMANDS, "demo": stumble})


def test_a_plain_fault_is_one_line_and_ends_with_2(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _instead(monkeypatch, PlainError("Port 8600 is in use.", "Choose another with --port."))
    assert front_door.main(["demo"]) == front_door.FAULT
    assert capsys.readouterr().err == "Port 8600 is in use. Choose another with --port.\n"


def test_a_missing_library_names_the_remedy(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _instead(monkeypatch, ModuleNotFoundError("No module named 'PySide6'", name="PySide6"))
    assert front_door.main(["demo"]) == front_door.FAULT
    assert "make setup" in capsys.readouterr().err


def test_a_missing_file_of_our_own_is_no_plain_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    _instead(monkeypatch, ModuleNotFoundError("No module named 'app.gone'", name="app.gone"))
    with pytest.raises(ModuleNotFoundError):
        front_door.main(["demo"])


def test_ctrl_c_is_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    _instead(monkeypatch, KeyboardInterrupt())
    assert front_door.main(["demo"]) == front_door.INTERRUPTED


def test_make_names_the_python_that_it_needs(checkout: Path) -> None:
    command = ["make", "--silent", "python", "PYTHON=/nowhere/python3"]
    answer = subprocess.run(command, cwd=checkout, capture_output=True, text=True, check=False)
    assert answer.returncode != 0
    assert "Install Python 3.11 or newer" in answer.stderr


def test_make_refuses_an_older_python(checkout: Path, tmp_path: Path) -> None:
    old = tmp_path / "python3.9"
    old.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    old.chmod(0o755)
    answer = subprocess.run(
        ["make", "--silent", "python", f"PYTHON={old}"], cwd=checkout, capture_output=True, text=True, check=False
    )
    assert answer.returncode != 0
    assert "needs Python 3.11 or newer" in answer.stderr


def test_main_runs_from_any_folder(checkout: Path, tmp_path: Path) -> None:
    answer = subprocess.run(
        [sys.executable, checkout / "main.py", "--help"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0
    assert "demo" in answer.stdout

"""The front door as a person meets it: real processes, and faults told in one plain sentence with its remedy."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hall import Machine, machine
from tests.program import Program, until


@pytest.fixture(scope="module")
def dark(tmp_path_factory: pytest.TempPathFactory, _shared_cache: Path) -> Iterator[Machine]:
    """A machine without a display."""
    with machine(tmp_path_factory.mktemp("dark"), _shared_cache, blind=True) as made:
        yield made


def _sentence(program: Program) -> str:
    """The one line for a person that it ended with: exit code 2, and no trace of Python."""
    until(lambda: not program.is_running(), 60, "it ends")
    assert program.interrupt() == 2, program.said
    assert len(program.said) == 1, program.said
    return program.said[0]


def test_a_port_in_use_is_told_with_its_remedy(dark: Machine, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        said = _sentence(dark.run("serve", "--database", f"sqlite:///{tmp_path}/city.db", "--port", port))
    assert port in said
    assert "--port" in said


@pytest.mark.parametrize("words", [("console",), ("wall", "--scene", "day", "--server", "http://127.0.0.1:1")])
@pytest.mark.parametrize("environment", [{}, {"DISPLAY": ":987"}, {"WAYLAND_DISPLAY": "wayland-987"}])
def test_without_a_display_that_answers_the_demo_is_pointed_to(
    dark: Machine, words: tuple[str, ...], environment: dict[str, str]
) -> None:
    said = _sentence(dark.run(*words, environment=environment))
    assert "main.py demo" in said
    assert all(name in said for name in environment.values())


def test_a_wall_that_knows_no_scene_or_server_says_what_to_name(dark: Machine) -> None:
    said = _sentence(dark.run("wall", "--scene", "night"))
    assert "day, flood" in said
    offscreen = {"QT_QPA_PLATFORM": "offscreen"}
    assert "--server" in _sentence(dark.run("wall", "--scene", "day", environment=offscreen))


@pytest.mark.parametrize(
    ("words", "remedy"),
    [
        (("serve", "--database", "mysql://hall/city"), "sqlite"),
        (("serve", "--database", "sqlite:///{file}/city.db"), "{file}"),
        (("tour", "--out", "{file}/pictures"), "--out"),
    ],
)
def test_what_cannot_be_read_or_written_is_named(
    dark: Machine, tmp_path: Path, words: tuple[str, ...], remedy: str
) -> None:
    """A file where a folder should be: refused to root as well, unlike a folder without the permission to write."""
    file = tmp_path / "a-file"
    file.touch()
    said = _sentence(dark.run(*(word.format(file=file) for word in words)))
    assert remedy.format(file=file) in said


def test_a_demo_with_nowhere_to_keep_its_city_says_where(dark: Machine, tmp_path: Path) -> None:
    (tmp_path / "a-file").touch()
    said = _sentence(dark.run("demo", environment={"XDG_DATA_HOME": str(tmp_path / "a-file")}))
    assert str(tmp_path / "a-file") in said


def test_the_admin_password_is_printed_once(dark: Machine, tmp_path: Path) -> None:
    words = ("serve", "--database", f"sqlite:///{tmp_path}/city.db", "--port", "0")
    first = dark.run(*words)
    first.says("ZHIHUI-READY")
    (told,) = [line for line in first.said if "password" in line]
    assert re.search(r"admin with the password \S{12,}", told)
    assert first.interrupt() == 0, first.said
    again = dark.run(*words)
    again.says("ZHIHUI-READY")
    assert not [line for line in again.said if "password" in line]
    assert again.interrupt() == 0, again.said


def _help(dark: Machine, *words: str) -> str:
    program = dark.run(*words, "--help")
    until(lambda: not program.is_running(), 20, "its help")
    assert program.interrupt() == 0, program.said
    return "\n".join(program.said)


def test_help_explains_each_subcommand(dark: Machine) -> None:
    overview = _help(dark)
    for command in ("console", "demo", "serve", "wall", "tour", "verify-audit"):
        assert re.search(rf"^    {command}\s+\w", overview, re.MULTILINE), overview
        assert _help(dark, command).startswith(f"usage: main.py {command}")

"""The set-up does what is due, once, and says in one sentence why it cannot."""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from app.domain.errors import PlainError

SET_UP = Path("packaging") / "set_up"


@pytest.fixture
def program(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """packaging/set_up/__main__.py as a module; its neighbours `debian`, `environment`, `catalogues` hang on it."""
    monkeypatch.syspath_prepend(str(checkout / SET_UP))
    spec = importlib.util.spec_from_file_location("set_up_program", checkout / SET_UP / "__main__.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "set_up_program", module)
    monkeypatch.setattr(sys, "path", list(sys.path))
    spec.loader.exec_module(module)
    yield module
    for name in ("debian", "environment", "catalogues"):
        sys.modules.pop(name, None)


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A checkout with everything that the set-up reads, and no environment yet."""
    root = tmp_path / "checkout"
    (root / "packaging").mkdir(parents=True)
    (root / "i18n" / "zh_CN").mkdir(parents=True)
    for name in ("packaging/debian-packages.txt", "packaging/debian-packages-test.txt"):
        (root / name).write_text("# needed\nxvfb  # a display\n\n", encoding="utf-8")
    for name in ("requirements.lock", "requirements-test.lock"):
        (root / name).write_text("a==1\n", encoding="utf-8")
    (root / "i18n/zh_CN/words.ts").write_text("<TS/>", encoding="utf-8")
    return root


@pytest.fixture
def done(program: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the set-up did, instead of doing it."""
    acts: list[str] = []

    def create(venv: Path) -> None:
        acts.append("create")
        (venv / "bin").mkdir(parents=True)
        program.environment.python_of(venv).symlink_to(sys.executable)

    def release(root: Path, _python: Path) -> None:
        acts.append("release")
        (root / program.catalogues.CATALOGUE).write_bytes(b"qm")

    monkeypatch.setattr(program.debian, "ensure", lambda names: acts.append(f"packages {' '.join(names)}"))
    monkeypatch.setattr(program.environment, "create", create)
    monkeypatch.setattr(program.environment, "install", lambda _venv, lock: acts.append(f"install {lock.name}"))
    monkeypatch.setattr(program.catalogues, "release", release)
    return acts


def test_a_second_run_does_nothing(program: ModuleType, bare: Path, done: list[str]) -> None:
    program.set_up(bare, with_tests=False)
    assert done == ["packages xvfb", "create", "install requirements.lock", "release"]
    done.clear()
    assert program.set_up(bare, with_tests=False) == 0
    assert done == []


def test_the_tests_add_only_what_is_theirs(program: ModuleType, bare: Path, done: list[str]) -> None:
    program.set_up(bare, with_tests=False)
    done.clear()
    program.set_up(bare, with_tests=True)
    assert done == ["packages xvfb", "install requirements-test.lock"]


@pytest.mark.parametrize(
    ("file", "act"),
    [
        ("requirements.lock", "install requirements.lock"),
        ("packaging/debian-packages.txt", "packages xvfb more"),
        ("i18n/zh_CN/words.ts", "release"),
        ("i18n/zh_CN/new.ts", "release"),
    ],
)
def test_an_edited_file_makes_its_own_step_due(
    program: ModuleType, bare: Path, done: list[str], file: str, act: str
) -> None:
    program.set_up(bare, with_tests=False)
    done.clear()
    with (bare / file).open("a", encoding="utf-8") as edited:
        edited.write("more\n")
    program.set_up(bare, with_tests=False)
    assert done == [act]


def test_a_deleted_catalogue_is_compiled_again(program: ModuleType, bare: Path, done: list[str]) -> None:
    program.set_up(bare, with_tests=False)
    done.clear()
    (bare / program.catalogues.CATALOGUE).unlink()
    program.set_up(bare, with_tests=False)
    assert done == ["release"]


def test_an_environment_whose_python_has_gone_is_made_again(program: ModuleType, bare: Path, done: list[str]) -> None:
    program.set_up(bare, with_tests=False)
    done.clear()
    python = program.environment.python_of(bare / ".venv")
    python.unlink()
    python.parent.rmdir()
    program.set_up(bare, with_tests=False)
    assert done == ["packages xvfb", "create", "install requirements.lock", "release"]


def test_a_step_that_failed_is_due_again(
    program: ModuleType, bare: Path, done: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_venv: Path, _lock: Path) -> None:
        raise PlainError("The Python libraries could not be installed.", "Try again.")

    with monkeypatch.context() as broken:
        broken.setattr(program.environment, "install", refuse)
        with pytest.raises(PlainError):
            program.set_up(bare, with_tests=False)
    done.clear()
    program.set_up(bare, with_tests=False)
    assert done == ["install requirements.lock", "release"]


def test_a_folder_that_takes_no_file_is_named(program: ModuleType) -> None:
    with pytest.raises(PlainError, match=r"The folder /proc cannot be written to"):
        program._check_writable(Path("/proc"))


def _fake_dpkg(folder: Path, installed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.mkdir()
    script = folder / "dpkg-query"
    script.write_text(f"#!/bin/sh\nprintf 'ii \\t{installed}\\n'\nprintf 'rc \\txauth\\n'\nexit 1\n", encoding="utf-8")
    script.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")


def test_only_what_is_not_installed_is_missing(
    program: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _fake_dpkg(tmp_path / "bin", "xvfb", monkeypatch)
    assert program.debian.missing(["xvfb", "xauth", "libgl1"]) == ["xauth", "libgl1"]


def test_without_root_and_sudo_the_administrator_gets_the_command(
    program: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _fake_dpkg(tmp_path / "bin", "xvfb", monkeypatch)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(program.debian.shutil, "which", lambda name: None if name == "sudo" else f"/usr/bin/{name}")
    with pytest.raises(PlainError) as refused:
        program.debian.ensure(["xvfb", "libgl1"])
    assert refused.value.sentence.endswith("libgl1.")
    assert "apt-get install --no-install-recommends libgl1" in refused.value.remedy


def test_a_catalogue_is_replaced_whole_under_a_console_that_runs(program: ModuleType, bare: Path) -> None:
    """Qt maps the file: one that is written in place changes, or ends, under the console's hands."""
    texts, catalogue = bare / "i18n/zh_CN/words.ts", bare / program.catalogues.CATALOGUE
    frame = '<?xml version="1.0"?><!DOCTYPE TS><TS version="2.1" language="zh_CN">{}</TS>'
    message = "<context><name>W</name><message><source>Wall</source><translation>大屏</translation></message></context>"
    texts.write_text(frame.format(message), encoding="utf-8")
    program.catalogues.release(bare, Path(sys.executable))
    with catalogue.open("rb") as mapped:
        texts.write_text(frame.format(""), encoding="utf-8")
        program.catalogues.release(bare, Path(sys.executable))
        assert mapped.read() != catalogue.read_bytes()
        mapped.seek(0)
        assert "大屏".encode("utf-16-be") in mapped.read()
    assert [file.name for file in catalogue.parent.glob("*.qm")] == [catalogue.name]

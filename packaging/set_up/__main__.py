"""Everything that the product needs on this machine: system packages, .venv from the lock, compiled translations.

`python3 packaging/set_up [--tests]`, run by `make setup`. Standard library only: it runs before anything is there.
What was done is remembered in .venv by the contents of the files it was done from, so a second run only looks.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

import catalogues  # noqa: E402 - the checkout has to be on the path first
import debian  # noqa: E402
import environment  # noqa: E402

from app.domain.errors import PlainError  # noqa: E402


@dataclass(frozen=True)
class Step:
    """One thing to do. `state` names what it would be done from: the step is due when that differs from last time."""

    name: str
    state: Callable[[], str]
    do: Callable[[], None]


class Memory:
    """What earlier runs finished, kept in the environment: one that has gone, or does not run, takes it along."""

    def __init__(self, venv: Path) -> None:
        self._venv = venv
        self._file = venv / "set-up.json"
        self._done: dict[str, str] = {}
        if environment.version_of(venv) is not None and self._file.exists():
            self._done = json.loads(self._file.read_text(encoding="utf-8"))

    def due(self, step: Step) -> bool:
        return self._done.get(step.name) != step.state()

    def keep(self, step: Step) -> None:
        self._done[step.name] = step.state()
        if self._venv.is_dir():
            self._file.write_text(json.dumps(self._done, indent=1), encoding="utf-8")


def state_of(files: Iterable[Path], *more: str) -> str:
    """One hash over names, contents and `more`: it changes when a file is edited, added or taken away."""
    digest = hashlib.sha256("\n".join(more).encode())
    for file in files:
        digest.update(f"\n{file.name}\n".encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()


def steps_for(root: Path, *, with_tests: bool) -> list[Step]:
    """In the order in which they must be done."""
    venv = root / ".venv"

    def packages(name: str, package_list: Path) -> Step:
        return Step(name, lambda: state_of([package_list]), lambda: debian.ensure(debian.names_in(package_list)))

    def libraries(name: str, lock: Path) -> Step:
        return Step(name, lambda: state_of([lock]), lambda: environment.install(venv, lock))

    steps = [packages("system packages", root / "packaging" / "debian-packages.txt")]
    if with_tests:
        steps.append(packages("system packages of the tests", root / "packaging" / "debian-packages-test.txt"))
    steps.append(Step("environment", lambda: environment.version_of(venv) or "", lambda: environment.create(venv)))
    steps.append(libraries("libraries", root / "requirements.lock"))
    if with_tests:
        steps.append(libraries("libraries of the tests", root / "requirements-test.lock"))
    steps.append(
        Step(
            "translations",
            lambda: state_of(catalogues.sources(root), str((root / catalogues.CATALOGUE).exists())),
            lambda: catalogues.release(root, environment.python_of(venv)),
        )
    )
    return steps


def _check_writable(root: Path) -> None:
    try:
        with tempfile.TemporaryFile(dir=root):
            pass
    except OSError as fault:
        raise PlainError(
            f"The folder {root} cannot be written to: {fault.strerror}.",
            "Put the checkout into a folder that you may write to, then repeat.",
        ) from fault


def set_up(root: Path, *, with_tests: bool) -> int:
    """Do what is due and return how many steps that were. Raises PlainError with the remedy."""
    steps = steps_for(root, with_tests=with_tests)
    memory = Memory(root / ".venv")
    due = [step for step in steps if memory.due(step)]
    if due:
        _check_writable(root)
    for step in due:
        step.do()
        memory.keep(step)
    return len(due)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="set_up", description="Make this checkout ready to run.")
    parser.add_argument("--tests", action="store_true", help="also what the tests need")
    asked = parser.parse_args(arguments)
    try:
        done = set_up(ROOT, with_tests=asked.tests)
    except PlainError as fault:
        print(f"{fault.sentence} {fault.remedy}", file=sys.stderr)
        return 2
    except OSError as fault:
        print(f"The set-up stopped at {fault.filename}: {fault.strerror}.", file=sys.stderr)
        return 2
    if done:
        print("The set-up is complete.")
    return 0


if __name__ == "__main__":
    sys.exit(main())

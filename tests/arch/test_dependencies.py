"""What the program imports is declared, and what is declared is accounted for in docs/dependencies.md."""

from __future__ import annotations

import re
import sys
import tomllib

from tests.arch.sources import PROGRAM, ROOT, imported, name_of, python_files

OWN = {"app", "views", "widgets", "main"}
IMPORT_NAMES = {"jwt": "pyjwt", "argon2": "argon2-cffi", "httpx_sse": "httpx-sse"}
COMES_WITH = {"branca": "folium", "starlette": "fastapi", "pydantic": "fastapi", "shiboken6": "pyside6"}


def _declared() -> tuple[set[str], set[str]]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = [
        {re.split(r"[\[<>=!~; ]", text)[0].lower() for text in requirements}
        for requirements in (project["dependencies"], project["optional-dependencies"]["dev"])
    ]
    return names[0], names[1]


def test_the_program_imports_only_what_it_declares() -> None:
    declared, _ = _declared()
    strays = []
    for file in [*python_files(*PROGRAM), ROOT / "main.py"]:
        for line, dotted in imported(file):
            name = dotted.partition(".")[0]
            library = COMES_WITH.get(name, IMPORT_NAMES.get(name, name)).lower()
            if name not in sys.stdlib_module_names and name not in OWN and library not in declared:
                strays.append(f"{name_of(file)}:{line} {name}")
    assert not strays, strays


def test_every_dependency_is_accounted_for() -> None:
    rows = re.findall(
        r"^\| ([A-Za-z0-9-]+) \| ([0-9.]+)", (ROOT / "docs/dependencies.md").read_text("utf-8"), re.MULTILINE
    )
    told = {name.lower(): number for name, number in rows}
    program, tools = _declared()
    assert program | tools == set(told)
    locked = dict(re.findall(r"^([a-z0-9-]+)==([0-9.]+)", (ROOT / "requirements-test.lock").read_text(), re.MULTILINE))
    stale = {
        name: (number, locked[name]) for name, number in told.items() if locked[name] != number and name != "numpy"
    }
    assert not stale, stale

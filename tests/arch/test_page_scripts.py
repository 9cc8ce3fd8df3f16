"""The map page's scripts share one scope, those of its worker another: a name that two declare stops the second one."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from widgets.map.page_scripts import NAMES, page_script, script_line

_WEB = Path(__file__).resolve().parents[2] / "resources" / "web"
_DECLARED = re.compile(r"^(?:const|let|class|function)\s+(.+?)(?:\{|\(|;|$)", re.MULTILINE)


def _names(script: Path) -> set[str]:
    names: set[str] = set()
    for statement in _DECLARED.findall(script.read_text(encoding="utf-8")):
        names |= set(re.findall(r"(?:^|,\s*)([A-Za-z_$][\w$]*)(?=\s*(?:=|$))", statement))
    return names


@pytest.mark.parametrize("scope", ["map", "map/points_worker"])
def test_no_name_is_declared_by_two_scripts(scope: str) -> None:
    declared = Counter(name for script in sorted((_WEB / scope).glob("*.js")) for name in _names(script))
    assert declared, "the pattern finds nothing"
    assert [name for name, count in declared.items() if count > 1] == []


def test_every_script_of_the_map_is_sent_once() -> None:
    assert sorted(NAMES) == sorted(script.stem for script in (_WEB / "map").glob("*.js"))


def test_a_line_of_what_is_sent_is_found_in_its_file() -> None:
    for at, text in enumerate(page_script().decode().splitlines(), start=1):
        name, line = script_line(at)
        assert (_WEB / "map" / name).read_text(encoding="utf-8").splitlines()[line - 1] == text

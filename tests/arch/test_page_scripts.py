"""The map page's scripts share one scope, those of its worker another: a name that two declare stops the second one."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

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

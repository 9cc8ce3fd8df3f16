"""The map page's scripts share one scope: a name that two of them declare stops the second one altogether."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

_SCRIPTS = Path(__file__).resolve().parents[2] / "resources" / "web" / "map"
_DECLARED = re.compile(r"^(?:const|let|class|function)\s+(.+?)(?:\{|\(|;|$)", re.MULTILINE)


def _names(script: Path) -> set[str]:
    names: set[str] = set()
    for statement in _DECLARED.findall(script.read_text(encoding="utf-8")):
        names |= set(re.findall(r"(?:^|,\s*)([A-Za-z_$][\w$]*)(?=\s*(?:=|$))", statement))
    return names


def test_no_name_is_declared_by_two_scripts() -> None:
    # A worker has a scope of its own.
    scripts = [path for path in sorted(_SCRIPTS.glob("*.js")) if not path.stem.endswith("_worker")]
    declared = Counter(name for script in scripts for name in _names(script))
    assert declared, "the pattern finds nothing"
    assert [name for name, count in declared.items() if count > 1] == []

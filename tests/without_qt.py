"""A pytest plugin that takes Qt away (`-p tests.without_qt`): domain, api and backend must pass on such an interpreter.

An import hook, and no second environment: an environment without PySide6 takes half a minute to make, this takes none.
What it cannot show is a missing entry in the dependencies, which the import contracts hold.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

QT = frozenset({"PySide6", "shiboken6", "pyqtgraph", "qasync"})


class QtIsMissing(MetaPathFinder):
    """Answers an import of Qt as an interpreter without it does."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname.partition(".")[0] in QT:
            raise ModuleNotFoundError(f"No module named {fullname!r} (taken away for this run)", name=fullname)
        return None


there_already = QT & set(sys.modules)
if there_already:
    raise RuntimeError(
        f"Too late to take Qt away: {sorted(there_already)} is imported. Run pytest with -p no:pytest-qt"
    )
sys.meta_path.insert(0, QtIsMissing())

"""The product's own files, as the architecture tests read them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PROGRAM = ("app", "views", "widgets")
# As in .gitignore.
NOT_COMMITTED = {
    ".git", ".venv", "__pycache__", "build", "dist", "demo.png", "zhihui.egg-info",
    ".mypy_cache", ".ruff_cache", ".pytest_cache", ".import_linter_cache", ".hypothesis",
}  # fmt: skip


def python_files(*folders: str) -> list[Path]:
    return [file for folder in folders for file in sorted((ROOT / folder).rglob("*.py"))]


def name_of(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def tree_of(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"), name_of(file))


def imported(file: Path) -> Iterator[tuple[int, str]]:
    """Line and full dotted name of everything that a file imports, in functions and TYPE_CHECKING blocks too."""
    for node in ast.walk(tree_of(file)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def committed_files() -> list[Path]:
    """What a commit would hold. Found without git, which a build machine need not have."""
    files = (file for file in ROOT.rglob("*") if not NOT_COMMITTED & set(file.relative_to(ROOT).parts))
    return sorted(file for file in files if file.is_file() and file.suffix not in {".pyc", ".qm"})

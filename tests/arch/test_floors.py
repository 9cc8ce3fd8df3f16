"""What the import contracts (.importlinter) are too coarse to say of the floors."""

from __future__ import annotations

import ast
import subprocess
import sys

from tests.arch.sources import ROOT, imported, name_of, python_files, tree_of

TRAVELS = ("app.api.routes", "app.api.order_bodies", "app.api.frames")


def test_stores_and_actions_know_no_windows() -> None:
    """Of Qt they use QtCore only: signals and timers."""
    strays = [
        f"{name_of(file)}:{line} {name}"
        for file in python_files("app/stores", "app/actions")
        for line, name in imported(file)
        if name.startswith(("PySide6", "pyqtgraph")) and not name.startswith("PySide6.QtCore")
    ]
    assert not strays, strays


def test_backend_takes_of_api_only_what_travels() -> None:
    strays = [
        f"{name_of(file)}:{line} {name}"
        for file in python_files("app/backend")
        for line, name in imported(file)
        if name.startswith("app.api") and not name.startswith(TRAVELS)
    ]
    assert not strays, strays


def test_domain_api_and_backend_come_up_without_qt() -> None:
    modules = [
        ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for file in python_files("app/domain", "app/api", "app/backend")
        if "migrations" not in file.parts
    ]
    program = f"import tests.without_qt, importlib\nfor name in {modules!r}: importlib.import_module(name)"
    answer = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr


def test_front_door_answers_help_without_qt_or_backend() -> None:
    program = (
        "import sys, main\n"
        "loaded = [name for name in sys.modules if name.startswith(('PySide6', 'app.backend', 'fastapi'))]\n"
        "assert not loaded, loaded"
    )
    answer = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr


def test_domain_asks_no_clock() -> None:
    """It is told the time: `datetime` as a type is welcome, the present is not its business."""
    strays = [
        f"{name_of(file)}:{node.lineno} {ast.unparse(node)}"
        for file in python_files("app/domain")
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"now", "utcnow", "today"}
    ]
    assert not strays, strays

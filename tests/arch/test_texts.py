"""Every text that a person can see goes through Qt's translation, and has its Chinese."""

from __future__ import annotations

import ast
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.arch.sources import PROGRAM, ROOT, name_of, python_files, tree_of

CHINESE = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
WORD = re.compile(r"[A-Za-z]{2,}")
SHOWS_TEXT = {
    "setText", "setToolTip", "setStatusTip", "setWhatsThis", "setWindowTitle", "setPlaceholderText", "setTitle",
    "setAccessibleName", "setAccessibleDescription", "setInformativeText", "setHeaderData", "setTabText",
    "addAction", "addMenu", "addTab", "addItem", "showMessage",
}  # fmt: skip
SHOWING_WIDGETS = {
    "QLabel", "QPushButton", "QToolButton", "QCheckBox", "QRadioButton", "QGroupBox", "QAction", "QMenu", "QDockWidget",
}  # fmt: skip
SAME_IN_EVERY_LANGUAGE = {"SOS"}
# Read, never shown: the limits of a block of Unicode, and the comma that a Chinese keyboard types between numbers.
NOT_SHOWN = {"\u4e00", "\u9fff", "\uff0c"}


def _called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def _docstrings(tree: ast.AST) -> set[int]:
    """Identities of the constants that are documentation: a bare string statement."""
    return {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }


def chinese_literals(tree: ast.AST) -> Iterator[tuple[int, str]]:
    documentation = _docstrings(tree)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or id(node) in documentation:
            continue
        if CHINESE.search(node.value) and node.value not in NOT_SHOWN:
            yield node.lineno, node.value


def _words_in(node: ast.expr) -> str | None:
    """The words of a literal or f-string as it would be shown, or None if it is neither or has no words."""
    parts = [node] if isinstance(node, ast.Constant) else node.values if isinstance(node, ast.JoinedStr) else []
    text = "".join(part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str))
    return text if WORD.search(text) and text not in SAME_IN_EVERY_LANGUAGE else None


def untranslated_literals(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _called(node) in SHOWS_TEXT | SHOWING_WIDGETS:
            for argument in node.args:
                options = [argument.body, argument.orelse] if isinstance(argument, ast.IfExp) else [argument]
                for option in options:
                    words = _words_in(option)
                    if words is not None:
                        yield node.lineno, words


def formatted_before_translation(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """lupdate sees literals only: an f-string or a sum inside tr() never reaches the translator."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _called(node) in {"tr", "translate"}:
            for argument in node.args:
                number = isinstance(argument, ast.BinOp) and not isinstance(argument.op, ast.Add | ast.Mod)
                if isinstance(argument, ast.JoinedStr | ast.BinOp) and not number:  # QPainter.translate takes numbers
                    yield node.lineno, ast.unparse(argument)


# What people type in Chinese, and the form of an address: rules of the field, not words on a screen.
CHINESE_BY_RULE = {"app/domain/coordinates.py", "app/domain/street_map.py"}


def _strays(find: object, files: list[Path]) -> list[str]:
    assert callable(find)
    return [f"{name_of(file)}:{line} {text!r}" for file in files for line, text in find(tree_of(file))]


def test_chinese_stands_in_catalogues_and_data_only() -> None:
    simulation = ROOT / "app" / "backend" / "simulation"
    files = [
        file
        for file in python_files(*PROGRAM)
        if simulation not in file.parents and name_of(file) not in CHINESE_BY_RULE
    ]
    strays = _strays(chinese_literals, files)
    assert not strays, "\n".join(strays)


def test_no_text_reaches_the_screen_untranslated() -> None:
    strays = _strays(untranslated_literals, python_files("app/shell", "views", "widgets"))
    assert not strays, "\n".join(strays)


def test_nothing_is_formatted_before_it_is_translated() -> None:
    strays = _strays(formatted_before_translation, python_files(*PROGRAM))
    assert not strays, "\n".join(strays)


@pytest.mark.parametrize(
    ("source", "caught"),
    [
        ('label.setText("Cases")', True),
        ('label.setText(f"{count} open")', True),
        ('QPushButton("Dispatch" if ready else "Wait")', True),
        ('menu.addAction(icon, "Close", close)', True),
        ('label.setText(self.tr("Cases"))', False),
        ('label.setText(f"{age:.0f} / {limit}")', False),
        ('label.setText("")', False),
        ('label.setObjectName("caseTitle")', False),
    ],
)
def test_the_search_for_strays_finds_them(source: str, caught: bool) -> None:
    assert bool(list(untranslated_literals(ast.parse(source)))) is caught


Message = tuple[str, str, str]


def _messages(texts: Path) -> set[Message]:
    """(context, English, comment) of every message of a .ts file."""
    return {
        (context.findtext("name") or "", message.findtext("source") or "", message.findtext("comment") or "")
        for context in ElementTree.parse(texts).getroot().iter("context")
        for message in context.iter("message")
    }


@pytest.fixture
def catalogues(monkeypatch: pytest.MonkeyPatch) -> object:
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    import translations

    return translations


def test_every_message_has_its_chinese(catalogues: object) -> None:
    waiting = [
        f"{texts.name}: {source!r}"
        for texts in sorted((ROOT / "i18n" / "zh_CN").glob("*.ts"))
        for source in catalogues.unfinished(texts)  # type: ignore[attr-defined]
    ]
    assert not waiting, "\n".join(waiting)


def test_every_text_of_the_sources_is_in_a_catalogue(catalogues: object, tmp_path: Path) -> None:
    fresh = tmp_path / "all.ts"
    catalogues.update(python_files(*PROGRAM), fresh)  # type: ignore[attr-defined]
    told = {message for texts in (ROOT / "i18n" / "zh_CN").glob("*.ts") for message in _messages(texts)}
    missing = sorted(_messages(fresh) - told)
    assert not missing, "make translations, then write the Chinese:\n" + "\n".join(map(str, missing))


# English words that are two words in Chinese, by what they are said of; any other has one Chinese for all of the house.
TWO_WORDS_IN_CHINESE = {
    "Address",  # where a case is, and the form that addresses of tiles have
    "Category", "Close", "Day", "Department", "Dispatch", "Grid", "LIVE", "Level", "Name", "Number", "On scene",
    "Open the case", "Refused", "Report", "Reported", "Responsible", "Return", "Returned", "Similar", "Urged",
    "Void", "Weak", "Who", "open", "{name} has it", "No answer yet, asking again", "No weather warning is in force.",
}  # fmt: skip
# What a field is called where a case, a risk, an area is told: never the word of a form that happens to be spelled so.
FIELDS = {"Address": "地址", "Grid": "网格", "State": "状态"}
FORMS = {"SourceForm"}


def test_a_word_is_translated_for_what_it_is_said_of() -> None:
    said: dict[str, dict[str, set[str]]] = {}
    for texts in (ROOT / "i18n" / "zh_CN").glob("*.ts"):
        for context in ElementTree.parse(texts).getroot().iter("context"):
            for message in context.iter("message"):
                chinese = said.setdefault(message.findtext("source") or "", {})
                chinese.setdefault(message.findtext("translation") or "", set()).add(context.findtext("name") or "")
    torn = {english: chinese for english, chinese in said.items() if len(chinese) > 1}
    assert set(torn) == TWO_WORDS_IN_CHINESE, set(torn) ^ TWO_WORDS_IN_CHINESE
    for english, field in FIELDS.items():
        for chinese, contexts in said[english].items():
            assert chinese == field or contexts <= FORMS, (english, chinese, contexts)

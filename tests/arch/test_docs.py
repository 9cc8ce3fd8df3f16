"""What the documents point at is there: files, pictures, make targets, commands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.shell.front_door import build_parser
from tests.arch.sources import ROOT, committed_files, name_of

DOCUMENTS = sorted(file for file in committed_files() if file.suffix == ".md" and "resources" not in file.parts)
LINK = re.compile(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)")
TARGET = re.compile(r"`make ([a-z-]+)`|^make ([a-z-]+)", re.MULTILINE)
COMMAND = re.compile(r"main\.py ([a-z-]+)")


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_links_lead_somewhere(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    dead = [link for link in LINK.findall(text) if not (document.parent / link).exists()]
    assert not dead, dead


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_named_commands_exist(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    wanted = {first or second for first, second in TARGET.findall(text)}
    assert wanted <= targets, wanted - targets
    known = set(re.findall(r"^    ([a-z-]+)", build_parser().format_help(), re.MULTILINE))
    asked = set(COMMAND.findall(text))
    assert asked <= known, asked - known


def test_readme_shows_every_screen() -> None:
    shown = re.findall(r"!\[([A-Za-z]+)[^\]]*\]\(docs/pictures/", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert {"Situation", "Dispatch", "Comms", "Plans", "Insight", "Wall"} <= set(shown)

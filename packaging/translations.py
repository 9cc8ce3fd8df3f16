"""Bring the translation sources up to date with the program: one .ts per screen folder, `make translations`.

Whoever changes a text on a screen runs this, then writes the Chinese for what it lists as unfinished.
"""

from __future__ import annotations

import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TEXTS = Path("i18n") / "zh_CN"


def rooms(root: Path) -> dict[str, list[Path]]:
    """Which sources each .ts is made from: the files of `views` → words, `views/<screen>` → screen,
    `app/<floor>` → floor, all of `widgets` → widgets."""
    found: dict[str, list[Path]] = {}
    for top in ("app", "views", "widgets"):
        for source in sorted((root / top).rglob("*.py")):
            parts = source.relative_to(root / top).parts
            name = "widgets" if top == "widgets" else "words" if len(parts) == 1 else parts[0]
            found.setdefault(name, []).append(source)
    return found


def update(sources: Sequence[Path], texts: Path) -> None:
    """Run lupdate: what is new comes in unfinished, what has gone goes, what is translated stays."""
    command = [str(Path(sys.executable).with_name("pyside6-lupdate")), "-silent", "-no-obsolete", "-locations", "none"]
    languages = ["-source-language", "en", "-target-language", "zh_CN"]
    subprocess.run([*command, *languages, *sources, "-ts", texts], check=True, stdout=subprocess.DEVNULL)


def messages(texts: Path) -> list[ElementTree.Element]:
    """The <message> elements of one .ts file; none if there is no file."""
    return list(ElementTree.parse(texts).getroot().iter("message")) if texts.exists() else []


def unfinished(texts: Path) -> list[str]:
    """The English of every message that has no finished translation."""
    waiting = []
    for message in messages(texts):
        translation = message.find("translation")
        forms = [] if translation is None else [translation, *translation.iter("numerusform")]
        told = any((form.text or "").strip() for form in forms)
        if translation is None or translation.get("type") == "unfinished" or not told:
            waiting.append(message.findtext("source") or "")
    return waiting


def main() -> int:
    left = 0
    for name, sources in rooms(ROOT).items():
        texts = ROOT / TEXTS / f"{name}.ts"
        update(sources, texts)
        if not messages(texts):
            texts.unlink(missing_ok=True)
        for source in unfinished(texts):
            left += 1
            print(f"{texts.relative_to(ROOT)}: no Chinese yet for {source!r}")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())

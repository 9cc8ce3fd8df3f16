"""The translations: Qt Linguist sources (.ts) in i18n/, one per screen, compiled into one catalogue (.qm)."""

from __future__ import annotations

import subprocess
from pathlib import Path

from app.domain.errors import PlainError

CATALOGUE = "i18n/zhihui_zh_CN.qm"


def sources(root: Path) -> list[Path]:
    return sorted((root / "i18n" / "zh_CN").glob("*.ts"))


def release(root: Path, python: Path) -> None:
    """Compile all sources into the one catalogue that the console loads. Without sources there is none."""
    texts = sources(root)
    if not texts:
        return
    compiler = python.with_name("pyside6-lrelease")
    answer = subprocess.run(
        [compiler, "-silent", *texts, "-qm", root / CATALOGUE], capture_output=True, text=True, check=False
    )
    if answer.returncode != 0:
        said = (answer.stdout + answer.stderr).strip().splitlines()
        raise PlainError(
            f"The translations could not be compiled: {said[-1] if said else 'lrelease failed'}.",
            "Mend the .ts file that it names, then repeat.",
        )

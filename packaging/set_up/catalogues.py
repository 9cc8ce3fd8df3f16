"""The translations: Qt Linguist sources (.ts) in i18n/, one per screen, compiled into one catalogue (.qm)."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from app.domain.errors import PlainError

CATALOGUE = "i18n/zhihui_zh_CN.qm"


def sources(root: Path) -> list[Path]:
    return sorted((root / "i18n" / "zh_CN").glob("*.ts"))


def release(root: Path, python: Path) -> None:
    """Compile all sources into the one catalogue that the console loads. Without sources there is none.

    The file is replaced whole: a console that runs has the old one mapped, and would die if that changed under it.
    """
    texts = sources(root)
    if not texts:
        return
    catalogue = root / CATALOGUE
    draft = catalogue.with_name(f".{catalogue.name}")
    compiler = python.with_name("pyside6-lrelease")
    answer = subprocess.run([compiler, "-silent", *texts, "-qm", draft], capture_output=True, text=True, check=False)
    if answer.returncode != 0:
        said = (answer.stdout + answer.stderr).strip().splitlines()
        raise PlainError(
            f"The translations could not be compiled: {said[-1] if said else 'lrelease failed'}.",
            "Mend the .ts file that it names, then repeat.",
        )
    os.replace(draft, catalogue)

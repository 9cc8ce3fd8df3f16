"""How an area is named in one line, with who answers for it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.domain.areas import Area
from views import words


def responsible_name(area: Area, language: str) -> str:
    """The responsible person; "" where nobody is named."""
    return area.responsible if language == "zh" else area.responsible_gloss or area.responsible


def grid_words(grid: Area, language: str) -> str:
    """Its sequence number and the responsible person, e.g. "047 · 刘敏"; every grid has one."""
    person = responsible_name(grid, language)
    if not person:
        return grid.code[-3:]
    return QCoreApplication.translate("AreaCard", "{number}, {person} answers for it").format(
        number=grid.code[-3:], person=person
    )


def area_title(area: Area, language: str) -> tuple[str, str]:
    """Name and level."""
    return words.named(area, language), words.area_level_word(area.level)

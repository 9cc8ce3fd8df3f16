"""Finding a minor category (小类) by code, Chinese, English, pinyin or initials."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.categories import Category
from app.stores.pinyin import syllables, typed_pattern


class CategorySearch:
    """An index of the catalogue; make a new one when the catalogue changes."""

    def __init__(self, categories: Iterable[Category]) -> None:
        self._rows = [
            (category, category.code.casefold(), f"{category.name} {category.gloss} {category.major_name}".casefold())
            for category in categories
        ]
        self._spelled: dict[str, tuple[str, ...]] = {}

    def find(self, text: str, limit: int = 8) -> list[Category]:
        """The best first: code, then start of the name, then anywhere, then pinyin; the first ones for no text."""
        wanted = text.strip().casefold()
        if not wanted:
            return [category for category, _code, _text in self._rows[:limit]]
        scored = [
            (score, len(category.name), category.code, category)
            for category, code, texts in self._rows
            if (score := self._score(category, code, texts, wanted)) is not None
        ]
        scored.sort(key=lambda row: row[:3])
        return [row[3] for row in scored[:limit]]

    def _score(self, category: Category, code: str, texts: str, wanted: str) -> int | None:
        """0 is the best match, None no match."""
        if code.startswith(wanted) or code[1:].startswith(wanted):
            return 0
        if category.name.startswith(wanted) or category.gloss.casefold().startswith(wanted):
            return 1
        if wanted in texts:
            return 2
        pattern = typed_pattern(wanted)
        if pattern is None:
            return None
        spelled = self._spelled.setdefault(category.code, syllables(category.name))
        if any(pattern.match(line) for line in spelled):
            return 1
        return 3 if any(pattern.search(line) for line in spelled) else None

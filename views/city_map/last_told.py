"""What the map was told last, so that it is told only news."""

from __future__ import annotations


class LastTold:
    """One value by each name. Values are compared, not copied: whoever tells a list makes a new one each time."""

    def __init__(self) -> None:
        self._told: dict[str, object] = {}

    def is_news(self, name: str, value: object) -> bool:
        """True, and noted, if `value` is another than the last one of that name."""
        if self._told.get(name) == value:
            return False
        self._told[name] = value
        return True

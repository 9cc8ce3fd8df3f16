"""Finds layers by Chinese, English, pinyin or initials, and says what of the tree stands then."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QThreadPool, QTimer

from app.domain.layers import Layer
from app.stores.pinyin import syllables, typed_pattern

# Layers whose pinyin is spelled out per turn of the loop: well under 8 ms.
_SLICE = 40


class LayerSearch(QObject):
    """Texts of all layers. Pinyin is spelled while the loop is idle, or when it is first asked for."""

    def __init__(self) -> None:
        super().__init__()
        self._layers: dict[str, Layer] = {}
        self._texts: dict[str, str] = {}
        self._spelled: dict[str, tuple[str, ...]] = {}
        self._unspelled: list[str] = []
        self._slicer = QTimer(self)
        self._slicer.setInterval(0)
        self._slicer.timeout.connect(self._spell_slice)

    def take(self, layers: Sequence[Layer]) -> None:
        """Another catalogue."""
        self._layers = {layer.id: layer for layer in layers}
        self._texts = {layer.id: f"{layer.name}\n{layer.gloss}".casefold() for layer in layers}
        self._spelled = {}
        self._unspelled = list(self._layers)

    def ids(self) -> list[str]:
        """Of the catalogue as it was taken."""
        return list(self._layers)

    def warm(self) -> None:
        """Spell everything ahead of the first question."""
        if self._unspelled and not self._slicer.isActive():
            # The table of readings loads in a worker, for it takes some 80 ms.
            QThreadPool.globalInstance().start(lambda: bool(syllables("一")))
            self._slicer.start()

    def find(self, text: str) -> frozenset[str] | None:
        """The ids that stand in the tree: what matches, all under it, and the groups above. None for no text."""
        words = text.casefold().split()
        if not words:
            return None
        hits = {layer_id for layer_id in self._layers if all(self._matches(layer_id, word) for word in words)}
        for layer in self._layers.values():  # parents come before their children
            if layer.parent in hits:
                hits.add(layer.id)
        standing = set(hits)
        for layer_id in hits:
            above = self._layers[layer_id].parent
            while above and above not in standing:
                standing.add(above)
                above = self._layers[above].parent
        return frozenset(standing)

    def _matches(self, layer_id: str, word: str) -> bool:
        if word in self._texts[layer_id]:
            return True
        pattern = typed_pattern(word)
        return pattern is not None and any(pattern.search(spelled) for spelled in self._spell(layer_id))

    def _spell(self, layer_id: str) -> tuple[str, ...]:
        known = self._spelled.get(layer_id)
        if known is None:
            known = self._spelled[layer_id] = syllables(self._layers[layer_id].name)
        return known

    def _spell_slice(self) -> None:
        for _ in range(min(_SLICE, len(self._unspelled))):
            self._spell(self._unspelled.pop())
        if not self._unspelled:
            self._slicer.stop()

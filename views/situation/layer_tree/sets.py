"""Named choices of layers: those of the city by duty, and a seat's own, kept on this machine."""

from __future__ import annotations

import json
from contextlib import suppress

from app.domain.layers import LayerSet
from app.stores import Stores
from app.stores.settings import Settings

_KEY = "layer-sets"
OWN = "own/"


class LayerSets:
    """Own ones bear an id that begins with OWN; a name that stands already is replaced."""

    def __init__(self, stores: Stores, settings: Settings) -> None:
        self._stores, self._settings = stores, settings

    def all(self) -> list[LayerSet]:
        """The city's first, then own ones by name."""
        own = [
            LayerSet(id=OWN + name, name=name, gloss=name, layers=tuple(layers))
            for name, layers in sorted(self._own().items())
        ]
        return [*self._stores.reference.layer_sets(), *own]

    def get(self, set_id: str) -> LayerSet | None:
        return next((one for one in self.all() if one.id == set_id), None)

    def save(self, name: str, layers: frozenset[str]) -> str:
        """Keep a choice under a name and return its id."""
        self._write({**self._own(), name: sorted(layers)})
        return OWN + name

    def forget(self, set_id: str) -> None:
        """An own one; the city's stay."""
        own = self._own()
        if own.pop(set_id.removeprefix(OWN), None) is not None and set_id.startswith(OWN):
            self._write(own)

    def _own(self) -> dict[str, list[str]]:
        with suppress(ValueError, AttributeError, TypeError):
            kept = json.loads(self._settings.state(_KEY) or b"{}")
            return {str(name): [str(layer) for layer in layers] for name, layers in kept.items()}
        return {}

    def _write(self, own: dict[str, list[str]]) -> None:
        self._settings.set_state(_KEY, json.dumps(own, ensure_ascii=False).encode())

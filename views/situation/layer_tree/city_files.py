"""Says in the layer tree what of the city's own files could not be had: reference, layers, outlines, base map."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.domain.layers import LayerKind
from app.stores.reference import Body, BodyTrouble, ReferenceStore
from views.situation.layer_tree.health import LayerHealth

_SHOWN_NAMES = 3  # of rows that were left out


class CityFiles(QObject):
    """Follows the reference. What concerns the whole tree becomes the health's `of_all`."""

    def __init__(self, health: LayerHealth, reference: ReferenceStore) -> None:
        super().__init__(health)
        self._health, self._reference = health, reference
        reference.reference_changed.connect(self.tell)

    def tell(self) -> None:
        """What is so now, in the present language."""
        reference = self._reference
        self._health.put(LayerKind.AREAS, "file", self._sentence(Body.OUTLINES, bool(reference.outlines)))
        self._health.put(LayerKind.BASE, "file", self._sentence(Body.MAP_BASE, reference.map_base is not None))
        self._health.put_all(" ".join(part for part in (self._of_reference(), self._of_layers()) if part))

    def _sentence(self, body: Body, has_former: bool) -> str:
        trouble = self._reference.troubles.get(body)
        if trouble is None or (trouble is BodyTrouble.UNREACHED and has_former):
            return ""  # what is here holds; that the link is away is said elsewhere
        if trouble is BodyTrouble.UNREACHED:
            return self.tr("not fetched: the server cannot be reached")
        if trouble is BodyTrouble.REFUSED:
            said, kept = (
                self.tr("not fetched: the server failed"),
                self.tr("the server failed: those of before are kept"),
            )
        else:
            said, kept = self.tr("not shown: what came is cut short"), self.tr("cut short: those of before are kept")
        return kept if has_former else said

    def _of_reference(self) -> str:
        reference = self._reference
        if Body.REFERENCE not in reference.troubles:
            odd = sum(count for name, count in reference.left_out.items() if not name.startswith("layer"))
            said = self.tr("{n} areas, categories or plans could not be read and are left out.")
            return said.format(n=f"{odd:,}") if odd else ""
        if reference.city is not None:
            return self.tr("City data could not be fetched anew: what was known before is kept.")
        return self.tr("City data could not be fetched: only the usual layers are here.")

    def _of_layers(self) -> str:
        faults, left_out = self._reference.layer_faults, self._reference.left_out
        if faults.torn:
            return self.tr("The city's own layers cannot be read: the usual ones stand in for them.")
        count = len(faults.left_out) + left_out.get("layers", 0) + left_out.get("layer_sets", 0)
        if not count:
            return ""
        named = faults.left_out[:_SHOWN_NAMES]
        form = (
            self.tr("{n} odd rows of the city's layers are left out: {names}.")
            if named
            else self.tr("{n} odd rows of the city's layers are left out.")
        )
        return form.format(n=f"{count:,}", names=", ".join(named) + (" …" if count > len(named) else ""))

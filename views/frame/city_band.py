"""The city's own data cannot be had: a band over every screen that says what is missing, and that it is asked again."""

from __future__ import annotations

from PySide6.QtCore import QEvent

from app.api.link import LinkState
from app.stores import Stores
from app.stores.reference import Body
from views.frame.text_band import TextBand


class CityBand(TextBand):
    """Shown while the link is live and the server does not give the reference."""

    def __init__(self, stores: Stores) -> None:
        super().__init__()
        self._stores = stores
        stores.link.link_changed.connect(self.refresh)
        stores.reference.reference_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        reference = self._stores.reference
        if Body.REFERENCE not in reference.troubles or self._stores.link.state is not LinkState.LIVE:
            self.say("")
        elif reference.city is not None:
            self.say(self.tr("The server does not give its city data; what was known before is shown. Asking again."))
        else:
            self.say(
                self.tr(
                    "The server does not give its city data: names of areas and categories, most layers and whether "
                    "this is a demo are not known. Asking again."
                )
            )

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.refresh()

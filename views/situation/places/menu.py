"""What a right click on the map offers for the place under it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QAction, QCursor, QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from app.domain.positions import Place
from views.situation.places.spot import Spot, pair_text


class PlaceMenu(QMenu):
    """`case_requested(Place)`, `pin_requested(Spot)`, `near_requested(Spot, deed)` for a deed of the panel."""

    case_requested = Signal(object)
    near_requested = Signal(object, str)
    pin_requested = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._place = Place(lat_deg=0.0, lon_deg=0.0)
        self.new_case = self.addAction("")
        self.addSeparator()
        self.near: dict[str, QAction] = {deed: self.addAction("") for deed in ("units", "cameras")}
        self.addSeparator()
        self.pin, self.copy = self.addAction(""), self.addAction("")
        self.new_case.triggered.connect(lambda: self.case_requested.emit(self._place))
        for deed, action in self.near.items():
            action.triggered.connect(lambda _on=False, deed=deed: self.near_requested.emit(Spot(self._place), deed))
        self.pin.triggered.connect(lambda: self.pin_requested.emit(Spot(self._place)))
        self.copy.triggered.connect(self._copy)
        self.retranslate()

    def open_at(self, lat_deg: float, lon_deg: float, *, may_open_case: bool) -> None:
        """Show the menu under the pointer; a replayed past takes no case."""
        self._place = Place(lat_deg=lat_deg, lon_deg=lon_deg)
        self.new_case.setEnabled(may_open_case)
        self.popup(QCursor.pos())

    def retranslate(self) -> None:
        self.new_case.setText(self.tr("New &case here"))
        self.near["units"].setText(self.tr("Nearest &units"))
        self.near["cameras"].setText(self.tr("Nearest ca&meras"))
        self.pin.setText(self.tr("What is &here"))
        self.copy.setText(self.tr("Copy c&oordinates"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(pair_text(self._place.lat_deg, self._place.lon_deg))

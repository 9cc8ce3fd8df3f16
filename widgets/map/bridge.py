"""What the page says back: slots are the page's words on the web channel, signals are ours."""

from __future__ import annotations

import json

from PySide6.QtCore import QObject, Signal, Slot


class PageBridge(QObject):
    """Carries page events into Qt. Degrees are WGS 84; ids are those that the console gave."""

    was_ready = Signal()
    mark_was_clicked = Signal(str, object)  # an int; Qt's own int would cut it to 32 signed bits
    place_was_clicked = Signal(float, float, str)
    menu_was_asked = Signal(float, float)
    follow_was_held = Signal(bool)
    view_was_changed = Signal(tuple, tuple, int)
    delivery_was_refused = Signal(str, int, str)
    something_was_said = Signal(str, object)

    @Slot()
    def ready(self) -> None:
        self.was_ready.emit()

    @Slot(str, float)
    def mark_clicked(self, layer: str, mark_id: float) -> None:
        self.mark_was_clicked.emit(layer, int(mark_id))

    @Slot(float, float, str)
    def place_clicked(self, lat: float, lon: float, area_code: str) -> None:
        self.place_was_clicked.emit(lat, lon, area_code)

    @Slot(float, float)
    def place_menu(self, lat: float, lon: float) -> None:
        self.menu_was_asked.emit(lat, lon)

    @Slot(bool)
    def follow_held(self, held: bool) -> None:
        self.follow_was_held.emit(held)

    @Slot(float, float, float, float, float, float, int)
    def view_changed(
        self, west: float, south: float, east: float, north: float, lat: float, lon: float, zoom: int
    ) -> None:
        self.view_was_changed.emit((west, south, east, north), (lat, lon), zoom)

    @Slot(str, int, str)
    def refused(self, channel: str, count: int, why: str) -> None:
        self.delivery_was_refused.emit(channel, count, why)

    @Slot(str, str)
    def said(self, topic: str, body_json: str) -> None:
        self.something_was_said.emit(topic, json.loads(body_json))

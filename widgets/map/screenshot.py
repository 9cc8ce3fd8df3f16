"""Takes screenshots of a map: without controls, when all is drawn, with the pictures of its legend."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from PySide6.QtCore import QObject, QRect, QTimer
from PySide6.QtGui import QColor, QImage, QPainter

from widgets.map.view import MapView

# A page that has died meanwhile takes no screenshot.
_GIVE_UP_MS = 10_000
_FRAME_MS = 16
_SHUTTER_PX = 3  # page.css
_tokens = count(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class MapScreenshot:
    """What the map shows. `metres_per_px` holds at the middle, per pixel of the widget (not of a sharper image)."""

    image: QImage
    legend: list[tuple[QImage, str]]
    metres_per_px: float
    lat: float
    lon: float


class MapScreenshots(QObject):
    """One screenshot at a time: a new one ends the wait for the earlier, whose `then` gets None."""

    def __init__(self, map_view: MapView) -> None:
        super().__init__(map_view)
        self._map = map_view
        self._token = 0
        self._then: Callable[[MapScreenshot | None], None] | None = None
        self._patience = QTimer(self, interval=_GIVE_UP_MS, singleShot=True)
        self._patience.timeout.connect(lambda: self._end(None))
        self._body: dict[str, Any] = {}
        self._again = QTimer(self, interval=_FRAME_MS, singleShot=True)
        self._again.timeout.connect(self._shoot)
        map_view.page_said.connect(self._said)

    def take(self, legend_rows: Sequence[dict[str, Any]], then: Callable[[MapScreenshot | None], None]) -> None:
        """`then` gets the screenshot, or None if the page gave none. Rows are those that `setLegend` takes."""
        self._end(None)
        self._token, self._then = next(_tokens), then
        self._patience.start()
        self._map.command("screenshot", "takeScreenshot", self._token, list(legend_rows))
        self._map.forget("screenshot")

    def _said(self, topic: str, body: dict[str, Any]) -> None:
        if topic != "screenshot_ready" or body["token"] != self._token or self._then is None:
            return
        self._body = body
        self._shoot()

    def _shoot(self) -> None:
        """The page is as it should be; its picture reaches the widget frames later, and bears the shutter then."""
        image, body = self._map.grab().toImage(), self._body
        if self._then is None:
            return
        if image.isNull() or image.pixelColor(0, 0) != QColor(body["shutter"]):
            self._again.start()
            return
        side = round(_SHUTTER_PX * image.devicePixelRatio())
        painter = QPainter(image)  # what lies under the shutter is what lies beside it
        painter.drawImage(QRect(0, 0, _SHUTTER_PX, _SHUTTER_PX), image.copy(), QRect(side, 0, side, side))
        painter.end()
        legend = [(QImage.fromData(b64decode(row["png"].partition(",")[2])), row["label"]) for row in body["legend"]]
        screenshot = MapScreenshot(
            image=image,
            legend=legend,
            metres_per_px=body["metres_per_px"],
            lat=body["lat"],
            lon=body["lon"],
        )
        self._end(screenshot)

    def _end(self, screenshot: MapScreenshot | None) -> None:
        then, self._then = self._then, None
        self._patience.stop()
        self._again.stop()
        if then is not None:
            self._map.command("screenshot", "screenshotTaken")
            self._map.forget("screenshot")
            then(screenshot)

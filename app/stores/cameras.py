"""Cameras of the video pool."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from app.domain.cameras import Camera
from app.domain.positions import distance_m


class CameraStore(QObject):
    cameras_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._cameras: dict[int, Camera] = {}
        self._changed = False

    def get(self, camera_id: int) -> Camera | None:
        return self._cameras.get(camera_id)

    def all(self) -> list[Camera]:
        return list(self._cameras.values())

    def near(self, lat: float, lon: float, n: int) -> list[tuple[Camera, float]]:
        """The `n` cameras nearest to a place in degrees, with their distance in metres."""
        ranked = [(cam, distance_m(lat, lon, cam.lat_deg, cam.lon_deg)) for cam in self._cameras.values()]
        return sorted(ranked, key=lambda pair: pair[1])[:n]

    def write(self, cameras: Iterable[Camera]) -> None:
        """Take new states."""
        for camera in cameras:
            self._cameras[camera.id] = camera
            self._changed = True

    def replace(self, cameras: Iterable[Camera]) -> None:
        """Forget what is known and take a snapshot."""
        self._cameras, self._changed = {}, True
        self.write(cameras)

    def announce(self) -> None:
        if self._changed:
            self._changed = False
            self.cameras_changed.emit()

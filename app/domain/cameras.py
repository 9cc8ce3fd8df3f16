"""Cameras of the video pool (视频资源池); ids are the 20 digits of GB/T 28181 (8 centre + 2 trade + 3 type + 7)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Camera:
    """One camera with where it looks: `heading_deg` from north clockwise, `field_deg` the opening angle, `range_m` how
    far a person can still be made out.
    """

    id: int
    version: int
    code: str
    name: str
    gloss: str
    lat_deg: float
    lon_deg: float
    heading_deg: float
    field_deg: float
    area_code: str
    online: bool
    turnable: bool = False
    range_m: float = 100.0

    @property
    def short_code(self) -> str:
        """What a person says instead of the 20 digits, e.g. "C-0325"."""
        return f"C-{self.id:04d}"

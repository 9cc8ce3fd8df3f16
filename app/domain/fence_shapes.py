"""How far a place is beyond a fence: exact where it is near, and looked up in a table of cells where it is not.

Works on the local plane around the fence, which is true to a thousandth at the size of a city.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from app.domain.fences import BAND_M, Fence, FenceRule
from app.domain.positions import EARTH_RADIUS_M

Floats = npt.NDArray[np.float64]
Verdicts = npt.NDArray[np.int8]
Bools = npt.NDArray[np.bool_]

M_PER_DEG = math.radians(1.0) * EARTH_RADIUS_M
# Verdicts: in breach; on the border's band, where nothing changes; safe.
BEYOND, WAVERING, WITHIN = 1, 0, -1
_ASK = 2
# Cells a side: 4,096 cells are made in a millisecond or two and leave some tenths of the bounding box to ask.
_CELLS = 64
# Places times sides that are measured at once: what is worked out between fits a processor's cache, and is no memory
# that a running program then holds for good.
_PAIRS = 16_384


class FenceShape:
    """The shape of one fence. All questions take equally long columns of WGS 84 degrees."""

    def __init__(self, fence: Fence) -> None:
        points = np.array(fence.points, dtype=np.float64)
        self._rule = fence.rule
        self._corridor_m = fence.corridor_m
        self._outside = WITHIN if fence.rule is FenceRule.KEEP_OUT else BEYOND
        self._lat0, self._lon0 = points.mean(axis=0)
        self._m_per_lon = M_PER_DEG * math.cos(math.radians(self._lat0))
        xy = self._plane(points[:, 0], points[:, 1])
        if fence.rule is FenceRule.ROUTE:
            self._a, self._b = xy[:-1], xy[1:]
        else:
            self._a, self._b = xy, np.roll(xy, -1, axis=0)
        self._xy = xy
        self._tabled = False

    def beyond_m(self, lat_deg: Floats, lon_deg: Floats) -> Floats:
        """How far each place lies beyond what is allowed, in metres; negative where it is within."""
        return self._beyond(self._plane(lat_deg, lon_deg))

    def verdicts(self, lat_deg: Floats, lon_deg: Floats) -> Verdicts:
        """BEYOND from the border on, WITHIN from BAND_M inside it on, WAVERING between."""
        self._table_cells()
        u = np.clip((lon_deg - self._west) * self._u_scale, 0, _CELLS - 1).astype(np.int32)
        v = np.clip((lat_deg - self._south) * self._v_scale, 0, _CELLS - 1).astype(np.int32)
        found: Verdicts = self._cells[v * _CELLS + u]
        ask = np.flatnonzero(found == _ASK)
        if len(ask):
            found[ask] = _verdicts(self.beyond_m(lat_deg[ask], lon_deg[ask]))
        return found

    def verdicts_by_latitude(self, lat_deg: Floats, lon_deg: Floats) -> Verdicts:
        """As `verdicts`, for places in order from south to north: those past the fence's box are not looked at."""
        self._table_cells()
        first, last = np.searchsorted(lat_deg, (self._south, self._north))
        found: Verdicts = np.full(len(lat_deg), self._outside, np.int8)
        found[first:last] = self.verdicts(lat_deg[first:last], lon_deg[first:last])
        return found

    def _plane(self, lat_deg: Floats, lon_deg: Floats) -> Floats:
        return np.stack([(lon_deg - self._lon0) * self._m_per_lon, (lat_deg - self._lat0) * M_PER_DEG], axis=-1)

    def _beyond(self, xy: Floats) -> Floats:
        beyond, step = np.empty(len(xy)), max(1, _PAIRS // len(self._a))
        for start in range(0, len(xy), step):
            part = xy[start : start + step]
            gap = self._gap(part)
            if self._rule is FenceRule.ROUTE:
                beyond[start : start + step] = gap - self._corridor_m
            else:
                inside = self._inside(part) == (self._rule is FenceRule.KEEP_OUT)
                beyond[start : start + step] = np.where(inside, gap, -gap)
        return beyond

    def _gap(self, xy: Floats) -> Floats:
        """Metres to the border or the line."""
        d = self._b - self._a
        length2 = np.maximum((d * d).sum(axis=1), 1e-9)
        from_a = xy[:, None, :] - self._a
        t = np.clip((from_a * d).sum(axis=2) / length2, 0.0, 1.0)
        off = from_a - t[..., None] * d
        gap: Floats = np.sqrt((off * off).sum(axis=2).min(axis=1))
        return gap

    def _inside(self, xy: Floats) -> Bools:
        """Even-odd rule."""
        x, y = xy[:, :1], xy[:, 1:]
        (x0, y0), (x1, y1) = self._a.T, self._b.T
        crosses = (y0 > y) != (y1 > y)
        rise = np.where(y1 == y0, 1.0, y1 - y0)
        east = crosses & (x < x0 + (y - y0) * (x1 - x0) / rise)
        odd: Bools = np.count_nonzero(east, axis=1) % 2 == 1
        return odd

    def _table_cells(self) -> None:
        """The verdict of every cell that has one: how far a place is beyond changes by no more than it moves.

        The cells reach past the fence, so that whatever is clipped into an outermost cell has that cell's verdict.
        Made with the first verdict: who only measures needs none.
        """
        if self._tabled:
            return
        xy = self._xy
        pad = self._corridor_m + 2 * BAND_M
        low, high = xy.min(axis=0) - pad, xy.max(axis=0) + pad
        size = (high - low) / (_CELLS - 2)
        low = low - size
        centres = [low[axis] + size[axis] * (np.arange(_CELLS) + 0.5) for axis in (0, 1)]
        grid = np.stack(np.meshgrid(*centres), axis=-1).reshape(-1, 2)
        beyond, reach = self._beyond(grid), math.hypot(size[0], size[1]) / 2
        cells = np.full(len(grid), _ASK, dtype=np.int8)
        cells[beyond - reach > 0] = BEYOND
        cells[beyond + reach < -BAND_M] = WITHIN
        rim = np.zeros((_CELLS, _CELLS), dtype=np.bool_)
        rim[[0, -1], :] = rim[:, [0, -1]] = True
        cells[rim.ravel()] = self._outside
        self._cells: Verdicts = cells
        self._west, self._south = self._lon0 + low[0] / self._m_per_lon, self._lat0 + low[1] / M_PER_DEG
        self._north = self._south + size[1] * _CELLS / M_PER_DEG
        self._u_scale, self._v_scale = self._m_per_lon / size[0], M_PER_DEG / size[1]
        self._tabled = True


def _verdicts(beyond_m: Floats) -> Verdicts:
    verdicts: Verdicts = np.full(len(beyond_m), WAVERING, np.int8)
    verdicts[beyond_m > 0] = BEYOND
    verdicts[beyond_m < -BAND_M] = WITHIN
    return verdicts

"""The demo city as one frozen thing, built once from a seed and then read from a cache.

It is fictional: the division code 990106 belongs to no real place, and no real map was traced.
"""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt

from app.backend.simulation.geography.areas import CITY_CODE
from app.backend.simulation.geography.components import Components
from app.backend.simulation.geography.network import RoadNetwork
from app.backend.simulation.geography.people import Group, Worker
from app.backend.simulation.geography.plane import Floats, Ints, metres_from_degrees
from app.backend.simulation.geography.sites import LowPointSite
from app.domain.areas import Area, AreaLevel
from app.domain.cameras import Camera
from app.domain.outlines import Ring

# Counts up whenever the same seed would give another city.
CITY_VERSION = 3
CITY_NAME, CITY_GLOSS = "云川市", "Yunchuan"


@dataclass(frozen=True)
class City:
    """Everything that does not change while the city lives.

    Outlines are rings of vertex numbers, so that areas share vertices exactly: `vertices` (v, 2) are lat, lon in 1e-7
    degrees; the rings of the area with code c are `ring_index[c]`. Grids are numbered 0…2399 as in `grid_codes`.
    `workers` (65 collectors, 200 officers, 50 vehicles) are in the order of their unit ids, which begin at 1.
    """

    seed: int
    areas: tuple[Area, ...]
    grid_codes: tuple[str, ...]
    grid_centres: Floats
    grid_uses: Ints
    vertices: npt.NDArray[np.int32]
    ring_points: npt.NDArray[np.int32]
    ring_index: dict[str, tuple[tuple[int, int], ...]]
    network: RoadNetwork
    components: Components
    cameras: tuple[Camera, ...]
    low_points: tuple[LowPointSite, ...]
    workers: tuple[Worker, ...]
    groups: tuple[Group, ...]
    beat_of_grid: tuple[int, ...]
    map_features_json: bytes
    code: str = CITY_CODE
    name: str = CITY_NAME
    gloss: str = CITY_GLOSS

    def rings(self, code: str) -> list[Ring]:
        """Outline of an area, each ring (n, 2) lat, lon in 1e-7 degrees, not closed by a repeated point."""
        return [self.vertices[self.ring_points[first:last]] for first, last in self.ring_index[code]]

    def outlines(self) -> dict[str, list[Ring]]:
        """Outlines of all areas by code, as `app.domain.outlines.encode_outlines` takes them."""
        return {code: self.rings(code) for code in self.ring_index}

    @cached_property
    def corners_deg(self) -> tuple[float, float, float, float]:
        """South, west, north, east of the city limit in degrees."""
        south, west = self.vertices.min(axis=0) / 1e7
        north, east = self.vertices.max(axis=0) / 1e7
        return float(south), float(west), float(north), float(east)

    @cached_property
    def _grid_areas(self) -> dict[str, Area]:
        return {area.code: area for area in self.areas if area.level is AreaLevel.GRID}

    def grid_at(self, lat_deg: float, lon_deg: float) -> int:
        """Number of the grid whose centre is nearest to a place: the grid itself but for places near a border."""
        x, y = metres_from_degrees(lat_deg, lon_deg)
        return int(np.argmin((self.grid_centres[:, 0] - x) ** 2 + (self.grid_centres[:, 1] - y) ** 2))

    def area_of(self, grid: int) -> Area:
        """The area of a grid by its number."""
        return self._grid_areas[self.grid_codes[grid]]

    def address_at(self, lat_deg: float, lon_deg: float) -> tuple[str, str]:
        """Chinese and English street address of a place."""
        return self.network.address(*metres_from_degrees(lat_deg, lon_deg))


def base_map_features(city: City) -> dict[str, object]:
    """The base map for drawing, JSON-able: {"bbox": [w, s, e, n], "limit": ring, "water": [ring], "green": [ring],
    "building": [ring], "road": [{"class": "main|secondary|local", "name", "gloss", "line", "from_m"}], "rail": [line],
    "label": [{"name", "gloss", "kind", "rank", "lon", "lat"}]}.

    Rings and lines are [[lon, lat], …] in degrees to 1e-6; rings do not repeat their first point. Roads come lesser
    classes first; those of the city run the way that house numbers rise and begin `from_m` metres along their road.
    Rank 1 is the most important label. `City.map_features_json` is the same, encoded.
    """
    features: dict[str, object] = msgspec.json.decode(city.map_features_json)
    return features


def load_city(seed: int, cache_dir: Path) -> City:
    """The city of that seed, from the cache or built (some seconds) and cached.

    A cache that is broken or of another version is built again; a folder that cannot be written is no error.
    """
    path = cache_dir / f"city-{CITY_VERSION}-{seed}.npz"
    city = _read(path, seed)
    if city is None:
        from app.backend.simulation.founding import found_city

        city = found_city(seed)
        _write(path, city)
    return city


class _Records(msgspec.Struct):
    """What is not columns."""

    version: int
    seed: int
    areas: tuple[Area, ...]
    grid_codes: tuple[str, ...]
    ring_index: dict[str, tuple[tuple[int, int], ...]]
    road_names: tuple[str, ...]
    road_glosses: tuple[str, ...]
    category_codes: tuple[str, ...]
    cameras: tuple[Camera, ...]
    low_points: tuple[LowPointSite, ...]
    workers: tuple[Worker, ...]
    groups: tuple[Group, ...]
    beat_of_grid: tuple[int, ...]


_NETWORK_COLUMNS = ("nodes", "edges", "edge_class", "edge_road", "edge_run_m", "edge_length_m")
_COMPONENT_COLUMNS = ("category", "lat", "lon", "state", "grid")
_CITY_COLUMNS = ("grid_centres", "grid_uses", "vertices", "ring_points")


def _write(path: Path, city: City) -> None:
    records = _Records(
        version=CITY_VERSION, seed=city.seed, areas=city.areas, grid_codes=city.grid_codes, ring_index=city.ring_index,
        road_names=city.network.road_names, road_glosses=city.network.road_glosses,
        category_codes=city.components.category_codes, cameras=city.cameras, low_points=city.low_points,
        workers=city.workers, groups=city.groups, beat_of_grid=city.beat_of_grid,
    )  # fmt: skip
    columns: dict[str, npt.NDArray[np.generic]] = {
        "records": np.frombuffer(msgspec.msgpack.encode(records), np.uint8),
        "map_features": np.frombuffer(city.map_features_json, np.uint8),
        **{f"network.{name}": getattr(city.network, name) for name in _NETWORK_COLUMNS},
        **{f"components.{name}": getattr(city.components, name) for name in _COMPONENT_COLUMNS},
        **{name: getattr(city, name) for name in _CITY_COLUMNS},
    }
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Written beside and renamed: two first starts at once, or a kill in the middle, leave a whole file or none.
        with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as part:
            np.savez(part, **columns)  # type: ignore[arg-type]
        os.replace(part.name, path)
    except OSError:
        return


def _read(path: Path, seed: int) -> City | None:
    try:
        with np.load(path, allow_pickle=False) as columns:
            records = msgspec.msgpack.decode(columns["records"].tobytes(), type=_Records)
            if (records.version, records.seed) != (CITY_VERSION, seed):
                return None
            network = RoadNetwork(
                **{name: columns[f"network.{name}"] for name in _NETWORK_COLUMNS},
                road_names=records.road_names, road_glosses=records.road_glosses,
            )  # fmt: skip
            components = Components(
                category_codes=records.category_codes,
                **{name: columns[f"components.{name}"] for name in _COMPONENT_COLUMNS},
            )
            return City(
                seed=seed, areas=records.areas, grid_codes=records.grid_codes, ring_index=records.ring_index,
                network=network, components=components, cameras=records.cameras, low_points=records.low_points,
                workers=records.workers, groups=records.groups, beat_of_grid=records.beat_of_grid,
                map_features_json=columns["map_features"].tobytes(), **{name: columns[name] for name in _CITY_COLUMNS},
            )  # fmt: skip
    except Exception:  # a cache may be broken in any way; the cure is always to build it again
        return None

"""Components (部件) as the map takes them; a large city's are kept on disk, for sorting ten millions takes seconds."""

from __future__ import annotations

import hashlib
import json
import logging
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from app.domain.component_points import STATES, ComponentPoints
from widgets.map import encode_points
from widgets.map.point_file import VERSION, Bounds

_log = logging.getLogger(__name__)
_DEGREES_PER_UNIT = 1e-7
_KEEP_FROM = 500_000  # fewer are sorted faster than they are read
_KEPT_AT_MOST = 3  # cities, or states of one


@dataclass(frozen=True)
class ComponentFile:
    """A point file (docs/point-tiles.md), which component each of its rows is, and how many rows had which fault."""

    file: Path | bytes
    order: npt.NDArray[np.uint32]
    faults: Mapping[str, int]


def component_file(points: ComponentPoints, bounds: Bounds, folder: Path) -> ComponentFile:
    """The file for the components of a city within bounds in degrees, from the folder where it was made before.

    Heavy for a large city: for a worker.
    """
    if len(points.lat) < _KEEP_FROM:
        return _sorted(points, bounds)
    digest = hashlib.blake2b(repr((VERSION, bounds, len(points.categories))).encode(), digest_size=16)
    for column in (points.lat, points.lon, points.category, points.state):
        digest.update(np.ascontiguousarray(column).data)
    place = folder / digest.hexdigest()
    try:
        return _kept(place)
    except (OSError, ValueError, EOFError):
        made = _sorted(points, bounds)
    try:
        _keep(place, made)
    except OSError as fault:
        _log.warning("no copy of the components' point file was kept: %s", fault)
        return made
    return ComponentFile(place.with_suffix(".zhpt"), made.order, made.faults)


def _sorted(points: ComponentPoints, bounds: Bounds) -> ComponentFile:
    encoded = encode_points(
        points.lat * _DEGREES_PER_UNIT,
        points.lon * _DEGREES_PER_UNIT,
        points.category,
        points.state,
        categories=len(points.categories),
        states=len(STATES),
        bounds=bounds,
    )
    return ComponentFile(encoded.body, encoded.order, encoded.faults)


def _kept(place: Path) -> ComponentFile:
    faults = json.loads(place.with_suffix(".json").read_text())
    order = np.load(place.with_suffix(".npy"), mmap_mode="r")
    file = place.with_suffix(".zhpt")
    os.utime(file)
    return ComponentFile(file, order, faults)


def _keep(place: Path, made: ComponentFile) -> None:
    """The faults are written last: with them the others are whole."""
    assert isinstance(made.file, bytes)
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = place.with_suffix(f".{os.getpid()}")
    with draft.open("wb") as order:
        np.save(order, made.order)
    draft.replace(place.with_suffix(".npy"))
    for suffix, content in ((".zhpt", made.file), (".json", json.dumps(dict(made.faults)).encode())):
        draft.write_bytes(content)
        draft.replace(place.with_suffix(suffix))
    kept = sorted(place.parent.glob("*.zhpt"), key=lambda file: file.stat().st_mtime, reverse=True)
    for file in kept[_KEPT_AT_MOST:]:
        for suffix in (".json", ".npy", ".zhpt"):
            file.with_suffix(suffix).unlink(missing_ok=True)

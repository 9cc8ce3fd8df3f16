"""Units as the console delivers them to the live layer, and waits for what the page makes of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from tests.qt.map import sample
from widgets.map import MapView, encode_units

Ask = Callable[[MapView, str], Any]
Until = Callable[[MapView, str], None]

NOW_MS = 1_790_000_000_000.0


def fix(
    lat: float = sample.LAT,
    *,
    unit_id: int = 7,
    at_s: float = 0.0,
    age_s: float = 0.0,
    speed_mps: float = 10.0,
    rate: float = 1.0,
    lon: float = sample.LON,
) -> bytes:
    """One unit whose position is `age_s` old at city second `at_s`."""
    return encode_units(
        ids=[unit_id], lat_deg=[lat], lon_deg=[lon], heading_deg=[0], age_s=[age_s], kind=[0], status=[1], group=[0],
        speed_mps=[speed_mps], now_ms=NOW_MS + at_s * 1000.0, rate=rate,
    )  # fmt: skip


def crowd(lat: Any, lon: Any, *, age_s: float = 0.0, kind: int = 0) -> bytes:
    """Units 1 … n at these places, heading north."""
    n = len(lat)
    zeros = np.zeros(n)
    return encode_units(
        ids=np.arange(1, n + 1), lat_deg=lat, lon_deg=lon, heading_deg=zeros, age_s=zeros + age_s,
        kind=zeros + kind, status=zeros + 1, group=zeros, now_ms=NOW_MS,
    )  # fmt: skip


def deliver(view: MapView, until: Until, *bodies: bytes) -> None:
    """Each is taken by the page before the next one comes."""
    for body in bodies:
        view.page.runJavaScript("zhihui.live.stats.before = zhihui.live.stats.updates")
        view.publish("units", body)
        until(view, "zhihui.live.stats.updates > zhihui.live.stats.before")


def settle(view: MapView, until: Until) -> None:
    """Nothing glides and nothing waits to be drawn."""
    until(view, "zhihui.live.stamp && !zhihui.live.frameAsked")

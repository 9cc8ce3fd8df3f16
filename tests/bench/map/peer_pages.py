"""The peers' pages, each written as its own documentation writes it, with scripts from npm instead of the network."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import folium
from branca.element import Element
from folium.plugins import Realtime
from folium.utilities import JsCode

from tests.bench.map.fleet import CENTRE_DEG, ZOOM, Fleet

PAGES = Path(__file__).with_name("pages")
_LEAFLET_JS = [("leaflet", "/npm/leaflet/dist/leaflet.js")]
_LEAFLET_CSS = [("leaflet_css", "/npm/leaflet/dist/leaflet.css")]
_REALTIME_JS = [("Leaflet_Realtime_js", "/npm/leaflet-realtime/dist/leaflet-realtime.js")]


class _LocalMap(folium.Map):
    """folium's map with Leaflet from npm."""

    default_js = _LEAFLET_JS
    default_css = _LEAFLET_CSS


class _LocalRealtime(Realtime):
    default_js = _REALTIME_JS


@dataclass(frozen=True, slots=True)
class Peer:
    """A way that others draw moving units. `page(fleet, interval_ms)` gives its HTML."""

    name: str
    title: str
    page: Callable[[Fleet, int], str]
    needs_webgl: bool = False


def _script(name: str) -> str:
    return (PAGES / name).read_text(encoding="utf-8")


def _plain(fleet: Fleet, css: str, body: str) -> str:
    about = json.dumps({"centre": CENTRE_DEG, "zoom": ZOOM})
    return f"""<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="{css}">
<style>html, body, #map {{ margin: 0; height: 100%; background: #141A21; }}</style><div id="map"></div>
<script>window.bench = {about};{_script("probe.js")}{_script("feed.js")}</script>{body}"""


def _folium(fleet: Fleet, script: str, add: Callable[[folium.Map], object]) -> str:
    page = _LocalMap(location=list(CENTRE_DEG), zoom_start=ZOOM, tiles=None)
    root = page.get_root()
    header = f"{_script('probe.js')}{_script('feed.js')}{script}"
    root.header.add_child(Element(f"<script>{header}</script>"))  # type: ignore[attr-defined]  # branca's Figure
    add(page)
    html: str = root.render()
    return html


def _folium_markers(fleet: Fleet, interval_ms: int) -> str:
    start = fleet.at(0.0)
    names: list[str] = []

    def add(page: folium.Map) -> None:
        for lat_deg, lon_deg in zip(start.lat_deg, start.lon_deg, strict=True):
            marker = folium.Marker([float(lat_deg), float(lon_deg)])
            marker.add_to(page)
            names.append(marker.get_name())
        listed = f"bench.names = {json.dumps(names)};{_script('folium_markers.js')}"
        page.get_root().header.add_child(Element(f"<script>{listed}</script>"))  # type: ignore[attr-defined]

    return _folium(fleet, "", add)


def _folium_realtime(fleet: Fleet, interval_ms: int) -> str:
    def add(page: folium.Map) -> None:
        by_id = JsCode("(f) => f.properties.id")
        _LocalRealtime(JsCode("bench.source"), interval=interval_ms, get_feature_id=by_id).add_to(page)

    return _folium(fleet, _script("realtime.js"), add)


def _circles(fleet: Fleet, interval_ms: int) -> str:
    body = f'<script src="/npm/leaflet/dist/leaflet.js"></script><script>{_script("circles.js")}</script>'
    return _plain(fleet, "/npm/leaflet/dist/leaflet.css", body)


def _maplibre(fleet: Fleet, interval_ms: int) -> str:
    body = '<script type="module" src="/pages/maplibre.mjs"></script>'
    return _plain(fleet, "/npm/maplibre-gl/dist/maplibre-gl.css", body)


PEERS = {
    peer.name: peer
    for peer in (
        Peer("folium", "folium markers", _folium_markers),
        Peer("realtime", "folium Realtime", _folium_realtime),
        Peer("circles", "Leaflet circle markers on canvas", _circles),
        Peer("maplibre", "MapLibre setData", _maplibre, needs_webgl=True),
    )
}

"""The live map: a folium-composed Leaflet page in QtWebEngine behind one widget."""

from widgets.map.columns import HOLLOW, JUMPED, encode_units
from widgets.map.draw import MapDraw, Shape
from widgets.map.marks import AreaStyle, Figure, Mark
from widgets.map.rendering import choose_backend
from widgets.map.scheme import register_scheme
from widgets.map.view import MapView

__all__ = [
    "HOLLOW",
    "JUMPED",
    "AreaStyle",
    "Figure",
    "MapDraw",
    "MapView",
    "Mark",
    "Shape",
    "choose_backend",
    "encode_units",
    "register_scheme",
]

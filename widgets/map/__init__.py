"""The live map: a folium-composed Leaflet page in QtWebEngine behind one widget."""

from widgets.map.columns import encode_units
from widgets.map.draw import MapDraw, Shape
from widgets.map.marks import AreaStyle, Figure, Mark
from widgets.map.point_file import EncodedPoints, encode_points
from widgets.map.points import PointCut, PointLayers
from widgets.map.rendering import choose_backend
from widgets.map.scheme import register_scheme
from widgets.map.view import MapView

__all__ = [
    "AreaStyle",
    "EncodedPoints",
    "Figure",
    "MapDraw",
    "MapView",
    "Mark",
    "PointCut",
    "PointLayers",
    "Shape",
    "choose_backend",
    "encode_points",
    "encode_units",
    "register_scheme",
]

"""The map page, composed with folium; every part of it comes from the `zhihui:` scheme."""

from __future__ import annotations

import folium
from branca.element import MacroElement
from folium.elements import JSCSSMixin
from folium.template import Template

from widgets.map.scheme import ORIGIN, OWN_SCRIPTS

# What folium would fetch from the network is replaced by what the page needs, from the scheme. Order is load order.
_MAP_JS = [("leaflet", f"{ORIGIN}/web/vendor/leaflet/leaflet.js")]
_MAP_CSS = [
    ("leaflet_css", f"{ORIGIN}/web/vendor/leaflet/leaflet.css"),
    ("zhihui_css", f"{ORIGIN}/web/map/page.css"),
]
_LAYER_JS = [
    ("qwebchannel", f"{ORIGIN}/qt/qwebchannel.js"),
    ("zhihui", f"{ORIGIN}{OWN_SCRIPTS}"),
]


class ConsoleMap(folium.Map):
    """folium's map with Leaflet from the scheme and none of the eleven files that it would fetch from the network."""

    default_js = _MAP_JS
    default_css = _MAP_CSS


class ConsoleLayers(JSCSSMixin, MacroElement):
    """Base map, areas, names, figures, marks and live units on the map that this element is added to."""

    default_js = _LAYER_JS
    _template = Template(
        """
        {% macro script(this, kwargs) %}
            window.zhihui = new Zhihui.Page({{ this._parent.get_name() }});
            window.zhihui.connect();
        {% endmacro %}
        """
    )

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # branca leaves it without types
        self._name = "ConsoleLayers"


def compose_page(centre: tuple[float, float], zoom: int) -> bytes:
    """The page as UTF-8 HTML, looking at (lat, lon) degrees. Zooming is at once, so nothing hides where things are."""
    page = ConsoleMap(
        location=list(centre),
        zoom_start=zoom,
        tiles=None,
        zoom_control="bottomleft",
        zoom_animation=False,
        fade_animation=False,
        marker_zoom_animation=False,
        attribution_control=False,
        min_zoom=10,
        max_zoom=19,
        wheel_px_per_zoom_level=90,
    )
    ConsoleLayers().add_to(page)
    html: str = page.get_root().render()
    return html.encode()

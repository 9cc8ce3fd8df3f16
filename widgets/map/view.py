"""MapView: the map as one widget. It knows places, marks and columns, and no city."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWebChannel import QWebChannel
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QLabel, QStackedLayout, QWidget

from widgets.map.bridge import PageBridge
from widgets.map.catching_up import CatchingUp
from widgets.map.deliveries import VIEW, Deliveries
from widgets.map.marks import (
    AreaStyle,
    Bounds,
    Figure,
    Mark,
    encode_area_names,
    encode_figures,
    encode_mapping,
    encode_marks,
)
from widgets.map.page_copy import page_html
from widgets.map.revival import Revival
from widgets.map.scheme import SchemeRequest
from widgets.map.web import MapPage, close_doors, private_profile
from widgets.tokens import THEMES


class MapView(QWidget):
    """A map page with all its state kept here, so that a lost web process is replaced and told everything again.

    Degrees are WGS 84. Bulk data lies in channels; the page is told that a channel is new and fetches it, so only the
    newest version ever travels. A hidden map is told nothing until it is shown. `register_scheme()` comes before
    QApplication.
    """

    page_ready = Signal()
    page_lost = Signal()
    mark_clicked = Signal(str, object)  # layer ("units" for moving ones), id as int
    place_clicked = Signal(float, float)  # lat, lon where no mark is
    area_clicked = Signal(str)  # code of the finest outlined area there; follows place_clicked
    menu_requested = Signal(float, float)  # lat, lon of a right click
    view_changed = Signal(tuple, int)  # (west, south, east, north), zoom
    follow_held = Signal(bool)  # True: a gesture holds the view; False: F gave it back
    delivery_refused = Signal(str, int, str)  # channel, refused of this delivery (0 once: well again), reason
    page_said = Signal(str, object)  # topic, body: what parts of the page say of themselves

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        centre: tuple[float, float] = (30.55, 112.30),
        zoom: int = 14,
    ) -> None:
        super().__init__(parent)
        self._centre, self._zoom = centre, zoom
        self._deliveries = Deliveries(self._run, self.isVisible)
        self._routes: dict[str, Callable[[SchemeRequest], None]] = {}
        self._profile = private_profile(self._page_html, self._deliveries.body, self._routes)
        self._view = QWebEngineView(self)
        self._view.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._page = MapPage(self._profile, self._view)
        close_doors(self._page.settings())
        self._bridge = PageBridge(self)
        channel = QWebChannel(self)
        channel.registerObject("console", self._bridge)
        self._page.setWebChannel(channel)
        self._view.setPage(self._page)
        self.setFocusProxy(self._view)
        self._notice = QLabel(self)
        self._notice.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._layers = QStackedLayout(self)
        self._layers.addWidget(self._view)
        self._layers.addWidget(self._notice)
        self._revival = Revival(self._page)
        self._catching_up = CatchingUp(self, lambda token: self._run(f"zhihui.sayDrawn({token})"))
        self._connect()
        self.retranslate()

    def _connect(self) -> None:
        self._revival.lost.connect(self._on_lost)
        bridge = self._bridge
        bridge.was_ready.connect(self._on_ready)
        bridge.mark_was_clicked.connect(self.mark_clicked)
        bridge.place_was_clicked.connect(self._on_place)
        bridge.menu_was_asked.connect(self.menu_requested)
        bridge.follow_was_held.connect(self._on_held)
        bridge.view_was_changed.connect(self._on_view)
        bridge.delivery_was_refused.connect(self.delivery_refused)
        bridge.something_was_said.connect(self._on_said)

    # ---- what is drawn -------------------------------------------------------------------------------------------
    def set_base(self, features_json: bytes) -> None:
        """The base map: ``{"bbox":[w,s,e,n], "water":[ring], "green":[ring], "building":[ring], "road":[{"class":
        "main|secondary|local", "name", "gloss", "line":[[lon,lat]]}], "rail":[line], "label":[{"name", "gloss", "lon",
        "lat", "rank"}]}``; rank 1 is the most important name."""
        self.publish("base", features_json)

    def set_outlines(self, body: bytes, names: Mapping[str, tuple[str, str]], styles: Sequence[AreaStyle]) -> None:
        """Area outlines (docs/areas-outlines.md), their names (name, gloss) by code, and how levels are drawn."""
        self.publish("outlines", body)
        self.publish("area-names", encode_area_names(names, styles))

    def set_fills(self, fills: Mapping[str, tuple[str, float]]) -> None:
        """A quiet fill by area code: (colour role, opacity 0..1); replaces all earlier fills."""
        self.publish("fills", encode_mapping(fills))

    def publish(self, channel: str, body: bytes) -> None:
        """Replaces a channel's content; "units" takes a buffer of `columns.encode_units`. The latest wins.

        The page refuses a torn body and keeps what it had; of a whole one it refuses single rows that lie nowhere. It
        says so by `delivery_refused`, and says 0 once when a delivery is whole again.
        """
        self._deliveries.publish(channel, body)

    def command(self, key: str, name: str, *args: Any) -> None:
        """A command of a part of the page. The last one of each key is given again to a page that comes back."""
        self._deliveries.command(key, name, *args)

    def forget(self, key: str) -> None:
        """A page that comes back is not given this command again."""
        self._deliveries.forget(key)

    def serve(self, prefix: str, answer: Callable[[SchemeRequest], None]) -> None:
        """Questions of the page for `zhihui://map/<prefix>/…` are put to `answer`, which may reply later."""
        self._routes[prefix] = answer

    def set_unit_style(
        self,
        kinds: Sequence[str],
        statuses: Sequence[str],
        ages_s: tuple[float, float, float] | None = None,
        strengths: Sequence[float] = (1.0,),
    ) -> None:
        """Shapes by kind code (arrow, dart, car, truck, drop, dot) and colour roles by status code.

        `ages_s` are the upper bounds of the ages that are drawn as fresh, ageing and stale; older is lost. Without
        them nothing ages. `strengths` are opacities 0..1 by group, the last for all groups beyond.
        """
        style = {
            "kinds": list(kinds),
            "statuses": list(statuses),
            "agesS": ages_s and list(ages_s),
            "strengths": list(strengths),
        }
        self.command("style", "setStyle", style)

    def set_unit_names(self, names: Mapping[int, str]) -> None:
        """Names by unit id; a second line after a line feed shows only in the callout of a selected or hovered unit."""
        self.publish("unit-names", encode_mapping(names))

    def set_marks(
        self, layer: str, marks: Iterable[Mark], *, from_zoom: int = 0, order: int = 0, above_units: bool = False
    ) -> None:
        """Replaces one layer of still marks; below `from_zoom` they are dots. Higher `order` is drawn on top."""
        body = encode_marks(marks, from_zoom=from_zoom, order=order, above_units=above_units)
        self.publish(f"marks/{layer}", body)

    def set_figures(self, layer: str, figures: Iterable[Figure]) -> None:
        """Replaces one layer of polygons and lines."""
        self.publish(f"figures/{layer}", encode_figures(figures))

    # ---- how it is drawn -----------------------------------------------------------------------------------------
    def set_theme(self, name: str) -> None:
        """ "night" or "day"; also of what is seen before a page has drawn anything."""
        self._page.setBackgroundColor(QColor(THEMES[name].map_ground))
        self.command("theme", "setTheme", name)

    def set_language(self, language: str) -> None:
        """ "zh" shows names, "en" their glosses where there are any."""
        self.command("language", "setLanguage", language)

    def set_attribution(self, text: str) -> None:
        """The line in the lower right corner: source of the map and its review number."""
        self.command("attribution", "setAttribution", text)

    def set_quiet(self, on: bool) -> None:
        """Without controls and pointer coordinates, for a wall."""
        self.command("quiet", "setQuiet", on)

    def set_scale(self, factor: float) -> None:
        """Everything on the map larger by a factor, for who reads it from afar."""
        self._view.setZoomFactor(factor)

    def set_visible(self, layer: str, on: bool) -> None:
        """Shows or hides "units", "areas" or a layer of marks or figures; hidden things cannot be picked."""
        self.command(f"visible/{layer}", "setVisible", layer, on)

    def set_filter(
        self,
        *,
        kinds: Iterable[int] | None = None,
        statuses: Iterable[int] | None = None,
        groups: Iterable[int] | None = None,
    ) -> None:
        """Units that are drawn, by the codes of their columns; None lets all pass."""
        wanted = {"kinds": kinds, "statuses": statuses, "groups": groups}
        self.command("filter", "setFilter", {k: v if v is None else sorted(v) for k, v in wanted.items()})

    def select(self, layer: str, mark_id: int | None) -> None:
        """Rings one unit or mark; None rings nothing."""
        self.command("select", "select", layer, mark_id)

    def select_units(self, unit_ids: Sequence[int]) -> None:
        """Rings several units and nothing else."""
        self.command("select", "selectUnits", list(unit_ids))

    def select_area(self, code: str | None) -> None:
        """Highlights one area of any level."""
        self.command("select-area", "selectArea", code)

    # ---- where it looks ------------------------------------------------------------------------------------------
    def follow(self, unit_id: int | None) -> None:
        """Keeps a unit in the middle of the view until a gesture holds it (`follow_held`); None ends it."""
        self.command("follow", "follow", unit_id)

    def fly_to(self, lat: float, lon: float, zoom: int) -> None:
        """Looks at a place."""
        self.command(VIEW, "moveTo", lat, lon, zoom)

    def fit(self, bounds: Bounds) -> None:
        """Looks at (west, south, east, north)."""
        self.command(VIEW, "fit", *bounds)

    def limit_to(self, bounds: Bounds) -> None:
        """Keeps the view near (west, south, east, north)."""
        self.command("limit", "limitTo", *bounds)

    # ---- what it says of itself ----------------------------------------------------------------------------------
    def report(self, then: Callable[[dict[str, Any]], None]) -> None:
        """Asks the page for its figures (units, drawn, frames, drawMs, refused by channel …)."""
        self._page.runJavaScript("JSON.stringify(zhihui.report())", 0, lambda text: then(json.loads(text or "{}")))

    @property
    def page(self) -> MapPage:
        """The web page, for tests and measurements."""
        return self._page

    @property
    def looking_at(self) -> tuple[float, float, int]:
        """The middle of the view (lat, lon in degrees) and its zoom, as the page last told."""
        return (*self._centre, self._zoom)

    def is_ready(self) -> bool:
        """True while the page runs and has been told everything."""
        return self._deliveries.is_ready

    def is_settled(self) -> bool:
        """True while the page runs and has fetched every channel, and the newest version of what stands still."""
        return self._deliveries.is_settled()

    def is_current(self) -> bool:
        """False while it still shows what it showed before it was hidden."""
        return self._catching_up.isHidden()

    # ---- keeping the page in step --------------------------------------------------------------------------------
    def _page_html(self) -> bytes:
        return page_html(self._centre, self._zoom)

    def _run(self, script: str, then: Callable[[object], None] | None = None) -> None:
        if then is None:
            self._page.runJavaScript(script)
        else:
            self._page.runJavaScript(script, 0, then)

    def _on_ready(self) -> None:
        self._revival.note_ready()
        self._deliveries.begin()
        self._layers.setCurrentWidget(self._view)
        self.page_ready.emit()

    def _on_lost(self) -> None:
        self._deliveries.end()
        self._layers.setCurrentWidget(self._notice)
        self._catching_up.give_up()
        self.page_lost.emit()

    def _on_said(self, topic: str, body: dict[str, Any]) -> None:
        if topic == "drawn":
            self._catching_up.answered(body["token"])
        self.page_said.emit(topic, body)

    def _on_place(self, lat: float, lon: float, area_code: str) -> None:
        self.place_clicked.emit(lat, lon)
        if area_code:
            self.area_clicked.emit(area_code)

    def _on_view(self, bounds: Bounds, centre: tuple[float, float], zoom: int) -> None:
        self._centre, self._zoom = centre, zoom
        self.view_changed.emit(bounds, zoom)

    def _on_held(self, held: bool) -> None:
        if held:
            self.command("hold", "hold", True)  # after "follow", which begins without
        else:
            self.forget("hold")
        self.follow_held.emit(held)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._revival.watch(True)
        self._deliveries.show()
        self._catching_up.come_back()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._catching_up.setGeometry(self.rect())

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._revival.watch(False)
        self._deliveries.hide()
        if self.is_ready():
            self._catching_up.leave()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if self.is_ready():
            self._run("zhihui.leave()")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def retranslate(self) -> None:
        """Takes the words of the current language."""
        self._notice.setText(self.tr("The map page has stopped. It is being loaded again with all its layers."))

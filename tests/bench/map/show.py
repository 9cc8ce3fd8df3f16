"""A map that is shown and fed: a peer's page or our own widget, behind the same few calls."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWebEngineCore import QWebEnginePage
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QWidget

from tests.bench.map.asking import ask
from tests.bench.map.fleet import Fleet
from tests.bench.map.our_map import STILL_DRAWN, add_grids, add_points, large_city, make_map
from tests.bench.map.peer_pages import PEERS
from tests.bench.map.web_page import PeerPage


class PeerShow:
    """A peer's page, told of new positions once it has fetched those before."""

    def __init__(self, name: str, fleet: Fleet, rate_per_s: float, scripts: Path, window: QWidget) -> None:
        self._fleet, self._rate = fleet, rate_per_s
        self._step, self._told, self._asked = 0, 0, False
        html = PEERS[name].page(fleet, round(1000 / rate_per_s))
        self.page: QWebEnginePage = PeerPage(html, scripts, self._places, window)
        view = QWebEngineView(window)
        view.setPage(self.page)
        view.setGeometry(window.rect())

    def _places(self) -> bytes:
        self._asked = False
        return self._fleet.places(self._step / self._rate)

    def feed(self) -> None:
        self._step += 1
        # A page that was not ready when it was told has fetched nothing; it is told again.
        if not self._asked or self._step - self._told >= 2 * self._rate:
            self._asked, self._told = True, self._step
            self.page.runJavaScript(f"window.bench && bench.changed && bench.changed({self._step})")

    def shown(self) -> int:
        return int((ask(self.page, "JSON.stringify({n: window.bench ? bench.shownTotal : 0})") or {"n": 0})["n"])

    def counts(self) -> tuple[int, int]:
        """Updates shown and pictures with new content so far: a peer draws one picture an update."""
        shown = self.shown()
        return shown, shown


class OurShow:
    """The product's own map widget."""

    def __init__(self, fleet: Fleet, rate_per_s: float, window: QWidget, *, heavy: bool) -> None:
        self._fleet, self._rate, self._step = fleet, rate_per_s, 0
        self._map = make_map(window)
        self._map.setGeometry(window.rect())
        self._heavy = heavy
        if heavy:
            city = large_city()
            add_grids(self._map, city)
            self._points = add_points(self._map, city)
        self.page: QWebEnginePage = self._map.page

    def force_webgl(self) -> str:
        """Takes the WebGL engine, whatever the page has chosen; why not, if it cannot be had."""
        forced = ask(
            self.page,
            "(() => { const gl = Zhihui.WebGLEngine.make(zhihui.live.sprites); if (gl) zhihui.live.useEngine(gl);"
            " return JSON.stringify({ forced: Boolean(gl) }); })()",
        )
        return "" if forced and forced["forced"] else "WebGL does not draw here"

    def engine(self) -> str:
        """Which engine draws now, and what the page's own trial saw when it chose."""
        said = ask(self.page, "JSON.stringify(zhihui.report())") or {}
        trial = said.get("trial", {})
        if trial.get("glMs") is None:
            return f"engine {said.get('engine')}"
        pair = f"{trial['glMs']:.1f} ms with WebGL, {trial['canvasMs']:.1f} ms on canvas, {trial['alike']:.1%} alike"
        return f"engine {said.get('engine')}; the page's trial at start: {pair}"

    def feed(self) -> None:
        self._step += 1
        self._map.publish("units", self._fleet.units(self._step / self._rate))

    def counts(self) -> tuple[int, int]:
        """Updates taken and pictures drawn so far; between two updates units glide, so there are more pictures."""
        said = ask(self.page, "JSON.stringify(window.zhihui ? zhihui.report() : {})") or {}
        return int(said.get("updates", 0)), int(said.get("frames", 0))

    def shown(self) -> int:
        """Updates taken, none before the heavy layers are drawn."""
        if self._heavy and not ask(self.page, f"JSON.stringify(Boolean(window.zhihui && {STILL_DRAWN}))"):
            return 0
        return self.counts()[0]


Show = PeerShow | OurShow

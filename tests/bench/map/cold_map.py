"""One cold start of the map page, in a process of its own: from making the widget to the first whole map on screen.

python -m tests.bench.map.cold_map FOLDER, where `cold.py` has put what a console of the demo city shows first.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

from PySide6.QtWebEngineCore import QWebEngineScript
from PySide6.QtWidgets import QApplication, QWidget

from tests.bench.map.asking import ask, until
from tests.bench.map.fleet import CENTRE_DEG, Fleet
from tests.bench.map.our_map import make_map
from tests.bench.map.stage import ANSWER, OUT
from views.city_map.looks import AREA_STYLES
from widgets.map import choose_backend, register_scheme

COUNT = 320
_ZOOM, _LIMIT_S = 14, 20.0

# Runs from the page's first moment: remembers when the frame was out that shows ground, areas and units whole.
_WATCH = """
(function look() {
  requestAnimationFrame(() => {
    const said = window.zhihui && zhihui.report();
    const whole = said && said.base && said.units && said.areas.some((n) => n) && !said.tilesWaiting && said.drawn;
    if (!whole) { look(); return; }
    const channel = new MessageChannel();
    channel.port1.onmessage = () => { window.benchWhole = performance.timeOrigin + performance.now(); };
    channel.port2.postMessage(0);
  });
})();
"""


def main() -> int:
    folder = Path(sys.argv[1])
    base, outlines = (folder / "base.json").read_bytes(), (folder / "outlines.zho").read_bytes()
    units = Fleet(COUNT, CENTRE_DEG, (0.025, 0.04)).units(0.0)
    choose_backend()
    register_scheme()
    app = QApplication(sys.argv[:1])
    window = QWidget()
    window.setGeometry(app.primaryScreen().geometry())
    window.show()
    app.processEvents()
    began_ms = time.time() * 1000.0
    view = make_map(window, CENTRE_DEG, _ZOOM)
    script = QWebEngineScript()
    script.setSourceCode(_WATCH)
    script.setInjectionPoint(QWebEngineScript.InjectionPoint.DocumentCreation)
    script.setWorldId(QWebEngineScript.ScriptWorldId.MainWorld.value)
    view.page.scripts().insert(script)
    view.set_base(base)
    view.set_outlines(outlines, {}, AREA_STYLES)
    view.publish("units", units)
    view.setGeometry(window.rect())
    view.show()
    whole = until(lambda: bool(ask(view.page, "JSON.stringify(window.benchWhole || 0)")), _LIMIT_S)
    answer: dict[str, object] = {"reason": f"no whole map after {_LIMIT_S:g} s"}
    if whole:
        whole_ms, page_ms = ask(view.page, "JSON.stringify([window.benchWhole, performance.timeOrigin])")
        answer = {"reason": "", "took_ms": whole_ms - began_ms, "page_ms": whole_ms - page_ms}
    if os.environ.get(OUT):
        window.screen().grabWindow(0).save(os.environ[OUT])
    print(ANSWER + json.dumps(answer), flush=True)
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main())

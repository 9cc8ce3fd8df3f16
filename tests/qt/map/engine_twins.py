"""Both engines in one page, where WebGL draws: run as a program, it prints what it saw as one line of JSON.

The drawing mode is settled before QApplication, so a test that wants WebGL needs a process of its own; its environment
comes from `ENVIRONMENT`.
"""

from __future__ import annotations

import json
import os
import sys
import time
from typing import Any

from PySide6.QtWidgets import QApplication

from tests.qt.map import sample
from widgets.map import MapView, choose_backend, register_scheme

ENVIRONMENT = {
    "QT_QUICK_BACKEND": "rhi",
    "QTWEBENGINE_FORCE_USE_GBM": "0",
    "QTWEBENGINE_CHROMIUM_FLAGS": "--ignore-gpu-blocklist",
}
SCALES = (1.0, 1.25, 1.5, 2.0)
_LIMIT_S = 40.0

# The live layer's own marks through fresh engines of either kind.
_COMPARE = """(() => {
  const live = zhihui.live;
  live.select([1, 2, 3]);
  for (let i = 0; i < 40; i++) live.rows.setSign(i, 1 + (i & 1), performance.now());
  live.draw(performance.now());
  const pictures = [Zhihui.WebGLEngine.make(live.sprites), new Zhihui.CanvasEngine(live.sprites)].map((engine) => {
    if (!engine) return null;
    engine.resize(live.width, live.height);
    engine.restyle(live.looks.list);
    engine.draw(live.marks);
    return engine.pixels();
  });
  if (!pictures[0]) return null;
  let held = 0;
  for (let p = 3; p < pictures[1].length; p += 4) if (pictures[1][p]) held++;
  held /= pictures[1].length / 4;
  return { dpr: live.dpr, marks: live.marks.n, held, alike: Zhihui.likeness(...pictures) };
})()"""
_USE_WEBGL = """(() => {
  const live = zhihui.live;
  live.useEngine(Zhihui.WebGLEngine.make(live.sprites));
  live.draw(performance.now());
  return live.engine.name; })()"""
_LOSE = "void zhihui.live.engine.gl.getExtension('WEBGL_lose_context').loseContext()"


class Page:
    """A shown map whose page is asked one expression at a time."""

    def __init__(self, app: QApplication) -> None:
        self._app = app
        self.view = MapView(centre=(sample.LAT, sample.LON), zoom=15)
        self.view.resize(801, 603)
        self.view.set_unit_style(["arrow", "dart", "car"], ["third", "text", "accent", "blue"], (30.0, 120.0, 600.0))
        self.view.publish("units", sample.many_units(1500))
        self.view.show()
        self.until(self.view.is_ready)
        self.until(lambda: self.ask("zhihui.report().drawn > 100 && !zhihui.live.frameAsked"))

    def until(self, true: Any) -> None:
        end_s = time.monotonic() + _LIMIT_S
        while not true():
            if time.monotonic() > end_s:
                raise TimeoutError
            self._app.processEvents()

    def ask(self, expression: str) -> Any:
        answers: list[Any] = []
        self.view.page.runJavaScript(f"JSON.stringify(({expression}) ?? null)", 0, answers.append)
        self.until(lambda: answers)
        return json.loads(answers[0] or "null")


def main() -> int:
    choose_backend()
    register_scheme()
    page = Page(QApplication(sys.argv[:1]))
    compared = []
    for scale in SCALES:
        page.view.set_scale(scale)
        page.until(lambda scale=scale: page.ask("devicePixelRatio") == scale)
        compared.append(page.ask(_COMPARE))
    page.view.set_scale(1.0)
    seen = {"compared": compared, "trial": page.ask("zhihui.report().trial"), "used": page.ask(_USE_WEBGL)}
    page.ask(_LOSE)
    page.until(lambda: page.ask("zhihui.report().engine") == "canvas")
    seen["after_loss"] = page.ask("(r => [r.engine, r.fallbacks, r.marks_drawn > 100])(zhihui.report())")
    print(json.dumps(seen), flush=True)
    os._exit(0)  # the web engine's own way out takes seconds


if __name__ == "__main__":
    main()

"""Keeps a map page alive: one whose process has died, or that no longer answers, is loaded again."""

from __future__ import annotations

import logging
import os
import signal
import time
from contextlib import suppress

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWebEngineCore import QWebEnginePage

from widgets.map.web import PAGE_URL, MapPage

_log = logging.getLogger(__name__)

ASK_EVERY_MS = 1000
# Counted in questions, not in seconds: a console that stood still, or a machine that slept, asked none meanwhile.
SILENT_QUESTIONS = 8
# Until it is ready a page reads scripts from a disk that may be slow.
SILENT_QUESTIONS_LOADING = 30
# A page that ran for so long can live: what ends it then is an event of its own, not one more of a row.
STEADY_S = 60.0
_RELOAD_AFTER_MS = 100
_RELOAD_AT_MOST_MS = 10_000
# Windows knows no SIGKILL; there SIGTERM ends a process as hard.
_HARD = getattr(signal, "SIGKILL", signal.SIGTERM)


class Revival(QObject):
    """Loads a page at once, and again each time that it is lost; `lost` says so before the new one is on its way.

    Tell it by `note_ready` that the page runs, and by `watch` whether somebody sees it: a hidden page is asked nothing.
    """

    lost = Signal()

    def __init__(self, page: MapPage) -> None:
        super().__init__(page)
        self._page = page
        self._losses = 0
        self._unanswered = 0
        self._ready_since_s: float | None = None
        self._asking = QTimer(self)
        self._asking.timeout.connect(self._ask)
        page.renderProcessTerminated.connect(self._on_death)
        page.load(PAGE_URL)

    def note_ready(self) -> None:
        self._unanswered = 0
        self._ready_since_s = time.monotonic()

    def watch(self, on: bool) -> None:
        self._unanswered = 0
        if on:
            self._asking.start(ASK_EVERY_MS)
        else:
            self._asking.stop()

    def _ask(self) -> None:
        patience = SILENT_QUESTIONS_LOADING if self._ready_since_s is None else SILENT_QUESTIONS
        if self._unanswered >= patience:
            self._end_hung_page()
            return
        self._unanswered += 1
        self._page.runJavaScript("window.zhihui !== undefined && zhihui.out !== undefined", 0, self._on_answer)

    def _on_answer(self, runs: object) -> None:
        if runs is True:
            self._unanswered = 0

    def _end_hung_page(self) -> None:
        """A hung process would be asked to load its own successor: it has to go first."""
        _log.warning("the map page has not answered %d questions; it is ended and loaded again", self._unanswered)
        self._unanswered = 0
        process = self._page.renderProcessPid()
        if process <= 0:
            self._begin_again()
            return
        with suppress(ProcessLookupError):  # gone this moment: its end is on its way
            os.kill(process, _HARD)

    def _on_death(self, status: QWebEnginePage.RenderProcessTerminationStatus, code: int) -> None:
        _log.warning("the map page's process has ended: %s, code %d", status.name, code)
        self._begin_again()

    def _begin_again(self) -> None:
        if self._ready_since_s is not None and time.monotonic() - self._ready_since_s > STEADY_S:
            self._losses = 0
        self._losses += 1
        self._unanswered = 0
        self._ready_since_s = None
        self.lost.emit()
        # Twice as long after each loss of a row, so a page that cannot live does not keep the machine busy.
        delay_ms = min(_RELOAD_AT_MOST_MS, _RELOAD_AFTER_MS * 2 ** min(self._losses - 1, 7))
        QTimer.singleShot(delay_ms, self, lambda: self._page.load(PAGE_URL))

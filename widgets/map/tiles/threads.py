"""Threads for what may take long: a slow disk, a share or a server that hangs. None of them touches a Qt object."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Thread

from PySide6.QtCore import QObject, QTimer

from widgets.map.tiles.source import Answer, TileAnswer, Trouble

Work = Callable[[], TileAnswer]
_LOOK_EVERY_MS = 12


@dataclass(frozen=True, slots=True)
class _Question:
    work: Work
    answer: Answer
    wanted: Callable[[], bool]


class TileThreads(QObject):
    """At most `count` works at a time; of what waits the newest goes first, for the view shows now what was asked last.

    `work` runs in a thread and must hold plain objects only: a Qt object whose last reference ends in a thread is
    destroyed there. That is also why results are looked for by a timer, which runs while something is out.
    """

    def __init__(self, count: int) -> None:
        super().__init__()
        self._count = count
        self._waiting: list[_Question] = []
        self._out: dict[int, _Question] = {}
        self._number = 0
        self._tasks: SimpleQueue[tuple[int, Work] | None] = SimpleQueue()
        self._results: SimpleQueue[tuple[int, TileAnswer]] = SimpleQueue()
        self._threads = 0
        self._closed = False
        self._look = QTimer(self, interval=_LOOK_EVERY_MS)
        self._look.timeout.connect(self._take_results)

    def run(self, work: Work, answer: Answer, wanted: Callable[[], bool] = lambda: True) -> None:
        """Hands what `work` gives to `answer`, here and later; what is not wanted when its turn comes is dropped.
        A work that raises has answered UNREADABLE."""
        if not self._closed:
            self._waiting.append(_Question(work, answer, wanted))
            self._pump()

    def close(self) -> None:
        """Answers nothing more. Threads end by themselves; one that hangs holds up nobody."""
        self._closed = True
        self._look.stop()
        self._waiting.clear()
        self._out.clear()
        for _ in range(self._threads):
            self._tasks.put(None)

    def _pump(self) -> None:
        while self._waiting and len(self._out) < self._count:
            question = self._waiting.pop()
            if not question.wanted():
                continue
            self._number += 1
            self._out[self._number] = question
            self._tasks.put((self._number, question.work))
            if self._threads < len(self._out):
                self._threads += 1
                Thread(target=_work_off, args=(self._tasks, self._results), name="map tiles", daemon=True).start()
        if self._out and not self._look.isActive():
            self._look.start()

    def _take_results(self) -> None:
        while not self._closed:
            try:
                number, answered = self._results.get_nowait()
            except Empty:
                break
            self._out.pop(number).answer(answered)
        if not self._closed:
            self._pump()
            if not self._out:
                self._look.stop()


def _work_off(tasks: SimpleQueue[tuple[int, Work] | None], results: SimpleQueue[tuple[int, TileAnswer]]) -> None:
    while (task := tasks.get()) is not None:
        number, work = task
        try:
            answered = work()
        except Exception as fault:  # a work that was never answered would keep its place among the few for good
            answered = TileAnswer(trouble=Trouble.UNREADABLE, detail=type(fault).__name__)
        results.put((number, answered))
        del task, work, answered

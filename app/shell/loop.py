"""The one loop of a console: Qt's own, with asyncio on top, started and ended as qasync needs it."""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
import weakref
from collections.abc import AsyncGenerator, Callable, Coroutine
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

_log = logging.getLogger(__name__)

# Python runs its signal handlers only between its own instructions, which a quiet Qt loop has none of.
_SIGNALS_SEEN_EVERY_MS = 200


class ConsoleLoop(QEventLoop):
    """qasync's loop with async generators looked after: it sets no hooks itself, so streams would end in noise."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app, set_running_loop=False)
        self._streams: weakref.WeakSet[AsyncGenerator[Any, Any]] = weakref.WeakSet()

    def run_forever(self) -> Any:
        before = sys.get_asyncgen_hooks()
        sys.set_asyncgen_hooks(firstiter=self._streams.add, finalizer=self._end_stream)
        try:
            return super().run_forever()
        finally:
            sys.set_asyncgen_hooks(*before)

    def _end_stream(self, stream: AsyncGenerator[Any, Any]) -> None:
        self._streams.discard(stream)
        if not self.is_closed():
            self.call_soon_threadsafe(lambda: self.create_task(_close(stream)))

    async def shutdown_asyncgens(self) -> None:
        """Close what is still open."""
        open_streams = list(self._streams)
        self._streams.clear()
        await asyncio.gather(*(stream.aclose() for stream in open_streams), return_exceptions=True)


async def _close(stream: AsyncGenerator[Any, Any]) -> None:
    await stream.aclose()


class Stop:
    """The end of a program: `ask` from anywhere on the loop's thread, `wait` in its main coroutine."""

    def __init__(self) -> None:
        self._asked = asyncio.Event()
        self.exit_code = 0

    def ask(self, exit_code: int = 0) -> None:
        """End the program; the first exit code stands."""
        if not self._asked.is_set():
            self.exit_code = exit_code
            self._asked.set()

    async def wait(self) -> int:
        await self._asked.wait()
        return self.exit_code


def run_loop(app: QApplication, main: Callable[[Stop], Coroutine[Any, Any, None]]) -> int:
    """Run a program on the Qt loop until its stop is asked for, and return the exit code.

    `main` builds the program, waits for the stop and takes everything down again. Closing the last window ends nothing
    by itself; Ctrl+C and SIGTERM ask for the stop. `QApplication.quit` must not be used.
    """
    app.setQuitOnLastWindowClosed(False)
    code = 0

    async def run() -> None:
        nonlocal code
        stop = Stop()
        loop.set_exception_handler(_tell)
        awake = QTimer()
        awake.timeout.connect(lambda: None)
        awake.start(_SIGNALS_SEEN_EVERY_MS)
        ends = [signal.SIGINT, signal.SIGTERM]
        if sys.platform != "win32":
            ends.append(signal.SIGHUP)  # the terminal that it was started from was closed
        before = {number: signal.signal(number, lambda *_: stop.ask()) for number in ends}
        try:
            await main(stop)
        finally:
            await _settle(loop)
            awake.stop()
            for number, handler in before.items():
                signal.signal(number, handler)
            code = stop.exit_code

    # Not asyncio.Runner: it runs the loop again to clean up, but QtWebEngine is torn down when Qt's loop first returns.
    loop = ConsoleLoop(app)
    asyncio.set_event_loop(loop)
    try:
        loop.run_until_complete(run())
    finally:
        asyncio.set_event_loop(None)
        loop.close()
    return code


async def _settle(loop: ConsoleLoop) -> None:
    """End every task that is left, close every stream, and delete what was to be deleted later."""
    left = asyncio.all_tasks(loop) - {asyncio.current_task(loop)}
    for task in left:
        task.cancel()
    await asyncio.gather(*left, return_exceptions=True)
    await loop.shutdown_asyncgens()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _tell(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    _log.error("%s", context.get("message", "a task failed"), exc_info=context.get("exception"))

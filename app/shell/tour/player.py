"""The hands and eyes of a tour: real input events into the real window, waits for conditions, pictures.

Input goes through QTest's QWindow overloads, which enter where the platform's own events enter, so focus, shortcuts
and hit testing are those of an operator. Nothing here waits for a time: `until` polls a condition up to a limit.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.shell.tour.report import Check, Report, Step

_log = logging.getLogger(__name__)

_POLL_S = 0.02
_DRAG_STEPS = 8
_MODIFIERS = {
    "Ctrl": Qt.KeyboardModifier.ControlModifier,
    "Shift": Qt.KeyboardModifier.ShiftModifier,
    "Alt": Qt.KeyboardModifier.AltModifier,
}
_NAMED = {
    "Return": Qt.Key.Key_Return,
    "Escape": Qt.Key.Key_Escape,
    "Space": Qt.Key.Key_Space,
    "Tab": Qt.Key.Key_Tab,
    "Backspace": Qt.Key.Key_Backspace,
    "Up": Qt.Key.Key_Up,
    "Down": Qt.Key.Key_Down,
    "Left": Qt.Key.Key_Left,
    "Right": Qt.Key.Key_Right,
    "End": Qt.Key.Key_End,
    "F1": Qt.Key.Key_F1,
    "F9": Qt.Key.Key_F9,
    "F10": Qt.Key.Key_F10,
}


class Player:
    """Plays on one top-level window; `say` tells the person at the terminal what happens."""

    def __init__(self, window: QWidget, report: Report, say: Callable[[str], None]) -> None:
        self.window = window
        self._report = report
        self._say = say
        self._step: Step | None = None
        self._began = 0.0

    @asynccontextmanager
    async def step(self, name: str) -> AsyncIterator[None]:
        """One step of the tour; an exception inside becomes a failed check of this step and the tour goes on."""
        self._step = Step(name=name)
        self._began = time.monotonic()
        try:
            yield
        except Exception as fault:  # the report must tell, whatever broke
            self.check(f"{type(fault).__name__}: {fault}", "failed", "done", False)
        await self._picture()
        step = self._step
        step.seconds = round(time.monotonic() - self._began, 3)
        self._report.add(step)
        words = "ok" if all(check.ok for check in step.checks) else "FAILED"
        self._say(f"{len(self._report.steps):02d} {name}: {len(step.checks)} checks, {words}, {step.seconds:.1f} s")
        self._step = None

    async def guard(self, name: str, played: Awaitable[None]) -> None:
        """Play one function of the tour; what breaks between its steps is a failed step of its own."""
        try:
            await played
        except Exception as fault:
            _log.exception("the tour's %s broke", name)
            broken = Check(what=f"{type(fault).__name__}: {fault}", value="failed", limit="done", ok=False)
            self._report.add(Step(name=name, checks=[broken]))

    def check(self, what: str, value: float | str, limit: float | str, ok: bool) -> None:
        """Note one check of the current step."""
        assert self._step is not None
        shown = round(value, 3) if isinstance(value, float) else value
        self._step.checks.append(Check(what=what, value=shown, limit=limit, ok=ok))

    async def until(self, what: str, condition: Callable[[], object], limit_s: float) -> float:
        """Wait until the condition holds, note how long it took against the limit, give the seconds."""
        began = time.monotonic()
        while not condition():
            if time.monotonic() - began > limit_s:
                self.check(what, f"not within {limit_s} s", limit_s, False)
                return limit_s
            await asyncio.sleep(_POLL_S)
        took = time.monotonic() - began
        self.check(what, took, limit_s, took <= limit_s)
        return took

    async def press(self, keys: str) -> None:
        """Press a shortcut as written on a keyboard, e.g. 'Ctrl+K', 'Return', 'D'."""
        *held, last = keys.split("+")
        modifier = Qt.KeyboardModifier.NoModifier
        for name in held:
            modifier |= _MODIFIERS[name]
        key = _NAMED.get(last) or _key_of(last)
        await self._at_the_window(_key_click(key, modifier))

    async def type(self, text: str) -> None:
        """Type text into whatever has the focus (Latin and digits, as a keyboard gives them)."""
        for letter in text:
            modifier = Qt.KeyboardModifier.ShiftModifier if letter.isupper() else Qt.KeyboardModifier.NoModifier
            await self._at_the_window(_key_click(_key_of(letter), modifier))

    async def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        """Click a widget's middle, or a point of it."""
        place = widget.mapTo(self.window, at if at is not None else widget.rect().center())
        none = Qt.KeyboardModifier.NoModifier
        await self._at_the_window(lambda target: QTest.mouseClick(target, Qt.MouseButton.LeftButton, none, place))

    async def drag(self, widget: QWidget, begin: QPoint, end: QPoint) -> None:
        """Press at one point of a widget, go to another in steps as a hand does, and let go there."""
        first, last = widget.mapTo(self.window, begin), widget.mapTo(self.window, end)
        none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
        await self._at_the_window(lambda target: QTest.mouseMove(target, first))
        await self._at_the_window(lambda target: QTest.mousePress(target, left, none, first))
        for step in range(1, _DRAG_STEPS + 1):
            place = first + (last - first) * step / _DRAG_STEPS
            await self._at_the_window(partial(QTest.mouseMove, pos=place))
        await self._at_the_window(lambda target: QTest.mouseRelease(target, left, none, last))

    async def hold(self, widget: QWidget, released_when: Callable[[], bool], limit_s: float = 5.0) -> None:
        """Press on a widget and let go when the condition holds."""
        place = widget.mapTo(self.window, widget.rect().center())
        no_modifier = Qt.KeyboardModifier.NoModifier
        left = Qt.MouseButton.LeftButton
        await self._at_the_window(lambda target: QTest.mousePress(target, left, no_modifier, place))
        await self.until("held until confirmed", released_when, limit_s)
        await self._at_the_window(lambda target: QTest.mouseRelease(target, left, no_modifier, place))

    async def _at_the_window(self, act: Callable[[QWindow], None]) -> None:
        """Do something to the window from outside of any task: QTest turns the loop, and a task cannot be entered
        while another one is under way.
        """
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()

        def now() -> None:
            try:
                act(self._target())
            except Exception as fault:
                settle = partial(done.set_exception, fault)
            else:
                settle = partial(done.set_result, None)
            if not done.done():  # else the tour was broken off meanwhile
                settle()

        QTimer.singleShot(0, now)
        await done

    def _target(self) -> QWindow:
        handle = self.window.windowHandle()
        assert handle is not None, "the window has never been shown"
        return handle

    async def _picture(self) -> None:
        assert self._step is not None
        name = f"{len(self._report.steps) + 1:02d}-{self._step.name}.png"
        # What a condition has found to be so may still wait to be painted: the loop paints before it is idle.
        for _turn in range(2):
            await self._at_the_window(lambda _target: None)
        screen = self.window.screen() or QGuiApplication.primaryScreen()
        geometry = self.window.frameGeometry()
        shot = screen.grabWindow(0, geometry.x(), geometry.y(), geometry.width(), geometry.height())
        if shot.isNull() or not shot.save(str(self._report.folder / name)):
            self.check("picture written", "no", "yes", False)
        self._step.screenshot = name


def _key_click(key: Qt.Key, modifier: Qt.KeyboardModifier) -> Callable[[QWindow], None]:
    return lambda target: QTest.keyClick(target, key, modifier)


def _key_of(letter: str) -> Qt.Key:
    """The key that types a Latin letter, digit or mark: Qt's codes are those of Latin-1, upper case."""
    return Qt.Key(ord(letter.upper()))

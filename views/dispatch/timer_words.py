"""A case's timer as the board says it: a word, digits and a tone, so that colour is never alone."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.stores.cases import CaseTimer
from views import words
from widgets.tokens import Tone


def timer_text(timer: CaseTimer) -> str:
    """E.g. 余 5:18, 临期 3:25, 超时 4:10; '' without a limit."""
    if timer.remaining_s is None:
        return ""
    clock = words.timer_text(abs(timer.remaining_s))
    if timer.overdue:
        return QCoreApplication.translate("CaseTimer", "Over {clock}").format(clock=clock)
    if timer.level is not None:
        return QCoreApplication.translate("CaseTimer", "Soon {clock}").format(clock=clock)
    return QCoreApplication.translate("CaseTimer", "{clock} left").format(clock=clock)


def timer_tone(timer: CaseTimer) -> Tone:
    """The tone of the timer's text; quiet while there is time."""
    return Tone(timer.level.value) if timer.level is not None else Tone.QUIET


def bar_tone(timer: CaseTimer) -> Tone:
    """The tone of a card's edge; none while there is time."""
    return Tone(timer.level.value) if timer.level is not None else Tone.NONE

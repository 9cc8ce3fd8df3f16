"""What Qt and its libraries say goes into the house's log, under their own names; the terminal is for faults.

A machine without Vulkan, PulseAudio or VA-API makes them write a dozen lines at every start that mend nothing.
"""

from __future__ import annotations

import atexit
import logging

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

NAME = "qt"
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def hear_qt() -> None:
    """From now on until the process ends, Qt's messages are records of the logger `qt`, or of one below it."""
    qInstallMessageHandler(_hear)
    # Qt goes on talking while Python shuts down, and then nobody hears.
    atexit.register(qInstallMessageHandler, None)


def _hear(kind: QtMsgType, context: QMessageLogContext, words: str) -> None:
    category = context.category or "default"
    name = NAME if category == "default" else f"{NAME}.{category.removeprefix('qt.')}"
    logging.getLogger(name).log(_LEVELS[kind], "%s", words)


def is_for_the_terminal(record: logging.LogRecord) -> bool:
    """False for what Qt says short of an error; the log file has that too."""
    return record.levelno >= logging.ERROR or record.name.partition(".")[0] != NAME

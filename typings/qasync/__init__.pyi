"""The part of qasync that the console uses; the package brings no types."""

import asyncio
from typing import Any

from PySide6.QtWidgets import QApplication

class QEventLoop(asyncio.SelectorEventLoop):
    def __init__(self, app: QApplication | None = ..., set_running_loop: bool = ...) -> None: ...
    def run_forever(self) -> Any: ...

"""Choosing a file: Qt's own dialog, whole in Chinese: its labels no longer match its own catalogue."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget


class FilePicker(QFileDialog):
    """Opened with `open()`, and never `exec()`, which stalls the loop; `fileSelected(path)`. It goes when it closes."""

    def __init__(self, parent: QWidget | None, title: str, path: str, pattern: str = "") -> None:
        super().__init__(parent, title, path, pattern)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setLabelText(QFileDialog.DialogLabel.LookIn, self.tr("Look in:"))
        self.setLabelText(QFileDialog.DialogLabel.FileType, self.tr("Files of type:"))

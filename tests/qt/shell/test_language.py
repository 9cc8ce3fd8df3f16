"""The language changes while running, and widgets hear of it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QLocale
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.shell.language import LanguageSwitch
from app.stores.settings import Settings
from tests.logwatch import LogWatch
from widgets.file_picker import FilePicker


class Listener(QWidget):
    """Counts what it hears."""

    def __init__(self) -> None:
        super().__init__()
        self.changes = 0

    def changeEvent(self, event: QEvent) -> None:
        self.changes += event.type() == QEvent.Type.LanguageChange
        super().changeEvent(event)


def test_a_change_reaches_every_widget(
    qtbot: QtBot, qapp: QCoreApplication, tmp_path: Path, expected_log: LogWatch
) -> None:
    expected_log.expect("there is no catalogue")
    settings = Settings(tmp_path / "console.ini")
    settings.language = "en"
    before = QLocale()
    switch = LanguageSwitch(qapp, settings, tmp_path / "missing.qm")
    widget = Listener()
    qtbot.addWidget(widget)
    settings.language = "zh"
    qtbot.waitUntil(lambda: widget.changes > 0)
    assert QLocale().language() == QLocale.Language.Chinese
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消", "Qt's own words change too"
    settings.language = "en"
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"
    switch.deleteLater()
    QLocale.setDefault(before)


def test_a_file_dialog_has_no_word_that_qt_left_english(
    qtbot: QtBot, qapp: QCoreApplication, tmp_path: Path, expected_log: LogWatch
) -> None:
    expected_log.expect("there is no catalogue")
    settings = Settings(tmp_path / "console.ini")
    settings.language = "zh"
    before = QLocale()
    switch = LanguageSwitch(qapp, settings, tmp_path / "missing.qm")
    picker = FilePicker(None, "", str(tmp_path))
    qtbot.addWidget(picker)
    label = FilePicker.DialogLabel
    said = {part: picker.labelText(part) for part in (label.LookIn, label.FileName, label.FileType, label.Accept)}
    assert all(said.values())
    assert not [text for text in said.values() if text.isascii()]
    settings.language = "en"
    switch.deleteLater()
    QLocale.setDefault(before)

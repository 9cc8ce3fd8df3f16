"""Where nobody can see the console, a picture of it is kept on disk."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.errors import PlainError
from app.shell.pictures import ScreenPictures


@pytest.fixture
def red_window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.setStyleSheet("background: #ff0000")
    window.setWindowFlag(Qt.WindowType.FramelessWindowHint)
    window.setGeometry(0, 0, 200, 200)
    window.show()
    qtbot.waitExposed(window)
    return window


def test_a_picture_shows_what_is_on_the_screen(qtbot: QtBot, red_window: QWidget, tmp_path: Path) -> None:
    path = tmp_path / "demo.png"
    pictures = ScreenPictures(path, interval_ms=20)
    pictures.start()
    qtbot.waitUntil(path.exists)
    pictures.stop()
    qtbot.waitUntil(pictures.write)
    assert QImage(str(path)).pixelColor(100, 100).name() == "#ff0000"
    assert [file.name for file in tmp_path.iterdir() if file.is_file()] == ["demo.png"]


def test_a_stopped_one_writes_nothing(qtbot: QtBot, red_window: QWidget, tmp_path: Path) -> None:
    pictures = ScreenPictures(tmp_path / "demo.png", interval_ms=1)
    pictures.start()
    pictures.stop()
    reference = ScreenPictures(tmp_path / "other.png", interval_ms=5)
    reference.start()
    qtbot.waitUntil((tmp_path / "other.png").exists)
    reference.stop()
    assert not (tmp_path / "demo.png").exists()


def test_a_folder_that_takes_no_file_is_told_at_once(qapp: object) -> None:
    with pytest.raises(PlainError, match="cannot be written"):
        ScreenPictures(Path("/proc/demo.png"))


def test_a_folder_that_goes_away_is_told_in_the_log(qapp: object, tmp_path: Path, expected_log: object) -> None:
    folder = tmp_path / "gone"
    folder.mkdir()
    pictures = ScreenPictures(folder / "demo.png")
    folder.rmdir()
    expected_log.expect("app.shell.pictures: WARNING: no picture")  # type: ignore[attr-defined]
    assert pictures.write() is False

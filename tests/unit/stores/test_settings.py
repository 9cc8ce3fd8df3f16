"""Settings outlive the process, and odd values read as defaults."""

from __future__ import annotations

from pathlib import Path

from app.stores.settings import Settings, settings_file


def test_what_was_set_is_there_after_a_restart(tmp_path: Path, qapp: object) -> None:
    settings = Settings(tmp_path / "console.ini")
    settings.theme, settings.language, settings.server_url = "day", "en", "http://hall:8600"
    settings.alarm_sound = False
    settings.geometry = b"\x00\x01geometry"
    settings.set_state("dispatch/board", bytes(range(256)))
    settings.flush()
    again = Settings(tmp_path / "console.ini")
    assert (again.theme, again.language, again.server_url, again.alarm_sound) == (
        "day",
        "en",
        "http://hall:8600",
        False,
    )
    assert again.geometry == b"\x00\x01geometry"
    assert again.state("dispatch/board") == bytes(range(256))


def test_defaults_and_odd_values(tmp_path: Path, qapp: object) -> None:
    (tmp_path / "console.ini").write_text("[General]\ntheme=neon\nlanguage=fr\n", encoding="utf-8")
    settings = Settings(tmp_path / "console.ini")
    assert (settings.theme, settings.language, settings.alarm_sound, settings.geometry) == ("night", "zh", True, b"")
    assert settings.state("never set") == b""


def test_a_change_is_told_once_and_by_name(tmp_path: Path, qapp: object) -> None:
    settings = Settings(tmp_path / "console.ini")
    told: list[str] = []
    settings.settings_changed.connect(told.append)
    settings.theme = "day"
    settings.theme = "day"
    settings.set_state("splitter", b"x")
    assert told == ["theme"]


def test_they_live_in_the_platforms_own_place(own_folders: Path) -> None:
    assert own_folders in settings_file().parents

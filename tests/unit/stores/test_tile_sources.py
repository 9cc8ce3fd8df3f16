"""Sources of map tiles outlive the process, are readable by their user alone, and their keys are told nowhere."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.stores.settings import Settings
from app.stores.tile_sources import SourceGrid, SourceKind, TileSetting, TileSources
from tests.logwatch import LogWatch

KEY = "0123456789abcdef-secret"
NATIONAL = TileSetting(
    name="天地图", kind=SourceKind.TIANDITU, address="http://map.hall.example", grid=SourceGrid.DEGREES, key=KEY
)
OWN = TileSetting(name="own", kind=SourceKind.FOLDER, address="/srv/tiles")
Make = Callable[[], TileSources]


@pytest.fixture
def make(qapp: object, tmp_path: Path) -> Make:
    return lambda: TileSources(tmp_path / "settings" / "tile-sources.json")


def test_what_was_set_is_there_after_a_restart(make: Make) -> None:
    sources = make()
    assert sources.all() == ()
    sources.put(NATIONAL)
    sources.put(OWN)
    sources.choose("天地图")
    again = make()
    assert again.all() == (NATIONAL, OWN)
    assert again.chosen == NATIONAL
    assert again.path.stat().st_mode & 0o777 == 0o600
    assert again.path.parent.stat().st_mode & 0o077 == 0


def test_a_source_is_replaced_under_a_new_name_and_stays_chosen(make: Make) -> None:
    sources = make()
    sources.put(OWN)
    sources.choose("own")
    renamed = TileSetting(name="ours", kind=SourceKind.FOLDER, address="/srv/tiles")
    sources.put(renamed, instead_of="own")
    assert sources.all() == (renamed,)
    assert sources.chosen == renamed


def test_a_removed_source_is_chosen_no_more_and_its_key_is_gone(make: Make) -> None:
    sources = make()
    sources.put(NATIONAL)
    sources.choose("天地图")
    sources.remove("天地图")
    assert sources.chosen is None
    assert KEY not in sources.path.read_text(encoding="utf-8")
    sources.choose("never there")
    assert sources.chosen is None


@pytest.mark.parametrize("content", [b"{", b"[]", b'{"sources": [{"name": 1}]}', b"\xff\xfe"])
def test_a_file_that_cannot_be_read_is_left_alone_and_told_without_its_content(
    make: Make, tmp_path: Path, expected_log: LogWatch, content: bytes
) -> None:
    file = tmp_path / "settings" / "tile-sources.json"
    file.parent.mkdir()
    file.write_bytes(content + KEY.encode())
    expected_log.expect(r"cannot be read: \w+$")
    assert make().all() == ()
    assert file.read_bytes() == content + KEY.encode()


def test_a_key_is_in_no_repr_and_no_log(make: Make, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    sources = make()
    sources.put(NATIONAL)
    logging.getLogger("app").info("%s %r", sources.chosen, sources.all())
    assert KEY not in caplog.text
    assert KEY not in repr(NATIONAL)


def test_another_program_hears_of_a_choice(qtbot: QtBot, make: Make) -> None:
    console, wall = make(), make()
    wall.follow()
    with qtbot.waitSignal(wall.sources_changed, timeout=5000):
        console.put(OWN)
    with qtbot.waitSignal(wall.sources_changed, timeout=5000):
        console.choose("own")
    assert wall.chosen == OWN


def test_a_change_is_told_once(qtbot: QtBot, make: Make) -> None:
    sources = make()
    told: list[None] = []
    sources.sources_changed.connect(lambda: told.append(None))
    sources.put(OWN)
    sources.put(OWN)
    assert len(told) == 1


def test_settings_keep_them_beside_their_own_file(qapp: object, tmp_path: Path) -> None:
    settings = Settings(tmp_path / "console.ini")
    assert settings.tile_sources.path == tmp_path / "tile-sources.json"

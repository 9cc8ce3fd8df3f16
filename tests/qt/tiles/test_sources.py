"""Folders, MBTiles files and real servers, well-behaved or not: each answers once, and none stops the window."""

from __future__ import annotations

import logging
import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.tile_server import PICTURE, TileServer, png, tile_server
from widgets.map.tiles.addresses import Grid
from widgets.map.tiles.breaker import Breaker
from widgets.map.tiles.disk import FolderTiles
from widgets.map.tiles.mbtiles import MbTiles, read_metadata
from widgets.map.tiles.remote import RemoteTiles
from widgets.map.tiles.source import Tile, TileAnswer, TileSource, Trouble
from widgets.map.tiles.threads import TileThreads

TILE = Tile(layer=0, zoom=3, column=5, row=2)
KEY = "0123456789abcdef-secret"
Get = Callable[[TileSource, Tile], TileAnswer]


@pytest.fixture
def get(qtbot: QtBot) -> Get:
    def ask(source: TileSource, tile: Tile) -> TileAnswer:
        got: list[TileAnswer] = []
        source.ask(tile, got.append, lambda: True)
        qtbot.waitUntil(lambda: bool(got), timeout=10_000)
        assert len(got) == 1
        return got[0]

    return ask


@pytest.fixture
def server() -> Iterator[TileServer]:
    with tile_server() as running:
        yield running


@pytest.fixture
def remote(server: TileServer) -> Iterator[Callable[..., RemoteTiles]]:
    made: list[RemoteTiles] = []

    def make(**how: object) -> RemoteTiles:
        how.setdefault("timeout_ms", 400)
        template = server.address + "/{z}/{x}/{y}.png?tk={key}"
        source = RemoteTiles([template, template], key=KEY, **how)  # type: ignore[arg-type]
        made.append(source)
        return source

    yield make
    for source in made:
        source.close()


def write_mbtiles(file: Path, tiles: dict[tuple[int, int, int], bytes | str | None]) -> None:
    """By (zoom, column, row from the south), as the format has it."""
    with sqlite3.connect(file) as database:
        database.execute("CREATE TABLE metadata (name TEXT, value TEXT)")
        database.execute("CREATE TABLE tiles (zoom_level INT, tile_column INT, tile_row INT, tile_data BLOB)")
        database.execute("INSERT INTO metadata VALUES ('maxzoom', '17')")
        rows = [(*place, body) for place, body in tiles.items()]
        database.executemany("INSERT INTO tiles VALUES (?, ?, ?, ?)", rows)
    database.close()


def test_a_folder_of_tiles(get: Get, tmp_path: Path) -> None:
    for name, body in {"3/5/2.png": PICTURE, "3/5/5.jpg": b"\xff\xd8\xff" + b"\0" * 40 + b"\xff\xd9"}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(body)
    north, south = FolderTiles(tmp_path), FolderTiles(tmp_path, from_south=True)
    assert get(north, TILE).body == PICTURE
    assert get(south, TILE).kind == b"image/jpeg", "row 2 from the north is row 5 from the south"
    assert get(north, Tile(layer=0, zoom=3, column=5, row=3)).trouble is Trouble.MISSING
    gone = FolderTiles(tmp_path / "not there")
    assert get(gone, TILE).trouble is Trouble.UNREADABLE
    for source in (north, south, gone):
        source.close()


def test_an_mbtiles_file_counts_its_rows_from_the_south(get: Get, tmp_path: Path) -> None:
    file = tmp_path / "city.mbtiles"
    write_mbtiles(file, {(3, 5, 5): PICTURE, (3, 5, 2): b"<html>"})
    source = MbTiles(file)
    assert get(source, TILE).body == PICTURE
    assert get(source, Tile(layer=0, zoom=3, column=5, row=5)).trouble is Trouble.NO_PICTURE
    assert get(source, Tile(layer=0, zoom=4, column=0, row=0)).trouble is Trouble.MISSING
    source.close()
    assert read_metadata(file) == {"maxzoom": "17"}


def test_rows_without_a_picture_cost_no_reader(get: Get, tmp_path: Path) -> None:
    write_mbtiles(tmp_path / "c.mbtiles", {(3, 5, 5): PICTURE, (3, 5, 2): None, (3, 5, 3): "words"})
    source = MbTiles(tmp_path / "c.mbtiles")
    for row in (5, 4):
        assert get(source, Tile(layer=0, zoom=3, column=5, row=row)).trouble is Trouble.UNREADABLE
    assert get(source, TILE).body == PICTURE
    source.close()


def test_a_work_that_raises_is_answered_and_leaves_its_place(qtbot: QtBot) -> None:
    def fail() -> TileAnswer:
        raise TypeError

    threads = TileThreads(1)
    got: list[TileAnswer] = []
    for work in (fail, fail, lambda: TileAnswer(body=PICTURE)):
        threads.run(work, got.append)
    qtbot.waitUntil(lambda: len(got) == 3, timeout=5000)
    assert sorted(answered.detail for answered in got) == ["", "TypeError", "TypeError"]
    assert [answered.trouble for answered in got].count(Trouble.UNREADABLE) == 2
    threads.close()


def test_of_several_files_the_first_that_has_the_tile_gives_it(get: Get, tmp_path: Path) -> None:
    red, blue = png(200, 0, 0), png(0, 0, 200)
    write_mbtiles(tmp_path / "a.mbtiles", {(3, 5, 5): red})
    write_mbtiles(tmp_path / "b.mbtiles", {(3, 5, 5): blue, (4, 1, 1): blue})
    source = MbTiles(tmp_path)
    assert get(source, TILE).body == red
    assert get(source, Tile(layer=0, zoom=4, column=1, row=14)).body == blue
    source.close()


@pytest.mark.parametrize("content", [b"", b"this is no database at all" * 50])
def test_a_file_that_is_no_mbtiles_is_told(get: Get, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "city.mbtiles"
    file.write_bytes(content)
    source = MbTiles(file)
    assert get(source, TILE).trouble is Trouble.UNREADABLE
    source.close()
    with pytest.raises(OSError):
        read_metadata(file)


def test_a_servers_picture(get: Get, remote: Callable[..., RemoteTiles], server: TileServer) -> None:
    assert get(remote(), TILE).body == PICTURE
    assert server.paths == [f"/3/5/2.png?tk={KEY}"]
    assert server.agents == ["Zhihui"]


@pytest.mark.parametrize(
    ("manner", "trouble"),
    [
        ("hang", Trouble.HANGS),
        ("drip", Trouble.HANGS),
        ("drip_heads", Trouble.HANGS),
        ("forbid", Trouble.FORBIDDEN),
        ("page", Trouble.NO_PICTURE),
        ("torn", Trouble.TORN),
        ("cut", Trouble.TORN),
        ("large", Trouble.TOO_LARGE),
        ("missing", Trouble.MISSING),
        ("broken", Trouble.SERVER),
        ("elsewhere", Trouble.MOVED),
    ],
)
def test_a_server_that_behaves_badly(
    get: Get,
    remote: Callable[..., RemoteTiles],
    server: TileServer,
    caplog: pytest.LogCaptureFixture,
    manner: str,
    trouble: Trouble,
) -> None:
    caplog.set_level(logging.DEBUG)
    server.manner = manner
    source = remote(breaker=Breaker(limit=1))
    answered = get(source, TILE)
    assert (answered.trouble, answered.body) == (trouble, b"")
    assert source.trouble is (None if trouble is Trouble.MISSING else trouble)
    assert KEY not in caplog.text
    assert server.address not in caplog.text
    assert KEY not in repr(answered)


def test_a_server_that_is_not_there(get: Get, server: TileServer) -> None:
    with tile_server() as gone:
        address = gone.address
    source = RemoteTiles([address + "/{z}/{x}/{y}"])
    assert get(source, TILE).trouble is Trouble.REFUSED
    source.close()


def test_a_kept_connection_takes_the_next_question(get: Get, server: TileServer) -> None:
    """A picture read to its end frees its connection; a second one comes over the same."""
    server.keeps_open = True
    source = RemoteTiles([server.address + "/{z}/{x}/{y}"], most_in_flight=1)
    for column in range(3):
        assert get(source, Tile(layer=0, zoom=3, column=column, row=1)).body == PICTURE
    assert server.connections == 1
    source.close()


def test_a_hanging_server_is_asked_few_questions_and_then_none(
    qtbot: QtBot, remote: Callable[..., RemoteTiles], server: TileServer
) -> None:
    server.manner = "hang"
    source = remote(most_in_flight=3, breaker=Breaker(limit=3, first_rest_s=60.0))
    got: list[TileAnswer] = []
    began_s = time.monotonic()
    for column in range(8):
        source.ask(Tile(layer=0, zoom=3, column=column, row=0), got.append, lambda: True)
    assert time.monotonic() - began_s < 0.2, "asking waits for nothing"
    qtbot.waitUntil(lambda: len(got) == 8, timeout=5000)
    assert len(server.paths) <= 3 + 2, "three failures, and what was sent out meanwhile"
    assert [answered.trouble for answered in got].count(Trouble.RESTING) >= 3
    assert source.trouble is Trouble.HANGS


def test_it_is_tried_again_by_itself_and_says_when_it_is_well(
    qtbot: QtBot, get: Get, remote: Callable[..., RemoteTiles], server: TileServer
) -> None:
    server.manner = "broken"
    source = remote(breaker=Breaker(limit=1, first_rest_s=0.3))
    told: list[object] = []
    source.trouble_changed.connect(told.append)
    assert get(source, TILE).trouble is Trouble.SERVER
    assert get(source, TILE).trouble is Trouble.RESTING
    server.manner = "well"
    with qtbot.waitSignal(source.came_back, timeout=5000):
        pass
    assert told == [Trouble.SERVER, None]
    assert get(source, TILE).body == PICTURE


def test_what_nobody_waits_for_any_more_is_not_fetched(
    qtbot: QtBot, remote: Callable[..., RemoteTiles], server: TileServer
) -> None:
    source = remote(most_in_flight=1)
    got: list[TileAnswer] = []
    source.ask(TILE, got.append, lambda: True)
    for column in range(5):
        source.ask(Tile(layer=0, zoom=3, column=column, row=7), got.append, lambda: False)
    source.ask(Tile(layer=1, zoom=3, column=1, row=1), got.append, lambda: True)
    qtbot.waitUntil(lambda: len(got) == 2, timeout=5000)
    assert len(server.paths) == 2


def test_kept_tiles_spare_the_server_and_stand_in_for_it(
    qtbot: QtBot, get: Get, remote: Callable[..., RemoteTiles], server: TileServer, tmp_path: Path
) -> None:
    file = tmp_path / "kept" / "tiles.sqlite"
    first = remote(kept_in=file)
    assert get(first, TILE).body == PICTURE
    qtbot.waitUntil(lambda: file.exists() and _rows(file) == 1, timeout=5000)
    first.close()
    assert get(remote(kept_in=file), TILE).body == PICTURE
    assert len(server.paths) == 1, "what is young is not asked for again"
    with sqlite3.connect(file) as database:
        database.execute("UPDATE kept SET at_s = at_s - 30 * 86400")
    database.close()
    server.manner = "broken"
    late = remote(kept_in=file, breaker=Breaker(limit=1))
    assert get(late, TILE).body == PICTURE, "old is better than nothing"
    assert late.trouble is Trouble.SERVER
    assert len(server.paths) == 2
    assert KEY.encode() not in file.read_bytes()
    assert file.stat().st_mode & 0o077 == 0


def _rows(file: Path) -> int:
    try:
        database = sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)
        try:
            return int(database.execute("SELECT COUNT(*) FROM kept").fetchone()[0])
        finally:
            database.close()
    except sqlite3.OperationalError:
        return 0


def test_a_closed_source_answers_nothing(qtbot: QtBot, remote: Callable[..., RemoteTiles], server: TileServer) -> None:
    server.manner = "hang"
    source = remote()
    got: list[TileAnswer] = []
    source.ask(TILE, got.append, lambda: True)
    qtbot.waitUntil(lambda: bool(server.paths), timeout=5000)
    source.close()
    source.ask(TILE, got.append, lambda: True)
    qtbot.wait(20)
    assert got == []


def test_degrees_have_their_own_rows_from_the_south(get: Get, tmp_path: Path) -> None:
    write_mbtiles(tmp_path / "c.mbtiles", {(3, 5, 1): PICTURE})
    source = MbTiles(tmp_path / "c.mbtiles", Grid.DEGREES)
    assert get(source, TILE).body == PICTURE
    source.close()

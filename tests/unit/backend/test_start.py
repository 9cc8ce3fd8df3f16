"""Opening the backend: faults in plain words, migrations, one server per database, the city clock across a restart."""

from __future__ import annotations

import socket
import time
from contextlib import aclosing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from app.backend.app import all_commands
from app.backend.clock import CityClock, wall_utc
from app.backend.core import Core
from app.backend.database import Database, database_url, default_database_path
from app.backend.migrate import HEAD, SCRIPTS
from app.backend.options import ServeOptions
from app.backend.serve import run_server
from app.backend.tables import Base
from app.domain.errors import PlainError
from tests.small_city import SmallCity


@pytest.mark.parametrize("asked", ["nonsense", "mysql://u@h/db", "sqlite://", "sqlite:///:memory:", "postgresql://h"])
def test_a_faulty_url_is_told_in_plain_words(asked: str) -> None:
    with pytest.raises(PlainError) as fault:
        database_url(asked)
    assert "sqlite:///" in fault.value.remedy


def test_without_a_url_the_database_is_in_the_users_own_place(own_folders: Path) -> None:
    assert default_database_path().is_relative_to(own_folders)
    assert database_url(None).database == str(default_database_path())


async def test_a_server_that_is_not_there_is_told_without_the_password() -> None:
    database = Database(database_url("postgresql://me:secret@127.0.0.1:1/city"))
    with pytest.raises(PlainError) as fault:
        await database.connect()
    await database.close()
    assert fault.value.sentence == "The PostgreSQL server 127.0.0.1:1 cannot be reached: connection refused."
    assert "host and port" in fault.value.remedy


async def test_a_host_that_nobody_knows_is_told() -> None:
    database = Database(database_url("postgresql://me:secret@hall.invalid/city"))
    with pytest.raises(PlainError, match="no host hall"):
        await database.connect()
    await database.close()


async def test_a_server_without_that_database_says_how_to_make_it(postgres_url: str) -> None:
    database = Database(database_url(postgres_url.rpartition("/")[0] + "/nowhere"))
    with pytest.raises(PlainError, match="no database nowhere") as fault:
        await database.connect()
    await database.close()
    assert "createdb nowhere" in fault.value.remedy


async def test_a_stranger_to_the_database_server_is_told_to_check_the_name(postgres_url: str) -> None:
    url = database_url(postgres_url).set(username="stranger", password="secret")
    database = Database(url)
    with pytest.raises(PlainError, match="does not let stranger in") as fault:
        await database.connect()
    await database.close()
    assert "name and password" in fault.value.remedy


async def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(PlainError, match="cannot be written"):
        await Core.open(ServeOptions(database_url=f"sqlite:///{tmp_path}/file/city.db"), all_commands)


async def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    (tmp_path / "city.db").write_text("a shopping list, long enough to be taken for something else" * 100)
    with pytest.raises(PlainError, match="no SQLite database") as fault:
        await Core.open(ServeOptions(database_url=f"sqlite:///{tmp_path}/city.db"), all_commands)
    assert "--database" in fault.value.remedy


async def test_a_folder_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(PlainError, match="no folder") as fault:
        await Core.open(ServeOptions(database_url=f"sqlite:///{tmp_path}/misspelt/city.db"), all_commands)
    assert "--database" in fault.value.remedy
    assert not (tmp_path / "misspelt").exists()


async def test_the_users_own_place_is_made() -> None:
    async with aclosing(await Core.open(ServeOptions(), all_commands)):
        assert default_database_path().is_file()


def test_a_port_in_use_is_told(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        options = ServeOptions(database_url=f"sqlite:///{tmp_path}/city.db", port=taken.getsockname()[1])
        with pytest.raises(PlainError, match="cannot be used"):
            run_server(options)


def test_an_address_of_another_machine_is_told(tmp_path: Path) -> None:
    with pytest.raises(PlainError, match=r"address 203\.0\.113\.7 is not one") as fault:
        run_server(ServeOptions(database_url=f"sqlite:///{tmp_path}/city.db", host="203.0.113.7", port=0))
    assert "--host" in fault.value.remedy
    assert "--port" not in fault.value.remedy


@pytest.mark.parametrize("token", ["", " "])
def test_an_empty_gateway_token_is_refused(tmp_path: Path, token: str) -> None:
    with pytest.raises(PlainError, match="token is empty"):
        run_server(ServeOptions(database_url=f"sqlite:///{tmp_path}/city.db", gateway_token=token))


async def test_an_error_of_the_database_does_not_show_what_was_written(core: Core) -> None:
    with pytest.raises(DBAPIError) as error:
        async with core.database.session() as session:
            await session.execute(text("INSERT INTO no_such_table VALUES (:hash)"), {"hash": "$argon2id$secret"})
    assert "$argon2id$" not in str(error.value)


async def test_only_one_server_runs_on_a_database(core: Core, url: str) -> None:
    with pytest.raises(PlainError, match="Another Zhihui server"):
        await Core.open(ServeOptions(database_url=url), all_commands)


async def test_the_migrated_tables_are_the_models(core: Core) -> None:
    def differences(connection: Connection) -> list[object]:
        return list(compare_metadata(MigrationContext.configure(connection), Base.metadata))

    async with core.database.engine.connect() as connection:
        assert await connection.run_sync(differences) == []


def test_the_newest_revision_is_the_scripts_own_head() -> None:
    assert ScriptDirectory(str(SCRIPTS)).get_current_head() == HEAD


async def test_a_database_of_a_newer_version_is_left_alone(core: Core, url: str) -> None:
    async with core.database.session() as session:
        await session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        await session.commit()
    await core.aclose()
    with pytest.raises(PlainError, match="newer version"):
        await Core.open(ServeOptions(database_url=url), all_commands)


async def test_an_orders_commit_is_on_the_disk(core: Core) -> None:
    if not core.database.is_sqlite:
        pytest.skip("PostgreSQL syncs by itself")
    async with core.database.session() as session:
        assert await session.scalar(text("PRAGMA journal_mode")) == "wal"
        assert await session.scalar(text("PRAGMA synchronous")) == 2
        assert await session.scalar(text("PRAGMA foreign_keys")) == 1


async def test_a_demos_clock_stands_while_the_backend_is_down(core: Core, city: SmallCity, url: str) -> None:
    night_utc = datetime(2026, 7, 18, 20, 0, tzinfo=UTC)
    core.clock.set(60.0, True, night_utc)
    await core.aclose()
    async with aclosing(await Core.open(ServeOptions(database_url=url), all_commands)) as again:
        assert (again.clock.rate, again.clock.paused) == (60.0, True)
        # The small city was founded on true time, which is later: city time never runs backwards.
        assert again.clock.now_utc() >= night_utc


def test_a_clock_that_was_never_set_is_true_time() -> None:
    clock = CityClock()
    assert abs(clock.now_utc() - wall_utc()) < timedelta(seconds=5)
    assert (clock.is_wall, clock.kept()) == (True, None)


def test_a_set_clock_runs_at_its_rate(monkeypatch: pytest.MonkeyPatch) -> None:
    now_s = time.monotonic()
    monkeypatch.setattr(time, "monotonic", lambda: now_s)
    start_utc = datetime(2026, 7, 18, 20, 0, tzinfo=UTC)
    clock = CityClock()
    clock.set(60.0, False, start_utc)
    now_s += 2.0
    assert clock.now_utc() == start_utc + timedelta(minutes=2)
    clock.set(1.0, True)
    now_s += 100.0
    assert clock.now_utc() == start_utc + timedelta(minutes=2)


def test_what_was_a_minute_old_is_a_minute_old_in_the_city() -> None:
    clock = CityClock()
    clock.set(1.0, True, datetime(2026, 7, 18, 20, 0, tzinfo=UTC))
    age = clock.now_utc() - clock.city_from_wall(wall_utc() - timedelta(minutes=1))
    assert timedelta(seconds=59) < age < timedelta(seconds=62)


def test_a_restored_clock_does_not_go_behind_the_newest_event() -> None:
    kept = {"city_utc": "2026-07-18T20:00:00+00:00", "rate": 1.0, "paused": True}
    newest_utc = datetime(2026, 7, 18, 20, 5, tzinfo=UTC)
    clock = CityClock()
    clock.restore(kept, newest_utc)
    assert clock.now_utc() == newest_utc


@pytest.mark.parametrize(("down_s", "ran_on_s"), [(3, 3), (3600, 10), (-50, 0)])
def test_a_killed_demos_clock_goes_on_from_where_seats_last_heard_it(
    down_s: int, ran_on_s: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may have run since it was kept, but not for as long as the backend was away."""
    start_utc, now_utc = datetime(2026, 7, 18, 20, 0, tzinfo=UTC), wall_utc()
    monkeypatch.setattr("app.backend.clock.wall_utc", lambda: now_utc)
    clock = CityClock()
    clock.set(60.0, False, start_utc)
    kept, stopped = clock.kept(), clock.kept(stopped=True)
    assert kept is not None
    assert stopped is not None
    now_utc += timedelta(seconds=down_s)
    clock.restore(kept, None)
    assert timedelta() <= clock.now_utc() - start_utc - timedelta(seconds=60 * ran_on_s) < timedelta(seconds=60)
    clock.restore(stopped, None)
    assert clock.now_utc() - start_utc < timedelta(seconds=60)
    clock.restore({**kept, "paused": True}, None)
    assert clock.now_utc() - start_utc < timedelta(seconds=60)

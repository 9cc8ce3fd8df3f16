"""The front door's words: what comes from the environment where the command line says nothing."""

from __future__ import annotations

import pytest

from app.shell.front_door import parse


def test_secrets_may_come_from_the_environment_and_the_command_line_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHIHUI_DATABASE", "postgresql://hall:secret@db/city")
    monkeypatch.setenv("ZHIHUI_GATEWAY_TOKEN", "drum")
    quiet = parse(["serve"])
    assert (quiet.database, quiet.gateway_token) == ("postgresql://hall:secret@db/city", "drum")
    assert parse(["verify-audit"]).database == "postgresql://hall:secret@db/city"
    told = parse(["serve", "--database", "sqlite:///a.db", "--gateway-token", "horn"])
    assert (told.database, told.gateway_token) == ("sqlite:///a.db", "horn")


def test_a_demo_does_not_live_in_the_halls_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHIHUI_DATABASE", "postgresql://hall:secret@db/city")
    assert parse(["serve", "--demo", "day"]).database is None

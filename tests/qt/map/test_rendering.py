"""The drawing mode is decided from what the machine has."""

from __future__ import annotations

import pytest

from widgets.map import rendering
from widgets.map.page import compose_page
from widgets.map.scheme import OnlyOwnSources


def test_no_gpu_means_the_software_back_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rendering, "has_gpu", lambda: False)
    env: dict[str, str] = {}
    assert rendering.choose_backend(env) == "software"
    assert env["QT_QUICK_BACKEND"] == "software"


def test_a_gpu_is_left_to_qt_and_the_operators_choice_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rendering, "has_gpu", lambda: True)
    env: dict[str, str] = {"QTWEBENGINE_CHROMIUM_FLAGS": "--disable-sync --mine --log-level=0"}
    assert rendering.choose_backend(env) == "gpu"
    assert "QT_QUICK_BACKEND" not in env
    assert env["QTWEBENGINE_CHROMIUM_FLAGS"].split().count("--disable-sync") == 1
    assert "--mine" in env["QTWEBENGINE_CHROMIUM_FLAGS"]
    assert [f for f in env["QTWEBENGINE_CHROMIUM_FLAGS"].split() if "log-level" in f] == ["--log-level=0"]


@pytest.mark.parametrize(("uid", "given_up"), [(0, True), (1000, False)])
def test_only_root_gives_up_the_sandbox(monkeypatch: pytest.MonkeyPatch, uid: int, given_up: bool) -> None:
    monkeypatch.setattr(rendering.os, "geteuid", lambda: uid)
    env: dict[str, str] = {}
    rendering.choose_backend(env)
    assert ("QTWEBENGINE_DISABLE_SANDBOX" in env) is given_up


def test_the_composed_page_names_no_source_but_the_scheme() -> None:
    html = compose_page((30.55, 112.30), 14).decode()
    assert "zhihui://map/web/vendor/leaflet/leaflet.js" in html
    assert "http://" not in html
    assert "https://" not in html


@pytest.mark.parametrize(
    ("url", "passes"),
    [
        ("zhihui://map/", True),
        ("data:image/png;base64,", True),
        ("https://cdn.example/leaflet.js", False),
        ("file:///etc/passwd", False),
        ("http://tiles.hall.lan/14/1/2.png", False),
    ],
)
def test_only_the_scheme_passes(url: str, passes: bool) -> None:
    from PySide6.QtCore import QUrl

    assert OnlyOwnSources().allows(QUrl(url)) is passes

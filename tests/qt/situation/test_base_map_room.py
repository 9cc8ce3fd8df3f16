"""The operator sets up a source of tiles, tries it, shows it, and is told what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.stores.tile_sources import SourceDatum, SourceGrid, SourceKind, TileSetting, TileSources
from tests.tile_server import TileServer, tile_server
from views.situation.base_map.dialog import BaseMapDialog
from views.situation.base_map.source_words import fault_of, trouble_words
from widgets.map.tiles.source import Trouble

KEY = "0123456789abcdef-secret"
PLACE = (30.55, 112.30)


@pytest.fixture
def server() -> Iterator[TileServer]:
    with tile_server() as running:
        yield running


@pytest.fixture
def sources(qapp: object, tmp_path: Path) -> TileSources:
    return TileSources(tmp_path / "tile-sources.json")


@pytest.fixture
def dialog(qtbot: QtBot, sources: TileSources) -> Iterator[BaseMapDialog]:
    owner = QWidget()
    qtbot.addWidget(owner)
    owner.show()
    made = BaseMapDialog(sources, owner, PLACE)
    made.open()
    with qtbot.waitExposed(made):
        made.raise_()
    yield made
    made.close()


def press(button: QWidget) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def write(field: QWidget, text: str) -> None:
    field.setFocus()
    QTest.keyClicks(field, text)


def test_a_source_is_added_tried_shown_and_removed(
    qtbot: QtBot, dialog: BaseMapDialog, sources: TileSources, server: TileServer
) -> None:
    form = dialog.form
    press(dialog.add)
    form.kind.setCurrentIndex(form.kind.findData(SourceKind.TIANDITU.value))
    write(form.name, "national")
    write(form.address, server.address)
    write(form.key, KEY)
    write(form.review_number, "GS(2026)0001")
    form.grid.setCurrentIndex(form.grid.findData(SourceGrid.DEGREES.value))
    press(form.try_it)
    qtbot.waitUntil(lambda: form.trial.came.text().count("256 × 256") == 2, timeout=5000)
    assert not form.trial.preview.pixmap().isNull()
    assert all("TILEMATRIX=14&TILEROW=2705&TILECOL=13302" in path for path in server.paths)
    assert KEY not in form.trial.came.text()
    press(form.save)
    added = sources.get("national")
    assert added is not None
    assert (added.kind, added.grid, added.key) == (SourceKind.TIANDITU, SourceGrid.DEGREES, KEY)
    dialog.rows.setCurrentRow(1)
    press(dialog.show_it)
    assert sources.chosen == added
    assert "GS(2026)0001" in dialog.lacks.text()
    dialog.tell("It does not answer.")
    assert dialog.state.text() == "It does not answer."
    press(dialog.remove)
    assert sources.all() == ()
    assert sources.chosen is None


@pytest.mark.parametrize("manner", ["forbid", "page", "missing"])
def test_a_trial_says_what_came(
    qtbot: QtBot, dialog: BaseMapDialog, server: TileServer, sources: TileSources, manner: str
) -> None:
    server.manner = manner
    trouble = {"forbid": Trouble.FORBIDDEN, "page": Trouble.NO_PICTURE, "missing": Trouble.MISSING}[manner]
    form = dialog.form
    press(dialog.add)
    form.kind.setCurrentIndex(form.kind.findData(SourceKind.ADDRESS.value))
    write(form.name, "own")
    form.address.setText(server.address + "/{z}/{x}/{y}.png")
    press(form.try_it)
    qtbot.waitUntil(lambda: trouble_words(trouble) in form.trial.came.text(), timeout=5000)
    press(form.leave)
    assert sources.all() == ()


def test_what_cannot_be_used_is_not_saved(dialog: BaseMapDialog, sources: TileSources) -> None:
    sources.put(TileSetting(name="own", kind=SourceKind.ADDRESS, address="http://h/{z}/{x}/{y}"))
    press(dialog.add)
    write(dialog.form.name, "own")
    write(dialog.form.address, "https://map.hall.example")
    press(dialog.form.save)
    assert dialog.form.fault.text() == "Another source has this name."
    assert len(sources.all()) == 1


def test_a_source_is_edited_under_another_name_and_keeps_its_key(dialog: BaseMapDialog, sources: TileSources) -> None:
    before = TileSetting(
        name="own", kind=SourceKind.ADDRESS, address="http://h/{z}/{x}/{y}?k={key}", datum=SourceDatum.GCJ02, key=KEY
    )
    sources.put(before)
    sources.choose("own")
    dialog.rows.setCurrentRow(1)
    press(dialog.edit)
    assert dialog.form.key.text() == KEY
    assert dialog.form.key.displayText() != KEY
    assert dialog.form.given() == before
    dialog.form.name.clear()
    write(dialog.form.name, "ours")
    press(dialog.form.save)
    assert sources.chosen is not None
    assert (sources.chosen.name, sources.chosen.key, len(sources.all())) == ("ours", KEY, 1)


def test_escape_leaves_the_form_and_not_the_dialog(dialog: BaseMapDialog) -> None:
    press(dialog.add)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert dialog.rows.isVisible()


@pytest.mark.parametrize(
    ("kind", "address", "said"),
    [
        (SourceKind.FOLDER, "", "There is no such folder."),
        (SourceKind.FOLDER, "/not/there", "There is no such folder."),
        (SourceKind.MBTILES, "", "Name an MBTiles file."),
        (SourceKind.MBTILES, "/not/there.mbtiles", "There is no such MBTiles file."),
        (SourceKind.TIANDITU, "map.hall.example", "The address must begin with http:// or https:// and a host."),
        (SourceKind.ADDRESS, "http://h/{z}", "The address must hold the placeholders {z}, {x} and {y}."),
    ],
)
def test_faults_in_words(qapp: object, kind: SourceKind, address: str, said: str) -> None:
    assert fault_of(TileSetting(name="a", kind=kind, address=address)) == said


def test_every_trouble_has_words(qapp: object) -> None:
    assert len({trouble_words(trouble) for trouble in Trouble}) == len(Trouble)

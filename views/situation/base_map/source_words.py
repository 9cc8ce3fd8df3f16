"""The words for sources of tiles: their kinds, what is wrong with them, what came when they were tried."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication

from app.stores.tile_sources import NightLook, SourceDatum, SourceGrid, SourceKind, TileSetting
from views.city_map.ground import layer_templates
from widgets.map.tiles.addresses import TemplateFault, template_fault
from widgets.map.tiles.mbtiles import mbtiles_files, read_metadata
from widgets.map.tiles.source import Trouble


def kind_words() -> list[tuple[str, str]]:
    """(words, value) of each kind."""
    return [
        (QCoreApplication.translate("base_map", "Tianditu (WMTS)"), SourceKind.TIANDITU.value),
        (QCoreApplication.translate("base_map", "Address of tiles (XYZ or WMTS)"), SourceKind.ADDRESS.value),
        (QCoreApplication.translate("base_map", "MBTiles file"), SourceKind.MBTILES.value),
        (QCoreApplication.translate("base_map", "Folder of tiles"), SourceKind.FOLDER.value),
    ]


def picture_words() -> list[tuple[str, str]]:
    """天地图's base layers."""
    return [
        (QCoreApplication.translate("base_map", "Streets and names (vec + cva)"), "vec"),
        (QCoreApplication.translate("base_map", "Satellite and names (img + cia)"), "img"),
        (QCoreApplication.translate("base_map", "Terrain and names (ter + cta)"), "ter"),
    ]


def grid_words() -> list[tuple[str, str]]:
    return [
        (QCoreApplication.translate("base_map", "Web Mercator (w, EPSG:3857)"), SourceGrid.MERCATOR.value),
        (QCoreApplication.translate("base_map", "Latitude and longitude (c, EPSG:4490)"), SourceGrid.DEGREES.value),
    ]


def datum_words() -> list[tuple[str, str]]:
    return [
        ("CGCS2000", SourceDatum.CGCS2000.value),
        ("WGS 84", SourceDatum.WGS84.value),
        ("GCJ-02", SourceDatum.GCJ02.value),
        ("BD-09", SourceDatum.BD09.value),
    ]


def night_words() -> list[tuple[str, str]]:
    return [
        (QCoreApplication.translate("base_map", "Darker"), NightLook.DIM.value),
        (QCoreApplication.translate("base_map", "Light and dark exchanged"), NightLook.INVERT.value),
        (QCoreApplication.translate("base_map", "As it is"), NightLook.AS_IS.value),
    ]


def word_of(rows: list[tuple[str, str]], value: str) -> str:
    """The words of a value in one of the lists above."""
    return next(words for words, data in rows if data == value)


def trouble_words(trouble: Trouble, detail: str = "") -> str:
    """What is wrong with a source, as a sentence without a subject."""
    said = {
        Trouble.MISSING: QCoreApplication.translate("base_map", "has no tile here: outside its area or levels"),
        Trouble.HANGS: QCoreApplication.translate("base_map", "does not answer in time"),
        Trouble.REFUSED: QCoreApplication.translate("base_map", "cannot be reached"),
        Trouble.FORBIDDEN: QCoreApplication.translate("base_map", "refuses: look at the key and its rights"),
        Trouble.MOVED: QCoreApplication.translate("base_map", "points to another place, as a sign-in page does"),
        Trouble.SERVER: QCoreApplication.translate("base_map", "reports a fault of its own"),
        Trouble.NO_PICTURE: QCoreApplication.translate("base_map", "sends something that is no picture"),
        Trouble.TORN: QCoreApplication.translate("base_map", "sends pictures that are cut short"),
        Trouble.TOO_LARGE: QCoreApplication.translate("base_map", "sends more than a tile can be"),
        Trouble.UNREADABLE: QCoreApplication.translate("base_map", "cannot be read"),
        Trouble.RESTING: QCoreApplication.translate("base_map", "is left alone for a while"),
    }[trouble]
    return f"{said} ({detail})" if detail else said


def fault_of(setting: TileSetting, taken: frozenset[str] = frozenset()) -> str:
    """The first thing that keeps a source from being used, as a sentence; "" if it can be. `taken`: names of others."""
    if not setting.name:
        return QCoreApplication.translate("base_map", "Give the source a name.")
    if setting.name in taken:
        return QCoreApplication.translate("base_map", "Another source has this name.")
    if setting.first_zoom > setting.last_zoom:
        return QCoreApplication.translate("base_map", "The first level is deeper than the last.")
    path = Path(setting.address)
    if setting.kind is SourceKind.FOLDER:
        return (
            ""
            if setting.address and path.is_dir()
            else QCoreApplication.translate("base_map", "There is no such folder.")
        )
    if setting.kind is SourceKind.MBTILES:
        return (
            _mbtiles_fault(path) if setting.address else QCoreApplication.translate("base_map", "Name an MBTiles file.")
        )
    faults = (template_fault(template, setting.key) for template in layer_templates(setting))
    return next((_template_words(fault) for fault in faults if fault is not None), "")


def _mbtiles_fault(path: Path) -> str:
    files = mbtiles_files(path)
    if not files or not all(file.is_file() for file in files):
        return QCoreApplication.translate("base_map", "There is no such MBTiles file.")
    try:
        for file in files:
            read_metadata(file)
    except OSError:
        return QCoreApplication.translate("base_map", "This is no MBTiles file: {name}").format(name=file.name)
    return ""


def _template_words(fault: TemplateFault) -> str:
    return {
        TemplateFault.NO_WEB_ADDRESS: QCoreApplication.translate(
            "base_map", "The address must begin with http:// or https:// and a host."
        ),
        TemplateFault.NO_PLACE_FOR_TILE: QCoreApplication.translate(
            "base_map", "The address must hold the placeholders {z}, {x} and {y}."
        ),
        TemplateFault.UNKNOWN_PLACEHOLDER: QCoreApplication.translate(
            "base_map", "The address holds a placeholder that is not known."
        ),
        TemplateFault.NO_PLACE_FOR_KEY: QCoreApplication.translate(
            "base_map", "There is a key, but the address has no {key} for it."
        ),
    }[fault]

"""The page's cold start: how long until a console that has its city's data shows the first whole map."""

from __future__ import annotations

from app.backend.simulation.city import load_city
from app.domain.outlines import encode_outlines
from tests.bench.map.contest import Tell
from tests.bench.map.rows import Row, measured
from tests.bench.map.stage import SOFTWARE, Stage, own_modes

_SEED, _STARTS, _LIMIT_S = 7, 5, 40.0
_WORK = "page cold start to first whole map"


def cold_start(stage: Stage, tell: Tell) -> None:
    """The demo city: base map, outlines of 2,400 grids, 320 units; every start in a fresh process."""
    city = load_city(_SEED, stage.build)
    folder = stage.build / "city"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "base.json").write_bytes(city.map_features_json)
    (folder / "outlines.zho").write_bytes(encode_outlines(city.outlines()))
    note = "from making the widget; includes the start of the web engine's processes; a fresh process each"
    for mode in own_modes():
        took, page_alone = [], []
        # The first start is not counted: it composes the page with folium and warms the disk.
        for start in range(_STARTS + 1):
            picture = f"cold-{mode}" if start == 0 else ""
            said = stage.play("cold_map", str(folder), mode=mode, limit_s=_LIMIT_S, picture=picture)
            if said["reason"]:
                failed = False if mode == SOFTWARE else None
                tell(Row(work=f"{_WORK}: not run", value=None, mode=mode, ok=failed, note=said["reason"]))
                break
            if start:
                took.append(said["took_ms"] / 1000.0)
                page_alone.append(said["page_ms"] / 1000.0)
        else:
            tell(measured(_WORK, took, "s", at_most=0.5 if mode == SOFTWARE else None, mode=mode, note=note))
            alone = "the web engine's processes are up already"
            tell(measured(f"{_WORK}, from its first byte", page_alone, "s", mode=mode, note=alone))

"""One line finds everything, also by pinyin and initials, and fast."""

from __future__ import annotations

import time

import pytest
from pytestqt.qtbot import QtBot

from app.api.sink import Event
from app.stores.pinyin import syllables
from tests.sample_desk import Desk
from tests.sample_roads import ROADS
from tests.sample_things import NOW, case, positions, reference, unit


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    desk = Desk(
        units=(unit(1, name="张伟"), unit(2, name="赵薇", callsign="排涝-07"), unit(3, name="李强")),
        cases=(
            case(1, title="道路积水", title_gloss="Flooded road", address="中山路 12 号"),
            case(2, title="暴露垃圾", address="重庆路 3 号"),
        ),
    )
    desk.writer.write_frame((), [positions([1])])
    return desk


@pytest.mark.parametrize(
    ("typed", "noun", "thing"),
    [
        ("zhangwei", "units", 1),
        ("zw", "units", 1),
        ("zhangw", "units", 1),
        ("张伟", "units", 1),
        ("zhao wei", "units", 2),
        ("pailao", "units", 2),
        ("a-003", "units", 3),
        ("A-003", "units", 3),
        ("26072000002", "cases", 2),
        ("00002", "cases", 2),
        ("20-0002", "cases", 2),
        ("zhongshanlu", "cases", 1),
        ("zsl", "cases", 1),
        ("chongqing", "cases", 2),
        ("jishui zhongshan", "cases", 1),
        ("exposed", "cases", 2),
        ("990106001001002", "areas", "990106001001002"),
        ("jiefang", "areas", "990106001"),
        ("chengguan", "departments", "D01"),
    ],
)
def test_finds(desk: Desk, typed: str, noun: str, thing: int | str) -> None:
    hits = desk.stores.search.find(typed)
    assert [(hit.noun, hit.id) for hit in hits][:1] == [(noun, thing)]


@pytest.mark.parametrize("typed", ["", "   ", "qqqq", "zhangwei zsl", "((", "\\"])
def test_finds_nothing(desk: Desk, typed: str) -> None:
    assert desk.stores.search.find(typed) == []


@pytest.mark.parametrize("typed", ["jiefanglu", "jfl", "解放路", "jiefang road"])
def test_a_road_comes_before_the_cases_along_it(qtbot: QtBot, typed: str) -> None:
    along = tuple(case(n, address=f"解放路{n}号", address_gloss=f"{n} Jiefang Road") for n in range(1, 30))
    desk = Desk(cases=along)
    desk.stores.reference.write_map_base(ROADS)
    with qtbot.waitSignal(desk.stores.streets.streets_changed):
        desk.stores.reference.announce()
    hits = desk.stores.search.find(typed)
    assert (hits[0].noun, hits[0].id) == ("streets", "解放路")
    assert hits[1].noun == "cases"


def test_a_letter_inside_a_syllable_starts_no_match(desk: Desk) -> None:
    assert all(hit.id != 1 for hit in desk.stores.search.find("hangwei", nouns={"units"}))


def test_a_hit_knows_where_the_thing_is(desk: Desk) -> None:
    hit = desk.stores.search.find("zw")[0]
    assert hit.lat == pytest.approx(30.55, abs=1e-4)
    assert hit.title == "A-001 张伟"
    assert desk.stores.search.find("lq")[0].lat is None


def test_follows_the_stores(desk: Desk) -> None:
    search = desk.stores.search
    assert search.find("wangfang") == []
    renamed = unit(3, version=2, name="王芳")
    opened = case(9, address="滨江大道")
    desk.writer.write_frame(
        [
            Event(seq=2, at_utc=NOW, type="x", noun="units", thing=renamed),
            Event(seq=3, at_utc=NOW, type="x", noun="cases", thing=opened),
        ],
        [],
    )
    assert [hit.id for hit in search.find("wangfang")] == [3]
    assert search.find("liqiang") == []
    assert [hit.id for hit in search.find("binjiang", nouns={"cases"})] == [9]


def test_nouns_and_limit_narrow_the_answer(desk: Desk) -> None:
    assert {hit.noun for hit in desk.stores.search.find("a", nouns={"units"})} == {"units"}
    assert len(desk.stores.search.find("网格", limit=2)) == 2


def test_three_and_a_half_thousand_things_cost_less_than_a_frame_of_typing(qtbot: QtBot) -> None:
    desk = Desk(
        units=tuple(unit(n, name="张伟") for n in range(1, 320)),
        cases=tuple(case(n, address=f"中山路 {n} 号") for n in range(1, 800)),
    )
    desk.stores.reference.write(reference())
    desk.stores.reference.announce()
    search = desk.stores.search
    search.find("warm")
    began = time.perf_counter()
    for text in [f"网格{n}" for n in range(2400)]:
        syllables(text)
    spelling_s = time.perf_counter() - began
    began = time.perf_counter()
    hits = search.find("zsl")
    took_s = time.perf_counter() - began
    assert len(hits) == 20
    assert took_s < 4 * spelling_s, "the entries are spelled once, not at every key"


def test_warming_up_is_done_in_slices(qtbot: QtBot) -> None:
    desk = Desk(cases=tuple(case(n, address=f"中山路 {n} 号") for n in range(1, 800)))
    search = desk.stores.search
    search.warm()
    assert search._unspelled, "nothing is spelled at once"
    qtbot.waitUntil(lambda: not search._unspelled)
    assert not search._slicer.isActive()

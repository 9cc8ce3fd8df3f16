"""The parts of the dispatch screen that are plain functions."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.backend.catalogue import load_catalogue
from app.domain.cases import CaseOrder, CaseStage, short_number
from tests.sample_night import NOW, cases
from views.dispatch.category_search import CategorySearch
from views.dispatch.filters import CaseFilter, Quick
from views.dispatch.moments import moment_text
from views.dispatch.offers import TERMS, Offer, offers


@pytest.fixture(scope="module")
def search() -> CategorySearch:
    return CategorySearch(load_catalogue("2013").by_code.values())


@pytest.mark.parametrize("text", ["0506", "E0506", "道路积水", "dljs", "daoluji", "Flooded road"])
def test_a_category_is_found_by_code_chinese_english_and_pinyin(search: CategorySearch, text: str) -> None:
    assert search.find(text)[0].code == "E0506"


def test_nonsense_finds_no_category_and_no_text_lists_the_first(search: CategorySearch) -> None:
    assert search.find("zzzzz") == []
    assert len(search.find("")) == 8


def test_every_order_of_the_rules_has_a_button_and_every_key_is_used_once() -> None:
    assert {terms.order for terms in TERMS.values()} == set(CaseOrder)
    keys = [terms.keys for offer, terms in TERMS.items() if offer is not Offer.REDISPATCH]
    assert len(set(keys)) == len(keys)
    # N opens a case, E M W O G / T are the filters', K puts a refusal away.
    assert not set(keys) & set("NEMWOG/TK")


def test_a_second_dispatch_is_offered_as_such() -> None:
    by_stage = {case.stage: case for case in cases(12)}
    assert Offer.DISPATCH in offers(by_stage[CaseStage.DISPATCH], lambda _name: True)
    handling = offers(by_stage[CaseStage.HANDLING], lambda _name: True)
    assert Offer.REDISPATCH in handling
    assert Offer.DISPATCH not in handling
    assert Offer.RETURN not in handling, "a unit is on it"
    assert offers(by_stage[CaseStage.CLOSED], lambda _name: True) == []


def test_a_filter_needs_all_of_its_parts() -> None:
    case = cases(1)[0]
    assert CaseFilter(text="解放路 1").shows(case, NOW, ())
    assert CaseFilter(text=short_number(case.number)).shows(case, NOW, ()), "as its card on the board has it"
    assert CaseFilter(text=case.number, street=case.area_code[:9], source=case.source).shows(case, NOW, ())
    assert not CaseFilter(text=case.number, street="990106009").shows(case, NOW, ())
    assert CaseFilter(quick=Quick.MINE).shows(case, NOW, {case.id})
    assert not CaseFilter(quick=Quick.MINE).shows(case, NOW, ())
    assert CaseFilter().narrows() is False


def test_a_moment_of_another_day_says_its_day() -> None:
    assert moment_text(NOW, NOW) == "02:52:20"
    assert moment_text(NOW - timedelta(days=1), NOW) == "07-20 02:52"

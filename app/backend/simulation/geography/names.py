"""Chinese names and their English glosses: pinyin for what is a name, a word for what is a kind of thing."""

from __future__ import annotations

import json
import re
from pathlib import Path

_POOLS = json.loads((Path(__file__).parents[4] / "resources" / "demo" / "names.json").read_text("utf-8"))
# Suffix → English word, longest first: the first suffix that fits is the kind of thing.
_KINDS: tuple[tuple[str, str], ...] = tuple((suffix, word) for suffix, word in _POOLS["kinds"])
_STEMS: tuple[str, ...] = tuple(_POOLS["road_stems"])
COMMUNITY_STEMS: tuple[str, ...] = tuple(_POOLS["community_stems"])
_SURNAMES: str = _POOLS["surnames"]
_GIVEN: tuple[str, ...] = tuple(_POOLS["given_names"])
_ORDINALS = {
    "一": "1st",
    "二": "2nd",
    "三": "3rd",
    "四": "4th",
    "五": "5th",
    "六": "6th",
    "七": "7th",
    "八": "8th",
    "九": "9th",
}
_SIDES = {"东": "East", "西": "West", "南": "South", "北": "North"}
# Stem of each sub-district's name, and the place in metres that it belongs to.
STREET_STEMS: tuple[tuple[str, float, float], ...] = (
    ("老城", 3_400.0, 4_000.0), ("学府", 6_300.0, 4_000.0), ("铁西", 1_000.0, 4_600.0), ("站北", 4_000.0, 5_900.0),
    ("高新", 8_300.0, 4_900.0), ("南湖", 1_900.0, 1_500.0), ("望江", 3_900.0, 1_300.0), ("江南", 5_900.0, 1_200.0),
    ("凤凰", 8_700.0, 1_500.0),
)  # fmt: skip


def pinyin(text: str) -> str:
    """One capitalised pinyin word: 人民 → Renmin."""
    # Its dictionaries take a second to load, and a city that was built before needs none of it.
    from pypinyin import Style, lazy_pinyin

    return "".join(lazy_pinyin(text, style=Style.NORMAL)).capitalize()


def person_gloss(name: str) -> str:
    """Pinyin of a person, family name first: 张伟 → Zhang Wei."""
    return f"{pinyin(name[0])} {pinyin(name[1:])}"


def gloss_of(name: str) -> str:
    """English gloss of a place: 解放路 → Jiefang Road, 环城东路 → Huancheng East Road, 人民二巷 → Renmin 2nd Lane."""
    for suffix, word in _KINDS:
        if name == suffix:
            return word
        if name.endswith(suffix):
            stem = name[: -len(suffix)]
            inner = ""
            if len(stem) > 2 and suffix in ("路", "街", "巷", "大道"):
                if stem[-1] in _ORDINALS:
                    stem, inner = stem[:-1], _ORDINALS[stem[-1]]
                elif match := re.search(r"\d+$", stem):
                    stem, inner = stem[: match.start()], f"{match[0]}th"
                if len(stem) > 2 and stem[-1] in _SIDES:
                    stem, inner = stem[:-1], f"{_SIDES[stem[-1]]} {inner}".strip()
            if len(stem) > 2:
                stem = stem.removesuffix("市")
            return " ".join(part for part in (pinyin(stem), inner, word) if part)
    return pinyin(name)


def road_name_pool() -> list[str]:
    """Distinct names for secondary and longer local roads, the plainest first."""
    return [f"{stem}{suffix}" for suffix in ("路", "街", "东路", "西路", "支路") for stem in _STEMS]


def person_names(count: int, seed_order: list[int]) -> list[str]:
    """`count` distinct names; `seed_order` is a permutation of at least `count` numbers below 7,000."""
    names: dict[str, None] = {}
    for number in seed_order:
        surname = _SURNAMES[number % 17 if number % 3 else number % len(_SURNAMES)]
        names.setdefault(surname + _GIVEN[(number // 3) % len(_GIVEN)])
        if len(names) == count:
            break
    return list(names)


def ordinal_lane(stem: str, number: int) -> str:
    """The n-th lane off a street: 人民, 2 → 人民二巷; beyond nine in digits."""
    digits = "一二三四五六七八九"
    return f"{stem}{digits[number - 1]}巷" if number <= 9 else f"{stem}{number}巷"

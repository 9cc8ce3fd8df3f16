"""The colours of the two themes and of the wall, by role. Contrast of text roles is at least 4.5:1 (wall 7:1)."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from enum import StrEnum


class Tone(StrEnum):
    """What a colour says. RED to BLUE are the national levels 红橙黄蓝; their values equal the domain's own words.

    ACCENT is selection, focus and "on its way"; QUIET is an ordinary state, STRONG one that stands out among such;
    NONE has no mark at all.
    """

    RED = "red"
    ORANGE = "orange"
    YELLOW = "yellow"
    BLUE = "blue"
    ACCENT = "accent"
    QUIET = "quiet"
    STRONG = "strong"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """One theme. `<tone>` colours marks (3:1), `<tone>_text` words on a surface, `<tone>_fill`/`on_<tone>` badges.

    `past` and `on_past` are for what is not the present, and for nothing else.
    """

    ground: str
    panel: str
    raised: str
    line: str
    line_strong: str
    text: str
    text_second: str
    text_third: str
    red: str
    orange: str
    yellow: str
    blue: str
    accent: str
    red_text: str
    orange_text: str
    yellow_text: str
    blue_text: str
    accent_text: str
    red_fill: str
    orange_fill: str
    yellow_fill: str
    blue_fill: str
    accent_fill: str
    on_red: str
    on_orange: str
    on_yellow: str
    on_blue: str
    on_accent: str
    past: str
    on_past: str
    selection: str
    map_ground: str
    map_road: str
    map_road_main: str
    map_water: str
    map_green: str

    def as_dict(self) -> dict[str, str]:
        return {field.name: getattr(self, field.name) for field in fields(self)}


NIGHT = Tokens(
    ground="#12161C", panel="#181D25", raised="#202733",
    line="#2B3442", line_strong="#3A4656",
    text="#E6EAF0", text_second="#9AA6B5", text_third="#66727F",
    red="#E5484D", orange="#F5853B", yellow="#F2C94C", blue="#4C8DFF", accent="#2EC4B6",
    red_text="#F2676B", orange_text="#F5853B", yellow_text="#F2C94C", blue_text="#5E99FF", accent_text="#2EC4B6",
    red_fill="#D13438", orange_fill="#F5853B", yellow_fill="#F2C94C", blue_fill="#4C8DFF", accent_fill="#2EC4B6",
    on_red="#FFFFFF", on_orange="#12161C", on_yellow="#12161C", on_blue="#12161C", on_accent="#12161C",
    past="#B98CFF", on_past="#12161C", selection="#1F3A40",
    map_ground="#141A21", map_road="#212A34", map_road_main="#2C3743", map_water="#16303F", map_green="#17241E",
)  # fmt: skip

DAY = Tokens(
    ground="#E6EAEF", panel="#F4F6F9", raised="#FFFFFF",
    line="#D0D7E0", line_strong="#A9B4C1",
    text="#18202A", text_second="#4A5666", text_third="#7C8896",
    red="#C4262C", orange="#C96A14", yellow="#A57C00", blue="#1F5FD0", accent="#0A7268",
    red_text="#B3222A", orange_text="#A84800", yellow_text="#7A5A00", blue_text="#1F5FD0", accent_text="#0A7268",
    red_fill="#C4262C", orange_fill="#F5853B", yellow_fill="#F2C94C", blue_fill="#1F5FD0", accent_fill="#0A7268",
    on_red="#FFFFFF", on_orange="#12161C", on_yellow="#12161C", on_blue="#FFFFFF", on_accent="#FFFFFF",
    past="#7438C8", on_past="#FFFFFF", selection="#CFE6E3",
    map_ground="#EEF1F4", map_road="#FFFFFF", map_road_main="#FFFFFF", map_water="#C3DCEB", map_green="#D9E8D8",
)  # fmt: skip

# Read from eight metres: the same roles as at night, words brightened to 7:1.
WALL = replace(
    NIGHT,
    text_second="#B4BECA", text_third="#B4BECA",
    red_text="#FF9599", orange_text="#F8A063", blue_text="#8BB6FF", accent_text="#45D3C6",
    red_fill="#A81F24", blue_fill="#8BB6FF",
)  # fmt: skip

THEMES: dict[str, Tokens] = {"night": NIGHT, "day": DAY, "wall": WALL}

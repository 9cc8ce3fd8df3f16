"""Chinese text as typed without an input method: full pinyin, initials, or a mix ("zhongshan", "zsl", "zhongsl")."""

from __future__ import annotations

import os
import re
import unicodedata
from functools import cache, lru_cache

# A character's readings are enough here, and any of them may be typed; the phrase table costs half a second to load.
os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")

_TYPED = re.compile(r"[a-z]+")


@cache
def _readings(char: str) -> tuple[str, ...]:
    from pypinyin import Style, pinyin  # loads a table of 40,000 characters, on first use only

    spoken = pinyin(char, style=Style.NORMAL, heteronym=True, errors="ignore", v_to_u=False)
    plain = (unicodedata.normalize("NFD", reading) for reading in (spoken[0] if spoken else ()))
    return tuple(dict.fromkeys("".join(c for c in text if c.isascii()) for text in plain if text))


def syllables(text: str) -> tuple[str, ...]:
    """Strings to match typed pinyin against: the syllables of `text`, each behind an apostrophe.

    The first has every character's usual reading, the second the next reading where there is one; () without Chinese.
    """
    readings = [_readings(char) for char in text if "\u4e00" <= char <= "\u9fff"]
    readings = [options for options in readings if options]
    if not readings:
        return ()
    usual = "".join("'" + options[0] for options in readings)
    other = "".join("'" + options[min(1, len(options) - 1)] for options in readings)
    return (usual,) if other == usual else (usual, other)


@lru_cache(maxsize=256)
def typed_pattern(typed: str) -> re.Pattern[str] | None:
    """What matches `syllables` for typed letters: each letter goes on in its syllable or starts the next one.

    None for a text that is not letters alone.
    """
    if not _TYPED.fullmatch(typed):
        return None
    return re.compile("'" + "(?:[a-z]*')?".join(typed))

"""Chinese in a PDF that can be searched and copied.

A font has one glyph for a character and for the radical that looks the same: 示 and U+2F70. Qt tells readers the lower
of the two codes, so a search for 演示 finds nothing. The codes stand in a table of the file that is not compressed, as
four hexadecimal digits each: they are put right in place.
"""

from __future__ import annotations

import re

from PySide6.QtGui import QFont, QRawFont

_RADICALS = range(0x2E80, 0x2FE0)
_CHARACTERS = range(0x4E00, 0xA000)
_TABLE = re.compile(rb"begincmap.*?endcmap", re.DOTALL)
_CODE = re.compile(rb"<(2[EF][0-9A-F]{2})>")


def with_characters(pdf: bytes, font: QFont) -> bytes:
    """The same file with characters told where it told radicals; as it was where the font has no glyph for both."""
    characters = _characters_of_radicals(font)

    def put_right(code: re.Match[bytes]) -> bytes:
        return b"<%04X>" % characters.get(int(code[1], 16), int(code[1], 16))

    return _TABLE.sub(lambda table: _CODE.sub(put_right, table[0]), pdf)


def _characters_of_radicals(font: QFont) -> dict[int, int]:
    raw = QRawFont.fromFont(font)
    if not raw.isValid():
        return {}
    drawn = dict(zip(_glyphs(raw, _CHARACTERS), _CHARACTERS, strict=True))
    pairs = zip(_glyphs(raw, _RADICALS), _RADICALS, strict=True)
    return {radical: drawn[glyph] for glyph, radical in pairs if glyph and glyph in drawn}


def _glyphs(raw: QRawFont, codes: range) -> list[int]:
    return list(raw.glyphIndexesForString("".join(map(chr, codes))))

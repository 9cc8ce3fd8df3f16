"""Is it a whole picture? Told by its own bytes: what a server says of them is no proof."""

from __future__ import annotations

from widgets.map.tiles.source import TileAnswer, Trouble

_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_PNG_END, _JPEG_END = b"IEND\xaeB`\x82", b"\xff\xd9"
# A tile of 512 px in full colour without compression; whatever is larger is not a tile.
MOST_BYTES = 1_048_576 * 2


def picture_answer(body: bytes, said_kind: str = "") -> TileAnswer:
    """The body as a picture, or NO_PICTURE (an error page, say), TORN (its end is not there), TOO_LARGE."""
    if len(body) > MOST_BYTES:
        return TileAnswer(trouble=Trouble.TOO_LARGE, detail=str(len(body)))
    if body.startswith(_PNG):
        kind, whole = b"image/png", _PNG_END in body[-24:]
    elif body.startswith(_JPEG):
        kind, whole = b"image/jpeg", _JPEG_END in body[-32:]
    elif body[:4] == b"RIFF" and body[8:12] == b"WEBP":
        kind, whole = b"image/webp", len(body) >= 8 + int.from_bytes(body[4:8], "little")
    else:
        return TileAnswer(trouble=Trouble.NO_PICTURE, detail=said_kind)
    return TileAnswer(body=body, kind=kind) if whole else TileAnswer(trouble=Trouble.TORN)

"""What a picture is, is told by its bytes."""

from __future__ import annotations

import pytest

from tests.tile_server import PICTURE
from widgets.map.tiles.pictures import MOST_BYTES, picture_answer
from widgets.map.tiles.source import Trouble

JPEG = b"\xff\xd8\xff\xe0" + b"\0" * 100 + b"\xff\xd9"
WEBP = b"RIFF" + (104).to_bytes(4, "little") + b"WEBP" + b"\0" * 100


@pytest.mark.parametrize(("body", "kind"), [(PICTURE, b"image/png"), (JPEG, b"image/jpeg"), (WEBP, b"image/webp")])
def test_whole_pictures_pass_and_torn_ones_do_not(body: bytes, kind: bytes) -> None:
    whole = picture_answer(body, "text/html")
    assert (whole.kind, whole.body, whole.trouble) == (kind, body, None)
    assert picture_answer(body[:-40]).trouble is Trouble.TORN


@pytest.mark.parametrize("body", [b"", b"<html>sign in</html>", b"RIFF\0\0\0\0WAVE", b"GIF89a" + b"\0" * 50])
def test_what_is_no_picture_is_told_with_the_kind_that_was_claimed(body: bytes) -> None:
    answered = picture_answer(body, "text/html")
    assert (answered.trouble, answered.detail) == (Trouble.NO_PICTURE, "text/html")


def test_too_much_is_refused() -> None:
    assert picture_answer(PICTURE + b"\0" * MOST_BYTES).trouble is Trouble.TOO_LARGE

"""What a person in front of the screen would see: pixels and pointer of a display, read from outside the program.

Spoken over xcb, not Xlib, whose error handler would end the test run together with a display.
"""

from __future__ import annotations

import ctypes
from typing import Any

import numpy as np
import numpy.typing as npt

Pixels = npt.NDArray[np.uint8]

_Z_PIXMAP, _ALL_PLANES = 2, 0xFFFFFFFF
_IMAGE_HEAD_BYTES = 32
# A colour of the palette may come back off by rounding, never by more.
_COLOUR_SLACK = 3


class _Cookie(ctypes.Structure):
    _fields_ = (("sequence", ctypes.c_uint),)


class _Iterator(ctypes.Structure):
    _fields_ = (("data", ctypes.POINTER(ctypes.c_uint32)), ("rem", ctypes.c_int), ("index", ctypes.c_int))


class _CursorImage(ctypes.Structure):
    _fields_ = (
        ("head", ctypes.c_uint8 * 8),
        ("x", ctypes.c_int16),
        ("y", ctypes.c_int16),
        ("width", ctypes.c_uint16),
        ("height", ctypes.c_uint16),
    )


class XScreen:
    """The root window of one display. `pixels` is uint8 of shape (height, width, 3), red first."""

    def __init__(self, display_name: str, width_px: int = 1920, height_px: int = 1080) -> None:
        self.width_px, self.height_px = width_px, height_px
        self._xcb, self._xfixes = ctypes.CDLL("libxcb.so.1"), ctypes.CDLL("libxcb-xfixes.so.0")
        self._c = ctypes.CDLL(None)
        self._declare()
        self._connection = ctypes.c_void_p(self._xcb.xcb_connect(display_name.encode(), None))
        assert not self._xcb.xcb_connection_has_error(self._connection), f"no display {display_name}"
        setup = ctypes.c_void_p(self._xcb.xcb_get_setup(self._connection))
        self._root = int(self._xcb.xcb_setup_roots_iterator(setup).data[0])
        self._free(self._answer(self._xfixes, "xcb_xfixes_query_version", 5, 0))

    def close(self) -> None:
        self._xcb.xcb_disconnect(self._connection)

    def pixels(self, top: int = 0, bottom: int | None = None, left: int = 0, right: int | None = None) -> Pixels:
        """What is shown now in a part of the screen."""
        height, width = (bottom or self.height_px) - top, (right or self.width_px) - left
        where = (_Z_PIXMAP, self._root, left, top, width, height, _ALL_PLANES)
        reply = self._answer(self._xcb, "xcb_get_image", *where)
        body = ctypes.string_at(reply.value + _IMAGE_HEAD_BYTES, 4 * width * height) if reply.value else b""
        self._free(reply)
        # Depth 24 comes as blue, green, red, nothing.
        return np.frombuffer(body, np.uint8).reshape(height, width, 4)[:, :, 2::-1]

    def pointer_is_hidden(self) -> bool:
        """Whether the pointer's picture, where it is now, has no visible pixel."""
        reply = self._answer(self._xfixes, "xcb_xfixes_get_cursor_image")
        image = ctypes.cast(reply, ctypes.POINTER(_CursorImage)).contents
        count = image.width * image.height
        assert reply.value is not None
        body = np.frombuffer(ctypes.string_at(reply.value + _IMAGE_HEAD_BYTES, 4 * count), np.uint32)
        hidden = not bool((body >> 24).any())
        self._free(reply)
        return hidden

    def _answer(self, library: ctypes.CDLL, request: str, *words: int) -> ctypes.c_void_p:
        cookie = getattr(library, request)(self._connection, *words)
        reply = ctypes.c_void_p(getattr(library, f"{request}_reply")(self._connection, cookie, None))
        assert reply.value is not None, f"the display did not answer {request}"
        return reply

    def _free(self, reply: ctypes.c_void_p) -> None:
        self._c.free(reply)

    def _declare(self) -> None:
        def say(library: ctypes.CDLL, name: str, answer: Any, *arguments: Any) -> None:
            function = getattr(library, name)
            function.restype, function.argtypes = answer, list(arguments)

        pointer, number, small = ctypes.c_void_p, ctypes.c_uint32, ctypes.c_int16
        say(self._xcb, "xcb_connect", pointer, ctypes.c_char_p, pointer)
        say(self._xcb, "xcb_connection_has_error", ctypes.c_int, pointer)
        say(self._xcb, "xcb_get_setup", pointer, pointer)
        say(self._xcb, "xcb_setup_roots_iterator", _Iterator, pointer)
        say(self._xcb, "xcb_disconnect", None, pointer)
        size = (small, small, ctypes.c_uint16, ctypes.c_uint16)
        say(self._xcb, "xcb_get_image", _Cookie, pointer, ctypes.c_uint8, number, *size, number)
        say(self._xcb, "xcb_get_image_reply", pointer, pointer, _Cookie, pointer)
        say(self._xfixes, "xcb_xfixes_query_version", _Cookie, pointer, number, number)
        say(self._xfixes, "xcb_xfixes_query_version_reply", pointer, pointer, _Cookie, pointer)
        say(self._xfixes, "xcb_xfixes_get_cursor_image", _Cookie, pointer)
        say(self._xfixes, "xcb_xfixes_get_cursor_image_reply", pointer, pointer, _Cookie, pointer)
        say(self._c, "free", None, pointer)


def share_of(colour: str, pixels: Pixels) -> float:
    """The part of the pixels (0..1) that has a colour written as #RRGGBB."""
    return float(_is(colour, pixels).mean())


def widest_row(colour: str, pixels: Pixels) -> float:
    """The largest part of any one row (0..1) that has the colour: a bar across the screen has nearly all."""
    return float(_is(colour, pixels).mean(axis=1).max())


def colours(pixels: Pixels) -> int:
    """How many colours there are: a blank screen has one, a drawn one hundreds."""
    wide = pixels.astype(np.uint32)
    return len(np.unique(wide[:, :, 0] << 16 | wide[:, :, 1] << 8 | wide[:, :, 2]))


def likeness(one: Pixels, other: Pixels) -> float:
    """The part of the pixels (0..1) that two pictures of one size share."""
    return float((one == other).all(axis=2).mean())


def _is(colour: str, pixels: Pixels) -> npt.NDArray[np.bool_]:
    wanted = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)], np.int16)
    close: npt.NDArray[np.bool_] = (np.abs(pixels.astype(np.int16) - wanted) <= _COLOUR_SLACK).all(axis=2)
    return close

"""The page's own scripts, sent as one: each that the page had to ask for by itself would hold up its opening."""

from __future__ import annotations

from pathlib import Path

_SCRIPTS = Path(__file__).resolve().parents[2] / "resources" / "web" / "map"
# In load order. All of them share one scope.
NAMES = (
    *("whole_pixels", "look", "mercator", "sheet", "words", "tiles", "base", "names", "outlines", "areas"),
    *("figures", "icons", "marks"),
    *("datums", "ground_grid", "ground_images", "screenshot"),
    *("sprites", "ages", "units", "picking", "tags"),
    *("live_looks", "live_marks", "live_placing", "live_canvas", "live_webgl", "engines", "live"),
    *("corner", "heat", "point_disc", "legend", "draw", "track", "point_ring", "points", "order", "page"),
)


def page_script() -> bytes:
    """All scripts one after the other, each ending with a line feed."""
    return b"".join(_body(name) for name in NAMES)


def script_line(line: int) -> tuple[str, int]:
    """The file and the line in it of a line, from 1, of `page_script`; past the end it is the last file's."""
    for name in NAMES[:-1]:
        lines = _body(name).count(b"\n")
        if line <= lines:
            return f"{name}.js", line
        line -= lines
    return f"{NAMES[-1]}.js", line


def _body(name: str) -> bytes:
    return (_SCRIPTS / f"{name}.js").read_bytes().rstrip() + b"\n"

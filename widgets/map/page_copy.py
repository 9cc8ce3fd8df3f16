"""A copy of the composed page on disk: importing folium costs a start-up a second that nobody needs twice."""

from __future__ import annotations

import hashlib
import logging
import os
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

import platformdirs

_log = logging.getLogger(__name__)


def page_folder() -> Path:
    """Where an ordinary console keeps its copies."""
    return Path(platformdirs.user_cache_dir("zhihui", appauthor=False)) / "pages"


def page_html(centre: tuple[float, float], zoom: int, folder: Path | None = None) -> bytes:
    """The page as `page.compose_page` makes it, from the disk where it was made before by this folium and this code."""
    recipe = Path(__file__).with_name("page.py").read_bytes()
    made_by = f"{version('folium')} {version('branca')} {centre} {zoom}\n".encode()
    file = (folder or page_folder()) / f"{hashlib.sha256(made_by + recipe).hexdigest()[:24]}.html"
    with suppress(OSError):
        return file.read_bytes()
    from widgets.map.page import compose_page

    html = compose_page(centre, zoom)
    draft = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft.write_bytes(html)
        draft.replace(file)
    except OSError as fault:
        _log.info("no copy of the map page was kept: %s", fault)
    return html

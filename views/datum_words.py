"""What a datum is called."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def datum_word(datum: str) -> str:
    """A datum of `domain.coordinates.READINGS`, with who uses it."""
    return {
        "wgs84": "WGS 84 / CGCS2000",
        "gcj02": QCoreApplication.translate("Datum", "GCJ-02 (phone maps)"),
        "bd09": "BD-09",
    }[datum]

"""Writes docs/openapi.json, the backend's contract as a file: python -m app.backend.openapi"""

from __future__ import annotations

import json
from pathlib import Path

from app.backend.app import create_app

FILE = Path(__file__).parents[2] / "docs" / "openapi.json"


def document_text() -> str:
    """The OpenAPI document as it is committed."""
    return json.dumps(create_app().openapi(), indent=1, ensure_ascii=False, sort_keys=True) + "\n"


if __name__ == "__main__":
    FILE.write_text(document_text(), encoding="utf-8")

"""Copies the tour's picture of each screen to docs/pictures, where README shows them: `make pictures`."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import msgspec

ROOT = Path(__file__).resolve().parent.parent
# README's name of a picture → the tour's step that shows it best.
SHOWN = {
    "situation": "flood",
    "dispatch": "dispatch-by-keyboard",
    "comms": "comms-text-receipt",
    "plans": "plan-started",
    "insight": "insight",
    "wall": "wall-flood",
    "layers": "layers",
    "replay": "replay",
    "gather": "gather",
    "risks-and-heat": "risks-and-heat",
}


def main() -> int:
    """Argument: the tour's folder. 1 where it lacks a step."""
    tour = Path(sys.argv[1])
    taken = {step["name"]: step["screenshot"] for step in msgspec.json.decode((tour / "tour.json").read_bytes())}
    missing = [step for step in SHOWN.values() if step not in taken]
    if missing:
        print(f"The tour in {tour} has no step {', '.join(missing)}: run make tour first.", file=sys.stderr)
        return 1
    folder = ROOT / "docs" / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    for name, step in SHOWN.items():
        shutil.copyfile(tour / taken[step], folder / f"{name}.png")
    return 0


if __name__ == "__main__":
    sys.exit(main())

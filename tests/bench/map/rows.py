"""The rows of the table: what was measured, what was to be reached, and whether it was."""

from __future__ import annotations

import json
import statistics
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

_WIDTHS = (84, 8, 10, 8, 9, 4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One figure. `ok` is None where nothing is to be reached. Where no `value` was had, `note` says why.

    `runs` are the raw values of the repeated runs, of which `value` is the median unless `note` says otherwise.
    """

    work: str
    value: float | str | None
    unit: str = ""
    to_reach: str | None = None
    ok: bool | None = None
    runs: Sequence[float] = ()
    mode: str = ""
    note: str = ""


def measured(
    work: str,
    runs: Sequence[float],
    unit: str,
    *,
    at_most: float | None = None,
    at_least: float | None = None,
    mode: str = "",
    note: str = "",
    of: Callable[[Sequence[float]], float] = statistics.median,
) -> Row:
    """A row from its runs, by default their median; without any it is missed where something was to be reached."""
    value = round(of(runs), 3) if runs else None
    to_reach, ok = None, None
    if at_most is not None:
        to_reach, ok = f"≤ {at_most:g}", value is not None and value <= at_most
    elif at_least is not None:
        to_reach, ok = f"≥ {at_least:g}", value is not None and value >= at_least
    rounded = [round(run, 3) for run in runs]
    return Row(work=work, value=value, unit=unit, to_reach=to_reach, ok=ok, runs=rounded, mode=mode, note=note)


def write(rows: Sequence[Row], file: Path) -> None:
    """All rows as a JSON list."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def as_line(row: Row) -> str:
    """One line of the printed table."""
    value = "–" if row.value is None else row.value if isinstance(row.value, str) else f"{row.value:,.6g}"
    verdict = {True: "yes", False: "NO", None: ""}[row.ok]
    cells = (row.work, row.mode, value, row.unit, row.to_reach or "", verdict)
    line = "  ".join(
        cell.rjust(width) if at in (2, 4) else cell.ljust(width)
        for at, (cell, width) in enumerate(zip(cells, _WIDTHS, strict=True))
    )
    return f"{line}  {row.note}".rstrip()


HEAD = as_line(Row(work="work", mode="mode", value="value", unit="unit", to_reach="to reach", note="note"))

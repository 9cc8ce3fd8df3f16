"""Reading past positions back: of a city between two times, and of one unit over any span."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import numpy as np
import numpy.typing as npt
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.backend.past.recorder import MINUTE_MS, UNITS_PER_BUCKET, WHOLE_EVERY_MS
from app.backend.tables_past import PastPositionsRow
from app.domain.errors import Refusal
from app.domain.past import PastPiece
from app.domain.past_positions import (
    DEGREES_PER_STEP,
    MPS_PER_STEP,
    TIME_STEP_MS,
    PastColumns,
    by_unit,
    decode_past,
    encode_past,
    join,
    pick,
)
from app.domain.units import TrackPoint

# One answer holds at most this many rows: a minute of 50,000 units is 300,000.
MOST_ROWS = 3_000_000
# A minute or two without anything heard is no gap yet.
_GAP_MS = 3 * MINUTE_MS


async def pieces(session: AsyncSession, written_utc: datetime | None) -> tuple[PastPiece, ...]:
    """The times without a gap for which positions are kept; the last ends where the recorder has written to."""
    minutes = np.array(
        (
            await session.scalars(select(PastPositionsRow.minute_ms).distinct().order_by(PastPositionsRow.minute_ms))
        ).all(),
        np.int64,
    )
    if not len(minutes):
        return ()
    breaks = np.flatnonzero(np.diff(minutes) > _GAP_MS)
    starts, ends = np.append(0, breaks + 1), np.append(breaks, len(minutes) - 1)
    found = [
        (_moment(int(minutes[a])), _moment(int(minutes[b]) + MINUTE_MS)) for a, b in zip(starts, ends, strict=True)
    ]
    if written_utc is not None:
        found[-1] = (found[-1][0], max(found[-1][0], min(found[-1][1], written_utc)))
    return tuple(PastPiece(from_utc=start, to_utc=end) for start, end in found)


def require_zone(*moments: datetime) -> None:
    if any(one.tzinfo is None for one in moments):
        raise Refusal("no_time_zone", "Write times with their zone, e.g. 2026-07-15T02:23:50Z.")


def require_order(from_utc: datetime, to_utc: datetime) -> None:
    require_zone(from_utc, to_utc)
    if to_utc < from_utc:
        raise Refusal("times_reversed", "The end lies before the beginning.")


async def positions_between(
    session: AsyncSession, from_utc: datetime, to_utc: datetime, every_s: float, units: npt.NDArray[np.uint32]
) -> bytes:
    """The last position at or before `from_utc` of each of those units, and what followed up to `to_utc`, no denser
    than `every_s`; as app.domain.past_positions counted from `from_utc`. Refusal `too_many_positions`.
    """
    from_ms, to_ms = _ms(from_utc), _ms(to_utc)
    first = from_ms // WHOLE_EVERY_MS * WHOLE_EVERY_MS
    blocks = await _blocks(session, first, to_ms, np.unique(units // UNITS_PER_BUCKET).tolist())
    return await asyncio.to_thread(_between, blocks, from_ms, to_ms, every_s, units)


async def track(
    session: AsyncSession, unit_id: int, from_utc: datetime, to_utc: datetime, every_s: float
) -> list[TrackPoint]:
    """Where one unit was, oldest first, no denser than `every_s`."""
    from_ms, to_ms = _ms(from_utc), _ms(to_utc)
    blocks = await _blocks(session, from_ms // MINUTE_MS * MINUTE_MS, to_ms + MINUTE_MS, [unit_id // UNITS_PER_BUCKET])
    return await asyncio.to_thread(_track, blocks, unit_id, from_ms, to_ms, every_s)


async def _blocks(session: AsyncSession, from_ms: int, to_ms: int, buckets: Sequence[int]) -> list[list[bytes]]:
    """The blocks of those buckets between two minutes, by bucket, each in the order of time."""
    wanted = select(PastPositionsRow.bucket, PastPositionsRow.body).where(
        PastPositionsRow.minute_ms >= from_ms,
        PastPositionsRow.minute_ms <= to_ms,
        PastPositionsRow.bucket.in_(buckets),
    )
    by_bucket: dict[int, list[bytes]] = {}
    for number, body in await session.execute(wanted.order_by(PastPositionsRow.minute_ms)):
        by_bucket.setdefault(number, []).append(body)
    return [by_bucket[number] for number in sorted(by_bucket)]


def _between(
    buckets: list[list[bytes]], from_ms: int, to_ms: int, every_s: float, units: npt.NDArray[np.uint32]
) -> bytes:
    parts, rows = [], 0
    for blocks in buckets:
        parts.append(_of_bucket(blocks, from_ms, to_ms, every_s, units))
        rows += len(parts[-1]["unit"])
        if rows > MOST_ROWS:
            raise Refusal("too_many_positions", "That is too much at once: ask for a shorter time or a wider spacing.")
    return encode_past(join(parts), from_ms, 1)


def _of_bucket(
    blocks: list[bytes], from_ms: int, to_ms: int, every_s: float, units: npt.NDArray[np.uint32]
) -> PastColumns:
    until = int((to_ms - from_ms) / TIME_STEP_MS)
    parts = []
    for body in blocks:
        columns = _counted_from(body, from_ms)
        if len(columns["time"]) and columns["time"].max() <= 0:
            # All of it was before: only the last row of each unit can matter.
            columns = pick(columns, _last_of_unit(columns["unit"]))
        parts.append(pick(columns, (columns["time"] <= until) & np.isin(columns["unit"], units)))
    columns = _in_order(join(parts))
    unit, time = columns["unit"], np.asarray(columns["time"], np.int64)
    # Of what was before, the last row of each unit; of what came after, the first in each slot of `every_s`.
    before = time <= 0
    last_before = before & (_last_of_unit(unit) | np.append(~before[1:], True)[: len(unit)])
    return pick(columns, last_before | (~before & _first_in_slot(unit, time, every_s)))


def _track(buckets: list[list[bytes]], unit_id: int, from_ms: int, to_ms: int, every_s: float) -> list[TrackPoint]:
    parts = []
    for body in (body for blocks in buckets for body in blocks):
        columns = _counted_from(body, from_ms)
        parts.append(pick(columns, columns["unit"] == unit_id))
    columns = _in_order(join(parts))
    time = np.asarray(columns["time"], np.int64)
    inside = (time >= 0) & (time <= (to_ms - from_ms) / TIME_STEP_MS)
    columns = pick(columns, inside & _first_in_slot(columns["unit"], time, every_s))
    return [
        TrackPoint(
            at_utc=_moment(from_ms) + timedelta(milliseconds=int(time) * TIME_STEP_MS),
            lat_deg=round(int(lat) * DEGREES_PER_STEP, 6),
            lon_deg=round(int(lon) * DEGREES_PER_STEP, 6),
            speed_mps=round(int(speed) * MPS_PER_STEP, 1),
        )
        for time, lat, lon, speed in zip(
            *(columns[name].tolist() for name in ("time", "lat", "lon", "speed")), strict=True
        )
    ]


def _counted_from(body: bytes, from_ms: int) -> PastColumns:
    columns, base_ms = decode_past(body)
    # A row of long ago in a block of now would leave the type: it stays at its end, older than anything asked for.
    time = np.asarray(columns["time"], np.int64) + int((base_ms - from_ms) / TIME_STEP_MS)
    columns["time"] = np.clip(time, np.iinfo(np.int32).min, np.iinfo(np.int32).max).astype(np.int32)
    return columns


def _in_order(columns: PastColumns) -> PastColumns:
    """By unit, then time, without the second of two rows at one time: a whole minute repeats what was before it.

    Blocks come in the order of time, so that sorting by unit alone mostly does it, and numbers within a bucket are
    short enough to be sorted by counting.
    """
    first = int(columns["unit"].min(initial=np.iinfo(np.uint32).max)) // UNITS_PER_BUCKET * UNITS_PER_BUCKET
    columns = pick(columns, np.argsort((columns["unit"] - first).astype(np.uint16), kind="stable"))
    unit, time = columns["unit"], columns["time"]
    same = unit[1:] == unit[:-1]
    if np.any(same & (time[1:] < time[:-1])):
        columns = by_unit(columns)
        time = columns["time"]
    return pick(columns, np.append(True, ~(same & (time[1:] == time[:-1])))[: len(unit)])


def _last_of_unit(unit: npt.NDArray[np.generic]) -> npt.NDArray[np.bool_]:
    return np.append(unit[1:] != unit[:-1], True)[: len(unit)]


def _first_in_slot(unit: npt.NDArray[np.generic], time: npt.NDArray[np.int64], every_s: float) -> npt.NDArray[np.bool_]:
    slot = time // max(1, round(every_s * 1000 / TIME_STEP_MS))
    return np.append(True, (unit[1:] != unit[:-1]) | (slot[1:] != slot[:-1]))[: len(unit)]


def _ms(at_utc: datetime) -> int:
    return int(at_utc.timestamp() * 1000)


def _moment(ms: int) -> datetime:
    return datetime.fromtimestamp(ms / 1000, UTC)

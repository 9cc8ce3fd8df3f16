"""Reading a snapshot in slices, so that 3,500 things never stall the window."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from typing import Any

import msgspec

from app.api.frames import NOUN_TYPES, ClockState, Snapshot

# Work longer than this gives the loop a turn; the house's bound is 8 ms.
SLICE_S = 0.004
_CHUNK = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class _Envelope:
    """A Snapshot whose things are still text."""

    epoch: str
    seq: int
    clock: ClockState
    units: tuple[msgspec.Raw, ...]
    talkgroups: tuple[msgspec.Raw, ...]
    messages: tuple[msgspec.Raw, ...]
    cases: tuple[msgspec.Raw, ...]
    cameras: tuple[msgspec.Raw, ...]
    low_points: tuple[msgspec.Raw, ...]
    rain: tuple[msgspec.Raw, ...]
    alarms: tuple[msgspec.Raw, ...]
    warnings: tuple[msgspec.Raw, ...]
    plan_runs: tuple[msgspec.Raw, ...]
    fences: tuple[msgspec.Raw, ...] = ()
    risks: tuple[msgspec.Raw, ...] = ()
    map_views: tuple[msgspec.Raw, ...] = ()


class Breath:
    """Gives the loop a turn whenever this coroutine has worked for a slice."""

    def __init__(self) -> None:
        self._began_s = time.perf_counter()

    async def take(self) -> None:
        if time.perf_counter() - self._began_s > SLICE_S:
            await asyncio.sleep(0)
            self._began_s = time.perf_counter()


async def read_snapshot(data: str) -> tuple[Snapshot, list[tuple[str, Exception]]]:
    """The snapshot, and the things that could not be read, with the reason: they are left out, the others stand.

    Raises msgspec.DecodeError for a body that is no snapshot at all.
    """
    breath = Breath()
    envelope = msgspec.json.decode(data, type=_Envelope)
    await breath.take()
    nouns: dict[str, tuple[Any, ...]] = {}
    faults: list[tuple[str, Exception]] = []
    for noun, noun_type in NOUN_TYPES.items():
        decoder: msgspec.json.Decoder[Any] = msgspec.json.Decoder(noun_type)
        things: list[Any] = []
        for place, raw in enumerate(getattr(envelope, noun)):
            try:
                things.append(decoder.decode(raw))
            except (msgspec.DecodeError, ValueError) as fault:
                faults.append((noun, fault))
            if place % _CHUNK == 0:
                await breath.take()
        nouns[noun] = tuple(things)
    return Snapshot(epoch=envelope.epoch, seq=envelope.seq, clock=envelope.clock, **nouns), faults

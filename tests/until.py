"""Waiting for a condition, never for a time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable


async def until(condition: Callable[[], object], limit_s: float = 10.0) -> None:
    """Return as soon as the condition holds; AssertionError if it does not within the limit."""
    loop = asyncio.get_running_loop()
    end_s = loop.time() + limit_s
    while not condition():
        assert loop.time() < end_s, f"not within {limit_s} s"
        await asyncio.sleep(0.005)

"""What a map page is to know, and how far it has been told: a page that comes back is told everything again."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Protocol

# Its newest version is always on its way.
_MOVING = "units"
# The key of the command that says where to look.
VIEW = "view"


class RunScript(Protocol):
    """Runs a script in the page; `then` gets its value."""

    def __call__(self, script: str, then: Callable[[object], None] | None = None) -> None: ...


class Deliveries:
    """Bulk data lies in channels: the page is told that one is new and fetches it by `body`, so only the newest version
    ever travels. Commands are given at once, and kept by key. A page that `is_seen` by nobody is told of no channel.
    """

    def __init__(self, run: RunScript, is_seen: Callable[[], bool]) -> None:
        self._run, self._is_seen = run, is_seen
        self._commands: dict[str, tuple[str, tuple[Any, ...]]] = {}
        self._channels: dict[str, tuple[int, bytes]] = {}
        self._told: dict[str, int] = {}
        self._asked: set[str] = set()
        self.is_ready = False

    def publish(self, channel: str, body: bytes) -> None:
        """Replaces a channel's content. The latest wins."""
        version = self._channels.get(channel, (0, b""))[0] + 1
        self._channels[channel] = (version, body)
        self._tell(channel)

    def command(self, key: str, name: str, *args: Any) -> None:
        """The last command of each key is given again to a page that comes back."""
        self._commands.pop(key, None)
        self._commands[key] = (name, args)
        if self.is_ready:
            self._give(key)

    def forget(self, key: str) -> None:
        """A page that comes back is not given this command again."""
        self._commands.pop(key, None)

    def body(self, channel: str) -> bytes | None:
        """What the page fetches; it knows the channel as it is now from here on."""
        version, body = self._channels.get(channel, (0, None))
        self._asked.discard(channel)
        self._told[channel] = version
        return body

    def begin(self) -> None:
        """A page runs that knows nothing."""
        self.is_ready = True
        self._told.clear()
        self._asked.clear()
        for key in self._commands:
            self._give(key)
        self._tell_all()

    def end(self) -> None:
        """The page is lost."""
        self.is_ready = False

    def show(self) -> None:
        """Somebody sees the page again."""
        if self.is_ready:
            self._tell_all()

    def hide(self) -> None:
        """A hidden page may not fetch what it was told of; it is told again when it is shown."""
        self._asked.clear()

    def is_settled(self) -> bool:
        """True while the page runs and has fetched every channel, and the newest version of what stands still."""
        return self.is_ready and all(
            self._told.get(name) == version or (name == _MOVING and name in self._told)
            for name, (version, _) in self._channels.items()
        )

    def _give(self, key: str) -> None:
        given = self._commands[key]
        script = _call(*given)
        if key != VIEW:
            self._run(script)
            return

        def looked(done: object) -> None:
            # From now on the page's own view is the truth. A page that died on the way there has none.
            if done is True and self._commands.get(VIEW) is given:
                self.forget(VIEW)

        self._run(f"{script};true", looked)

    def _tell(self, channel: str) -> None:
        if self.is_ready and self._is_seen() and channel not in self._asked:
            self._asked.add(channel)
            self._run(_call("changed", (channel, self._channels[channel][0])))

    def _tell_all(self) -> None:
        for channel, (version, _body) in self._channels.items():
            if self._told.get(channel) != version:
                self._tell(channel)


def _call(name: str, args: tuple[Any, ...]) -> str:
    return f"zhihui.run({json.dumps(name)},{json.dumps(args)})"

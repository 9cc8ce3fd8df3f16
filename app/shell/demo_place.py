"""Where one demo keeps its city and its orders: gone when it ends, taken up again when it was killed."""

from __future__ import annotations

import shutil
from pathlib import Path

import platformdirs

from app.api.claim import Claim
from app.domain.errors import PlainError
from app.shell.options import Scenario

# More demos of one city at a time than this are a mistake somewhere.
_AT_ONCE = 16


class DemoPlace:
    """A folder in the user's own data place that no other living demo has.

    `database_url` and `outbox` lie in it. A demo that is killed leaves it behind, and the next one of that scenario and
    seed goes on there: its city as it was, its waiting orders still to be sent.
    """

    def __init__(self, scenario: Scenario, seed: int) -> None:
        demos = Path(platformdirs.user_data_dir("zhihui", appauthor=False)) / "demos"
        try:
            demos.mkdir(parents=True, exist_ok=True, mode=0o700)
            self.folder, self._claim = _take(demos, f"{scenario.value}-{seed}")
            self.folder.mkdir(exist_ok=True, mode=0o700)
        except OSError as fault:
            raise PlainError(
                f"The demo cannot keep its city in {demos}: {fault.strerror}.", "Free some space there, or permit it."
            ) from fault
        self.outbox = self.folder / "outbox"
        self.database_url = f"sqlite:///{(self.folder / 'demo.db').as_posix()}"

    def clear(self) -> None:
        """The demo has ended as it should: nothing of it stays."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self._claim.release()


def _take(demos: Path, name: str) -> tuple[Path, Claim]:
    for number in range(1, _AT_ONCE + 1):
        claim = Claim.take(demos / f"{name}-{number}.lock")
        if claim is not None:
            return demos / f"{name}-{number}", claim
    raise PlainError(f"{_AT_ONCE} demos of this city are open already.", "Close some of them, then try again.")

"""The front door: python main.py console | demo | serve | wall | tour | verify-audit. `--help` explains each.

Each subcommand imports its own half only, so the backend runs where there is no Qt.
"""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence

if sys.version_info < (3, 11):  # noqa: UP036 - nothing else would tell the user of an older Python
    sys.exit("Zhihui needs Python 3.11 or newer. Run make setup, then start with .venv/bin/python main.py.")

from app.domain.errors import PlainError
from app.shell.front_door import parse

FAULT = 2
INTERRUPTED = 130


def _console(asked: Namespace) -> int:
    from app.shell.console import run_console
    from app.shell.options import ConsoleOptions

    return run_console(ConsoleOptions(server_url=asked.server, language=asked.lang))


def _demo(asked: Namespace) -> int:
    from app.shell.demo import run_demo
    from app.shell.options import DemoOptions

    return run_demo(DemoOptions(scenario=asked.scenario, speed=asked.speed, seed=asked.seed, language=asked.lang))


def _wall(asked: Namespace) -> int:
    from app.shell.options import WallOptions
    from app.shell.wall import run_wall

    return run_wall(WallOptions(scene=asked.scene, server_url=asked.server, screen=asked.screen, language=asked.lang))


def _tour(asked: Namespace) -> int:
    from app.shell.options import TourOptions
    from app.shell.tour import run_tour

    return run_tour(TourOptions(out=asked.out, scenario=asked.scenario, seed=asked.seed, language=asked.lang))


def _serve(asked: Namespace) -> int:
    from app.backend.options import ServeOptions
    from app.backend.serve import run_server

    return run_server(
        ServeOptions(
            database_url=asked.database,
            host=asked.host,
            port=asked.port,
            demo_scenario=None if asked.demo is None else asked.demo.value,
            speed=asked.speed,
            seed=asked.seed,
            gateway_token=asked.gateway_token,
            exit_with_parent=asked.exit_with_parent,
            history_hours=asked.history_hours,
            history_spacing_s=asked.history_spacing_s,
        )
    )


def _verify_audit(asked: Namespace) -> int:
    from app.backend.options import AuditOptions
    from app.backend.serve import verify_audit

    return verify_audit(AuditOptions(database_url=asked.database))


COMMANDS: Mapping[str, Callable[[Namespace], int]] = {
    "console": _console,
    "demo": _demo,
    "serve": _serve,
    "wall": _wall,
    "tour": _tour,
    "verify-audit": _verify_audit,
}


def _say(fault: PlainError) -> None:
    print(" ".join(part for part in (fault.sentence, fault.remedy) if part), file=sys.stderr, flush=True)


def _library_missing(fault: ModuleNotFoundError) -> PlainError:
    return PlainError(
        f"The Python library {fault.name} is not installed for {sys.executable}.",
        "Run make setup, then start with .venv/bin/python main.py.",
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one subcommand and return its exit code: 2 for a fault that a person can mend, told in plain words."""
    asked = parse(arguments)
    try:
        return COMMANDS[asked.command](asked)
    except PlainError as fault:
        _say(fault)
    except ModuleNotFoundError as fault:
        if fault.name is None or fault.name.partition(".")[0] in {"app", "views", "widgets"}:
            raise
        _say(_library_missing(fault))
    except KeyboardInterrupt:
        return INTERRUPTED
    return FAULT


if __name__ == "__main__":
    sys.exit(main())

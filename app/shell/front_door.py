"""The front door's words: the subcommands, their arguments, and what is said of a faulty one.

Imports neither Qt nor the backend, so that `--help` answers at once and a wrong word costs nothing.
"""

from __future__ import annotations

import argparse
import math
import os
from collections.abc import Callable, Sequence
from pathlib import Path

from app.shell.options import Language, Scenario

SPEED_LIMITS = (1, 60)

_DESCRIPTION = "Zhihui: a command hall's console and its backend."
_EPILOG = "Try it without a server: python main.py demo"


def _speed(text: str) -> int:
    slowest, fastest = SPEED_LIMITS
    if not text.isdecimal() or not slowest <= int(text) <= fastest:
        raise argparse.ArgumentTypeError(f"the speed is a whole number from {slowest} to {fastest}, not {text!r}")
    return int(text)


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"a port is a whole number from 0 to 65535, not {text!r}")
    return int(text)


def _between(least: float, most: float, what: str) -> Callable[[str], float]:
    def number(text: str) -> float:
        try:
            value = float(text)
        except ValueError:
            value = math.nan
        if not least <= value <= most:
            raise argparse.ArgumentTypeError(f"{what} from {least:g} to {most:g}, not {text!r}")
        return value

    return number


def _screen(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"screens are counted 0, 1, 2, …, not {text!r}")
    return int(text)


def _add_language(parser: argparse.ArgumentParser, default: Language | None = None) -> None:
    parser.add_argument(
        "--lang",
        type=Language,
        choices=list(Language),
        default=default,
        help="language of the interface" + (f" (default {default})" if default else " (default: as last used)"),
    )


def _add_server(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--server", metavar="URL", help="the hall's backend (default: the one last signed in to)")


def _add_city(parser: argparse.ArgumentParser, scenario: Scenario) -> None:
    parser.add_argument(
        "--scenario",
        type=Scenario,
        choices=list(Scenario),
        default=scenario,
        help=f"what the city lives through (default {scenario})",
    )
    parser.add_argument(
        "--seed", type=int, default=7, metavar="N", help="the same number gives the same city and day (default 7)"
    )


def _add_speed(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--speed", type=_speed, default=1, metavar="1..60", help="city seconds per real second (default 1)"
    )


def _add_database(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--database",
        metavar="URL",
        help="sqlite:///path/to/file.db or postgresql://user:password@host/name "
        "(default: ZHIHUI_DATABASE from the environment, else a SQLite file in the user's own data place)",
    )


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """What was asked for, secrets also from the environment; a faulty argument ends the process with 2.

    A demo never takes the hall's database from the environment: it would live its made-up city there.
    """
    asked = build_parser().parse_args(arguments)
    if asked.command in ("serve", "verify-audit") and asked.database is None and not getattr(asked, "demo", None):
        asked.database = os.environ.get("ZHIHUI_DATABASE")
    if asked.command == "serve" and asked.gateway_token is None:
        asked.gateway_token = os.environ.get("ZHIHUI_GATEWAY_TOKEN")
    return asked


def build_parser() -> argparse.ArgumentParser:
    """All subcommands; the namespace's `command` names the chosen one. A faulty argument ends the process with 2."""
    parser = argparse.ArgumentParser(prog="main.py", description=_DESCRIPTION, epilog=_EPILOG)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)

    console = commands.add_parser(
        "console", help="sign in to a hall's server", description="Open the console and sign in to a hall's server."
    )
    _add_server(console)
    _add_language(console)

    demo = commands.add_parser(
        "demo",
        help="the demo city, on this machine alone",
        description="Start a backend of its own with the fictional demo city and open the console on it, signed in "
        "as a duty leader. Without a display a virtual one is started and demo.png is written every 10 s.",
    )
    _add_city(demo, Scenario.DAY)
    _add_speed(demo)
    _add_language(demo)

    serve = commands.add_parser(
        "serve",
        help="the backend, for a hall",
        description="Run the backend. The first start on an empty database prints a one-time admin password.",
    )
    _add_database(serve)
    serve.add_argument("--host", default="127.0.0.1", help="address to listen on (default 127.0.0.1)")
    serve.add_argument(
        "--port", type=_port, default=8600, help="port to listen on; 0 takes a free one and prints it (default 8600)"
    )
    serve.add_argument(
        "--demo",
        type=Scenario,
        choices=list(Scenario),
        help="live the demo city instead of a real one, with the demo's accounts",
    )
    serve.add_argument(
        "--gateway-token",
        metavar="TOKEN",
        help="what phones must show at /gateways (default: ZHIHUI_GATEWAY_TOKEN from the environment; without either "
        "the gateways are shut, except in a demo)",
    )
    serve.add_argument(
        "--exit-with-parent", action="store_true", help="stop when standard input closes, as a demo's backend does"
    )
    serve.add_argument(
        "--history-hours",
        type=_between(1, 720, "positions are kept for hours"),
        default=72.0,
        metavar="1..720",
        help="how long positions are kept for the time slider (default 72)",
    )
    serve.add_argument(
        "--history-spacing-s",
        type=_between(1, 300, "the spacing is seconds"),
        default=10.0,
        metavar="1..300",
        help="seconds between two kept positions of a unit (default 10; docs/past.md says what it costs)",
    )
    serve.add_argument("--seed", type=int, default=7, metavar="N", help="with --demo: which city (default 7)")
    _add_speed(serve)

    wall = commands.add_parser(
        "wall",
        help="one scene, full screen, without controls",
        description="Show one scene on a chosen screen. Signs in as ZHIHUI_WALL_LOGIN with ZHIHUI_WALL_PASSWORD from "
        "the environment, so that a wall comes up by itself; without them it asks once.",
    )
    wall.add_argument("--scene", required=True, metavar="NAME", help="the scene to show: day or flood")
    wall.add_argument("--screen", type=_screen, metavar="N", help="which screen, counted from 0 (default: the last)")
    _add_server(wall)
    _add_language(wall)

    tour = commands.add_parser(
        "tour",
        help="play the product through its own window and keep the pictures",
        description="Start backend and console, play a scenario through the real window, write NN-name.png of each "
        "step and tour.json. Exits 1 if a check fails.",
    )
    tour.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder for the pictures and tour.json")
    _add_city(tour, Scenario.FLOOD)
    _add_language(tour, Language.CHINESE)

    audit = commands.add_parser(
        "verify-audit",
        help="check that nobody has altered the log of orders",
        description="Follow the hash chain of the audit log from its first entry. Exits 1 where it breaks.",
    )
    _add_database(audit)
    return parser

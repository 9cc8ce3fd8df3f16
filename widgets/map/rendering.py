"""How the map is drawn on this machine; decided once, before QApplication."""

from __future__ import annotations

import os
import sys
from collections.abc import MutableMapping
from pathlib import Path

# Nothing of Chromium may look for the network on its own account.
_FLAGS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-pings",
    "--no-proxy-server",
    "--dns-prefetch-disable",
    "--disable-features=OptimizationHints,Translate,MediaRouter",
    # Its own errors are about the machine's buses and drivers and mend nothing. A page's faults come as signals of Qt.
    "--log-level=3",
)


def has_gpu() -> bool:
    """True if a real graphics device can be opened; on Linux that is a render node, elsewhere the system has one."""
    if sys.platform != "linux":
        return True
    return any(os.access(node, os.R_OK | os.W_OK) for node in Path("/dev/dri").glob("renderD*"))


def choose_backend(env: MutableMapping[str, str] | None = None) -> str:
    """Sets Qt's environment for the map page and returns the mode, "software" or "gpu". Call before QApplication.

    Without a GPU the software back-end is the fastest way to show a page (WebGL goes; the live layer needs none).
    What the operator has set already is kept. The sandbox is given up only for root, who cannot have it.
    """
    target = os.environ if env is None else env
    if not has_gpu():
        target.setdefault("QT_QUICK_BACKEND", "software")
    given = target.get("QTWEBENGINE_CHROMIUM_FLAGS", "").split()
    named = {flag.partition("=")[0] for flag in given}
    target["QTWEBENGINE_CHROMIUM_FLAGS"] = " ".join([*given, *(f for f in _FLAGS if f.partition("=")[0] not in named)])
    if sys.platform == "linux" and os.geteuid() == 0:
        target["QTWEBENGINE_DISABLE_SANDBOX"] = "1"
    return "software" if target.get("QT_QUICK_BACKEND") == "software" else "gpu"

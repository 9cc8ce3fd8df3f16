"""Is this real: live, a drill, the demo city, nothing at all, or not known yet."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import SignalInstance

from app.api.link import LinkState
from app.stores import Stores
from app.stores.settings import Settings
from views.frame.bar.item import BarItem
from widgets.badge import LevelBadge


class Mode(StrEnum):
    LIVE = "live"
    DRILL = "drill"
    DEMO = "demo"
    OFFLINE = "offline"
    UNKNOWN = "unknown"


def mode_of(stores: Stores) -> Mode:
    """OFFLINE outweighs the rest: what is on screen is no longer true. A running drill outweighs the demo city. Before
    it is known whose city this is nothing is called live.
    """
    if stores.link.state in (LinkState.OFFLINE, LinkState.SIGNED_OUT):
        return Mode.OFFLINE
    run = stores.plans.active()
    if run is not None and run.drill:
        return Mode.DRILL
    city = stores.reference.city
    if city is None:
        return Mode.UNKNOWN
    return Mode.DEMO if city.demo else Mode.LIVE


class ModeItem(BarItem):
    """The mode as a word; in the demo with the speed of its clock."""

    def __init__(self, stores: Stores, settings: Settings) -> None:
        super().__init__(stores, settings)
        self._caption = self.caption()
        self._badge = LevelBadge()
        self.row.addWidget(self._badge)

    def sources(self) -> tuple[SignalInstance, ...]:
        stores = self.stores
        return (
            stores.link.link_changed,
            stores.plans.plans_changed,
            stores.reference.reference_changed,
            stores.clock.clock_changed,
        )

    def refresh(self) -> None:
        self._caption.setText(self.tr("Mode"))
        mode = mode_of(self.stores)
        word = {
            Mode.LIVE: self.tr("LIVE"),
            Mode.DRILL: self.tr("DRILL"),
            Mode.DEMO: self.tr("DEMO"),
            Mode.OFFLINE: self.tr("OFFLINE"),
            Mode.UNKNOWN: self.tr("NOT KNOWN YET"),
        }[mode]
        if mode in (Mode.DEMO, Mode.DRILL) and self.stores.clock.paused:
            word = self.tr("{mode} paused").format(mode=word)
        elif mode in (Mode.DEMO, Mode.DRILL) and self.stores.clock.rate != 1:
            word = self.tr("{mode} ×{rate}").format(mode=word, rate=f"{self.stores.clock.rate:g}")
        tone = {Mode.OFFLINE: "red", Mode.DRILL: "blue"}.get(mode, "quiet")
        self._badge.set_level(word, tone)

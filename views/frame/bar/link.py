"""The link to the server: live with its lag, or how old what is on screen has become."""

from __future__ import annotations

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QSizePolicy

from app.api.link import LinkState
from app.stores import Stores
from app.stores.settings import Settings
from views import words
from views.frame.bar.item import BarItem
from widgets.marks import Shape
from widgets.state_dot import StateDot
from widgets.tokens import Tone

_LATE_MS = 1000.0
_LOOKS: dict[LinkState, tuple[str, str]] = {
    LinkState.LIVE: (Tone.NONE, Shape.DISC),
    LinkState.CONNECTING: (Tone.YELLOW, Shape.WAITING),
    LinkState.STALE: (Tone.RED, Shape.RING),
    LinkState.OFFLINE: (Tone.RED, Shape.STRUCK),
    LinkState.SIGNED_OUT: (Tone.RED, Shape.STRUCK),
}


class LinkItem(BarItem):
    """State, lag in milliseconds, age when it is not live, and in the tooltip what was lost on the way."""

    def __init__(self, stores: Stores, settings: Settings) -> None:
        super().__init__(stores, settings, edge="left")
        self._caption = self.caption()
        self._state = StateDot(bold=True)
        self._state.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)  # a state is never cut short
        self.row.addWidget(self._state)

    def sources(self) -> tuple[SignalInstance, ...]:
        return (self.stores.link.link_changed, self.stores.clock.second_passed)

    def refresh(self) -> None:
        link = self.stores.link
        self._caption.setText(self.tr("Link"))
        word = words.link_state_word(link.state)
        if link.state is LinkState.LIVE and link.lag_ms is not None:
            word = self.tr("{state} {lag} ms").format(state=word, lag=max(0, round(link.lag_ms)))
        elif link.state is not LinkState.LIVE and link.since_last_s() < float("inf"):
            word = self.tr("{state} {age}").format(state=word, age=words.age_text(link.since_last_s()))
        tone, shape = _LOOKS[link.state]
        if link.state is LinkState.LIVE and (link.lag_ms or 0.0) > _LATE_MS:
            # Heard in time, but what is heard is old: that is not "live".
            tone, shape = Tone.YELLOW, Shape.WAITING
            word = self.tr("Late by {lag} s").format(lag=round((link.lag_ms or 0.0) / 1000, 1))
        self._state.set_state(word, tone, shape)
        told = (
            self.tr("Server {server}").format(server=link.server or "–"),
            self.tr("Positions skipped: {count}").format(count=link.skipped),
            self.tr("Events not understood: {count}").format(count=link.bad_events),
            self.tr("Reconnects: {count}").format(count=link.reconnects),
        )
        self.setToolTip("\n".join(told))

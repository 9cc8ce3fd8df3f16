"""The time slider of one map: opens the past, plays it into stores of its own, and gives the present back at once."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QToolButton

from app.actions import Actions, Refusal, SignedOut, Unreachable
from app.api.replay import Replay
from app.domain.past import PastSpan
from app.stores import Stores
from app.stores.past import past_stores
from app.stores.settings import Settings
from app.stores.writer import StoreWriter
from views import words
from views.situation.replay.moments import Moments, moment_words
from views.situation.replay.strip import ReplayStrip, offset_at
from views.situation.stage import MapStage
from widgets.icons import bind_icon
from widgets.key_cap import set_tooltip
from widgets.language_watch import LanguageWatch
from widgets.theme import theme

KEY = "H"
# Positions reach the server's memory of the past some seconds after they were heard.
_WRITTEN_AFTER = timedelta(seconds=8)
# Where playing begins when somebody presses play in the present.
_A_LITTLE_AGO = timedelta(minutes=5)
# What is recorded is looked up again after this many city seconds, within these real ones.
_LOOK_UP_EVERY, _AT_LEAST_S, _AT_MOST_S = 60.0, 4, 20


class ReplayRoom(QObject):
    """`stores_changed(Stores)` says which stores the map has to show from now on: a past's, or the live ones again.

    The map turns to the past only when the past is there; until then it goes on showing the present. Live orders and
    alarms know nothing of it.
    """

    stores_changed = Signal(object)

    def __init__(self, stage: MapStage, stores: Stores, actions: Actions, settings: Settings) -> None:
        super().__init__(stage)
        self._stage, self._live, self._actions, self._settings = stage, stores, actions, settings
        self._past: Stores | None = None
        self._coming: Stores | None = None
        self._replay: Replay | None = None
        self._play_on_arrival = False
        self._framed = ("", "")
        self._span: PastSpan | None = None
        self._moments = Moments()
        self._seconds = 0
        self.strip = ReplayStrip()
        self.strip.hide()
        self.button = QToolButton()
        self.button.setCheckable(True)
        bind_icon(self.button, "history")
        stage.set_under(self.strip)
        stage.add_tool(self.button)
        self._every_second = QTimer(self, interval=1000)
        self._connect()
        self.retranslate()

    @property
    def is_past(self) -> bool:
        """True while the map shows the past."""
        return self._past is not None

    def at_utc(self) -> datetime | None:
        """The moment that the map shows; None for the present."""
        return self._past.clock.now_utc() if self._past is not None else None

    def set_active(self, active: bool) -> None:
        """Seen or not: unseen, a replay stands still and waits."""
        if active and self.strip.isVisibleTo(self._stage):
            self._every_second.start()
            self._look_up()
        elif not active:
            self._every_second.stop()
            if self._replay is not None:
                self._replay.pause()

    def go_to(self, at_utc: datetime) -> None:
        """Show a moment of the past; one that is not past is the present."""
        until_utc = self._until_utc()
        if at_utc >= until_utc:
            self.go_live()
            return
        if self._span is not None and self._span.known_from_utc is not None:
            at_utc = max(at_utc, self._span.known_from_utc)
        if self._replay is None:
            past = self._coming = past_stores(self._live)
            self._replay = Replay(self._actions.past, StoreWriter(past), lambda: self._heard(past))
            self._replay.set_speed(self._speed())
        self._replay.set_bounds(until_utc, self._span.spacing_s if self._span is not None else 10.0)
        self._replay.seek(at_utc)
        self._show()

    def go_live(self) -> None:
        """The present again, at once."""
        replay, self._replay, self._coming, self._play_on_arrival = self._replay, None, None, False
        if replay is not None:
            self._actions.spawn(replay.stop())
        if self._past is not None:
            self._past = None
            self._framed = ("", "")
            self._stage.clear_frame()
            self.stores_changed.emit(self._live)
        self._show()
        self._say_span()

    def step(self, by: int) -> None:
        """To the next event, or with -1 to the one before."""
        moment = self._moments.beside(self._shown_utc() or self._live.clock.now_utc(), by)
        if moment is None:
            self.strip.say(self.tr("No further event is known."))
        else:
            self.go_to(moment.at_utc)
            self.strip.say(moment_words(moment, self._settings.language))

    def retranslate(self) -> None:
        self.button.setText("")
        self.button.setShortcut(KEY)
        set_tooltip(self.button, self.tr("Time slider: the last hours again"), KEY)
        self._framed = ("", "")
        self._mark()
        self._say_span()
        self._show()

    # ---- hands ---------------------------------------------------------------------------------------------------
    def _connect(self) -> None:
        strip = self.strip
        LanguageWatch(strip, self.retranslate)
        self.button.toggled.connect(self._open)
        strip.time_chosen.connect(self._choose)
        strip.play_requested.connect(self._toggle_play)
        strip.step_requested.connect(self.step)
        strip.speed_chosen.connect(self._take_speed)
        strip.live_requested.connect(self.go_live)
        self._every_second.timeout.connect(self._tick)
        self._live.session.session_changed.connect(self._signed_out)
        theme().theme_changed.connect(self._show)

    def _open(self, on: bool) -> None:
        self.strip.setVisible(on)
        if on:
            self._every_second.start()
            self._look_up()
            self.strip.show_moment(self._live.clock.now_utc())
        else:
            self._every_second.stop()
            self.go_live()

    def _choose(self, at_utc: datetime) -> None:
        if self._replay is not None:
            self._replay.pause()
        self.go_to(at_utc)

    def _toggle_play(self) -> None:
        if self._replay is None:
            self._play_on_arrival = True
            self.go_to(self._live.clock.now_utc() - _A_LITTLE_AGO - self._written_after())
        elif self._replay.playing:
            self._replay.pause()
        else:
            self._replay.set_bounds(self._until_utc(), self._span.spacing_s if self._span is not None else 10.0)
            self._replay.play()

    def _take_speed(self, speed: int) -> None:
        if self._replay is not None:
            self._replay.set_speed(speed)
        self.strip.show_state(self._shown_utc(), self._replay is not None and self._replay.playing, speed)

    def _speed(self) -> int:
        return int(self.strip.speed.currentData())

    def _signed_out(self) -> None:
        if self._live.session.account is None:
            self.button.setChecked(False)
            self._span, self._moments = None, Moments()

    # ---- what is heard -------------------------------------------------------------------------------------------
    def _heard(self, past: Stores) -> None:
        """The replay moved, or its state changed."""
        replay = self._replay
        if replay is None or past is not self._coming:
            return  # the last word of one that was left
        if self._past is None and replay.at_utc is not None:
            self._past = past
            self.stores_changed.emit(past)
        if self._play_on_arrival and self._past is not None and not replay.waiting:
            self._play_on_arrival = False
            replay.play()
        if replay.fault is not None:
            self._play_on_arrival = False
            self.strip.say(words.fault_sentence(replay.fault), warn=True)
        self._show()

    def _tick(self) -> None:
        self._seconds += 1
        due_s = min(_AT_MOST_S, max(_AT_LEAST_S, _LOOK_UP_EVERY / self._live.clock.rate))
        if self._seconds >= due_s:
            self._look_up()
        if self._replay is not None and self._span is not None:
            self._replay.set_bounds(self._until_utc(), self._span.spacing_s)
        self._stretch_line()
        if self._past is None:
            self.strip.show_moment(self._live.clock.now_utc())

    def _look_up(self) -> None:
        self._seconds = 0
        self._actions.spawn(self._fetch())

    async def _fetch(self) -> None:
        try:
            span = await self._actions.past.span()
            known_utc = span.known_from_utc or span.now_utc
            moments = await self._actions.past.moments(known_utc, span.now_utc)
        except (Refusal, SignedOut, Unreachable) as fault:
            self.strip.say(words.fault_sentence(fault), warn=True)
            return
        first = self._span is None
        self._span, self._moments = span, Moments(moments)
        self._mark()
        self._stretch_line()
        if first or self._replay is None:
            self._say_span()

    def _until_utc(self) -> datetime:
        return self._live.clock.now_utc() - self._written_after()

    def _written_after(self) -> timedelta:
        return _WRITTEN_AFTER * self._live.clock.rate

    # ---- what is shown -------------------------------------------------------------------------------------------
    def _shown_utc(self) -> datetime | None:
        return self._replay.at_utc if self._past is not None and self._replay is not None else None

    def _show(self) -> None:
        replay, at_utc = self._replay, self._shown_utc()
        speed = replay.speed if replay is not None else self._speed()
        self.strip.show_state(at_utc, replay is not None and replay.playing, speed)
        if at_utc is None:
            return
        said = self._frame_words(at_utc, speed)
        framed = (theme().color("past").name(), said)
        if framed != self._framed:
            self._framed = framed
            self._stage.set_frame(*framed)

    def _frame_words(self, at_utc: datetime, speed: int) -> str:
        assert self._replay is not None
        if self._replay.waiting:
            form = self.tr("REPLAY {time} · the past is being fetched · not live")
        elif self._replay.playing:
            form = self.tr("REPLAY {time} ×{speed} · not live")
        else:
            form = self.tr("REPLAY {time} paused · not live")
        return form.format(time=words.local_date_time(at_utc), speed=speed)

    def _stretch_line(self) -> None:
        if self._span is None:
            return
        now_s = self._live.clock.now_utc().timestamp()
        known_utc = self._span.known_from_utc
        from_s = known_utc.timestamp() if known_utc is not None else now_s
        self.strip.line.set_span(from_s, now_s, offset_at(now_s).total_seconds())

    def _mark(self) -> None:
        """Events and recorded pieces on the line, in the operator's language."""
        self.strip.line.set_marks(self._moments.marks(self._settings.language))
        if self._span is not None:
            pieces = [(piece.from_utc.timestamp(), piece.to_utc.timestamp()) for piece in self._span.pieces]
            self.strip.line.set_pieces(pieces)

    def _say_span(self) -> None:
        span = self._span
        if span is None:
            self.strip.say("")
        elif span.known_from_utc is None:
            self.strip.say(self.tr("Nothing is recorded yet."), warn=True)
        else:
            form = self.tr("Recorded since {time}, kept for {hours} h, a position every {spacing} s")
            since = words.local_date_time(span.known_from_utc)
            self.strip.say(form.format(time=since, hours=f"{span.kept_h:g}", spacing=f"{span.spacing_s:g}"))

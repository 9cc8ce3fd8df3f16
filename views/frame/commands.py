"""The commands of the console's one line: go to, find, dispatch, message, clock, language, theme, sound, sign out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from PySide6.QtCore import QObject, Signal

from app.actions import Actions, Refusal
from app.domain.cases import Case
from app.domain.duty import Role
from app.stores import Stores
from app.stores.search import Hit
from app.stores.settings import Settings
from views import words
from views.frame.offers import Offer, Verb, asks_for, verb_of
from views.frame.rooms import Room

_MOST = 14
_NOUN_ICONS = {
    "units": "user",
    "cases": "clipboard-list",
    "areas": "grid-dots",
    "cameras": "video",
    "low_points": "droplet",
    "talkgroups": "antenna",
    "departments": "building",
    "plan_templates": "list-check",
    "streets": "route",
    "landmarks": "map-pin",
    "fences": "lasso",
    "risks": "alert-triangle",
    "layers": "stack-2",
}


class Commands(QObject):
    """Turns a text into offers. Running one gives an order or asks the frame for something.

    `screen_requested(name)`, `thing_requested(noun, id)`, `orders_requested` and `keys_requested` are wishes;
    `refused(sentence)` says why an order was not given.
    """

    screen_requested = Signal(str)
    thing_requested = Signal(str, object)
    orders_requested = Signal()
    keys_requested = Signal()
    refused = Signal(str)

    def __init__(self, stores: Stores, actions: Actions, settings: Settings, rooms: Sequence[Room]) -> None:
        super().__init__()
        self._stores, self._orders, self._settings, self._rooms = stores, actions, settings, rooms

    def offers(self, text: str) -> list[Offer]:
        """The best first; for an empty text the screens and the commands."""
        text = text.strip()
        verb = verb_of(text, self._verbs())
        if verb is not None and (found := self._of_verb(verb)):
            return found[:_MOST]
        fixed = [offer for names, offer in self._fixed() if asks_for(text, names)]
        if not text:
            return fixed[:_MOST]
        hits = [self._of_hit(hit) for hit in self._stores.search.find(text, limit=_MOST)]
        return (fixed[:4] + hits)[:_MOST]

    def help_lines(self) -> list[tuple[str, str]]:
        """(what to type, what it does), for the sheet of keys."""
        return [
            (self.tr("name, number, pinyin or initials"), self.tr("find a unit, case, camera, area or low point")),
            (self.tr("dispatch <case> <unit>"), self.tr("send a unit to a case")),
            (self.tr("message <unit or group> <text>"), self.tr("send a text")),
            (self.tr("speed <1–60>"), self.tr("run the demo city's clock faster")),
        ]

    def _verbs(self) -> dict[str, list[str]]:
        # Both languages' spellings at once: people type what they are used to.
        return {
            "dispatch": ["dispatch", "send", *self.tr("dispatch|send").split("|")],
            "message": ["message", "msg", *self.tr("message|msg").split("|")],
            "speed": ["speed", *self.tr("speed").split("|")],
        }

    def _of_verb(self, verb: Verb) -> list[Offer]:
        if verb.name == "dispatch" and len(verb.words) >= 2:
            return self._dispatches(verb.words[0], " ".join(verb.words[1:]))
        if verb.name == "message" and len(verb.words) >= 2:
            return self._messages(verb.words[0], " ".join(verb.words[1:]))
        if verb.name == "speed" and verb.words and verb.words[0].lstrip("x×").isdigit():
            rate = float(verb.words[0].lstrip("x×"))
            title = self.tr("Run the city's clock ×{rate}").format(rate=f"{rate:g}")
            return [Offer(title, "", "clock", self._set_speed(rate))]
        return []

    def _dispatches(self, case_text: str, unit_text: str) -> list[Offer]:
        search = self._stores.search
        cases = [self._stores.cases.get(int(hit.id)) for hit in search.find(case_text, 3, {"cases"})]
        units = [self._stores.units.get(int(hit.id)) for hit in search.find(unit_text, 4, {"units"})]
        made = []
        for case in filter(None, cases):
            for unit in filter(None, units):
                title = self.tr("Dispatch {unit} to {case}").format(
                    unit=f"{unit.callsign} {words.named(unit, self._settings.language)}",
                    case=f"{case.number} {words.titled(case, self._settings.language)}",
                )
                run = self._dispatch(case, unit.department_code, unit.id)
                made.append(Offer(title, words.unit_status_word(unit.status), "truck", run))
        return made

    def _dispatch(self, case: Case, department_code: str, unit_id: int) -> Callable[[], None]:
        return self._order(lambda: self._orders.cases.dispatch(case, department_code, unit_id))

    def _messages(self, to_text: str, text: str) -> list[Offer]:
        made = []
        for hit in self._stores.search.find(to_text, 4, {"units", "talkgroups"}):
            title = self.tr("Message to {name}: {text}").format(name=self._title(hit), text=text)
            run = self._message(hit, text)
            made.append(Offer(title, self._subtitle(hit), "message", run))
        return made

    def _message(self, hit: Hit, text: str) -> Callable[[], None]:
        if hit.noun == "units":
            return self._order(lambda: self._orders.comms.send(text, unit_id=int(hit.id)))
        return self._order(lambda: self._orders.comms.send(text, talkgroup_id=int(hit.id)))

    def _fixed(self) -> list[tuple[tuple[str, ...], Offer]]:
        """Screens and commands, each with every word that it can be found by."""
        made: list[tuple[tuple[str, ...], Offer]] = []
        for n, room in enumerate(self._rooms, start=1):
            names = (*room.titles(), room.name)
            run = self._go_to(room.name)
            made.append(
                (names, Offer(self.tr("Go to {screen}").format(screen=room.title()), f"Ctrl+{n}", room.icon, run))
            )

        def add(source: str, title: str, icon: str, run: Callable[[], None], subtitle: str = "") -> None:
            made.append(((source, title), Offer(title, subtitle, icon, run)))

        settings, clock = self._settings, self._stores.clock
        night = settings.theme == "night"
        theme_title = self.tr("Day theme") if night else self.tr("Night theme")
        add(
            "theme day night",
            theme_title,
            "sun" if night else "moon",
            self._set_theme("day" if night else "night"),
            "F9",
        )
        # Said in the language that it leads to, for whoever cannot read the present one.
        chinese = settings.language == "zh"
        add("language english chinese", self.tr("Switch to English") if chinese else self.tr("Switch to Chinese"),
            "language", self._set_language("en" if chinese else "zh"), "F10")  # fmt: skip
        sound_title = self.tr("Alarm sound off") if settings.alarm_sound else self.tr("Alarm sound on")
        add("sound mute", sound_title, "volume-off" if settings.alarm_sound else "volume", self._toggle_sound)
        add("orders outbox", self.tr("Orders that wait or came back"), "send", self.orders_requested.emit, "Ctrl+O")
        add("keys help shortcuts", self.tr("Keys and commands"), "keyboard", self.keys_requested.emit, "F1")
        add("sign out log out", self.tr("Sign out"), "logout", self._sign_out)
        city = self._stores.reference.city
        if city is not None and city.demo and self._stores.session.may(Role.LEADER):
            pause_title = self.tr("Resume the city's clock") if clock.paused else self.tr("Pause the city's clock")
            pause = self._order(lambda: self._orders.clock.set(clock.rate, not clock.paused))
            add("pause resume clock", pause_title, "player-play" if clock.paused else "player-pause", pause)
            for rate in (1.0, 10.0, 60.0):
                title = self.tr("Run the city's clock ×{rate}").format(rate=f"{rate:g}")
                add("speed clock", title, "clock", self._set_speed(rate))
        return made

    def _of_hit(self, hit: Hit) -> Offer:
        icon = _NOUN_ICONS.get(hit.noun, "search")
        return Offer(self._title(hit), self._subtitle(hit), icon, lambda: self.thing_requested.emit(hit.noun, hit.id))

    def _title(self, hit: Hit) -> str:
        return hit.title if self._settings.language == "zh" else hit.title_gloss or hit.title

    def _subtitle(self, hit: Hit) -> str:
        return hit.subtitle if self._settings.language == "zh" else hit.subtitle_gloss or hit.subtitle

    def _order(self, give: Callable[[], object]) -> Callable[[], None]:
        def run() -> None:
            try:
                give()
            except Refusal as refusal:
                self.refused.emit(words.fault_sentence(refusal))

        return run

    def _set_speed(self, rate: float) -> Callable[[], None]:
        return self._order(lambda: self._orders.clock.set(rate, False))

    def _go_to(self, name: str) -> Callable[[], None]:
        return lambda: self.screen_requested.emit(name)

    def _set_theme(self, name: Literal["night", "day"]) -> Callable[[], None]:
        return lambda: setattr(self._settings, "theme", name)

    def _set_language(self, name: Literal["zh", "en"]) -> Callable[[], None]:
        return lambda: setattr(self._settings, "language", name)

    def _toggle_sound(self) -> None:
        self._settings.alarm_sound = not self._settings.alarm_sound

    def _sign_out(self) -> None:
        self._orders.spawn(self._orders.session.sign_out())

"""The comms screen: terminals at the left, talkgroups in the middle, the conversation at the right, SOS above it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.actions import Actions
from app.stores import Stores
from app.stores.settings import Settings
from views import words
from views.alarm_places import place_of, place_text
from views.comms.addressee import Addressee
from views.comms.conversation import Conversation
from views.comms.groups import Groups
from views.comms.reach import nearest
from views.comms.roster import Roster
from views.comms.sos_panel import SosPanel
from views.screen import Screen
from widgets.theme import set_surface

# Groups and conversation at their narrowest, on a window of 1366 px; the groups take no more than they need.
GROUPS_LEAST_PX, GROUPS_MOST_PX, CONVERSATION_LEAST_PX = 240, 320, 380
WRITE_KEY, MAP_KEY = "M", "L"
# Units called to an SOS at once: enough to come, few enough to keep the beats manned. [?] a city's setting.
CALLED_TO_SOS = 5
_REFRESH_MS = 100


class CommsScreen(Screen):
    """Positions come ten times a second and are not listened to: what is seen is written anew once a second. While
    inactive it listens to nothing.
    """

    def __init__(self, stores: Stores, actions: Actions, settings: Settings) -> None:
        super().__init__(stores, actions, settings)
        set_surface(self, "ground")
        self._active = False
        self.roster = Roster(stores, settings)
        self.groups = Groups(stores, settings)
        self.conversation = Conversation(stores, actions, settings)
        self.sos = SosPanel(stores, actions, settings)
        self._refresh_soon = QTimer(self, interval=_REFRESH_MS, singleShot=True)
        self._refresh_soon.timeout.connect(self._refresh)
        self._lay_out()
        self._connect()
        self.retranslate()

    def title(self) -> str:
        return self.tr("Comms")

    def set_active(self, active: bool) -> None:
        if active == self._active:
            return
        self._active = active
        stores = self.stores
        links = (
            (stores.units.units_changed, self._refresh_soon.start),
            (stores.comms.comms_changed, self._refresh_soon.start),
            (stores.alarms.alarms_changed, self._refresh),
            (stores.outbox.outbox_changed, self._refresh_talk),
            (stores.link.link_changed, self._refresh_talk),
            (stores.session.session_changed, self._refresh),
            (stores.reference.reference_changed, self._refresh),
            (stores.clock.second_passed, self._tick),
        )
        for signal, slot in links:
            if active:
                signal.connect(slot)
            else:
                signal.disconnect(slot)
        if active:
            self._refresh()
            self.roster.table.setFocus()
        else:
            self._refresh_soon.stop()

    def focus_thing(self, noun: str, thing_id: int) -> None:
        if noun == "units":
            self.roster.select(thing_id)
            self._talk_to_unit(thing_id)
        elif noun == "talkgroups":
            self.groups.select(thing_id)
            self._talk_to_group(thing_id)
        elif noun == "alarms":
            self._talk_to_caller(thing_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.roster.table.setFocus()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def retranslate(self) -> None:
        self._write_key.setWhatsThis(self.tr("Write a text"))
        self._map_key.setWhatsThis(self.tr("Show the unit on the map"))
        if self._active:
            self._refresh()

    def _lay_out(self) -> None:
        self.groups.setMinimumWidth(GROUPS_LEAST_PX)
        self.groups.setMaximumWidth(GROUPS_MOST_PX)
        self.conversation.setMinimumWidth(CONVERSATION_LEAST_PX)
        talk = QHBoxLayout()
        talk.setSpacing(0)
        talk.addWidget(self.groups, 2)
        talk.addWidget(self.conversation, 3)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.sos)
        right.addLayout(talk, 1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.roster, 6)
        whole.addLayout(right, 5)

    def _connect(self) -> None:
        self.roster.unit_selected.connect(self._talk_to_unit)
        self.roster.unit_activated.connect(lambda _unit_id: self._write())
        self.groups.group_selected.connect(self._talk_to_group)
        self.groups.unit_selected.connect(self._talk_to_unit)
        self.groups.groups.row_activated.connect(lambda _group_id: self._write())
        self.groups.members.row_activated.connect(lambda _unit_id: self._write())
        self.sos.nearest_requested.connect(self._call_nearest)
        self.sos.unit_requested.connect(self._talk_to_caller)
        self.settings.settings_changed.connect(self._setting_changed)
        self._write_key = QShortcut(
            QKeySequence(WRITE_KEY), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
        )
        self._write_key.activated.connect(self._write)
        self._map_key = QShortcut(QKeySequence(MAP_KEY), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._map_key.activated.connect(self._show_on_map)

    def _refresh(self) -> None:
        """Bring everything up to what the stores know now."""
        self._refresh_soon.stop()
        self.roster.refresh()
        self.groups.refresh()
        self._refresh_talk()

    def _refresh_talk(self) -> None:
        self.sos.refresh()
        self.conversation.refresh()

    def _tick(self) -> None:
        self.roster.tick()
        self.groups.tick()
        self.sos.tick()
        self.conversation.tick()

    def _write(self) -> None:
        self.conversation.composer.box.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_on_map(self) -> None:
        if self.conversation.to.unit_id is not None:
            self.thing_requested.emit("units", self.conversation.to.unit_id)

    def _talk_to_unit(self, unit_id: int) -> None:
        self.conversation.talk_to(Addressee(unit_id=unit_id))

    def _talk_to_group(self, talkgroup_id: int) -> None:
        self.conversation.talk_to(Addressee(talkgroup_id=talkgroup_id))

    def _talk_to_caller(self, alarm_id: int) -> None:
        alarm = self.stores.alarms.get(alarm_id)
        if alarm is not None and alarm.unit_id is not None:
            self.roster.select(alarm.unit_id)
            self._talk_to_unit(alarm.unit_id)
            self._write()

    def _call_nearest(self, alarm_id: int) -> None:
        """Prepare the call: whom it goes to and what it says is seen before it is held."""
        alarm = self.stores.alarms.get(alarm_id)
        place = place_of(self.stores, alarm) if alarm is not None else None
        if alarm is None or place is None:
            return
        called = nearest(self.stores.units, place.lat_deg, place.lon_deg, CALLED_TO_SOS, apart=alarm.unit_id)
        unit = self.stores.units.get(alarm.unit_id) if alarm.unit_id is not None else None
        language = self.settings.language
        text = self.tr("SOS. {unit} needs help. {place}. Go there now and report.").format(
            unit=f"{unit.callsign} {words.named(unit, language)}" if unit else "",
            place=place_text(self.stores, alarm, language),
        )
        ids = tuple(unit_id for unit_id, _metres in called)
        self.conversation.talk_to(Addressee(nearest_ids=ids, alarm_id=alarm.id), text)

    def _setting_changed(self, name: str) -> None:
        if name == "language" and self._active:
            self._refresh()

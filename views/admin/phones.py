"""Phones (终端接入): those that wait to be adopted first, then those that move a unit."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication

from app.actions import Actions, Refusal
from app.api.orders import PendingOrder
from app.api.routes import Device
from app.stores import Stores
from app.stores.settings import Settings
from views import words
from views.admin.adopt_form import AdoptForm
from views.admin.lists import AdminLists
from views.admin.page import Page
from views.admin.picks import unit_text
from views.datum_words import datum_word
from widgets.columns import Column
from widgets.marks import Shape
from widgets.table import DenseTable
from widgets.tokens import Tone

translate = QCoreApplication.translate

# What sends to a gateway, by the apps' own names.
_APPS = {"osmand": "OsmAnd, Traccar", "owntracks": "OwnTracks"}


class PhonesPage(Page):
    """Rows are devices, keys their ids. Call `tick` once a second: ages grow."""

    def __init__(self, stores: Stores, actions: Actions, settings: Settings, lists: AdminLists) -> None:
        self._stores, self._actions, self._settings, self._lists = stores, actions, settings, lists
        self.form = AdoptForm(stores, settings, lists)
        super().__init__(DenseTable(self._columns(), lambda device: device.id), self.form)
        self.table.row_selected.connect(lambda _key: self._choose())
        self.table.row_activated.connect(lambda _key: self.form.unit.setFocus())
        self.form.send_requested.connect(self._adopt)

    @property
    def waiting(self) -> int:
        """How many phones wait to be adopted."""
        return sum(device.unit_id is None for device in self._lists.devices)

    def refresh(self) -> None:
        self.table.set_rows(self._lists.devices)
        if self._lists.devices and not self.table.selected_keys():
            # The first is the one that waits; it is what an admin comes for.
            self.table.select_key(self._lists.devices[0].id)
        self._choose()

    def tick(self) -> None:
        self.table.view.viewport().update()

    def take_orders(self) -> None:
        """The outbox has changed."""
        self.form.show_order(self._stores.outbox.order(self.form.order_key))

    def take_settled(self, order: PendingOrder) -> None:
        self.form.take_settled(order)

    def retranslate(self) -> None:
        self.table.set_empty_text(
            translate("PhonesPage", "No phone has reported yet"),
            translate(
                "PhonesPage",
                "Let OsmAnd, the Traccar Client or OwnTracks report to this server with its gateway token;"
                " a phone that nobody knows appears here and waits.",
            ),
        )
        self.table.retranslate()
        self._choose()

    def _choose(self) -> None:
        key = self.table.selected_key()
        self.form.show_device(self._lists.device(key) if isinstance(key, int) else None)

    def _adopt(self) -> None:
        device, unit_id = self.form.device, self.form.unit.unit_id
        if device is None:
            return
        if unit_id is None:
            self.form.say_problem(translate("PhonesPage", "Choose the unit that carries this phone."))
            self.form.unit.setFocus()
            return
        try:
            order = self._actions.devices.adopt(device, unit_id, self.form.chosen_datum(), self.form.replaces)
        except Refusal as refusal:
            self.form.say_problem(words.fault_sentence(refusal))
            return
        self.form.order_key = order.key
        self.take_orders()

    def _columns(self) -> list[Column]:
        return [
            Column(
                title=lambda: translate("PhonesPage", "State"),
                text=_state,
                mark=lambda d: (Shape.SQUARE, Tone.YELLOW) if d.unit_id is None else (Shape.DISC, Tone.QUIET),
                tone=lambda d: Tone.YELLOW if d.unit_id is None else Tone.QUIET,
                width_px=104,
            ),
            Column(title=lambda: translate("PhonesPage", "Identifier"), text=lambda d: d.identifier),
            Column(title=lambda: translate("PhonesPage", "Gateway"), text=app_name, width_px=136),
            Column(
                title=lambda: translate("PhonesPage", "Heard"),
                text=lambda d: words.age_text(age_s(d)),
                sort_key=age_s,
                tooltip=lambda d: words.local_date_time(d.last_heard_utc),
                number=True,
                width_px=72,
            ),
            Column(
                title=lambda: translate("PhonesPage", "Last place"),
                text=self._place,
                tone=lambda d: Tone.NONE if self._in_city(d) else Tone.YELLOW,
                number=True,
                width_px=248,
            ),
            Column(
                title=lambda: translate("PhonesPage", "Datum"),
                text=lambda d: "" if d.unit_id is None else datum_word(d.datum),
                width_px=148,
            ),
            Column(title=lambda: translate("PhonesPage", "Carried by"), text=self._unit, width_px=168),
        ]

    def _unit(self, device: Device) -> str:
        return "" if device.unit_id is None else unit_text(self._stores, device.unit_id, self._settings.language)

    def _in_city(self, device: Device) -> bool:
        city = self._stores.reference.city
        return city is None or city.holds(device.last_lat_deg, device.last_lon_deg)

    def _place(self, device: Device) -> str:
        place = f"{device.last_lat_deg:.5f}, {device.last_lon_deg:.5f}"
        if self._in_city(device):
            return place
        return translate("PhonesPage", "outside the city: {place}").format(place=place)


def _state(device: Device) -> str:
    return translate("PhonesPage", "Waiting") if device.unit_id is None else translate("PhonesPage", "Adopted")


def app_name(device: Device) -> str:
    """The apps that speak to the phone's gateway; a gateway of another name as it is."""
    return _APPS.get(device.gateway, device.gateway)


def age_s(device: Device) -> float:
    """Seconds since the phone was heard. Phones live in real time, whatever the city's clock does."""
    return (datetime.now(UTC) - device.last_heard_utc).total_seconds()

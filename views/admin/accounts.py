"""Accounts (账号): who may sign in, with which role and for which area; new ones, and new passwords."""

from __future__ import annotations

from collections.abc import Coroutine
from typing import Any

from PySide6.QtCore import QCoreApplication, Signal

from app.actions import Actions, Refusal, SignedOut, Unreachable
from app.domain.duty import Account
from app.stores import Stores
from app.stores.settings import Settings
from views import words
from views.admin.account_forms import AccountForm, NewAccountForm, NewPasswordForm
from views.admin.lists import AdminLists
from views.admin.page import Page
from views.admin.picks import area_text
from widgets.chip import Chip, ChipRow
from widgets.columns import Column
from widgets.table import DenseTable
from widgets.theme import UNIT_PX

translate = QCoreApplication.translate


class AccountsPage(Page):
    """A click on a row, or Enter, leads to its new password; `changed` after every order that the server has taken."""

    changed = Signal()

    def __init__(self, stores: Stores, actions: Actions, settings: Settings, lists: AdminLists) -> None:
        self._stores, self._actions, self._settings, self._lists = stores, actions, settings, lists
        self.which = ChipRow(one_of=True)
        self.which.setContentsMargins(2 * UNIT_PX, 3 * UNIT_PX // 2, UNIT_PX, 0)
        self.new = NewAccountForm(stores, settings)
        self.password = NewPasswordForm(stores)
        self.which.add(self.new, Chip(keys="N"), on=True)
        self.which.add(self.password, Chip(keys="W"))
        super().__init__(DenseTable(self._columns(), lambda account: account.id), self.which, self.new, self.password)
        self.table.row_selected.connect(lambda _key: self._choose())
        self.table.view.clicked.connect(lambda _index: self._turn_to(self.password))
        self.table.row_activated.connect(lambda _key: self._write_password())
        self.which.chip_toggled.connect(lambda form, _on: self._turn_to(form))
        self.new.send_requested.connect(self._create)
        self.password.send_requested.connect(self._set_password)
        self._turn_to(self.new)

    def refresh(self) -> None:
        self.table.set_rows(self._lists.accounts)
        self.new.refresh()
        self._choose()

    def forget_secrets(self) -> None:
        """Nothing of a password stays on the screen, written or shown."""
        self.new.forget_secrets()
        self.password.forget_secrets()

    def retranslate(self) -> None:
        self.which.chip(self.new).set_text(translate("AccountsPage", "New account"))
        self.which.chip(self.password).set_text(translate("AccountsPage", "New password"))
        self.table.set_empty_text(
            translate("AccountsPage", "No account is known yet"),
            translate("AccountsPage", "They come from the server as soon as it answers."),
        )
        self.table.retranslate()

    def _write_password(self) -> None:
        self._turn_to(self.password)
        self.password.entry.setFocus()

    def _choose(self) -> None:
        key = self.table.selected_key()
        self.password.show_account(self._lists.account(key) if isinstance(key, int) else None)

    def _turn_to(self, form: AccountForm) -> None:
        self.which.set_on(form, True)
        self.new.setVisible(form is self.new)
        self.password.setVisible(form is self.password)

    def _create(self) -> None:
        body = self.new.body()
        if body is not None:
            self._give(self.new, self._actions.accounts.create(body), body.login, body.password)

    def _set_password(self) -> None:
        account, password = self.password.account, self.password.checked_password()
        if account is not None and password:
            order = self._actions.accounts.set_password(account, password)
            self._give(self.password, order, account.login, password)

    def _give(self, form: AccountForm, order: Coroutine[Any, Any, object], login: str, password: str) -> None:
        to_show = password if form.entry.generated else ""
        if form.send.isEnabled() and self._actions.spawn(self._wait_for(form, order, login, to_show)) is not None:
            self._set_busy(form, True)
        else:
            order.close()

    async def _wait_for(self, form: AccountForm, order: Coroutine[Any, Any, object], login: str, to_show: str) -> None:
        """These orders lie in no outbox: the form itself waits, and says what became of it.

        `to_show` is the generated password that was sent, '' where it was typed. The room may be left meanwhile.
        """
        try:
            await order
        except (Refusal, SignedOut, Unreachable) as fault:
            self._set_busy(form, False)
            form.say_problem(words.fault_sentence(fault))
            # The server may have taken it, and then nobody else knows it.
            shown = to_show if fault.code == "in_doubt" else ""
        else:
            self._set_busy(form, False)
            form.show_taken(login)
            shown = to_show
        if shown:
            form.show_once(shown)
        self.changed.emit()

    def _set_busy(self, form: AccountForm, busy: bool) -> None:
        """What comes belongs to what was sent: no other row and no other form is chosen meanwhile."""
        for part in (self.table, self.which):
            part.setEnabled(not busy)
        form.set_busy(busy)

    def _columns(self) -> list[Column]:
        return [
            Column(
                title=lambda: translate("AccountsPage", "Login"),
                text=self._login,
                sort_key=lambda a: a.login,
                width_px=176,
            ),
            Column(
                title=lambda: translate("AccountsPage", "Name"),
                text=lambda a: words.named(a, self._settings.language),
            ),
            Column(
                title=lambda: translate("AccountsPage", "Role"),
                text=lambda a: words.role_word(a.role),
                width_px=144,
            ),
            Column(
                title=lambda: translate("AccountsPage", "Area"),
                text=lambda a: area_text(self._stores, a.area_code, self._settings.language),
                width_px=240,
            ),
            Column(title=lambda: translate("AccountsPage", "Seat"), text=lambda a: a.seat, width_px=128),
        ]

    def _login(self, account: Account) -> str:
        own = self._stores.session.account
        if own is None or own.id != account.id:
            return account.login
        return translate("AccountsPage", "{login} (you)").format(login=account.login)

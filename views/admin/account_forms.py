"""The two forms for accounts: a new one, and a new password for one."""

from __future__ import annotations

from abc import abstractmethod

from PySide6.QtWidgets import QLineEdit

from app.api.order_bodies import CreateAccount
from app.domain.duty import Account, Role
from app.stores import Stores
from app.stores.settings import Settings
from views import words
from views.admin.form import Form
from views.admin.password_entry import OnceShown, PasswordEntry
from views.admin.picks import AreaPick
from widgets.choice_box import ChoiceBox


class AccountForm(Form):
    """A form with a password in it. A generated one is shown once, when the server has taken it."""

    def __init__(self) -> None:
        super().__init__()
        self.entry, self.shown = PasswordEntry(), OnceShown()
        self.add_below(self.shown)

    def checked_password(self) -> str:
        """The password; '' where it cannot be taken, and then the form says why."""
        problem = self.entry.problem()
        self.say_problem(problem)
        return "" if problem else self.entry.password()

    def show_taken(self, login: str) -> None:
        """The server did it."""
        self.say_done(self.taken_text().format(login=login))
        self.entry.clear()

    def show_once(self, password: str) -> None:
        """A generated password, as it was sent."""
        self.shown.show_password(password)

    def set_busy(self, busy: bool) -> None:
        super().set_busy(busy)
        if busy:
            self.shown.clear()

    def forget_secrets(self) -> None:
        """All but a generated password that nobody has seen yet: nobody could sign in with that account any more."""
        self.entry.clear()
        if not self.shown.unseen:
            self.shown.clear()
            self.say_done("")

    @abstractmethod
    def taken_text(self) -> str:
        """What is said when the server did it, with `{login}`."""


class NewAccountForm(AccountForm):
    """The area is this seat's own unless another one below it is chosen."""

    def __init__(self, stores: Stores, settings: Settings) -> None:
        super().__init__()
        self._stores = stores
        self.login, self.name, self.gloss, self.seat = QLineEdit(), QLineEdit(), QLineEdit(), QLineEdit()
        self.role, self.area = ChoiceBox(), AreaPick(stores, settings)
        for key, field in {
            "login": self.login, "name": self.name, "gloss": self.gloss, "role": self.role, "area": self.area,
            "seat": self.seat, "password": self.entry,
        }.items():  # fmt: skip
            self.add_field(key, field)
        self.title.hide()  # the chip above says it
        self.say_about("")
        self.retranslate()

    def refresh(self) -> None:
        """Offer this seat's own area, unless another one has been written."""
        if self.area.code is None and not self.area.field.text():
            self.area.choose_own()

    def body(self) -> CreateAccount | None:
        """What was filled in; None where something is missing, and then the form says what."""
        if not self.login.text().strip():
            self.say_problem(words.problem_sentence("login_empty"))
            self.login.setFocus()
            return None
        if self.area.code is None:
            self.say_problem(self.tr("Choose the area that the account is for."))
            self.area.setFocus()
            return None
        password = self.checked_password()
        if not password:
            self.entry.setFocus()
            return None
        return CreateAccount(
            login=self.login.text().strip(),
            name=self.name.text().strip() or self.login.text().strip(),
            gloss=self.gloss.text().strip(),
            role=Role(self.role.currentData()),
            area_code=self.area.code,
            seat=self.seat.text().strip(),
            password=password,
        )

    def show_taken(self, login: str) -> None:
        super().show_taken(login)
        for field in (self.login, self.name, self.gloss, self.seat):
            field.clear()

    def taken_text(self) -> str:
        return self.tr("The account {login} can sign in now.")

    def retranslate(self) -> None:
        self.name_fields(
            {
                "login": self.tr("Login"),
                "name": self.tr("Name"),
                "gloss": self.tr("Name in English, may stay empty"),
                "role": self.tr("Role"),
                "area": self.tr("Area: sees it and what lies below"),
                "seat": self.tr("Seat, may stay empty"),
                "password": self.tr("Password"),
            }
        )
        self.area.nothing.setText(self.tr("No area of yours matches."))
        self.role.set_choices([(words.role_word(role), role.value) for role in Role])
        self.send.set_text(self.tr("Make the account"))


class NewPasswordForm(AccountForm):
    """For the chosen account; it is signed out everywhere.

    No password is generated for the own account: its sign-in ends before anybody could read it.
    """

    def __init__(self, stores: Stores) -> None:
        super().__init__()
        self._stores = stores
        self.account: Account | None = None
        self.add_field("password", self.entry)
        self.retranslate()

    def show_account(self, account: Account | None) -> None:
        """Another account, or the same as it is now."""
        before, self.account = self.account, account
        if (before.id if before else None) != (account.id if account else None):
            self.forget_secrets()
            self.say_problem("")
        self.entry.offer_to_generate(not self._is_own())
        self.retranslate()

    def taken_text(self) -> str:
        return self.tr("{login} signs in with the new password from now on.")

    def retranslate(self) -> None:
        account = self.account
        self.title.setText(self.tr("New password") if account is None else account.login)
        if account is None:
            self.say_about(self.tr("Choose an account in the list."))
        elif self._is_own():
            self.say_about(self.tr("This is your own account: you will have to sign in again."))
        else:
            self.say_about(self.tr("Whoever is signed in with this account is signed out."))
        self.name_fields({"password": self.tr("New password")})
        self.send.set_text(self.tr("Set the password"))
        self.send.setEnabled(account is not None and not self.progress.is_running())

    def _is_own(self) -> bool:
        own = self._stores.session.account
        return own is not None and self.account is not None and own.id == self.account.id

"""The sign-in form: server, login, password, and a sentence when it did not work."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.actions import Actions, Refusal, Unreachable
from app.domain.errors import PlainError
from app.stores import Stores
from app.stores.settings import Settings
from views import words
from widgets.key_cap import set_tooltip
from widgets.progress import ProgressLine
from widgets.text import label
from widgets.theme import TOUCH_PX, UNIT_PX, set_surface

_FORM_WIDTH_PX = 440
_EXAMPLE_URL = "https://hall.example:8443"


class SignInWindow(QWidget):
    """Asks who sits here and signs in; whoever shows this window hears of success from the session store.

    Server and login are remembered on success, the password never: it leaves the form as soon as it is handed over.
    """

    def __init__(self, stores: Stores, actions: Actions, settings: Settings) -> None:
        super().__init__()
        self._stores, self._orders, self._settings = stores, actions, settings
        set_surface(self, "ground")
        self.server, self.login, self.password = QLineEdit(), QLineEdit(), QLineEdit()
        self.server.setText(actions.session.server_url or settings.server_url)
        self.login.setText(settings.last_login)
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.button = QPushButton()
        self.button.setProperty("variant", "primary")
        self.button.setMinimumHeight(TOUCH_PX)
        self._language, self._theme = QPushButton(), QPushButton()
        self._progress = ProgressLine()
        self._title, self._subtitle = label("", "figure"), label("", "second")
        self._error, self._hint = label("", "error", wrap=True), label("", "second", wrap=True)
        self._names = [label("", "second") for _ in range(3)]
        self._lay_out()
        self.button.clicked.connect(self._ask)
        for field in (self.server, self.login, self.password):
            field.setMinimumHeight(36)
            field.returnPressed.connect(self._ask)
        self._language.clicked.connect(self._flip_language)
        self._theme.clicked.connect(self._flip_theme)
        settings.settings_changed.connect(self._setting_changed)
        self.retranslate()

    def set_busy(self, busy: bool) -> None:
        """While the server is asked, the form waits and says so."""
        for part in (self.server, self.login, self.password, self.button):
            part.setEnabled(not busy)
        self.button.setText(self.tr("Signing in …") if busy else self.tr("Sign in"))
        if busy:
            self._error.setText("")
            self._progress.start()
        else:
            self._progress.stop()

    def show_error(self, sentence: str) -> None:
        """Say in one sentence what went wrong; the form is ready for the next attempt."""
        self.set_busy(False)
        self._error.setText(sentence)
        self.password.setFocus()

    def error(self) -> str:
        return self._error.text()

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Zhihui – sign in"))
        self._title.setText(self.tr("Zhihui"))
        self._subtitle.setText(self.tr("Command console of the city hall"))
        for name, text in zip(self._names, (self.tr("Server"), self.tr("Login"), self.tr("Password")), strict=True):
            name.setText(text)
        self.server.setPlaceholderText(_EXAMPLE_URL)
        self.login.setPlaceholderText(self.tr("given by your administrator"))
        self.button.setText(self.tr("Sign in"))
        set_tooltip(self.button, self.tr("Sign in"), "Return")
        chinese = self._settings.language == "zh"
        self._language.setText(self.tr("English") if chinese else self.tr("Chinese"))
        set_tooltip(self._language, self.tr("Chinese or English"), "F10")
        self._theme.setText(self.tr("Day") if self._settings.theme == "night" else self.tr("Night"))
        set_tooltip(self._theme, self.tr("Day or night theme"), "F9")
        for button, keys in ((self._language, "F10"), (self._theme, "F9")):
            button.setShortcut(keys)
        self._hint.setText(self.tr("No server at hand? Start the offline demo city with: python main.py demo"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        empty = [field for field in (self.server, self.login) if not field.text()]
        (empty[0] if empty else self.password).setFocus()

    def _lay_out(self) -> None:
        form_box = QWidget()
        form_box.setFixedWidth(_FORM_WIDTH_PX)
        column = QVBoxLayout(form_box)
        column.setSpacing(2 * UNIT_PX)
        column.addStretch(2)
        column.addWidget(self._title)
        column.addWidget(self._subtitle)
        form = QFormLayout()
        form.setHorizontalSpacing(2 * UNIT_PX)
        form.setVerticalSpacing(UNIT_PX)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for name, field in zip(self._names, (self.server, self.login, self.password), strict=True):
            form.addRow(name, field)
        column.addLayout(form)
        column.addWidget(self._error)
        column.addWidget(self.button)
        column.addWidget(self._progress)
        column.addWidget(self._hint)
        column.addStretch(3)
        foot = QHBoxLayout()
        for button in (self._language, self._theme):
            button.setProperty("variant", "quiet")
            foot.addWidget(button)
        foot.addStretch(1)
        column.addLayout(foot)
        across = QHBoxLayout(self)
        across.addStretch(1)
        across.addWidget(form_box)
        across.addStretch(1)

    def _ask(self) -> None:
        server, login, password = self.server.text().strip(), self.login.text().strip(), self.password.text()
        missing = [f for f, text in ((self.server, server), (self.login, login), (self.password, password)) if not text]
        if missing:
            self._error.setText(self.tr("Fill in server, login and password."))
            missing[0].setFocus()
            return
        self.password.clear()
        self.set_busy(True)
        if self._orders.spawn(self._sign_in(server, login, password)) is None:
            self.set_busy(False)

    async def _sign_in(self, server: str, login: str, password: str) -> None:
        self._orders.session.server_url = server
        try:
            await self._orders.session.sign_in(login, password)
        except PlainError:
            self.show_error(self.tr("This is no address of a server. Write it like https://hall.example:8443."))
        except (Refusal, Unreachable) as fault:
            self.show_error(words.fault_sentence(fault))
        else:
            self._settings.server_url = self._orders.session.server_url
            self._settings.last_login = login
        finally:
            self.set_busy(False)
            self.server.setText(self._orders.session.server_url)

    def _setting_changed(self, name: str) -> None:
        if name == "theme":
            self.retranslate()

    def _flip_language(self) -> None:
        self._settings.language = "en" if self._settings.language == "zh" else "zh"

    def _flip_theme(self) -> None:
        self._settings.theme = "day" if self._settings.theme == "night" else "night"

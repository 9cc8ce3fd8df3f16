"""What lies over the screens until the server has said for the first time what is."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.stores.link import LinkState, LinkStore
from widgets.empty_state import EmptyState
from widgets.progress import ProgressLine
from widgets.theme import set_surface


class FirstWord(QWidget):
    """Covers a window below its top bar while nothing is known: empty screens would say "no alarms", and nobody knows.

    The screens below it are built meanwhile. Once something is known it is gone until the next sign-in; what grows old
    after that is the stale band's.
    """

    def __init__(self, window: QWidget, top_bar: QWidget, link: LinkStore) -> None:
        super().__init__(window)
        self._window, self._top_bar, self._link = window, top_bar, link
        set_surface(self, "ground")
        self._progress, self._says = ProgressLine(), EmptyState()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._progress)
        layout.addWidget(self._says, 1)
        window.installEventFilter(self)
        link.link_changed.connect(self._refresh)
        self._refresh()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._refresh()

    def _place(self) -> None:
        top = self._top_bar.height()
        self.setGeometry(0, top, self._window.width(), self._window.height() - top)

    def _refresh(self) -> None:
        if self._link.known:
            self._progress.stop()
            self.hide()
            return
        if self._link.state is LinkState.OFFLINE:
            self._says.set_text(
                self.tr("{server} does not answer.").format(server=self._link.server),
                self.tr("It is asked again and again. What holds in the city is shown as soon as it says so."),
            )
        else:
            self._says.set_text(self.tr("Fetching what holds in the city …"))
        self._progress.start()
        self._place()
        self.raise_()
        self.show()

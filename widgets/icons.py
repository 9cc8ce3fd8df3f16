"""Icons of one open set (tabler, MIT), drawn in a token's colour with a 1.5 px stroke, sharp at any pixel ratio."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPaintEvent, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QWidget

from widgets.theme import RESOURCES, theme

_FOLDER = RESOURCES / "icons" / "tabler"


@lru_cache(maxsize=512)
def pixmap(name: str, color_hex: str, size_px: int, dpr: float) -> QPixmap:
    """One icon as a picture of `size_px` logical pixels. Raises FileNotFoundError for a name not in the set."""
    svg = (_FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    stroke = 1.5 * 24 / size_px  # the file's grid is 24 wide; the stroke stays 1.5 px at every size
    svg = svg.replace('stroke-width="2"', f'stroke-width="{stroke:.3f}"').replace("currentColor", color_hex)
    made = QPixmap(round(size_px * dpr), round(size_px * dpr))
    made.setDevicePixelRatio(dpr)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, size_px, size_px))
    painter.end()
    return made


def icon(name: str, role: str = "text_second", size_px: int = 20) -> QIcon:
    """The icon in the present theme: normal in `role`, checked in "text", disabled in "text_third"."""
    made = QIcon()
    for dpr in (1.0, 2.0):
        for mode, state, color in (
            (QIcon.Mode.Normal, QIcon.State.Off, role),
            (QIcon.Mode.Normal, QIcon.State.On, "text"),
            (QIcon.Mode.Disabled, QIcon.State.Off, "text_third"),
        ):
            made.addPixmap(pixmap(name, theme().color(color).name(), size_px, dpr), mode, state)
    return made


class _IconBinding(QObject):
    """Keeps a button's icon in the theme's colours for as long as the button lives."""

    def __init__(self, button: QAbstractButton, name: str, role: str, size_px: int) -> None:
        super().__init__(button)
        self._button, self._name, self._role, self._size_px = button, name, role, size_px
        button.setIconSize(QSize(size_px, size_px))
        self.repaint_icon()
        theme().theme_changed.connect(self.repaint_icon)

    def repaint_icon(self) -> None:
        self._button.setIcon(icon(self._name, self._role, self._size_px))


def bind_icon(button: QAbstractButton, name: str, role: str = "text_second", size_px: int = 20) -> None:
    """Give a button an icon that follows the theme; a second call replaces the first."""
    for old in button.findChildren(_IconBinding, options=Qt.FindChildOption.FindDirectChildrenOnly):
        old.setParent(None)
        old.deleteLater()
    _IconBinding(button, name, role, size_px)


class IconMark(QWidget):
    """An icon that only shows, in a token's colour."""

    def __init__(self, name: str, role: str = "text_second", size_px: int = 20) -> None:
        super().__init__()
        self._name, self._role, self._size_px = name, role, size_px
        self.setFixedSize(size_px, size_px)

    def set_icon(self, name: str, role: str = "text_second") -> None:
        if (name, role) != (self._name, self._role):
            self._name, self._role = name, role
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        color = theme().color(self._role).name()
        painter.drawPixmap(0, 0, pixmap(self._name, color, self._size_px, self.devicePixelRatioF()))

"""Chips: layers and filters that are on or off, with how many things stand behind each."""

from __future__ import annotations

from collections.abc import Hashable

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from widgets.key_cap import click_by_key, set_tooltip
from widgets.text import draw_elided
from widgets.theme import BODY_PX, ROW_PX, UNIT_PX, font, theme


class Chip(QAbstractButton):
    """A toggle with a count. On: bright word, strong edge and a filled corner; off: quiet word, thin edge."""

    def __init__(self, text: str = "", count: str = "", *, keys: str = "") -> None:
        super().__init__()
        self._count, self._keys = count, keys
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_text(text)

    def set_text(self, text: str, tooltip: str = "") -> None:
        self.setText(text)
        if self._keys:
            self.setShortcut(self._keys)
        set_tooltip(self, tooltip or text, self._keys)
        self.updateGeometry()
        self.update()

    def set_count(self, count: str) -> None:
        if count != self._count:
            self._count = count
            self.updateGeometry()
            self.update()

    def event(self, event: QEvent) -> bool:
        return click_by_key(self, event) or super().event(event)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(font(BODY_PX, bold=True))
        words = metrics.horizontalAdvance(self.text())
        if self._count:
            words += metrics.horizontalAdvance(self._count) + 6
        return QSize(words + 3 * UNIT_PX, ROW_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look, on = QPainter(self), theme(), self.isChecked()
        painter.fillRect(self.rect(), look.color("raised" if on or self.underMouse() else "panel"))
        if on:
            painter.fillRect(QRect(0, self.height() - 2, self.width(), 2), look.color("text_second"))
        painter.setPen(look.color("accent" if self.hasFocus() else "text_second" if on else "line_strong"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.setFont(font(BODY_PX, bold=on))
        rect = self.rect().adjusted(UNIT_PX * 3 // 2, 0, -UNIT_PX, 0)
        painter.setPen(look.color("text" if on else "text_second"))
        draw_elided(painter, rect, self.text())
        rect.setLeft(rect.left() + painter.fontMetrics().horizontalAdvance(self.text()) + 6)
        painter.setPen(look.color("text" if on else "text_second"))
        draw_elided(painter, rect, self._count)


class ChipRow(QWidget):
    """Chips side by side. `one_of` keeps exactly one on. `chip_toggled(key, on)` fires for a person's toggles only."""

    chip_toggled = Signal(object, bool)

    def __init__(self, *, one_of: bool = False) -> None:
        super().__init__()
        self._chips: dict[Hashable, Chip] = {}
        self._group = QButtonGroup(self)
        self._group.setExclusive(one_of)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(UNIT_PX)
        self._layout.addStretch(1)

    def add(self, key: Hashable, chip: Chip, *, on: bool = False) -> Chip:
        """Put a chip at the end; returns it for `set_text` and `set_count`."""
        self._chips[key] = chip
        self._group.addButton(chip)
        chip.setChecked(on)
        chip.clicked.connect(lambda checked, k=key: self.chip_toggled.emit(k, checked))
        self._layout.insertWidget(self._layout.count() - 1, chip)
        return chip

    def chip(self, key: Hashable) -> Chip:
        return self._chips[key]

    def keys_on(self) -> list[Hashable]:
        return [key for key, chip in self._chips.items() if chip.isChecked()]

    def set_on(self, key: Hashable, on: bool) -> None:
        """Without a signal."""
        self._chips[key].setChecked(on)

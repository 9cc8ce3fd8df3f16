"""The alarm strip at the bottom: never covered, the gravest and newest first, Space claims."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QMenu, QPushButton, QWidget

from app.domain.alarms import Alarm, AlarmKind, may_take_over
from app.stores import Stores
from app.stores.settings import Settings
from views import words
from widgets.marks import TONE_SHAPE, Shape, draw_mark
from widgets.text import label
from widgets.theme import BODY_PX, UNIT_PX, font, set_surface, theme

HEIGHT_PX = 40
_MARK_PX, _SOS_PX = 11, 16
_DOWN = QPoint(0, 1)


class AlarmItem(QAbstractButton):
    """One alarm: its level's shape (an octagon for SOS), title, age, and who has it."""

    def __init__(self) -> None:
        super().__init__()
        self.alarm_id = -1
        self._alarm: Alarm | None = None
        self._title = self._age = self._owner = ""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_alarm(self, alarm: Alarm, title: str, age: str, owner: str) -> None:
        self.alarm_id, self._alarm = alarm.id, alarm
        self._title, self._age, self._owner = title, age, owner
        self.setText(f"{title} {age} {owner}")
        self.setAccessibleName(self.text())
        self.setToolTip(self.text())
        self.update()

    def sizeHint(self) -> QSize:
        bold = QFontMetrics(font(BODY_PX, bold=True)).horizontalAdvance(self._title)
        rest = QFontMetrics(font(BODY_PX)).horizontalAdvance(f"  {self._age} {self._owner}")
        return QSize(_MARK_PX + UNIT_PX + bold + rest + 3 * UNIT_PX, HEIGHT_PX - 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._alarm is None:
            return
        painter, look = QPainter(self), theme()
        if self.underMouse() or self.hasFocus():
            painter.fillRect(self.rect(), look.color("raised"))
        shape = Shape.OCTAGON if self._alarm.kind is AlarmKind.SOS else TONE_SHAPE[self._alarm.level]
        side = _SOS_PX if shape is Shape.OCTAGON else _MARK_PX
        place = QRect(UNIT_PX + (_MARK_PX - side) // 2, (self.height() - side) // 2, side, side)
        draw_mark(painter, place.toRectF(), shape, look.mark(self._alarm.level))
        left = UNIT_PX + _MARK_PX + UNIT_PX
        owned = bool(self._alarm.owner)
        align = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        painter.setFont(font(BODY_PX, bold=not owned))
        painter.setPen(look.color("text_second" if owned else "text"))
        painter.drawText(QRect(left, 0, self.width() - left, self.height()), align, self._title)
        left += painter.fontMetrics().horizontalAdvance(self._title)
        painter.setFont(font(BODY_PX))
        painter.setPen(look.color("text_second"))
        painter.drawText(QRect(left, 0, self.width() - left, self.height()), align, f"  {self._age} {self._owner}")
        if self.hasFocus():
            painter.setPen(look.color("accent"))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class AlarmStrip(QWidget):
    """As many alarms as fit; the others behind a number. A press opens what can be done with an alarm.

    `show_requested(alarm_id)`, `claim_requested(alarm_id)` and `close_requested(alarm_id, was_true)` are wishes.
    """

    show_requested = Signal(int)
    claim_requested = Signal(int)
    close_requested = Signal(int, bool)

    def __init__(self, stores: Stores, settings: Settings) -> None:
        super().__init__()
        self._stores, self._settings = stores, settings
        self._ticking = False
        set_surface(self, "panel", "top")
        self.setFixedHeight(HEIGHT_PX)
        self._items: list[AlarmItem] = []
        self._quiet = label("", "second")
        self._more = QPushButton()
        self._more.setProperty("variant", "quiet")
        self._more.clicked.connect(self._open_rest)
        self._hint = label("", "hint")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(UNIT_PX, 1, 2 * UNIT_PX, 0)
        self._row.setSpacing(0)
        self._row.addWidget(self._quiet)
        self._row.addWidget(self._more)
        self._row.addStretch(1)
        self._row.addWidget(self._hint)
        stores.alarms.alarms_changed.connect(self.refresh)
        stores.outbox.outbox_changed.connect(self.refresh)
        self.retranslate()

    def refresh(self) -> None:
        alarms = self._open()
        room_px = self.width() - self._hint.sizeHint().width() - 12 * UNIT_PX
        shown = 0
        for alarm in alarms:
            item = self._item(shown)
            self._fill(item, alarm)
            room_px -= item.sizeHint().width()
            if room_px < 0 and shown:
                break
            shown += 1
        for n, item in enumerate(self._items):
            item.setVisible(n < shown)
        left_over = len(alarms) - shown
        self._more.setText(self.tr("{count} more").format(count=left_over))
        self._more.setVisible(left_over > 0)
        self._quiet.setVisible(not alarms)
        self._tick(bool(alarms))

    def first_unowned(self) -> Alarm | None:
        """What Space claims: the gravest and newest alarm that nobody has and that this seat has not asked for."""
        orders_on = self._stores.outbox.orders_on
        unowned = [a for a in self._stores.alarms.unowned() if not orders_on(a.id, "claim_alarm")]
        return min(unowned, key=lambda alarm: alarm.kind is not AlarmKind.SOS, default=None)

    def shown_ids(self) -> list[int]:
        """The alarms that can be read now, first to last."""
        return [item.alarm_id for item in self._items if item.isVisibleTo(self)]

    def retranslate(self) -> None:
        self._quiet.setText(self.tr("No open alarms. They appear here, the gravest first."))
        self._hint.setText(self.tr("Ctrl+K command   F1 help   Space claim"))
        self.refresh()

    def minimumSizeHint(self) -> QSize:
        """The strip never widens the window: alarms that find no room are counted."""
        return QSize(0, HEIGHT_PX)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.refresh()

    def _open(self) -> list[Alarm]:
        """Calls for help before all else, then the gravest and newest."""
        return sorted(self._stores.alarms.open(), key=lambda alarm: alarm.kind is not AlarmKind.SOS)

    def _item(self, n: int) -> AlarmItem:
        if n == len(self._items):
            item = AlarmItem()
            item.clicked.connect(lambda _=False, i=item: self._open_menu(i.alarm_id, i))
            self._items.append(item)
            self._row.insertWidget(n, item)
        return self._items[n]

    def _fill(self, item: AlarmItem, alarm: Alarm) -> None:
        age_s = (self._stores.clock.now_utc() - alarm.raised_utc).total_seconds()
        title = words.alarm_title(alarm, self._settings.language)
        item.set_alarm(alarm, title, words.age_text(age_s), self._who(alarm))

    def _who(self, alarm: Alarm) -> str:
        if self._stores.outbox.orders_on(alarm.id, "claim_alarm"):
            return self.tr("being claimed")
        if self._stores.outbox.orders_on(alarm.id, "close_alarm"):
            return self.tr("being closed")
        return alarm.owner or self.tr("unclaimed")

    def _open_menu(self, alarm_id: int, at: QWidget) -> None:
        menu = QMenu(self)
        self._add_orders(menu, alarm_id)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at.mapToGlobal(at.rect().topLeft()) - _DOWN * menu.sizeHint().height())

    def _open_rest(self) -> None:
        menu = QMenu(self)
        for alarm in self._open()[len(self.shown_ids()) :]:
            title = words.alarm_title(alarm, self._settings.language)
            one = menu.addMenu(f"{words.level_word(alarm.level)}  {title}  {self._who(alarm)}")
            self._add_orders(one, alarm.id)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._more.mapToGlobal(self._more.rect().topLeft()) - _DOWN * menu.sizeHint().height())

    def _add_orders(self, menu: QMenu, alarm_id: int) -> None:
        alarm = self._stores.alarms.get(alarm_id)
        if alarm is None:
            return
        menu.addAction(self.tr("Show"), lambda: self.show_requested.emit(alarm_id))
        account = self._stores.session.account
        if account is not None and alarm.owner_id == account.id:
            menu.addAction(self.tr("Close: true"), lambda: self.close_requested.emit(alarm_id, True))
            menu.addAction(self.tr("Close: false alarm"), lambda: self.close_requested.emit(alarm_id, False))
        elif not alarm.owner:
            menu.addAction(self.tr("Claim"), lambda: self.claim_requested.emit(alarm_id))
        elif account is not None and may_take_over(alarm, account.id, account.role):
            menu.addAction(self.tr("Take over"), lambda: self.claim_requested.emit(alarm_id))

    def _tick(self, wanted: bool) -> None:
        """Follow the clock only while there is an age to show."""
        if wanted and not self._ticking:
            self._stores.clock.second_passed.connect(self.refresh)
        elif not wanted and self._ticking:
            self._stores.clock.second_passed.disconnect(self.refresh)
        self._ticking = wanted

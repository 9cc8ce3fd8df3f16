"""Below the map: the speed along a track, how far it is, and over which hours."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.tracks import Track
from views import words
from widgets.choice_box import ChoiceBox
from widgets.key_cap import OrderButton
from widgets.line_chart import Line
from widgets.profile_chart import ProfileChart
from widgets.text import label
from widgets.theme import ROW_PX, UNIT_PX, set_surface

SPANS = (timedelta(minutes=30), timedelta(hours=2), timedelta(hours=8), timedelta(hours=24))
_HEIGHT_PX = 22 * UNIT_PX
_KMH = 3.6


class TrackStrip(QWidget):
    """`span_chosen(timedelta)`, `closed()`, and `pointed(int | None)`: the point of the track under the pointer."""

    span_chosen = Signal(object)
    closed = Signal()
    pointed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._track: Track | None = None
        self._callsign = ""
        set_surface(self, "panel", "top")
        self.setFixedHeight(_HEIGHT_PX)
        self.chart = ProfileChart()
        self.span = ChoiceBox()
        self.span.setFixedHeight(ROW_PX)
        self.told, self.here = label("", "second", wrap=True), label("", "strong", wrap=True)
        self.close_button = OrderButton()
        side = QVBoxLayout()
        side.setContentsMargins(UNIT_PX, UNIT_PX, UNIT_PX, UNIT_PX)
        side.setSpacing(UNIT_PX)
        for part in (self.span, self.told, self.here):
            side.addWidget(part)
        side.addStretch(1)
        side.addWidget(self.close_button)
        aside = QWidget()
        aside.setFixedWidth(26 * UNIT_PX)
        aside.setLayout(side)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.chart, 1)
        row.addWidget(aside)
        self.span.activated.connect(lambda: self.span_chosen.emit(self.chosen_span()))
        self.close_button.clicked.connect(self.closed)
        self.chart.pointed.connect(self._point)
        self.retranslate()

    def chosen_span(self) -> timedelta:
        return timedelta(minutes=float(self.span.currentData() or SPANS[0] / timedelta(minutes=1)))

    def show_track(self, track: Track, callsign: str) -> None:
        """The profile of another track, or of the same unit over other hours."""
        self._track, self._callsign = track, callsign
        # A gap breaks the line: nobody knows the speed there.
        values = np.where(track.gaps(), np.nan, track.speed_mps * _KMH)
        spans = [(float(track.times_s[s.first]), float(track.times_s[s.last])) for s in track.stops]
        self.chart.set_profile(Line(name=callsign, times_s=track.times_s, values=values), spans)
        self.point(None)
        self._say()

    def point(self, at: int | None) -> None:
        """Stand the cursor at one point of the track and say what was there."""
        track = self._track
        if track is None or at is None or at >= len(track):
            self.chart.point_at(None)
            self.here.setText("")
            return
        self.chart.point_at(float(track.times_s[at]))
        when = words.local_time(datetime.fromtimestamp(float(track.times_s[at]), UTC))
        speed = self.tr("{n} km/h").format(n=round(float(track.speed_mps[at]) * _KMH))
        self.here.setText(f"{when}  {speed}")

    def retranslate(self) -> None:
        minutes = [round(span / timedelta(minutes=1)) for span in SPANS]
        named = [self.tr("{n} min").format(n=n) if n < 60 else self.tr("{n} h").format(n=n // 60) for n in minutes]
        self.span.set_choices([(text, str(n)) for text, n in zip(named, minutes, strict=True)])
        self.close_button.set_text(self.tr("Hide the track"))
        self.chart.set_empty_text(
            self.tr("No way is known in these hours"), self.tr("Choose a longer span, or wait until the unit moves.")
        )
        self._say()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _point(self, time_s: float | None) -> None:
        at = self._track.nearest(time_s) if self._track is not None and time_s is not None else None
        self.point(at)
        self.pointed.emit(at)

    def _say(self) -> None:
        track = self._track
        if track is None:
            return
        self.chart.set_title(self.tr("Speed of {unit}, km/h").format(unit=self._callsign))
        said = [
            words.distance_text(track.length_m),
            self.tr("stops over 3 min: {n}").format(n=len(track.stops)),
        ]
        if track.left_out:
            said.append(self.tr("bad points left out: {n}").format(n=track.left_out))
        self.told.setText(" · ".join(said))

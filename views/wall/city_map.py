"""The map on the wall: forces, water, calls for help; no controls and nobody at the pointer."""

from __future__ import annotations

import numpy as np
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.alarms import AlarmKind
from app.domain.facilities import low_point_level
from app.domain.units import FRESHNESS_LIMITS_S, STATUS_CODES, UnitStatus
from app.stores import Stores
from app.stores.settings import Settings
from views.situation.looks import UNIT_COLOURS, UNIT_SHAPES
from widgets.map.columns import HOLLOW, encode_units
from widgets.map.marks import AreaStyle, Mark
from widgets.map.view import MapView

_ON_DUTY = tuple(code for code, status in enumerate(STATUS_CODES) if status is not UnitStatus.OFF_DUTY)
_STREETS = (AreaStyle(digits=9, from_zoom=0, name_from_zoom=0, name_to_zoom=15, width=1.5),)


class WallMap(QWidget):
    """Shows the whole city, or all that is in it; follows the stores while it is visible."""

    def __init__(self, stores: Stores, settings: Settings, scale: float) -> None:
        super().__init__()
        self._stores, self._settings = stores, settings
        self._outlined = self._based = b""
        self.map = MapView()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.map)
        self.map.set_theme("night")
        self.map.set_quiet(True)
        self.map.set_scale(scale)
        self.map.set_unit_style(UNIT_SHAPES, UNIT_COLOURS)
        self.map.set_filter(statuses=_ON_DUTY)
        stores.reference.reference_changed.connect(self.take_reference)
        stores.units.positions_changed.connect(self._move_units)
        stores.facilities.facilities_changed.connect(self.refresh)
        stores.alarms.alarms_changed.connect(self.refresh)
        self.take_reference()
        self.refresh()

    def take_reference(self) -> None:
        """Base map, street outlines and the view of the whole city, once they are known."""
        reference, language = self._stores.reference, self._settings.language
        self.map.set_language(language)
        if reference.map_base and reference.map_base is not self._based:
            self._based = reference.map_base
            self.map.set_base(reference.map_base)
        if reference.outlines and reference.outlines is not self._outlined:
            self._outlined = reference.outlines
            names = {area.code: (area.name, area.gloss) for area in reference.streets()}
            self.map.set_outlines(reference.outlines, names, _STREETS)
        if reference.city is not None:
            (south, west), (north, east) = reference.city.south_west, reference.city.north_east
            self.map.fit((west, south, east, north))

    def refresh(self) -> None:
        """Low points with water, and every open SOS."""
        water = []
        for point in self._stores.facilities.low_points():
            level = low_point_level(point.depth_cm, point.closing_depth_cm)
            water.append(
                Mark(
                    id=point.id,
                    lat=point.lat_deg,
                    lon=point.lon_deg,
                    icon="water",
                    colour=level.value if level else "second",
                    label=self.tr("{depth} cm").format(depth=round(point.depth_cm)) if level else "",
                    fill=min(1.0, point.depth_cm / point.closing_depth_cm),
                )
            )
        self.map.set_marks("low_points", water, order=1)
        calls = [
            Mark(id=alarm.id, lat=alarm.lat_deg, lon=alarm.lon_deg, icon="sos", colour="red", pulse=not alarm.owner)
            for alarm in self._stores.alarms.open()
            if alarm.kind is AlarmKind.SOS
        ]
        self.map.set_marks("alarms", calls, order=9, above_units=True)

    def _move_units(self) -> None:
        if not self.isVisible():
            return
        units = self._stores.units
        ages_s = units.ages_s()
        self.map.publish(
            "units",
            encode_units(
                ids=units.ids,
                lat_deg=units.lat,
                lon_deg=units.lon,
                heading_deg=units.heading,
                age_s=ages_s,
                kind=units.kind,
                status=units.status,
                group=np.zeros(len(units.ids), dtype=np.uint16),
                flags=np.where(ages_s > FRESHNESS_LIMITS_S[1], HOLLOW, 0),
            ),
        )

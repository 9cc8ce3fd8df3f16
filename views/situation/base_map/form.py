"""Set up one source of tiles: its fields by kind, a trial, and what keeps it from being saved."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.stores.tile_sources import NightLook, SourceDatum, SourceGrid, SourceKind, TileSetting
from views.situation.base_map import source_words as said
from views.situation.base_map.trial_report import TrialReport
from widgets.choice_box import ChoiceBox
from widgets.file_picker import FilePicker
from widgets.text import label
from widgets.theme import UNIT_PX

_DEEPEST = 22
_REMOTE = frozenset({SourceKind.TIANDITU, SourceKind.ADDRESS})
_FIELDS_OF: dict[str, frozenset[SourceKind]] = {
    "notes_address": frozenset({SourceKind.ADDRESS}),
    "picture": frozenset({SourceKind.TIANDITU}),
    "key": _REMOTE,
    "rows_from_south": frozenset({SourceKind.FOLDER}),
}


class SourceForm(QWidget):
    """`saved(TileSetting)` when the person saves something that can be used, `left()` when they do not want to."""

    saved = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._taken: frozenset[str] = frozenset()
        self._place = (30.55, 112.30)
        self.name, self.address, self.notes_address = QLineEdit(), QLineEdit(), QLineEdit()
        self.attribution, self.review_number, self.key = QLineEdit(), QLineEdit(), QLineEdit()
        self.key.setEchoMode(QLineEdit.EchoMode.Password)
        self.kind, self.picture, self.grid, self.datum, self.night = (ChoiceBox() for _ in range(5))
        self.first_zoom, self.last_zoom = QSpinBox(), QSpinBox()
        for box in (self.first_zoom, self.last_zoom):
            box.setRange(0, _DEEPEST)
        self.rows_from_south, self.has_names = QCheckBox(), QCheckBox()
        self.browse, self.try_it, self.save, self.leave = (QPushButton() for _ in range(4))
        self.save.setProperty("variant", "primary")
        self.fault = label("", "error", wrap=True)
        self.trial = TrialReport()
        self._names: dict[str, QLabel] = {}
        self._rows = QFormLayout()
        self._lay_out()
        self._connect()
        self.retranslate()

    def edit(self, setting: TileSetting | None, taken: frozenset[str], place: tuple[float, float]) -> None:
        """Begin with a source, or a new one; `taken` are the names of the others, `place` is where it is tried."""
        self._taken, self._place = taken, place
        given = setting or TileSetting(name="", kind=SourceKind.TIANDITU, address="")
        for line, text in self._lines().items():
            line.setText(getattr(given, text))
        for box, value in self._boxes().items():
            box.setCurrentIndex(max(0, box.findData(str(getattr(given, value)))))
        self.first_zoom.setValue(given.first_zoom)
        self.last_zoom.setValue(given.last_zoom)
        self.rows_from_south.setChecked(given.rows_from_south)
        self.has_names.setChecked(given.has_names)
        self.fault.clear()
        self.trial.forget()
        self._show_fields()
        self.name.setFocus()

    def given(self) -> TileSetting:
        """As the form stands. What the kind has no use for is left out."""
        kind = SourceKind(self.kind.currentData())

        def used(field: str) -> bool:
            return kind in _FIELDS_OF[field]

        return TileSetting(
            name=self.name.text().strip(),
            kind=kind,
            address=self.address.text().strip(),
            notes_address=self.notes_address.text().strip() if used("notes_address") else "",
            picture=self.picture.currentData() if used("picture") else "vec",
            grid=SourceGrid(self.grid.currentData()),
            datum=SourceDatum(self.datum.currentData()),
            first_zoom=self.first_zoom.value(),
            last_zoom=self.last_zoom.value(),
            rows_from_south=used("rows_from_south") and self.rows_from_south.isChecked(),
            has_names=self.has_names.isChecked(),
            night=NightLook(self.night.currentData()),
            attribution=self.attribution.text().strip(),
            review_number=self.review_number.text().strip(),
            key=self.key.text().strip() if used("key") else "",
        )

    def retranslate(self) -> None:
        for key, text in {
            "name": self.tr("Name"),
            "kind": self.tr("Kind"),
            "address": self._address_word(),
            "notes_address": self.tr("Names on it (address)"),
            "picture": self.tr("Picture"),
            "key": self.tr("Key"),
            "grid": self.tr("Grid"),
            "datum": self.tr("Datum"),
            "levels": self.tr("Levels from / to"),
            "night": self.tr("In the night theme"),
            "attribution": self.tr("Attribution"),
            "review_number": self.tr("Review number"),
        }.items():
            self._names[key].setText(text)
        for box, rows in (
            (self.kind, said.kind_words()),
            (self.picture, said.picture_words()),
            (self.grid, said.grid_words()),
            (self.datum, said.datum_words()),
            (self.night, said.night_words()),
        ):
            box.set_choices(rows)
        self.rows_from_south.setText(self.tr("Rows are counted from the south (TMS)"))
        self.has_names.setText(self.tr("The pictures name streets and places themselves"))
        self.review_number.setPlaceholderText(self.tr("Required for a public display"))
        self.browse.setText(self.tr("Browse …"))
        self.try_it.setText(self.tr("Try"))
        self.save.setText(self.tr("Save"))
        self.leave.setText(self.tr("Back"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _lines(self) -> dict[QLineEdit, str]:
        return {
            self.name: "name",
            self.address: "address",
            self.notes_address: "notes_address",
            self.attribution: "attribution",
            self.review_number: "review_number",
            self.key: "key",
        }

    def _boxes(self) -> dict[ChoiceBox, str]:
        return {
            self.kind: "kind",
            self.picture: "picture",
            self.grid: "grid",
            self.datum: "datum",
            self.night: "night",
        }

    def _lay_out(self) -> None:
        where = QHBoxLayout()
        where.addWidget(self.address, 1)
        where.addWidget(self.browse)
        levels = QHBoxLayout()
        levels.addWidget(self.first_zoom, 1)
        levels.addWidget(self.last_zoom, 1)
        for key, field in (
            ("kind", self.kind),
            ("name", self.name),
            ("address", where),
            ("notes_address", self.notes_address),
            ("picture", self.picture),
            ("key", self.key),
            ("grid", self.grid),
            ("datum", self.datum),
            ("levels", levels),
            ("night", self.night),
            ("attribution", self.attribution),
            ("review_number", self.review_number),
        ):
            self._names[key] = QLabel()
            self._rows.addRow(self._names[key], field)
        self._names["name"].setBuddy(self.name)
        self._names["address"].setBuddy(self.address)
        self._rows.addRow("", self.rows_from_south)
        self._rows.addRow("", self.has_names)
        self._rows.setVerticalSpacing(UNIT_PX // 2)
        buttons = QHBoxLayout()
        for button in (self.try_it, self.save, self.leave):
            buttons.addWidget(button)
        buttons.insertStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(UNIT_PX)
        column.addLayout(self._rows)
        column.addWidget(self.fault)
        column.addWidget(self.trial)
        column.addStretch(1)
        column.addLayout(buttons)

    def _connect(self) -> None:
        self.kind.currentIndexChanged.connect(self._show_fields)
        self.browse.clicked.connect(self._browse)
        self.try_it.clicked.connect(self._try)
        self.save.clicked.connect(self._save)
        self.leave.clicked.connect(self._leave)

    def _address_word(self) -> str:
        return {
            SourceKind.FOLDER: self.tr("Folder"),
            SourceKind.MBTILES: self.tr("MBTiles file, or a folder of them"),
            SourceKind.TIANDITU: self.tr("Host"),
        }.get(self.kind.currentData(), self.tr("Address"))

    def _show_fields(self) -> None:
        kind = self.kind.currentData()
        for field, kinds in _FIELDS_OF.items():
            widget = getattr(self, field)
            if field in self._names:
                self._rows.setRowVisible(widget, kind in kinds)
            else:
                widget.setVisible(kind in kinds)
        self.browse.setVisible(kind not in _REMOTE)
        self._names["address"].setText(self._address_word())
        example = {SourceKind.TIANDITU: "https://t{s}.…", SourceKind.ADDRESS: "https://…/{z}/{x}/{y}.png?tk={key}"}
        self.address.setPlaceholderText(example.get(kind, ""))

    def _browse(self) -> None:
        def take(path: str) -> None:
            self.address.setText(path)

        picker = FilePicker(self, self._address_word(), self.address.text())
        if self.kind.currentData() == SourceKind.FOLDER:
            picker.setFileMode(FilePicker.FileMode.Directory)
        else:
            picker.setNameFilter("MBTiles (*.mbtiles)")
        picker.fileSelected.connect(take)
        picker.open()

    def _check(self) -> TileSetting | None:
        given = self.given()
        fault = said.fault_of(given, self._taken)
        self.fault.setText(fault)
        return None if fault else given

    def _try(self) -> None:
        self.trial.forget()
        given = self._check()
        if given is not None:
            self.trial.begin(given, *self._place)

    def _save(self) -> None:
        given = self._check()
        if given is not None:
            self.trial.forget()
            self.saved.emit(given)

    def _leave(self) -> None:
        self.trial.forget()
        self.left.emit()

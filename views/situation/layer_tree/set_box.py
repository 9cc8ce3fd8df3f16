"""Sets of layers by duty above the tree: which one is on, and keeping what is on as a set of one's own."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.stores.settings import Settings
from views import words
from views.city_map.shown import ShownLayers
from views.situation.layer_tree.sets import OWN, LayerSets
from widgets.choice_box import ChoiceBox
from widgets.key_cap import set_tooltip
from widgets.theme import ROW_PX, UNIT_PX


class SetBox(QWidget):
    """Shows and changes `shown`. Told by `refresh` that there are other sets, by `match` that other layers are on."""

    def __init__(self, shown: ShownLayers, sets: LayerSets, settings: Settings) -> None:
        super().__init__()
        self._shown, self._sets, self._settings = shown, sets, settings
        self.choice, self.keep, self.drop, self.set_name = ChoiceBox(), QPushButton(), QPushButton(), QLineEdit()
        self.set_name.hide()
        self.set_name.setMaxLength(40)
        for part in (self.choice, self.keep, self.drop, self.set_name):
            part.setFixedHeight(ROW_PX)
        row = QHBoxLayout()
        row.addWidget(self.choice, 1)
        for button in (self.keep, self.drop):
            button.setProperty("variant", "quiet")
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(UNIT_PX)
        column.addLayout(row)
        column.addWidget(self.set_name)
        self.choice.activated.connect(self._choose)
        self.keep.clicked.connect(self._ask_name)
        self.drop.clicked.connect(self._forget)
        self.set_name.returnPressed.connect(self._save)
        self.retranslate()

    def refresh(self) -> None:
        """The sets there are now."""
        rows = [(words.named(one, self._settings.language), one.id) for one in self._sets.all()]
        self.choice.set_choices(rows, self.tr("Own choice"))
        self.match()

    def match(self) -> None:
        """The box names the set that is on now, or says that it is the operator's own choice."""
        on = self._shown.on()
        alike = next((one.id for one in self._sets.all() if self._leaves(one.layers) == on), "")
        self.choice.setCurrentIndex(max(0, self.choice.findData(alike)))
        self.drop.setEnabled(alike.startswith(OWN))

    def retranslate(self) -> None:
        self.keep.setText(self.tr("Save"))
        self.drop.setText(self.tr("Delete"))
        self.set_name.setPlaceholderText(self.tr("Name of this choice, Enter saves"))
        set_tooltip(self.choice, self.tr("Sets of layers by duty"))
        set_tooltip(self.keep, self.tr("Save what is on as a set of your own"))
        set_tooltip(self.drop, self.tr("Delete this set of your own"))
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _leaves(self, ids: tuple[str, ...]) -> frozenset[str]:
        return frozenset(leaf.id for one in ids if self._shown.layer(one) for leaf in self._shown.leaves(one))

    def _choose(self) -> None:
        chosen = self._sets.get(str(self.choice.currentData() or ""))
        if chosen is not None:
            self._shown.show_only(chosen.layers)

    def _ask_name(self) -> None:
        self.set_name.setVisible(self.set_name.isHidden())
        self.set_name.setFocus()

    def _save(self) -> None:
        name = self.set_name.text().strip()
        if name:
            self._sets.save(name, self._shown.on())
            self.set_name.clear()
            self.set_name.hide()
            self.refresh()

    def _forget(self) -> None:
        self._sets.forget(str(self.choice.currentData() or ""))
        self.refresh()

"""A trial of one source as the person sees it: what came of each of its layers, and a tile that came."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from app.stores.tile_sources import TileSetting
from views.situation.base_map.source_words import trouble_words
from views.situation.base_map.trial import SourceTrial, TrialResult
from widgets.text import label

_PREVIEW_PX = 128


class TrialReport(QWidget):
    """Empty until a trial begins. The tile shown is that of the lowest layer that gave one."""

    def __init__(self) -> None:
        super().__init__()
        self._trial = SourceTrial()
        self._trial.layer_tried.connect(self._tried)
        self._results: dict[int, TrialResult] = {}
        self.came, self.preview = label("", "second", wrap=True), QLabel()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.came, 1)
        row.addWidget(self.preview)

    def begin(self, setting: TileSetting, lat: float, lon: float) -> None:
        """Ask a source for a tile of each layer at a WGS 84 place."""
        self.forget()
        self.came.setText(self.tr("Asking for a tile …"))
        self._trial.begin(setting, lat, lon)

    def forget(self) -> None:
        """Say nothing, and wait for nothing."""
        self._trial.end()
        self._results.clear()
        self.came.clear()
        self.preview.clear()

    def retranslate(self) -> None:
        """Say again what has come."""
        self.came.setText("\n".join(self._line(result) for _layer, result in sorted(self._results.items())))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _tried(self, result: TrialResult) -> None:
        self._results[result.layer] = result
        self.retranslate()
        if not result.image.isNull() and (self.preview.pixmap().isNull() or result.layer == 0):
            scaled = QPixmap.fromImage(result.image).scaledToWidth(
                _PREVIEW_PX, Qt.TransformationMode.SmoothTransformation
            )
            self.preview.setPixmap(scaled)

    def _line(self, result: TrialResult) -> str:
        if result.trouble is not None:
            return self.tr("Layer {n}: the source {trouble}.").format(
                n=result.layer + 1, trouble=trouble_words(result.trouble, result.detail)
            )
        return self.tr(
            "Layer {n}: {kind}, {width} × {height} pixels, {kilobytes} kB, {time} ms, level {level}."
        ).format(
            n=result.layer + 1,
            kind=result.kind,
            width=result.image.width(),
            height=result.image.height(),
            kilobytes=max(1, round(result.size_bytes / 1024)),
            time=round(result.took_ms),
            level=result.zoom,
        )

"""The themes: enough contrast, one switch that reaches everything, shapes beside colours."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QCheckBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from widgets.badge import LevelBadge
from widgets.icons import bind_icon
from widgets.marks import TONE_SHAPE, mark_pixmap
from widgets.theme import font, theme
from widgets.tokens import DAY, NIGHT, THEMES, WALL, Tokens


@pytest.fixture(autouse=True)
def night(qapp: QApplication) -> Iterator[None]:
    theme().set_theme("night")
    theme().apply(qapp)
    yield
    theme().set_theme("night")


def luminance(color: str) -> float:
    parts = [QColor(color).redF(), QColor(color).greenF(), QColor(color).blueF()]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a: str, b: str) -> float:
    low, high = sorted((luminance(a), luminance(b)))
    return (high + 0.05) / (low + 0.05)


TEXTS = ("text", "text_second", "red_text", "orange_text", "yellow_text", "blue_text", "accent_text")
MARKS = ("red", "orange", "yellow", "blue", "accent")


@pytest.mark.parametrize(("tokens", "least"), [(NIGHT, 4.5), (DAY, 4.5), (WALL, 7.0)])
def test_words_can_be_read_on_every_surface(tokens: Tokens, least: float) -> None:
    surfaces = (tokens.ground, tokens.panel, tokens.raised)
    poor = {(t, s) for t in TEXTS for s in surfaces if contrast(getattr(tokens, t), s) < least}
    assert poor == set()


@pytest.mark.parametrize("tokens", [NIGHT, DAY, WALL])
def test_marks_and_badges_stand_out(tokens: Tokens) -> None:
    poor = {(m, s) for m in MARKS for s in (tokens.ground, tokens.panel, tokens.raised)
            if contrast(getattr(tokens, m), s) < 3.0}  # fmt: skip
    poor |= {(m, "fill") for m in MARKS
             if contrast(getattr(tokens, f"on_{m}"), getattr(tokens, f"{m}_fill")) < 4.5}  # fmt: skip
    assert poor == set()


def test_every_level_has_a_shape_of_its_own() -> None:
    shapes = [TONE_SHAPE[tone] for tone in ("red", "orange", "yellow", "blue")]
    assert len(set(shapes)) == 4


def image(widget: QWidget) -> QImage:
    return widget.grab().toImage()


def test_a_switch_repaints_what_is_open(qtbot: QtBot) -> None:
    badge = LevelBadge("Red", "red")
    button = QPushButton()
    qtbot.addWidget(badge)
    qtbot.addWidget(button)
    bind_icon(button, "map")
    badge.show()
    before, icon_before = image(badge), button.icon().pixmap(20).toImage()
    with qtbot.waitSignal(theme().theme_changed, timeout=1000):
        theme().set_theme("day")
    assert image(badge) != before
    assert button.icon().pixmap(20).toImage() != icon_before
    assert QApplication.palette().window().color() == QColor(DAY.ground)


def test_a_theme_that_is_none_is_refused() -> None:
    with pytest.raises(KeyError):
        theme().set_theme("neon")
    assert theme().name in THEMES


def test_digits_are_of_equal_width(qapp: QApplication) -> None:
    from PySide6.QtGui import QFontMetricsF

    metrics = QFontMetricsF(font())
    assert len({round(metrics.horizontalAdvance(digit), 2) for digit in "0123456789"}) == 1


def test_marks_are_drawn(qapp: QApplication) -> None:
    pictures = [mark_pixmap(shape, "#ffffff").toImage() for shape in TONE_SHAPE.values()]
    blank = QImage(pictures[0].size(), pictures[0].format())
    blank.fill(0)
    assert all(picture != blank for picture in pictures)


def test_a_checked_box_has_a_tick_in_every_theme(qtbot: QtBot, qapp: QApplication) -> None:
    box = QCheckBox()
    qtbot.addWidget(box)
    for name, tokens in THEMES.items():
        theme().set_theme(name)
        theme().apply(qapp)
        for checked in (False, True):
            box.setChecked(checked)
            picture = image(box)
            seen = {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())}
            assert (QColor(tokens.on_accent).name() in seen and QColor(tokens.accent_fill).name() in seen) is checked

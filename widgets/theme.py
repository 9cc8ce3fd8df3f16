"""The look of the whole process: tokens, type scale, grid, and how they reach Qt (Fusion, palette, style sheet)."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from string import Template

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from widgets.tokens import THEMES, Tokens, Tone

RESOURCES = Path(__file__).resolve().parent.parent / "resources"

# 8 px grid; heights in device-independent pixels.
UNIT_PX = 8
ROW_PX = 28
TOUCH_PX = 40
LINE_PX = 1

# The five sizes of type; the wall uses each at twice this size or more.
HINT_PX, BODY_PX, LEAD_PX, TITLE_PX, FIGURE_PX = 12, 13, 16, 20, 28
WALL_SCALE = 2

_COLOURLESS = frozenset({Tone.QUIET, Tone.STRONG, Tone.NONE})
_FAMILIES = ("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC")


class Theme(QObject):
    """What every part asks for a colour or a font. `theme_changed` fires after palette and sheet are in place.

    A widget that paints itself needs no connection: a palette change repaints it, and it reads the colour anew.
    Connect only to rebuild something that keeps a colour (a cached pixmap, a plot item).
    """

    theme_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._name = "night"
        self._colors: dict[str, QColor] = {}

    @property
    def name(self) -> str:
        """One of "night", "day", "wall"."""
        return self._name

    @property
    def tokens(self) -> Tokens:
        return THEMES[self._name]

    def set_theme(self, name: str) -> None:
        """Switch and repaint the running application. Raises KeyError for a name that is no theme."""
        THEMES[name]
        if name == self._name:
            return
        self._name = name
        self._colors.clear()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            self.apply(app)
        self.theme_changed.emit()

    def apply(self, app: QApplication) -> None:
        """Dress the application once at start; `set_theme` does it again by itself."""
        # setColorScheme has no effect on xcb or offscreen, so the palette is written out in full.
        app.setStyle("Fusion")
        app.setFont(font())
        app.setPalette(self._palette())
        template = Template((RESOURCES / "styles" / "zhihui.qss").read_text(encoding="utf-8"))
        # A style sheet draws a tick from a file alone, and in the file's own colour.
        tick = RESOURCES / "styles" / f"tick-{self.tokens.on_accent.removeprefix('#')}.svg"
        app.setStyleSheet(template.substitute(self.tokens.as_dict(), tick=tick.as_posix()))

    def color(self, role: str) -> QColor:
        """The colour of a token role such as "panel" or "text_second". Raises AttributeError for no such role."""
        found = self._colors.get(role)
        if found is None:
            found = self._colors[role] = QColor(getattr(self.tokens, role))
        return found

    def mark(self, tone: str) -> QColor:
        """For shapes, bars and lines."""
        plain = {Tone.QUIET: "text_second", Tone.STRONG: "text", Tone.NONE: "line_strong"}
        return self.color(plain.get(Tone(tone), tone))

    def word(self, tone: str) -> QColor:
        """For text on ground, panel or raised."""
        if tone in (Tone.NONE, Tone.STRONG):
            return self.color("text")
        return self.color("text_second" if tone == Tone.QUIET else f"{tone}_text")

    def fill(self, tone: str) -> QColor:
        """For the area under a badge's word."""
        return self.color("line" if tone in _COLOURLESS else f"{tone}_fill")

    def on_fill(self, tone: str) -> QColor:
        """For the word on that area."""
        return self.color("text" if tone in _COLOURLESS else f"on_{tone}")

    def _palette(self) -> QPalette:
        roles = QPalette.ColorRole
        palette = QPalette()
        for role, token in {
            roles.Window: "ground", roles.WindowText: "text", roles.Base: "panel", roles.AlternateBase: "panel",
            roles.Text: "text", roles.Button: "raised", roles.ButtonText: "text", roles.BrightText: "red",
            roles.ToolTipBase: "raised", roles.ToolTipText: "text", roles.PlaceholderText: "text_third",
            roles.Highlight: "selection", roles.HighlightedText: "text", roles.Accent: "accent",
            roles.Link: "accent_text", roles.Light: "line", roles.Midlight: "line", roles.Mid: "line",
            roles.Dark: "line", roles.Shadow: "ground",
        }.items():  # fmt: skip
            palette.setColor(role, self.color(token))
        for role in (roles.WindowText, roles.Text, roles.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.color("text_third"))
        return palette


@cache
def theme() -> Theme:
    """The one look of this process, as QApplication holds the one palette."""
    return Theme()


@cache
def font_family() -> str:
    """The first installed family that has Latin and Chinese, else the system's own. Needs a QApplication."""
    installed = set(QFontDatabase.families())
    return next((name for name in _FAMILIES if name in installed), QFont().family())


def font(size_px: int = BODY_PX, *, bold: bool = False, scale: int = 1) -> QFont:
    """A font of the type scale with digits of equal width, so that a number that changes does not dance."""
    return QFont(_font(size_px * scale, bold))


@cache
def _font(size_px: int, bold: bool) -> QFont:
    made = QFont(font_family())
    made.setPixelSize(size_px)
    made.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    made.setFeature(QFont.Tag("tnum"), 1)
    return made


def set_surface(widget: QWidget, surface: str, edge: str = "") -> None:
    """Ground a widget on "ground", "panel" or "raised", with a 1 px line at one edge ("top", …, "all") or none."""
    widget.setProperty("surface", surface)
    widget.setProperty("edge", edge)
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

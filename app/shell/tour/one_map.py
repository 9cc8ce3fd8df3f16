"""Steps on the one map at city scale: its layers, its components, its risks, and all who are inside a circle."""

from __future__ import annotations

from PySide6.QtCore import QPoint

from app.domain.layers import LayerKind
from app.domain.risks import risk_level
from app.shell.tour.stage import Stage
from views.situation.layer_tree.drawer import LayerDrawer
from views.situation.screen import SituationScreen

_LAYERS = 300
_COMPONENTS = 210_000
_STREET_LIGHT = "C0137"


async def search_the_layers(stage: Stage) -> None:
    """Initials find a layer among hundreds; Space switches it on; its points are on the map and counted."""
    player, stores = stage.player, stage.stores
    screen, drawer = _situation(stage)
    async with player.step("layers"):
        await player.press("Ctrl+1")
        await player.press("L")
        await player.until("the layer tree is open", drawer.isVisible, 1)
        leaves = screen.shown.leaves()
        player.check("thematic layers", len(leaves), f"at least {_LAYERS}", len(leaves) >= _LAYERS)
        await player.type("ld")
        wanted = next(layer for layer in leaves if layer.codes == (_STREET_LIGHT,))
        await player.until("initials find it", lambda: drawer.model.index_of(wanted.id).isValid(), 2)
        drawer.tree.setFocus()
        drawer.tree.setCurrentIndex(drawer.model.index_of(wanted.id))
        await player.press("Space")
        await player.until("the layer is on", lambda: screen.shown.is_on(wanted.id), 1)
        components = screen.layer_tools.components
        await player.until("its points are counted", lambda: components.counts().get(wanted.id, (0, 0))[0] > 0, 15)
        total = components.total
        player.check("components of the city", total, _COMPONENTS, total == _COMPONENTS)
        await stage.painted(stage.map())
    assert stores.reference.city is not None
    drawer.field.clear()


async def all_components_near(stage: Stage) -> None:
    """A duty's set, then all components at a street corner."""
    player = stage.player
    screen, drawer = _situation(stage)
    async with player.step("components"):
        group = next(layer for layer in screen.shown.below("") if _holds_components(screen, layer.id))
        await player.until("the whole tree is back", lambda: drawer.model.index_of(group.id).isValid(), 2)
        drawer.tree.setFocus()
        drawer.tree.setCurrentIndex(drawer.model.index_of(group.id))
        await player.press("Space")
        await player.until("all components are on", lambda: screen.shown.is_on(_leaf(screen, group.id)), 1)
        city = stage.stores.reference.city
        assert city is not None
        (south, west), (north, east) = city.south_west, city.north_east
        stage.map().fly_to((south + north) / 2, (west + east) / 2, 17)
        lamps = next(leaf.id for leaf in screen.shown.leaves() if leaf.codes == (_STREET_LIGHT,))
        counts = screen.layer_tools.components.counts

        def only_those_in_view() -> bool:
            seen, city = counts().get(lamps, (0, 0))
            return 0 < seen < city / 10

        await player.until("only those in view are counted", only_those_in_view, 5)
        await stage.painted(stage.map())
    await player.press("Space")


async def gather_in_a_circle(stage: Stage) -> None:
    """A circle by a drag: everybody inside is listed and rung."""
    player = stage.player
    screen, drawer = _situation(stage)
    async with player.step("gather"):
        await player.click(screen.layer_tools.button)
        await player.until("the layer tree is closed", lambda: not drawer.isVisible(), 1)
        await stage.painted(stage.map())  # the city is fitted into what the map has of the window by then
        await player.press("0")
        await stage.painted(stage.map())
        screen.gather.begin("circle")
        await stage.tiles_whole(stage.map())
        width, height = stage.map().width(), stage.map().height()
        middle = QPoint(width // 2, height // 2)
        await player.drag(stage.map(), middle, middle + QPoint(height // 4, 0))
        panel = screen.gather.panel
        await player.until("who is inside", panel.isVisible, 3)
        found = len(panel.units.lines())
        player.check("units inside", found, "at least 5", found >= 5)
        await stage.painted(stage.map())
    await player.click(panel.close_button)


async def see_the_risks(stage: Stage) -> None:
    """Risks, heat of cases and camera views, switched on by name and off again."""
    player = stage.player
    screen, _drawer = _situation(stage)
    async with player.step("risks-and-heat"):
        kinds = (LayerKind.RISKS, LayerKind.HEAT)
        before = screen.shown.on()
        screen.shown.switch([leaf.id for leaf in screen.shown.leaves() if leaf.kind in kinds], on=True)
        await player.until("the risk list", lambda: bool(stage.stores.risks.all()), 3)
        levels = {risk_level(risk.assessment) for risk in stage.stores.risks.all()}
        player.check("levels of risk", len(levels), 4, len(levels) == 4)
        await stage.painted(stage.map())
    screen.shown.show_only(before)


def _situation(stage: Stage) -> tuple[SituationScreen, LayerDrawer]:
    screen = stage.screen("situation", SituationScreen)
    return screen, screen.layer_tools.drawer


def _leaf(screen: SituationScreen, group_id: str) -> str:
    return screen.shown.leaves(group_id)[0].id


def _holds_components(screen: SituationScreen, layer_id: str) -> bool:
    return any(leaf.kind is LayerKind.COMPONENTS for leaf in screen.shown.leaves(layer_id))

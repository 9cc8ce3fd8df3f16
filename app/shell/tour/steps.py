"""The order of the tour: one flood night, from sign-in to the end of the response."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from app.shell.tour import faults, forces, looks, map_tools, night, one_map, past
from app.shell.tour.stage import Stage

STEPS: tuple[Callable[[Stage], Awaitable[None]], ...] = (
    night.sign_in,
    night.see_the_city,
    night.find_an_officer,
    night.type_a_command,
    night.open_the_board,
    night.dispatch_by_keyboard,
    forces.see_the_terminals,
    forces.send_a_text,
    forces.answer_an_sos,
    forces.preview_the_plan,
    forces.start_the_plan,
    night.water_rises,
    one_map.search_the_layers,
    one_map.all_components_near,
    one_map.gather_in_a_circle,
    one_map.see_the_risks,
    map_tools.measure_a_distance,
    map_tools.find_coordinates,
    map_tools.who_is_near_by_road,
    map_tools.draw_a_fence,
    map_tools.see_a_track,
    map_tools.keep_a_view,
    map_tools.see_the_base_maps,
    map_tools.copy_the_map,
    past.look_back,
    past.back_to_the_present,
    night.read_the_figures,
    night.open_what_is_behind,
    looks.by_day,
    looks.in_the_other_language,
    looks.preview_the_wall,
    faults.lose_the_backend,
    faults.order_meanwhile,
    faults.find_the_backend,
    faults.lose_the_map,
    looks.wall_by_day,
    looks.wall_in_the_flood,
    forces.sos_on_the_wall,
    forces.end_the_plan,
)

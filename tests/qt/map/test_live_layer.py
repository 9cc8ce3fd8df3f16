"""The live layer in the real page: ages, glides, late and jumping positions, selection, engines, crowds."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.qt.map import sample
from tests.qt.map.live_units import Ask, Until, crowd, deliver, fix, settle
from widgets.map import MapView

# Metres to degrees of latitude.
_M = 1 / 111_320


# ---- gliding -----------------------------------------------------------------------------------------------------
def test_a_unit_glides_to_the_reported_place_and_never_past_it(shown_map: MapView, ask: Ask, until: Until) -> None:
    deliver(shown_map, until, fix(), fix(sample.LAT + 20 * _M, at_s=2.0))
    steps = ask(
        shown_map,
        """[...Array(40)].map((_, i) => {
             const r = zhihui.live.rows, t = r.from[0] + (i - 2) * 60, [, y] = r.place(0, t);
             return (y - r.fy[0]) / (r.ty[0] - r.fy[0]); })""",
    )
    assert steps == sorted(steps)
    assert steps[0] == 0
    assert 0 < steps[3] < 1
    assert steps[-1] == 1
    assert ask(shown_map, "zhihui.report().jumped") == 0


def test_a_jump_is_marked_and_not_drawn_as_speed(shown_map: MapView, ask: Ask, until: Until) -> None:
    far = sample.LAT + 300 * _M  # in two seconds, by a unit that reported 10 m/s
    deliver(shown_map, until, fix(), fix(far, at_s=2.0))
    assert ask(shown_map, "zhihui.report().jumped") == 1
    assert ask(shown_map, "(r => r.place(0, r.from[0])[1] === r.ty[0])(zhihui.live.rows)")
    settle(shown_map, until)
    assert ask(shown_map, "[zhihui.live.rows.sign[0], zhihui.live.marks.n]") == [2, 2]  # the mark and its sign


@pytest.mark.parametrize(
    ("seconds", "metres", "speed_mps", "jumps"),
    [(10, 180, 10.0, False), (10, 260, 10.0, True), (10, 180, 0.0, False), (10, 450, float("nan"), False)],
)
def test_how_far_a_unit_can_have_driven_follows_its_speed_and_the_time(
    shown_map: MapView, ask: Ask, until: Until, seconds: float, metres: float, speed_mps: float, jumps: bool
) -> None:
    there = fix(sample.LAT + metres * _M, at_s=1.0, speed_mps=speed_mps)
    deliver(shown_map, until, fix(age_s=seconds - 1.0, speed_mps=speed_mps), there)
    assert ask(shown_map, "zhihui.report().jumped") == int(jumps)


def test_time_that_runs_backwards_is_refused_marked_and_counted_once(
    shown_map: MapView, ask: Ask, until: Until
) -> None:
    deliver(shown_map, until, fix(at_s=10.0))
    back = sample.LAT + 30 * _M
    deliver(shown_map, until, fix(back, at_s=11.0, age_s=8.0), fix(back, at_s=12.0, age_s=9.0))
    assert ask(shown_map, "zhihui.report().backwards") == 1
    assert ask(shown_map, "zhihui.live.rows.sign[0]") == 1
    settle(shown_map, until)
    assert ask(shown_map, "zhihui.pick(400, 300).id") == 7  # where it was
    deliver(shown_map, until, fix(back, at_s=13.0))
    settle(shown_map, until)
    assert ask(shown_map, "zhihui.pick(400, 300)") is None


def test_a_city_clock_that_is_put_right_by_a_moment_makes_no_fix_run_backwards(
    shown_map: MapView, ask: Ask, until: Until
) -> None:
    there = sample.LAT + 10 * _M
    behind = fix(at_s=10.0, age_s=-1.5, rate=60.0)  # the clock hears of the time later than of the fix
    again = fix(at_s=9.0, age_s=-2.495, rate=60.0)  # the same fix, by clocks that were rounded
    right = fix(there, at_s=8.5, age_s=-3.1, rate=60.0)
    deliver(shown_map, until, behind, again, right, fix(there, at_s=12.0, age_s=0.4))
    counts = ask(shown_map, "(r => [r.late, r.jumped, r.backwards])(zhihui.report())")
    assert counts == [0, 0, 0]
    assert ask(shown_map, "zhihui.live.rows.until[0] > zhihui.live.rows.from[0]")  # and it glides there


def test_a_late_position_is_marked_and_stepped_to(shown_map: MapView, ask: Ask, until: Until) -> None:
    there = sample.LAT + 40 * _M
    deliver(shown_map, until, fix(age_s=100.0), fix(there, at_s=1.0, age_s=60.0))
    assert ask(shown_map, "zhihui.report().late") == 1
    assert ask(shown_map, "(r => r.sign[0] === 1 && r.place(0, r.from[0])[1] === r.ty[0])(zhihui.live.rows)")


def test_what_set_out_before_time_was_slowed_down_is_not_late(shown_map: MapView, ask: Ask, until: Until) -> None:
    there = sample.LAT + 40 * _M
    deliver(shown_map, until, fix(age_s=100.0, rate=60.0), fix(there, at_s=1.0, age_s=60.0))
    assert ask(shown_map, "zhihui.report().late") == 0


def test_another_course_of_time_is_begun_without_signs_and_glides(shown_map: MapView, ask: Ask, until: Until) -> None:
    past = fix(sample.LAT + 900 * _M, at_s=-7200.0)
    deliver(shown_map, until, fix(), past, fix(sample.LAT, at_s=3600.0))
    counts = ask(shown_map, "(r => [r.late, r.jumped, r.backwards])(zhihui.report())")
    assert counts == [0, 0, 0]
    assert ask(shown_map, "(r => r.place(0, r.from[0])[1] === r.ty[0])(zhihui.live.rows)")


def test_a_row_that_lies_nowhere_stays_where_it_was_and_is_counted(
    qtbot: QtBot, shown_map: MapView, ask: Ask, until: Until
) -> None:
    deliver(shown_map, until, fix())
    with qtbot.waitSignal(shown_map.delivery_refused, timeout=5000) as refused:
        shown_map.publish("units", fix(0.0, lon=0.0, at_s=1.0))
    assert refused.args[:2] == ["units", 1]
    settle(shown_map, until)
    assert ask(shown_map, "zhihui.pick(400, 300).id") == 7


# ---- age ---------------------------------------------------------------------------------------------------------
def test_a_mark_ages_by_itself_while_nothing_comes(shown_map: MapView, ask: Ask, until: Until) -> None:
    deliver(shown_map, until, fix(rate=1.0))
    assert ask(shown_map, "zhihui.live.rows.age[0]") == 0
    deliver(shown_map, until, fix(at_s=1.0, rate=60.0))
    for state in (1, 2):
        until(shown_map, f"zhihui.live.rows.age[0] === {state}")
    deliver(shown_map, until, fix(at_s=500.0, age_s=601.0, rate=0.0))
    assert ask(shown_map, "zhihui.live.rows.age[0]") == 3


def test_the_four_ages_differ_in_shape_or_weight(shown_map: MapView, ask: Ask, until: Until) -> None:
    deliver(shown_map, until, fix(rate=0.0))
    looks = ask(
        shown_map,
        """[0, 1, 2, 3].map((age) => {
             zhihui.live.rows.age[0] = age;
             zhihui.live.draw(performance.now());
             const p = zhihui.live.engine.pixels(), x = 400, y = 300;
             let ink = 0, covered = 0;
             for (let i = 0; i < p.length; i += 4) ink += Math.max(p[i], p[i + 1], p[i + 2]);
             for (let i = 3; i < p.length; i += 4) covered += p[i] > 0;
             return { ink: Math.round(ink / 255), nose: p[((y - 2) * 800 + x) * 4], covered }; })""",
    )
    fresh, ageing, stale, lost = looks
    assert fresh["nose"] > 200  # filled
    assert 0.4 * fresh["ink"] < ageing["ink"] < 0.7 * fresh["ink"]  # the same, fainter
    assert stale["nose"] < 60  # hollow
    assert lost["covered"] > stale["covered"] + 10  # struck through
    assert ask(shown_map, "new Set(Zhihui.AGE_LOOKS.map((l) => JSON.stringify(l))).size") == 4


# ---- selection ---------------------------------------------------------------------------------------------------
def test_hundreds_may_be_selected_and_lie_on_top_with_their_rings(shown_map: MapView, ask: Ask, until: Until) -> None:
    rng = np.random.default_rng(3)
    lat, lon = (sample.LAT + rng.uniform(-0.006, 0.006, 4000)), (sample.LON + rng.uniform(-0.01, 0.01, 4000))
    deliver(shown_map, until, crowd(lat, lon))
    shown_map.select_units(range(1, 301))
    until(shown_map, "zhihui.live.chosen.size === 300")
    settle(shown_map, until)
    rows = ask(shown_map, "[...zhihui.live.marks.row.slice(0, zhihui.live.marks.n)]")
    first_ring = rows.index(-1)
    assert sorted(row for row in rows[first_ring:] if row >= 0) == list(range(300))
    assert 150 < rows.count(-1) <= 300
    shown_map.select("units", None)
    until(shown_map, "zhihui.live.chosen.size === 0")


RINGS = """(() => {
  const { marks, looks, sprites } = zhihui.live, of = (m) => looks.list[marks.data[4 * m + 2]];
  const rings = [...Array(marks.n).keys()].filter((m) => ["ring", "narrow"].includes(of(m).shape));
  return [rings.length, rings.length ? sprites.mask(of(rings[0])).reach : 0];
})()"""


def test_rings_of_many_shrink_with_the_marks_and_thin_out_where_they_would_drown_the_map(
    shown_map: MapView, ask: Ask, until: Until
) -> None:
    rng = np.random.default_rng(3)
    spread_deg = 0.012
    lat, lon = (centre + rng.uniform(-spread_deg, spread_deg, 170) for centre in (sample.LAT, sample.LON))
    deliver(shown_map, until, crowd(lat, lon))
    found = {}
    for chosen, zoom in ((6, 13), (170, 14), (170, 13), (170, 11)):
        shown_map.fly_to(sample.LAT, sample.LON, zoom)
        shown_map.select_units(range(1, chosen + 1))
        until(shown_map, f"zhihui.live.chosen.size === {chosen} && zhihui.map.getZoom() === {zoom}")
        settle(shown_map, until)
        found[chosen, zoom] = ask(shown_map, RINGS)
    (few, wide), (many, near), (_fewer, far), (thin, _) = found.values()
    assert few == 6
    assert wide > near > far
    assert many > 140
    assert thin < 60


# ---- crowds ------------------------------------------------------------------------------------------------------
def test_a_hundred_thousand_at_one_place_freeze_nothing_and_are_all_found(
    shown_map: MapView, ask: Ask, until: Until
) -> None:
    n = 100_000
    deliver(shown_map, until, crowd(np.full(n, sample.LAT), np.full(n, sample.LON)))
    settle(shown_map, until)
    report = ask(shown_map, "zhihui.report()")
    assert report["drawn"] == n
    assert report["marks_drawn"] < 20
    assert ask(shown_map, "zhihui.live.pickBox(390, 290, 410, 310).length") == n
    assert ask(shown_map, "zhihui.live.pickAll(400, 300).length") == n


def test_marks_are_smaller_in_a_crowd_and_grow_again(shown_map: MapView, ask: Ask, until: Until) -> None:
    deliver(shown_map, until, sample.many_units(30_000, spread_deg=(0.006, 0.01)))
    until(shown_map, "zhihui.live.looks.size === 0.5")
    shown_map.set_filter(groups=[0])
    until(shown_map, "zhihui.live.looks.size === 0.7")
    deliver(shown_map, until, sample.many_units(200, spread_deg=(0.006, 0.01)))
    until(shown_map, "zhihui.live.looks.size === 1")


# ---- engines -----------------------------------------------------------------------------------------------------
# A stand-in for a WebGL engine: the canvas engine that draws little, everything, or everything slowly.
STAND_IN = """(kind) => {
  const real = Zhihui.WebGLEngine.make;
  Zhihui.WebGLEngine.make = (sprites) => {
    const engine = new Zhihui.CanvasEngine(sprites), draw = engine.draw;
    engine.gl = { readPixels() {} };
    engine.name = "webgl";
    engine.draw = function (marks) {
      if (kind === "blind") return;
      if (marks.n <= 1000) draw.call(this, marks);
      else if (kind === "slow") for (const t = performance.now(); performance.now() < t + 200;);
    };
    return engine;
  };
  const { engine, trial } = Zhihui.chooseEngine(new Zhihui.Sprites());
  Zhihui.WebGLEngine.make = real;
  return [engine.name, trial.alike, trial.glMs !== null]; }"""


@pytest.mark.parametrize(
    ("kind", "name", "right"),
    [("blind", "canvas", False), ("slow", "canvas", True), ("fast", "webgl", True)],
)
def test_the_engine_is_chosen_by_what_it_draws_and_how_fast(
    shown_map: MapView, ask: Ask, kind: str, name: str, right: bool
) -> None:
    chosen, alike, was_timed = ask(shown_map, f"({STAND_IN})('{kind}')")
    assert chosen == name
    assert (alike >= 0.995) is right
    assert was_timed is right


def test_headings_are_fine_enough_at_any_size(shown_map: MapView, ask: Ask) -> None:
    assert ask(shown_map, "[0.5, 0.7, 1, 1.25, 1.5, 2, 3].map(Zhihui.headingsAt)") == [48, 72, 96, 120, 144, 168, 264]


# ---- frames ------------------------------------------------------------------------------------------------------
def test_a_drag_draws_moving_units_once_a_frame(shown_map: MapView, ask: Ask, until: Until) -> None:
    deliver(shown_map, until, sample.many_units(300))
    ask(
        shown_map,
        """(() => {
          const live = zhihui.live, draw = live.draw, drawn = [];
          let frames = 0;
          live.rows.movingUntil = Infinity;
          live.draw = function (now) { drawn.push(frames); draw.call(this, now); };
          const drag = () => {
            frames++;
            zhihui.map.panBy([1, 0], { animate: false });
            if (frames < 30) requestAnimationFrame(drag);
            else { live.draw = draw; live.rows.movingUntil = 0; window.dragged = drawn.length / frames; }
          };
          live.wake();
          requestAnimationFrame(drag);
          return true; })()""",
    )
    until(shown_map, "window.dragged")
    assert ask(shown_map, "window.dragged") < 1.2


def test_the_map_sleeps_while_nothing_moves(shown_map: MapView, ask: Ask, until: Until) -> None:
    deliver(shown_map, until, fix(rate=0.0), fix(sample.LAT + 5 * _M, at_s=0.5, rate=0.0))
    settle(shown_map, until)
    assert ask(shown_map, "(zhihui.live.tick(), zhihui.live.frameAsked)") is False


def test_what_is_hovered_is_let_go_when_the_pointer_leaves_for_another_widget(
    shown_map: MapView, ask: Ask, until: Until
) -> None:
    """The page itself may hear of no leave, and a look under the pointer may still be under way."""
    deliver(shown_map, until, fix())
    settle(shown_map, until)
    until(shown_map, "(zhihui.onHover({x: 400, y: 300}), zhihui.live.tags.hovered === 7)")
    ask(shown_map, "(zhihui.onHover({x: 400, y: 300}), null)")
    QApplication.sendEvent(shown_map, QEvent(QEvent.Type.Leave))
    until(shown_map, "zhihui.live.tags.hovered === null && !zhihui.hoverAsked")
    ask(shown_map, "new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen))) && null")
    assert ask(shown_map, "zhihui.live.tags.hovered") is None

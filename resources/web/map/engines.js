"use strict";
// Which engine draws the live layer is found out by drawing: WebGL must give the canvas engine's very picture, and in
// less time. A version string says neither: a software rasteriser draws right but slowly, a broken one nothing at all.
window.Zhihui = window.Zhihui || {};

const SIDE = 512, MARKS = 12000, ROUNDS = 3;
const NEAR = 24; // of 255, in each channel
const ALIKE = 0.995; // of the pixels that either engine has drawn
const GIVE_UP_MS = 60; // a round that slow has lost

// The share of pixels, among those that either picture holds, that are the same within `near` in all channels.
Zhihui.likeness = (a, b, near = NEAR) => {
  let held = 0, alike = 0;
  for (let p = 0; p < a.length; p += 4) {
    if (!a[p + 3] && !b[p + 3]) continue;
    held++;
    let same = true;
    for (let c = 0; c < 4; c++) if (Math.abs(a[p + c] - b[p + c]) > near) same = false;
    if (same) alike++;
  }
  return held ? alike / held : 0;
};

const trialMarks = () => {
  const marks = new Zhihui.LiveMarks(), n = Zhihui.headingsAt(1);
  marks.room(MARKS);
  marks.n = MARKS;
  let seed = 7;
  for (let i = 0; i < MARKS; i++) {
    seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
    marks.data.set([(seed >> 8) % SIDE, (seed >> 17) % SIDE, i & 1, i % n], 4 * i);
  }
  return marks;
};

const few = (marks) => Object.assign(Object.create(marks), { n: 200 });

// Milliseconds of the best round, the picture really finished; stops as soon as one round is hopeless.
const timed = (engine, marks, finish) => {
  let best = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    const began = performance.now();
    engine.draw(marks);
    finish();
    best = Math.min(best, performance.now() - began);
    if (best > GIVE_UP_MS) break;
  }
  return best;
};

// The engine for this machine, and what the trial saw: {engine, trial: {alike, glMs, canvasMs}}.
Zhihui.chooseEngine = (sprites) => {
  const canvas = new Zhihui.CanvasEngine(sprites), gl = Zhihui.WebGLEngine.make(sprites), trial = { alike: 0, glMs: null, canvasMs: null };
  if (!gl) return { engine: canvas, trial };
  const looks = ["arrow", "car"].map((shape) => ({ shape, colour: "accent", form: "full", alpha: 1, scale: 1, halo: true }));
  const marks = trialMarks(), pixel = new Uint8Array(4);
  for (const engine of [canvas, gl]) { engine.resize(SIDE, SIDE); engine.restyle(looks); engine.draw(few(marks)); }
  trial.alike = Zhihui.likeness(canvas.pixels(), gl.pixels());
  if (trial.alike >= ALIKE) {
    // Reading one pixel back waits until all are drawn.
    trial.glMs = timed(gl, marks, () => gl.gl.readPixels(0, 0, 1, 1, gl.gl.RGBA, gl.gl.UNSIGNED_BYTE, pixel));
    trial.canvasMs = timed(canvas, marks, () => {});
  }
  const won = trial.glMs !== null && trial.glMs < trial.canvasMs;
  (won ? canvas : gl).destroy();
  return { engine: won ? gl : canvas, trial };
};

"use strict";
// Unit sprites, the same for every engine: each shape is drawn by the browser once in all headings, with smooth edges,
// as coverage; a colour is then a calculation. Both engines copy these very pixels.
window.Zhihui = window.Zhihui || {};

// Outlines in CSS pixels around (0, 0), nose to the north.
Zhihui.shapes = {
  arrow: (c) => { c.moveTo(0, -8); c.lineTo(6, 7); c.lineTo(0, 3.4); c.lineTo(-6, 7); c.closePath(); },
  dart: (c) => { c.moveTo(0, -7.5); c.lineTo(3.8, 6.2); c.lineTo(0, 4); c.lineTo(-3.8, 6.2); c.closePath(); },
  car: (c) => {
    c.moveTo(0, -9.5); c.lineTo(2.6, -6); c.lineTo(4, -6); c.lineTo(4, 6.5); c.lineTo(-4, 6.5); c.lineTo(-4, -6);
    c.lineTo(-2.6, -6); c.closePath();
  },
  truck: (c) => {
    c.moveTo(0, -11); c.lineTo(2.8, -8); c.lineTo(4, -8); c.lineTo(4, -3.2); c.lineTo(5, -3.2); c.lineTo(5, 8);
    c.lineTo(-5, 8); c.lineTo(-5, -3.2); c.lineTo(-4, -3.2); c.lineTo(-4, -8); c.lineTo(-2.8, -8); c.closePath();
  },
  drop: (c) => { c.moveTo(0, -9.5); c.lineTo(4.6, -1); c.arc(0, 1.6, 5.2, -0.5, Math.PI + 0.5); c.closePath(); },
  dot: (c) => { c.arc(0, 0, 4.5, 0, 2 * Math.PI); },
  ring: (c) => { c.arc(0, 0, 15, 0, 2 * Math.PI); },
  narrow: (c) => { c.arc(0, 0, 11.5, 0, 2 * Math.PI); }, // of one of many
  // Signs beside a mark: a clock for a late position, a broken step for one that jumped.
  late: (c) => { c.arc(0, 0, 4, 0, 2 * Math.PI); c.moveTo(0, -2.6); c.lineTo(0, 0); c.lineTo(2, 1.2); },
  jumped: (c) => { c.moveTo(1.8, -4.6); c.lineTo(-2.4, 0.6); c.lineTo(2.4, -0.6); c.lineTo(-1.8, 4.6); },
};
// What covers less of a pixel is not seen, and what covers more looks whole; both would cost a blending. In a crowd, where
// marks are a few pixels and there are tens of thousands, both come sooner.
const EDGES = { faintest: 20, fullest: 235 }, CROWD_EDGES = { faintest: 40, fullest: 200 }, CROWD_SCALE = 0.6;
const LINES = new Set(["ring", "narrow", "late", "jumped"]); // drawn as lines, and the same in every heading

// How many headings a sprite of that many device pixels per CSS pixel needs so that its tip turns by steps of 0.6 pixel.
Zhihui.headingsAt = (scale) => Math.min(360, Math.ceil((2 * Math.PI * 8 * scale) / 0.6 / 24) * 24);

const half = (shape, scale) => Math.ceil((shape === "ring" ? 18 : shape === "narrow" ? 14 : LINES.has(shape) ? 7 : 13) * scale);

// Draws one heading in black (the halo) and white (the colour).
const paint = (c, shape, form, halo) => {
  const trace = () => { c.beginPath(); Zhihui.shapes[shape](c); };
  const twice = (black, white) => {
    c.strokeStyle = "#000"; c.lineWidth = black; c.stroke();
    c.strokeStyle = "#fff"; c.lineWidth = white; c.stroke();
  };
  c.lineJoin = c.lineCap = "round";
  trace();
  if (LINES.has(shape)) { twice(shape === "ring" ? 4 : 3.8, shape === "ring" ? 2 : 1.5); return; }
  if (halo || form !== "full") { c.strokeStyle = "#000"; c.lineWidth = form === "full" ? 2.2 : 3.4; c.stroke(); }
  c.fillStyle = form === "full" ? "#fff" : "#000";
  c.fill();
  if (form === "full") return;
  c.strokeStyle = "#fff"; c.lineWidth = 1.5; c.stroke();
  if (form === "struck") { c.beginPath(); c.moveTo(-9.5, 1); c.lineTo(9.5, 1); twice(4, 1.8); }
};

// The seen pixels of the first `count` headings of `n`, as drawn by the browser: for each the solid ones first, four
// numbers a pixel: column and row from the middle, how much is the mark's colour rather than the halo's, the coverage.
const drawHeadings = (count, n, reach, scale, draw) => {
  const size = 2 * reach + 1, canvas = new OffscreenCanvas(size, size * count), c = canvas.getContext("2d", { willReadFrequently: true });
  for (let h = 0; h < count; h++) {
    c.setTransform(scale, 0, 0, scale, reach + 0.5, h * size + reach + 0.5);
    c.rotate((h * 2 * Math.PI) / n);
    draw(c);
  }
  const pixels = c.getImageData(0, 0, size, size * count).data, lists = [];
  const { faintest, fullest } = scale < CROWD_SCALE ? CROWD_EDGES : EDGES;
  for (let h = 0; h < count; h++) {
    const solid = [], edge = [];
    for (let i = 0, p = h * size * size * 4; i < size * size; i++, p += 4) {
      const cover = pixels[p + 3];
      if (cover < faintest) continue;
      const whole = cover >= fullest;
      (whole ? solid : edge).push((i % size) - reach, ((i / size) | 0) - reach, pixels[p], whole ? 255 : cover);
    }
    lists.push({ solid: solid.length / 4, pixels: solid.concat(edge) });
  }
  return lists;
};

// x and y of a pixel after 0 … 3 right angles, then the same of a mirrored one: [x of x, x of y, y of x, y of y].
const TURNS = [
  [1, 0, 0, 1], [0, -1, 1, 0], [-1, 0, 0, -1], [0, 1, -1, 0],
  [0, -1, -1, 0], [1, 0, 0, -1], [0, 1, 1, 0], [-1, 0, 0, 1],
];

// The coverage of one shape in one form and size, for all its headings. Every shape is its own mirror image, so an
// eighth of the turn is drawn, and the rest is those pixels mirrored at the diagonal and turned by right angles. It runs
// when a map opens, before the script engine has warmed to it, so it is written in the plainest steps.
const drawMask = (shape, form, scale, halo) => {
  const n = LINES.has(shape) ? 1 : Zhihui.headingsAt(scale), reach = half(shape, scale), size = 2 * reach + 1;
  const drawn = drawHeadings(n === 1 ? 1 : n / 8 + 1, n, reach, scale, (c) => paint(c, shape, form, halo));
  const quarter = n === 1 ? 1 : n / 4, sourceOf = (h) => Math.min(h % quarter, quarter - (h % quarter)) % drawn.length;
  const first = new Int32Array(n + 1), solid = new Int32Array(n), alpha = new Uint8Array(size * size * n);
  for (let h = 0; h < n; h++) first[h + 1] = first[h] + drawn[sourceOf(h)].pixels.length / 4;
  const dx = new Int8Array(first[n]), dy = new Int8Array(first[n]), tint = new Uint8Array(first[n]), cover = new Uint8Array(first[n]);
  for (let h = 0; h < n; h++) {
    const { pixels, solid: whole } = drawn[sourceOf(h)], mirrored = h % quarter > quarter / 2, turns = (h / quarter) | 0;
    solid[h] = first[h] + whole;
    const [xx, xy, yx, yy] = TURNS[mirrored ? 4 + turns : turns];
    for (let i = first[h], p = 0; i < first[h + 1]; i++, p += 4) {
      const px = pixels[p], py = pixels[p + 1], x = xx * px + xy * py, y = yx * px + yy * py;
      dx[i] = x; dy[i] = y; tint[i] = pixels[p + 2]; cover[i] = pixels[p + 3];
      alpha[(h * size + y + reach) * size + x + reach] = pixels[p + 3];
    }
  }
  return { n, reach, size, first, solid, alpha, dx, dy, tint, cover, offset: null, width: 0 };
};

const channels = (hex) => { const v = parseInt(hex.slice(1), 16); return [v >> 16, (v >> 8) & 255, v & 255]; };

// The sprites in all their looks {shape, colour, form, alpha, scale, halo}; `scale` is device pixels per CSS pixel.
Zhihui.Sprites = class {
  constructor() { this.masks = new Map(); }

  mask({ shape, form, scale, halo }) {
    const key = `${shape}/${form}/${scale}/${halo}`;
    let mask = this.masks.get(key);
    if (!mask) { mask = drawMask(shape, form, scale, halo); this.masks.set(key, mask); }
    return mask;
  }

  // Another size of pixel: nothing that was drawn is of use.
  forget() { this.masks.clear(); }

  // The pixels of a look: straight-alpha ABGR words, parallel to the lists of its mask.
  colours(look, mask) {
    const [r0, g0, b0] = channels(Zhihui.look.halo), [r1, g1, b1] = channels(Zhihui.look[look.colour]);
    const out = new Int32Array(mask.tint.length);
    for (let i = 0; i < out.length; i++) {
      const t = mask.tint[i] / 255, a = Math.round(mask.cover[i] * look.alpha);
      out[i] = (a << 24) | (Math.round(b0 + (b1 - b0) * t) << 16) | (Math.round(g0 + (g1 - g0) * t) << 8) | Math.round(r0 + (r1 - r0) * t);
    }
    return out;
  }
};

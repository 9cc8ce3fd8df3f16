"use strict";
// Unit sprites: every shape and colour drawn by the browser once in 64 headings, with smooth edges, and kept as plain
// pixel lists, so that the engine copies only what is there.
window.Zhihui = window.Zhihui || {};

Zhihui.HEADINGS = 64;

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
};

Zhihui.Sprites = class {
  constructor() { this.sheets = new Map(); this.dpr = 1; this.width = 1; }

  // Forgets everything; needed after a change of theme, of device-pixel ratio or of the picture's width.
  reset(dpr, width) { this.sheets.clear(); this.dpr = dpr; this.width = width; }

  // The packed sheet of one look.
  sheet(shape, colour, hollow, alpha, scale) {
    const key = `${shape}/${colour}/${hollow}/${alpha}/${scale}`;
    let sheet = this.sheets.get(key);
    if (!sheet) { sheet = this.draw(shape, colour, hollow, alpha, scale); this.sheets.set(key, sheet); }
    return sheet;
  }

  draw(shape, colour, hollow, alpha, scale) {
    const dpr = this.dpr * scale, size = Math.ceil(26 * dpr) | 1, n = Zhihui.HEADINGS;
    const canvas = new OffscreenCanvas(size, size * n);
    const c = canvas.getContext("2d", { willReadFrequently: true });
    const trace = Zhihui.shapes[shape] || Zhihui.shapes.dot, look = Zhihui.look;
    c.lineJoin = "round";
    c.globalAlpha = alpha;
    for (let h = 0; h < n; h++) {
      c.setTransform(dpr, 0, 0, dpr, size / 2, h * size + size / 2);
      c.rotate((h * 2 * Math.PI) / n);
      c.beginPath();
      trace(c);
      c.lineWidth = hollow ? 3.4 : 2.2;
      c.strokeStyle = look.halo;
      if (hollow || scale === 1) c.stroke(); // small ones stand too close for a halo
      if (hollow) {
        c.fillStyle = look.halo; c.fill();
        c.lineWidth = 1.5; c.strokeStyle = look[colour]; c.stroke();
      } else {
        c.fillStyle = look[colour]; c.fill();
      }
    }
    const pixels = new Int32Array(c.getImageData(0, 0, size, size * n).data.buffer.slice(0));
    return Zhihui.pack(pixels, size, this.width);
  }
};

// One sheet for the engine. Each heading is a list of pixels, the solid ones first: column and row for a mark that is
// cut by the edge, one offset into a picture of `width` pixels for a mark that is whole, and the colour.
Zhihui.pack = (pixels, size, width) => {
  const n = pixels.length / (size * size), half = size >> 1;
  const first = new Int32Array(n + 1), solid = new Int32Array(n);
  let count = 0;
  for (const pixel of pixels) if (pixel >>> 24) count++;
  const offset = new Int32Array(count), dx = new Int8Array(count), dy = new Int8Array(count), colour = new Int32Array(count);
  let at = 0;
  for (let h = 0; h < n; h++) {
    first[h] = at;
    for (const wantSolid of [true, false]) {
      for (let i = 0; i < size * size; i++) {
        const pixel = pixels[h * size * size + i], alpha = pixel >>> 24;
        if (alpha === 0 || (alpha === 255) !== wantSolid) continue;
        dx[at] = (i % size) - half; dy[at] = ((i / size) | 0) - half;
        offset[at] = dy[at] * width + dx[at];
        colour[at++] = pixel;
      }
      if (wantSolid) solid[h] = at;
    }
  }
  first[n] = at;
  return { half, first, solid, offset, dx, dy, colour };
};

// Straight-alpha ABGR over straight-alpha ABGR, in signed words, which the engine handles as integers (unsigned ones
// become doubles). Red with blue and green are blended two at a time; over an empty pixel an edge keeps its alpha.
const over = (src, dst) => {
  const sa = src >>> 24, da = dst >>> 24;
  if (da === 0 || sa === 255) return src;
  const alpha = sa + da - ((sa * da + 255) >> 8), weight = da === 255 ? sa : ((sa << 8) / alpha) | 0;
  const rb = dst & 0xff00ff, g = dst & 0xff00;
  return (alpha << 24)
    | ((rb + (Math.imul((src & 0xff00ff) - rb, weight) >>> 8)) & 0xff00ff)
    | ((g + ((((src & 0xff00) - g) * weight) >> 8)) & 0xff00);
};

// Copies heading `h` of a sheet centred at device pixel (cx, cy); what lies outside the picture is cut, nothing else.
Zhihui.blit = (out, W, H, sheet, h, cx, cy) => {
  const { half, offset, colour } = sheet, begin = sheet.first[h], solid = sheet.solid[h], end = sheet.first[h + 1];
  if (cx >= half && cy >= half && cx + half < W && cy + half < H) {
    const base = cy * W + cx;
    for (let i = begin; i < solid; i++) out[base + offset[i]] = colour[i];
    for (let i = solid; i < end; i++) out[base + offset[i]] = over(colour[i], out[base + offset[i]]);
    return;
  }
  for (let i = begin; i < end; i++) {
    const x = cx + sheet.dx[i], y = cy + sheet.dy[i];
    if (x >= 0 && y >= 0 && x < W && y < H) out[y * W + x] = over(colour[i], out[y * W + x]);
  }
};

"use strict";
// Unit sprites: every shape and colour drawn by the browser once in 64 headings, with smooth edges, and kept as plain
// pixels with the run of each row, so that the engine copies only what is there.
window.Zhihui = window.Zhihui || {};

Zhihui.HEADINGS = 64;

// Outlines in CSS pixels around (0, 0), nose to the north. `upright` shapes keep still and carry a nose that turns.
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
  constructor() { this.sheets = new Map(); this.dpr = 1; }

  // Forgets everything; needed after a change of theme or of device-pixel ratio.
  reset(dpr) { this.sheets.clear(); this.dpr = dpr; }

  // The sheet of one look: {size, pixels of 64 squares, runs of each row, first and past-last row of each heading}.
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
    const runs = new Uint8Array(2 * size * n), rows = new Uint8Array(2 * n);
    for (let h = 0; h < n; h++) {
      rows[2 * h] = size;
      for (let r = 0; r < size; r++) {
        const row = h * size + r;
        let first = size, last = 0;
        for (let x = 0; x < size; x++) {
          if (pixels[row * size + x] >>> 24) { first = Math.min(first, x); last = x + 1; }
        }
        if (!last) continue;
        runs[2 * row] = first; runs[2 * row + 1] = last;
        rows[2 * h] = Math.min(rows[2 * h], r);
        rows[2 * h + 1] = r + 1;
      }
    }
    return { size, pixels, runs, rows };
  }
};

// Copies heading `h` of a sheet centred at device pixel (cx, cy); what lies outside the picture is cut, nothing else.
// Pixels are straight-alpha ABGR in signed words, which the engine handles as integers (unsigned ones become doubles);
// red with blue and green with alpha are blended two at a time. An edge over an empty pixel keeps its alpha.
const blit = (out, W, H, sheet, h, cx, cy) => {
  const size = sheet.size, pixels = sheet.pixels, runs = sheet.runs, half = size >> 1;
  const left = cx - half, top = cy - half, low = left < 0 ? -left : 0, high = left + size > W ? W - left : size;
  const r0 = Math.max(sheet.rows[2 * h], -top), r1 = Math.min(sheet.rows[2 * h + 1], H - top);
  for (let r = r0; r < r1; r++) {
    const row = h * size + r, s = row * size, d = (top + r) * W + left;
    let x = runs[2 * row], end = runs[2 * row + 1];
    if (x < low) x = low;
    if (end > high) end = high;
    for (; x < end; x++) {
      const src = pixels[s + x], sa = src >>> 24;
      if (sa === 255) { out[d + x] = src; continue; }
      const dst = out[d + x], da = dst >>> 24;
      if (da === 0) { out[d + x] = src; continue; }
      const alpha = sa + da - ((sa * da + 255) >> 8), weight = da === 255 ? sa : ((sa << 8) / alpha) | 0;
      const rb = dst & 0xff00ff, g = dst & 0xff00;
      out[d + x] = (alpha << 24)
        | ((rb + (Math.imul((src & 0xff00ff) - rb, weight) >>> 8)) & 0xff00ff)
        | ((g + ((((src & 0xff00) - g) * weight) >> 8)) & 0xff00);
    }
  }
};
Zhihui.blit = blit;

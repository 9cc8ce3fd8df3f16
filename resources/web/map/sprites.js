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

  // The sheet of one look: {size, pixels: Uint32Array of 64 squares, runs: first and past-last column of each row}.
  sheet(shape, colour, hollow, alpha) {
    const key = `${shape}/${colour}/${hollow}/${alpha}`;
    let sheet = this.sheets.get(key);
    if (!sheet) { sheet = this.draw(shape, colour, hollow, alpha); this.sheets.set(key, sheet); }
    return sheet;
  }

  draw(shape, colour, hollow, alpha) {
    const dpr = this.dpr, size = Math.ceil(26 * dpr) | 1, n = Zhihui.HEADINGS;
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
      c.stroke();
      if (hollow) {
        c.fillStyle = look.halo; c.fill();
        c.lineWidth = 1.5; c.strokeStyle = look[colour]; c.stroke();
      } else {
        c.fillStyle = look[colour]; c.fill();
      }
    }
    const pixels = new Uint32Array(c.getImageData(0, 0, size, size * n).data.buffer.slice(0));
    const runs = new Uint8Array(2 * size * n);
    for (let row = 0; row < size * n; row++) {
      let first = size, last = 0;
      for (let x = 0; x < size; x++) {
        if (pixels[row * size + x] >>> 24) { first = Math.min(first, x); last = x + 1; }
      }
      runs[2 * row] = first; runs[2 * row + 1] = last;
    }
    return { size, pixels, runs };
  }
};

// Copies heading `h` of a sheet centred at device pixel (cx, cy); what lies outside the picture is cut, nothing else.
// Pixels are straight-alpha ABGR; an edge over an empty pixel keeps its alpha, an edge over a mark blends with it.
Zhihui.blit = (out, W, H, sheet, h, cx, cy) => {
  const { size, pixels, runs } = sheet, half = size >> 1;
  const left = cx - half, top = cy - half;
  const r0 = top < 0 ? -top : 0, r1 = top + size > H ? H - top : size;
  for (let r = r0; r < r1; r++) {
    const row = h * size + r;
    let x0 = runs[2 * row], x1 = runs[2 * row + 1];
    if (left + x0 < 0) x0 = -left;
    if (left + x1 > W) x1 = W - left;
    let s = row * size + x0, d = (top + r) * W + left + x0;
    for (let x = x0; x < x1; x++, s++, d++) {
      const src = pixels[s], sa = src >>> 24;
      if (sa === 255) { out[d] = src; continue; }
      if (sa === 0) continue;
      const dst = out[d], da = dst >>> 24;
      if (da === 0) { out[d] = src; continue; }
      const keep = da * (255 - sa), a = sa * 255 + keep;
      const red = ((src & 255) * sa * 255 + (dst & 255) * keep) / a;
      const green = (((src >>> 8) & 255) * sa * 255 + ((dst >>> 8) & 255) * keep) / a;
      const blue = (((src >>> 16) & 255) * sa * 255 + ((dst >>> 16) & 255) * keep) / a;
      out[d] = ((a / 255) << 24) | (blue << 16) | (green << 8) | red;
    }
  }
};

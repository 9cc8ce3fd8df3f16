"use strict";
// The engine that needs no GPU: sprites are copied into one picture, which the browser gets once a frame.
//
// An engine is: name · element (a canvas) · resize(width, height) in device pixels · restyle(looks) · draw(marks)
// · pixels() → RGBA bytes, premultiplied, rows from the top · destroy().
window.Zhihui = window.Zhihui || {};

// Straight-alpha ABGR over straight-alpha ABGR, in signed words, which script engines handle as integers (unsigned ones
// become doubles). Red with blue and green are blended two at a time; over an empty pixel an edge keeps its alpha.
const RECIPROCAL = Int32Array.from({ length: 256 }, (_, a) => (a ? Math.round(65536 / a) : 0)); // a division is slow
const over = (src, dst) => {
  const sa = src >>> 24, da = dst >>> 24;
  if (da === 0) return src;
  const alpha = sa + da - ((sa * da + 255) >> 8), weight = Math.imul(sa, RECIPROCAL[alpha]) >> 8;
  const rb = dst & 0xff00ff, g = dst & 0xff00;
  return (alpha << 24)
    | ((rb + (Math.imul((src & 0xff00ff) - rb, weight) >>> 8)) & 0xff00ff)
    | ((g + ((((src & 0xff00) - g) * weight) >> 8)) & 0xff00);
};

Zhihui.CanvasEngine = class {
  constructor(sprites) {
    this.name = "canvas";
    this.sprites = sprites;
    this.element = document.createElement("canvas");
    this.ctx = this.element.getContext("2d", { willReadFrequently: true });
    this.looks = [];
    this.sheets = [];
    this.resize(1, 1);
  }

  resize(width, height) {
    this.element.width = width;
    this.element.height = height;
    this.image = new ImageData(width, height);
    this.out = new Int32Array(this.image.data.buffer);
    this.empty = true;
  }

  restyle(looks) { this.looks = looks; this.sheets = []; }

  // The mask of a look with its colours; where each pixel lies from the middle depends on the picture's width.
  sheet(number) {
    const look = this.looks[number], mask = this.sprites.mask(look), width = this.image.width;
    if (mask.width !== width) {
      mask.width = width;
      mask.offset = new Int32Array(mask.dx.length);
      for (let i = 0; i < mask.offset.length; i++) mask.offset[i] = mask.dy[i] * width + mask.dx[i];
    }
    const { reach, first, solid, offset, dx, dy } = mask, colour = this.sprites.colours(look, mask);
    return (this.sheets[number] = { reach, first, solid: look.alpha === 1 ? solid : first, offset, dx, dy, colour, width });
  }

  draw(marks) {
    const { out, sheets, image } = this, W = image.width, H = image.height, { data, n } = marks;
    if (n === 0 && this.empty) return;
    this.empty = n === 0;
    out.fill(0);
    for (let m = 0, p = 0; m < n; m++, p += 4) {
      const cx = data[p], cy = data[p + 1], h = data[p + 3];
      let sheet = sheets[data[p + 2]];
      if (sheet === undefined || sheet.width !== W) sheet = this.sheet(data[p + 2]);
      const { reach, colour } = sheet, end = sheet.first[h + 1];
      let i = sheet.first[h];
      if (cx >= reach && cy >= reach && cx + reach < W && cy + reach < H) {
        const base = cy * W + cx, offset = sheet.offset, solid = sheet.solid[h];
        for (; i < solid; i++) out[base + offset[i]] = colour[i];
        for (; i < end; i++) {
          const at = base + offset[i], below = out[at];
          out[at] = below === 0 ? colour[i] : over(colour[i], below);
        }
      } else {
        for (; i < end; i++) {
          const x = cx + sheet.dx[i], y = cy + sheet.dy[i];
          if (x >= 0 && y >= 0 && x < W && y < H) out[y * W + x] = over(colour[i], out[y * W + x]);
        }
      }
    }
    this.ctx.putImageData(image, 0, 0);
  }

  pixels() {
    const straight = this.image.data, out = new Uint8Array(straight.length);
    for (let i = 0; i < out.length; i += 4) {
      const a = straight[i + 3];
      for (let c = 0; c < 3; c++) out[i + c] = Math.round((straight[i + c] * a) / 255);
      out[i + 3] = a;
    }
    return out;
  }

  destroy() { this.element.remove(); }
};

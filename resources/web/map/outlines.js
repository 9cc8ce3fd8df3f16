"use strict";
// An outlines body (magic "ZHO1", docs/areas-outlines.md) as typed arrays in world coordinates, with an index by place:
// nothing that draws or picks ever looks through all areas of a city.
window.Zhihui = window.Zhihui || {};

// Reads a body in slices: yields where it can pause, returns the levels, the largest areas first; RangeError for a torn body.
Zhihui.readOutlines = function* (buffer) {
  const head = new DataView(buffer);
  if (buffer.byteLength < 8 || head.getUint32(0, false) !== 0x5a484f31) throw new RangeError("not an outlines body");
  const count = head.getInt32(4, true), levels = [];
  if (count < 0 || count > 16 || buffer.byteLength < 8 + 16 * count) throw new RangeError("torn outlines body");
  const directory = [...Array(count).keys()].map((l) => [0, 4, 8, 12].map((o) => head.getInt32(8 + 16 * l + o, true)));
  let at = 8 + 16 * count;
  const whole = directory.reduce((sum, [, areas, rings, points]) => sum + 16 * areas + 4 * (areas + rings + 2) + 8 * points, at);
  if (directory.some((counts) => counts.some((n) => n < 0)) || buffer.byteLength !== whole) throw new RangeError("torn outlines body");
  for (const [digits, areas, rings, points] of directory) {
    const codes = new Uint8Array(buffer, at, 16 * areas);
    at += 16 * areas;
    const ints = (n) => { const a = new Int32Array(buffer, at, n); at += 4 * n; return a; };
    const level = new Zhihui.OutlineLevel(digits, codes, ints(areas + 1), ints(rings + 1));
    yield* level.project(ints(2 * points));
    levels.push(level);
  }
  return levels;
};

const OUTLINE_SLICE = 8192;
const wholeOutlines = (ok) => { if (!ok) throw new RangeError("torn outlines body"); };

// The outlines of one level: `count` areas, of which area a has rings firstRing[a] … and ring r points firstPoint[r] …
Zhihui.OutlineLevel = class {
  constructor(digits, codeBytes, firstRing, firstPoint) {
    Object.assign(this, { digits, firstRing, firstPoint, count: firstRing.length - 1 });
    this.codeBytes = codeBytes;
    this.box = new Float64Array(4 * this.count);
    this.met = new Uint32Array(this.count); // which question an area was last met by
    this.question = 0;
  }

  codeOf(a) { return String.fromCharCode(...this.codeBytes.subarray(16 * a, 16 * a + this.digits)); }

  // Place of a code, or -1. Codes stand sorted.
  find(code) {
    let low = 0, high = this.count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.codeOf(middle) < code) low = middle + 1; else high = middle;
    }
    return low < this.count && this.codeOf(low) === code ? low : -1;
  }

  *project(raw) {
    const { firstRing, firstPoint, box, count } = this, points = raw.length / 2;
    wholeOutlines(firstRing[0] === 0 && firstRing[count] === firstPoint.length - 1 && firstPoint[0] === 0);
    wholeOutlines(firstPoint[firstPoint.length - 1] === points);
    for (let i = 1; i <= count; i++) wholeOutlines(firstRing[i] >= firstRing[i - 1]);
    for (let i = 1; i < firstPoint.length; i++) wholeOutlines(firstPoint[i] >= firstPoint[i - 1]);
    const xy = (this.xy = new Float64Array(2 * points));
    for (let i = 0; i < points; i++) {
      xy[2 * i] = Zhihui.worldX(raw[2 * i + 1] * 1e-7);
      xy[2 * i + 1] = Zhihui.worldY(raw[2 * i] * 1e-7);
      if (i % OUTLINE_SLICE === OUTLINE_SLICE - 1) yield;
    }
    for (let a = 0; a < count; a++) {
      let x0 = Infinity, y0 = Infinity, x1 = -Infinity, y1 = -Infinity;
      for (let p = firstPoint[firstRing[a]]; p < firstPoint[firstRing[a + 1]]; p++) {
        const x = xy[2 * p], y = xy[2 * p + 1];
        if (x < x0) x0 = x;
        if (x > x1) x1 = x;
        if (y < y0) y0 = y;
        if (y > y1) y1 = y;
      }
      box[4 * a] = x0; box[4 * a + 1] = y0; box[4 * a + 2] = x1; box[4 * a + 3] = y1;
      if (a % OUTLINE_SLICE === OUTLINE_SLICE - 1) yield;
    }
    yield* this.index();
  }

  // Buckets of equal size over the whole level, four areas each on average; an area is in every one that its box touches.
  *index() {
    const { box, count } = this;
    let x0 = Infinity, y0 = Infinity, x1 = -Infinity, y1 = -Infinity;
    for (let b = 0; b < box.length; b += 4) {
      if (!(box[b] <= box[b + 2])) continue; // an area without points
      x0 = Math.min(x0, box[b]); y0 = Math.min(y0, box[b + 1]); x1 = Math.max(x1, box[b + 2]); y1 = Math.max(y1, box[b + 3]);
    }
    const side = Math.max(1, Math.ceil(Math.sqrt(count / 4)));
    Object.assign(this, { side, left: x0, top: y0, wide: Math.max(1e-12, x1 - x0) / side, high: Math.max(1e-12, y1 - y0) / side });
    const first = new Uint32Array(side * side + 1);
    yield;
    for (let a = 0; a < count; a++) {
      this.touch(a, (bucket) => { first[bucket + 1]++; });
      if (a % OUTLINE_SLICE === OUTLINE_SLICE - 1) yield;
    }
    for (let i = 1; i < first.length; i++) first[i] += first[i - 1];
    yield;
    const areas = new Uint32Array(first[first.length - 1]), filled = first.slice();
    for (let a = 0; a < count; a++) {
      this.touch(a, (bucket) => { areas[filled[bucket]++] = a; });
      if (a % OUTLINE_SLICE === OUTLINE_SLICE - 1) yield;
    }
    Object.assign(this, { first, areas });
  }

  column(x) { return Math.min(this.side - 1, Math.max(0, Math.floor((x - this.left) / this.wide))); }
  row(y) { return Math.min(this.side - 1, Math.max(0, Math.floor((y - this.top) / this.high))); }

  touch(a, act) {
    const b = 4 * a, box = this.box;
    if (!(box[b] <= box[b + 2])) return;
    const c0 = this.column(box[b]), c1 = this.column(box[b + 2]), r1 = this.row(box[b + 3]);
    for (let r = this.row(box[b + 1]); r <= r1; r++) for (let c = c0; c <= c1; c++) act(r * this.side + c);
  }

  // Areas whose box touches a box of world coordinates, each once, by their place.
  near(x0, y0, x1, y1) {
    const found = [], { box, met, first, areas, side } = this, question = ++this.question;
    if (!this.count || x1 < this.left || y1 < this.top) return found;
    const c0 = this.column(x0), c1 = this.column(x1), r1 = this.row(y1);
    for (let r = this.row(y0); r <= r1; r++) {
      const last = first[r * side + c1 + 1];
      for (let k = first[r * side + c0]; k < last; k++) {
        const a = areas[k], b = 4 * a;
        if (met[a] === question) continue;
        met[a] = question;
        if (box[b + 2] >= x0 && box[b] <= x1 && box[b + 3] >= y0 && box[b + 1] <= y1) found.push(a);
      }
    }
    return found;
  }

  // Adds the rings of an area to the path of a context, in the view's CSS pixels.
  trace(ctx, v, a) {
    const { firstRing, firstPoint, xy } = this;
    for (let r = firstRing[a]; r < firstRing[a + 1]; r++) {
      for (let p = firstPoint[r]; p < firstPoint[r + 1]; p++) {
        const x = xy[2 * p] * v.scale - v.ox, y = xy[2 * p + 1] * v.scale - v.oy;
        if (p === firstPoint[r]) ctx.moveTo(x, y); else ctx.lineTo(x, y);
      }
      ctx.closePath();
    }
  }

  // Even-odd rule.
  holds(a, x, y) {
    let inside = false;
    const p = this.xy;
    for (let r = this.firstRing[a]; r < this.firstRing[a + 1]; r++) {
      const first = this.firstPoint[r], last = this.firstPoint[r + 1];
      for (let i = first, j = last - 1; i < last; j = i++) {
        const yi = p[2 * i + 1], yj = p[2 * j + 1];
        if ((yi > y) !== (yj > y) && x < ((p[2 * j] - p[2 * i]) * (y - yi)) / (yj - yi) + p[2 * i]) inside = !inside;
      }
    }
    return inside;
  }

  // The first area whose line runs within `reach` of a world point, or -1.
  onLine(x, y, reach) {
    const p = this.xy, far2 = reach * reach;
    return this.near(x - reach, y - reach, x + reach, y + reach).find((a) => {
      for (let r = this.firstRing[a]; r < this.firstRing[a + 1]; r++) {
        const first = this.firstPoint[r], last = this.firstPoint[r + 1];
        for (let i = first, j = last - 1; i < last; j = i++) {
          const ax = p[2 * j], ay = p[2 * j + 1], dx = p[2 * i] - ax, dy = p[2 * i + 1] - ay, long2 = dx * dx + dy * dy;
          const t = long2 ? Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / long2)) : 0;
          if ((ax + t * dx - x) ** 2 + (ay + t * dy - y) ** 2 <= far2) return true;
        }
      }
      return false;
    }) ?? -1;
  }

  // The first area by code that holds a world point, or -1.
  at(x, y) {
    const held = this.near(x, y, x, y).filter((a) => this.holds(a, x, y));
    return held.length ? Math.min(...held) : -1;
  }
};

"use strict";
// The point file (docs/point-tiles.md) in a thread of its own: reads it, refuses a torn one, draws tiles of it, counts what
// is in a box and finds the point nearest to a place. Nothing here ever holds up the map.
// In: {ask: "load" | "show" | "tile" | "count" | "nearest", …}; out: the same `ask` with what was asked for.

const CELL = 65536, STEP = 1 / CELL; // cells across the world; steps across a cell
const KEYS = 2048; // category * 8 + state
const NEAR_ZOOM = 15; // from here on points are marks of their own, below they are a density

let points = null; // the file as columns
let cuts = []; // [{has: Uint8Array(KEYS), rgb, strength, size, drawn}]

const HEAD = 32;
const torn = (why) => { throw new RangeError(`torn point file: ${why}`); };

// What the head of a file says: counts, and how many bytes the whole must have.
function readHead(buffer) {
  const head = new DataView(buffer);
  if (head.getUint32(0, false) !== 0x5a485054) throw new RangeError("not a point file");
  if (head.getUint16(4, true) !== 1 || head.getUint16(6, true) !== 16) throw new RangeError("point file of another version");
  const [n, cells, runs] = [8, 12, 16].map((at) => head.getUint32(at, true));
  return { n, cells, runs, whole: HEAD + 12 * cells + 4 + 4 * runs + 4 + 4 * n + 2 * runs };
}

class PointFile {
  constructor(buffer) {
    const { n, cells, runs, whole } = readHead(buffer);
    let at = HEAD;
    const words = (count) => { const a = new Uint32Array(buffer, at, count); at += 4 * count; return a; };
    Object.assign(this, {
      n, cells, runs, cellX: words(cells), cellY: words(cells), firstRun: words(cells + 1), firstPoint: words(runs + 1),
      place: words(n), key: new Uint16Array(buffer, whole - 2 * runs, runs),
    });
    const rises = (a, last) => {
      if (a[0] !== 0 || a[a.length - 1] !== last) return false;
      for (let i = 1; i < a.length; i++) if (a[i] < a[i - 1]) return false;
      return true;
    };
    if (!rises(this.firstRun, runs) || !rises(this.firstPoint, n)) torn("indices that do not rise");
    if (this.key.some((key) => key >= KEYS)) torn("a category out of range");
    this.rows = []; // [cell row, first cell, last cell + 1], north to south
    for (let c = 0; c < cells; c++) {
      const x = this.cellX[c], y = this.cellY[c], row = this.rows[this.rows.length - 1];
      if (x >= CELL || y >= CELL) torn("a cell outside the world");
      if (!row || row[0] !== y) {
        if (row && row[0] > y) torn("cells out of order");
        this.rows.push([y, c, c + 1]);
      } else {
        if (this.cellX[c - 1] >= x) torn("cells out of order");
        row[2] = c + 1;
      }
    }
  }

  // Cells that touch a box of cell coordinates.
  *within(x0, y0, x1, y1) {
    for (const [y, first, last] of this.rows) {
      if (y + 1 < y0 || y > y1) continue;
      for (let c = first; c < last; c++) if (this.cellX[c] + 1 >= x0 && this.cellX[c] <= x1) yield c;
    }
  }
}

// The body as one buffer, made once at its full size: a body that is gathered and then joined is there twice for a while.
async function read(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new RangeError(`answer ${answer.status}`);
  const reader = answer.body.getReader();
  let start = new Uint8Array(0), bytes = null, at = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    let part = value;
    if (!bytes) {
      const joined = new Uint8Array(start.length + part.length);
      joined.set(start);
      joined.set(part, start.length);
      start = part = joined;
      if (start.length < HEAD) continue;
      bytes = new Uint8Array(readHead(start.buffer).whole);
    }
    if (at + part.length > bytes.length) torn("longer than its counts say");
    bytes.set(part, at);
    at += part.length;
  }
  if (!bytes) torn("shorter than its head");
  if (at !== bytes.length) torn(`${at} bytes instead of ${bytes.length}`);
  return bytes.buffer;
}

async function load({ url }) {
  const fresh = new PointFile(await read(url));
  points = fresh;
  cuts.forEach(weigh);
  return { n: fresh.n };
}

function show({ cuts: wanted }) {
  cuts = wanted.map(({ categories, states, rgb, strength, size, drawn }) => {
    const has = new Uint8Array(KEYS), of = categories && new Set(categories), inState = states && new Set(states);
    for (let key = 0; key < KEYS; key++) has[key] = (!of || of.has(key >> 3)) && (!inState || inState.has(key & 7)) ? 1 : 0;
    return weigh({ has, rgb, strength, size, drawn });
  });
}

// How many points of a cut there are in a cell that has any, over the whole file: every tile measures brightness by it.
function weigh(cut) {
  let total = 0, cells = 0;
  for (let c = 0; points && cut.drawn && c < points.cells; c++) {
    const before = total;
    for (let r = points.firstRun[c]; r < points.firstRun[c + 1]; r++) {
      if (cut.has[points.key[r]]) total += points.firstPoint[r + 1] - points.firstPoint[r];
    }
    if (total > before) cells++;
  }
  return Object.assign(cut, { perCell: total / Math.max(1, cells) });
}

// The pixels that tiles are drawn on, one after the other.
let paper = null;
function paperOf(size) {
  if (!paper || paper.image.width !== size) {
    const image = new ImageData(size, size), canvas = new OffscreenCanvas(size, size);
    paper = { image, canvas, ctx: canvas.getContext("2d"), out: new Uint32Array(image.data.buffer), counts: new Uint32Array(size * size) };
  }
  return paper;
}

// One tile of `size` device pixels as a bitmap, or null where nothing is drawn.
function tile({ x, y, z, size, dpr, version, key }) {
  const scale = (size * 2 ** (z - 1)) / CELL; // pixels per cell
  const left = x * size, top = y * size, margin = z < NEAR_ZOOM ? 0 : 16 * dpr;
  const seen = points ? [...points.within((left - margin) / scale, (top - margin) / scale, (left + size + margin) / scale - 1e-9, (top + size + margin) / scale - 1e-9)] : [];
  const paper = paperOf(size);
  let drew = false;
  for (const cut of cuts) {
    if (!cut.drawn || !seen.length) continue;
    if (!drew) paper.out.fill(0);
    const drawn = z < NEAR_ZOOM ? density(paper.out, size, cut, seen, scale, left, top) : stamps(paper.out, size, cut, seen, scale, left, top, z, dpr);
    drew = drew || drawn;
  }
  if (!drew) return { key, version, bitmap: null };
  paper.ctx.putImageData(paper.image, 0, 0);
  return { key, version, bitmap: paper.canvas.transferToImageBitmap() };
}

// From afar: how many points fall on each pixel, as brightness. Few stay visible, many do not drown what lies beside them.
function density(out, size, cut, seen, scale, left, top) {
  const counts = paper.counts.fill(0);
  const { place, key, firstRun, firstPoint, cellX, cellY } = points, step = scale * STEP, has = cut.has;
  const mean = cut.perCell / Math.max(1, scale * scale), usual = Math.max(1, 1.6 * mean), sparse = mean < 0.02;
  let drew = 0;
  for (const c of seen) {
    const ox = cellX[c] * scale - left, oy = cellY[c] * scale - top;
    if (ox < -0.5 || oy < -0.5 || ox >= size - 0.5 || oy >= size - 0.5) continue;
    for (let r = firstRun[c]; r < firstRun[c + 1]; r++) {
      if (!has[key[r]]) continue;
      const last = firstPoint[r + 1];
      for (let i = firstPoint[r]; i < last; i++) {
        const p = place[i], at = ((oy + (p >>> 16) * step) | 0) * size + ((ox + (p & 0xffff) * step) | 0);
        counts[at]++;
        if (sparse && at % size < size - 1) { // one pixel alone is not seen
          counts[at + 1]++;
          if (at + size + 1 < counts.length) { counts[at + size]++; counts[at + size + 1]++; }
        }
      }
      drew += last - firstPoint[r];
    }
  }
  if (!drew) return false;
  const strength = cut.strength * (1 - 0.6 * (1 - Math.exp(-mean))); // what covers all pixels covers none of them fully
  const alpha = new Uint8Array(256);
  for (let n = 1; n < 256; n++) alpha[n] = Math.round(255 * strength * (0.22 + 0.78 * (1 - Math.exp(-n / usual))));
  for (let i = 0; i < counts.length; i++) if (counts[i]) over(out, i, cut.rgb, alpha[Math.min(255, counts[i])]);
  return true;
}

// A colour laid over what the pixel has (not premultiplied, 0xAABBGGRR).
function over(out, i, rgb, alpha) {
  const old = out[i];
  if (old === 0) { out[i] = (alpha << 24) | rgb; return; }
  const rest = ((old >>> 24) * (255 - alpha)) / 255, sum = alpha + rest;
  const mix = (shift) => Math.round((((rgb >> shift) & 255) * alpha + ((old >> shift) & 255) * rest) / sum);
  out[i] = (Math.round(sum) << 24) | (mix(16) << 16) | (mix(8) << 8) | mix(0);
}

// From near: a disc a point, stamped with its own soft edge; the stronger of two that overlap wins.
const RADIUS = { 15: 0.8, 16: 1.1, 17: 1.7, 18: 2.6, 19: 3.6 };
function stamps(out, size, cut, seen, scale, left, top, z, dpr) {
  const radius = (RADIUS[z] || 3.6) * cut.size * dpr, reach = Math.ceil(radius + 0.5), side = 2 * reach + 1;
  const strength = Math.min(1, cut.strength * (z >= 17 ? 1.25 : 1.1));
  const { place, key, firstRun, firstPoint, cellX, cellY } = points, step = scale * STEP, has = cut.has;
  const stamp = new Uint8Array(side * side);
  for (let dy = -reach; dy <= reach; dy++) {
    for (let dx = -reach; dx <= reach; dx++) {
      const cover = Math.max(0, Math.min(1, radius + 0.5 - Math.hypot(dx, dy)));
      stamp[(dy + reach) * side + dx + reach] = Math.round(255 * strength * cover);
    }
  }
  let drew = false;
  for (const c of seen) {
    const ox = cellX[c] * scale - left, oy = cellY[c] * scale - top;
    for (let r = firstRun[c]; r < firstRun[c + 1]; r++) {
      if (!has[key[r]]) continue;
      for (let i = firstPoint[r]; i < firstPoint[r + 1]; i++) {
        const p = place[i], px = Math.floor(ox + (p & 0xffff) * step), py = Math.floor(oy + (p >>> 16) * step);
        if (px < -reach || py < -reach || px >= size + reach || py >= size + reach) continue;
        drew = true;
        for (let dy = -reach; dy <= reach; dy++) {
          const row = py + dy;
          if (row < 0 || row >= size) continue;
          for (let dx = -reach; dx <= reach; dx++) {
            const column = px + dx, alpha = stamp[(dy + reach) * side + dx + reach];
            if (alpha === 0 || column < 0 || column >= size) continue;
            const at = row * size + column;
            if (out[at] >>> 24 <= alpha) out[at] = (alpha << 24) | cut.rgb;
          }
        }
      }
    }
  }
  return drew;
}

// How many points lie in a box of world coordinates: whole cells by their runs, those at its edge point by point.
function count({ x0, y0, x1, y1, shown }) {
  const byKey = new Uint32Array(KEYS);
  let total = 0;
  if (points) {
    const { place, key, firstRun, firstPoint, cellX, cellY } = points;
    const [left, top, right, bottom] = [x0, y0, x1, y1].map((w) => w * CELL);
    for (const c of points.within(left, top, right, bottom)) {
      const x = cellX[c], y = cellY[c], inside = x >= left && x + 1 <= right && y >= top && y + 1 <= bottom;
      // A point stands in the middle of its step.
      const fromX = (left - x) * CELL - 0.5, toX = (right - x) * CELL - 0.5, fromY = (top - y) * CELL - 0.5, toY = (bottom - y) * CELL - 0.5;
      for (let r = firstRun[c]; r < firstRun[c + 1]; r++) {
        const first = firstPoint[r], last = firstPoint[r + 1];
        let found = 0;
        if (inside) found = last - first;
        else {
          for (let i = first; i < last; i++) {
            const px = place[i] & 0xffff, py = place[i] >>> 16;
            if (px >= fromX && px < toX && py >= fromY && py < toY) found++;
          }
        }
        byKey[key[r]] += found;
        total += found;
      }
    }
  }
  const byCut = cuts.map(({ has }) => byKey.reduce((sum, found, at) => sum + (has[at] ? found : 0), 0));
  return { total, byCut, shown };
}

// The row of the drawn point nearest to a place within a reach, both in world coordinates; null if there is none.
function nearest({ x, y, reach, id }) {
  let row = null, best = reach * reach;
  if (points) {
    const { place, key, firstRun, firstPoint, cellX, cellY } = points;
    const drawn = cuts.filter((cut) => cut.drawn), at = (w) => w * CELL;
    for (const c of points.within(at(x - reach), at(y - reach), at(x + reach), at(y + reach))) {
      for (let r = firstRun[c]; r < firstRun[c + 1]; r++) {
        if (!drawn.some(({ has }) => has[key[r]])) continue;
        for (let i = firstPoint[r]; i < firstPoint[r + 1]; i++) {
          const dx = (cellX[c] + ((place[i] & 0xffff) + 0.5) * STEP) / CELL - x, dy = (cellY[c] + ((place[i] >>> 16) + 0.5) * STEP) / CELL - y;
          if (dx * dx + dy * dy <= best) { best = dx * dx + dy * dy; row = i; }
        }
      }
    }
  }
  return { id, row };
}

// One question after the other: tiles share their paper.
// World coordinates of a row, or null where there is no such row.
function where({ row }) {
  if (!points || !(row >= 0 && row < points.n)) return { row, place: null };
  const run = upper(points.firstPoint, row), cell = upper(points.firstRun, run);
  const p = points.place[row];
  return { row, place: { x: (points.cellX[cell] + ((p & 0xffff) + 0.5) * STEP) / CELL, y: (points.cellY[cell] + ((p >>> 16) + 0.5) * STEP) / CELL } };
}

// The last place in a rising index whose value is not above `value`.
function upper(index, value) {
  let low = 0, high = index.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (index[middle] <= value) low = middle; else high = middle - 1;
  }
  return low;
}

const answers = { load, show, tile, count, nearest, where };
let last = Promise.resolve();
onmessage = ({ data }) => { last = last.then(() => answer(data)); };

async function answer(data) {
  try {
    const said = (await answers[data.ask](data)) || {};
    postMessage({ ask: data.ask, ...said }, said.bitmap ? [said.bitmap] : []);
  } catch (fault) {
    postMessage({ ask: data.ask, fault: fault.message, ...(data.key ? { key: data.key, version: data.version } : {}) });
  }
}

"use strict";
// A point file (docs/point-tiles.md) as columns: read whole, refused when it is torn.

const CELL = 65536, STEP = 1 / CELL; // cells across the world; steps across a cell
const KEYS = 2048; // category * 8 + state
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

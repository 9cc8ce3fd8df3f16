"use strict";
// The moving units as columns: what one buffer says, where each unit was before, and where it may be drawn now.
window.Zhihui = window.Zhihui || {};

Zhihui.UNITS_MAGIC = 0x32564c5a; // "ZLV2", little-endian
Zhihui.UNKNOWN = 0xffff;
const UNKNOWN_AGE = 0x7fffffff;
Zhihui.WORLD_M = 40075016.686; // metres in one world unit at the equator; nowhere more

const HEAD_BYTES = 24, ROW_BYTES = 32;
const GLIDE_MS = [120, 1000]; // a mark is never drawn further behind its report than that
const STEP_OVER_MS = 10000; // who reports that seldom steps: squeezed into a glide it would be drawn as speed
const ASSUMED_MPS = 42; // who reports no speed may have been as fast as a car is
const TOWN_MPS = 14; // who stood at both ends may have driven between
const SLACK_M = 50; // two fixes of a receiver that stands still
const SIGN_MS = 5000;
const SAME_FIX_MS = 500; // city ms; fixes no further apart are one, told by clocks that are read and rounded by turns
Zhihui.LATE = 1; Zhihui.JUMPED = 2;

// Columns of a units buffer (see widgets/map/columns.py), as views of it; RangeError names what is wrong with it.
Zhihui.readUnits = (buffer) => {
  if (buffer.byteLength < HEAD_BYTES) throw new RangeError("units buffer is shorter than its head");
  const head = new DataView(buffer);
  if (head.getUint32(0, true) !== Zhihui.UNITS_MAGIC) throw new RangeError("not a units buffer");
  const n = head.getUint32(4, true), cityMs = head.getFloat64(8, true), rate = head.getFloat64(16, true);
  if (buffer.byteLength !== HEAD_BYTES + n * ROW_BYTES) throw new RangeError(`units buffer of ${buffer.byteLength} bytes cannot hold ${n} rows`);
  if (!(Math.abs(cityMs) < 1e15 && rate >= 0 && rate < 1e6)) throw new RangeError("units buffer of no time");
  let at = HEAD_BYTES;
  const column = (type) => { const c = new type(buffer, at, n); at += c.byteLength; return c; };
  return {
    n, cityMs, rate, x: column(Float64Array), y: column(Float64Array), id: column(Uint32Array), ageMs: column(Int32Array),
    speed: column(Uint16Array), heading: column(Uint16Array), group: column(Uint16Array), kind: column(Uint8Array), status: column(Uint8Array),
  };
};

// A place on the map; (0, 0) in degrees is where a receiver without a fix puts itself.
const isPlace = (x, y) => x >= 0 && x <= 1 && y >= 0 && y <= 1 && !(x === 0.5 && y === 0.5);

// What is kept from buffer to buffer, beside the columns of the newest one (id, heading, group, kind, status, speed).
const KEPT = {
  fx: Float64Array, fy: Float64Array, // where the glide begins
  tx: Float64Array, ty: Float64Array, // the reported place, NaN before there is one
  from: Float64Array, until: Float64Array, // the glide, performance.now()
  pull: Float64Array, // 1 / (until - from), 0 at rest: frames multiply
  fix: Float64Array, // city ms of the reported place, NaN unknown
  refusedFix: Float64Array, // the last one that was refused, so that it counts once
  pace: Uint16Array, // cm/s reported with it
  sign: Uint8Array, signUntil: Float64Array, // LATE or JUMPED, for some seconds
  age: Uint8Array, // Zhihui.FRESH …
};

Zhihui.UnitRows = class {
  constructor() {
    this.n = 0;
    this.id = new Uint32Array(0);
    this.order = new Map();
    this.movingUntil = 0;
    this.signs = 0;
    this.counts = { late: 0, jumped: 0, backwards: 0 };
    for (const [name, type] of Object.entries(KEPT)) this[name] = new type(0);
  }

  // Takes a delivery of all units; `anew` forgets the past, `lateMs` is how old a new fix may be. Returns the
  // number of rows that lie nowhere on the map: those stay where they were.
  take(rows, now, anew, lateMs) {
    if (!this.same(rows)) this.reorder(rows);
    const n = rows.n, { x, y, ageMs, speed } = rows, { fx, fy, tx, ty, from, until, pull, fix, refusedFix, pace } = this;
    this.n = n; this.id = rows.id; this.speed = speed; this.heading = rows.heading; this.group = rows.group; this.kind = rows.kind; this.status = rows.status;
    let refused = 0, moving = this.movingUntil;
    for (let i = 0; i < n; i++) {
      const px = x[i], py = y[i], at = ageMs[i] === UNKNOWN_AGE ? NaN : rows.cityMs - ageMs[i];
      if (!isPlace(px, py)) { refused++; continue; }
      if (anew || tx[i] !== tx[i]) {
        fx[i] = tx[i] = px; fy[i] = ty[i] = py; from[i] = until[i] = now; pull[i] = 0; fix[i] = at; pace[i] = speed[i];
        continue;
      }
      const since = at - fix[i];
      if (since < -SAME_FIX_MS) {
        // Time does not run backwards: what is drawn is newer than this.
        if (refusedFix[i] !== at) { refusedFix[i] = at; this.counts.backwards++; this.setSign(i, Zhihui.LATE, now); }
        continue;
      }
      fix[i] = at;
      const wasPace = pace[i];
      pace[i] = speed[i];
      if (tx[i] === px && ty[i] === py) continue;
      const rest = Math.max(0, until[i] - now) * pull[i], cx = tx[i] - (tx[i] - fx[i]) * rest, cy = ty[i] - (ty[i] - fy[i]) * rest;
      const stepX = px - tx[i], stepY = py - ty[i];
      tx[i] = px; ty[i] = py;
      let steps = false;
      if (since !== 0) {
        const sinceMs = since > 0 ? since : (now - from[i]) * rows.rate; // without a time of the fix, since it came
        const reach = reachM(sinceMs, wasPace, speed[i]) / Zhihui.WORLD_M, far2 = stepX * stepX + stepY * stepY;
        // The cosine only for the few that may have jumped: a world unit is never longer than at the equator.
        if (far2 > reach * reach && far2 > (reach * Math.cosh((0.5 - py) * 2 * Math.PI)) ** 2) {
          steps = true;
          this.counts.jumped++;
          this.setSign(i, Zhihui.JUMPED, now);
        }
      }
      if (!steps && ageMs[i] > lateMs && ageMs[i] !== UNKNOWN_AGE) {
        steps = true;
        this.counts.late++;
        this.setSign(i, Zhihui.LATE, now);
      }
      const took = Math.max(since / (rows.rate || 1) || 0, now - from[i]);
      if (steps || took > STEP_OVER_MS) { fx[i] = px; fy[i] = py; from[i] = until[i] = now; pull[i] = 0; continue; }
      fx[i] = cx; fy[i] = cy; from[i] = now;
      until[i] = now + Math.min(GLIDE_MS[1], Math.max(GLIDE_MS[0], took));
      pull[i] = 1 / (until[i] - now);
      if (until[i] > moving) moving = until[i];
    }
    this.movingUntil = moving;
    return refused;
  }

  same(rows) {
    if (rows.n !== this.n) return false;
    const a = this.id, b = rows.id;
    for (let i = 0; i < rows.n; i++) if (a[i] !== b[i]) return false;
    return true;
  }

  // Units came or went: what is kept moves to the new rows.
  reorder(rows) {
    const before = {}, old = this.order, n = rows.n, order = new Map();
    for (const [name, type] of Object.entries(KEPT)) { before[name] = this[name]; this[name] = new type(n); }
    this.tx.fill(NaN); this.ty.fill(NaN); this.refusedFix.fill(NaN); this.fix.fill(NaN);
    for (let i = 0; i < n; i++) {
      order.set(rows.id[i], i);
      const o = old.get(rows.id[i]);
      if (o !== undefined) for (const name in KEPT) this[name][i] = before[name][o];
    }
    this.order = order;
  }

  setSign(i, sign, now) { this.sign[i] = sign; this.signUntil[i] = now + SIGN_MS; this.signs++; }

  // Takes off signs that have been seen long enough; true if there were any.
  expireSigns(now) {
    if (!this.signs) return false;
    let left = 0, gone = 0;
    for (let i = 0; i < this.n; i++) {
      if (!this.sign[i]) continue;
      if (now >= this.signUntil[i]) { this.sign[i] = 0; gone++; } else left++;
    }
    this.signs = left;
    return gone > 0;
  }

  // Where row i may be drawn: on the way to the reported place, never past it.
  place(i, now) {
    const rest = Math.min(1, Math.max(0, this.until[i] - now) * this.pull[i]);
    return [this.tx[i] - (this.tx[i] - this.fx[i]) * rest, this.ty[i] - (this.ty[i] - this.fy[i]) * rest];
  }
};

// How far a unit can have driven between two fixes, in metres, from what it reported at both ends (cm/s).
const reachM = (sinceMs, before, after) => {
  const known = before !== Zhihui.UNKNOWN && after !== Zhihui.UNKNOWN;
  const mps = known ? Math.max((Math.max(before, after) / 100) * 1.5, TOWN_MPS) : ASSUMED_MPS;
  return SLACK_M + (mps * sinceMs) / 1000;
};

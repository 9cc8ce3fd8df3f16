"use strict";
// The moving units as columns: what one buffer says, where each unit was before, and where it may be drawn now.
window.Zhihui = window.Zhihui || {};

Zhihui.UNITS_MAGIC = 0x31564c5a; // "ZLV1", little-endian
Zhihui.LOST_HEADING = 0xffff;
Zhihui.JUMP_M = 800; // a longer step is a jump and is drawn as one, never as speed
Zhihui.FLAG_HOLLOW = 1;
Zhihui.FLAG_JUMPED = 2;

// Columns of a units buffer (see widgets/map/columns.py); RangeError names what is wrong with it.
Zhihui.readUnits = (buffer) => {
  if (buffer.byteLength < 16) throw new RangeError("units buffer is shorter than its head");
  const head = new DataView(buffer);
  if (head.getUint32(0, true) !== Zhihui.UNITS_MAGIC) throw new RangeError("not a units buffer");
  const n = head.getUint32(4, true);
  if (buffer.byteLength !== 16 + n * 29) throw new RangeError(`units buffer of ${buffer.byteLength} bytes cannot hold ${n} rows`);
  let at = 16;
  const column = (type) => { const c = new type(buffer, at, n); at += c.byteLength; return c; };
  const rows = {
    n, lon: column(Float64Array), lat: column(Float64Array), id: column(Uint32Array), age: column(Uint16Array),
    heading: column(Uint16Array), group: column(Uint16Array), kind: column(Uint8Array), status: column(Uint8Array), flags: column(Uint8Array),
  };
  for (let i = 0; i < n; i++) {
    if (!(Math.abs(rows.lon[i]) <= 180) || !(Math.abs(rows.lat[i]) <= 85)) throw new RangeError(`row ${i} is not a place on the map`);
  }
  return rows;
};

Zhihui.UnitRows = class {
  constructor() { this.n = 0; this.id = new Uint32Array(0); this.order = new Map(); this.movingUntil = 0; }

  // Takes a whole new picture of all units. A unit glides from where it is drawn to where it is reported.
  take(rows, now) {
    const n = rows.n, same = n === this.n && rows.id.every((id, i) => id === this.id[i]);
    const fx = new Float64Array(n), fy = new Float64Array(n), tx = new Float64Array(n), ty = new Float64Array(n);
    const from = new Float64Array(n), until = new Float64Array(n);
    const order = same ? this.order : new Map();
    for (let i = 0; i < n; i++) {
      const x = Zhihui.worldX(rows.lon[i]), y = Zhihui.worldY(rows.lat[i]);
      if (!same) order.set(rows.id[i], i);
      const o = same ? i : this.order.get(rows.id[i]);
      tx[i] = x; ty[i] = y;
      if (o === undefined) { fx[i] = x; fy[i] = y; from[i] = until[i] = now; continue; }
      if (this.tx[o] === x && this.ty[o] === y) {
        fx[i] = this.fx[o]; fy[i] = this.fy[o]; from[i] = this.from[o]; until[i] = this.until[o];
        continue;
      }
      const k = this.progress(o, now);
      const cx = this.fx[o] + (this.tx[o] - this.fx[o]) * k, cy = this.fy[o] + (this.ty[o] - this.fy[o]) * k;
      const jumped = Math.hypot(x - cx, y - cy) * Zhihui.metresPerWorld(y) > Zhihui.JUMP_M || rows.flags[i] & Zhihui.FLAG_JUMPED;
      fx[i] = jumped ? x : cx; fy[i] = jumped ? y : cy;
      from[i] = now;
      until[i] = jumped ? now : now + Math.min(1000, Math.max(120, now - this.from[o]));
      if (until[i] > this.movingUntil) this.movingUntil = until[i];
    }
    Object.assign(this, rows, { fx, fy, tx, ty, from, until, order });
  }

  // 0..1 of the way to the reported position; never past it.
  progress(i, now) {
    const span = this.until[i] - this.from[i];
    return span <= 0 || now >= this.until[i] ? 1 : Math.max(0, (now - this.from[i]) / span);
  }

  place(i, now) {
    const k = this.progress(i, now);
    return [this.fx[i] + (this.tx[i] - this.fx[i]) * k, this.fy[i] + (this.ty[i] - this.fy[i]) * k];
  }
};

"use strict";
// LivePlacing: which marks a frame of the live layer has, where, and in which order.
window.Zhihui = window.Zhihui || {};

// So many marks are drawn on one cell of 4 × 4 device pixels; more could not be told apart, and would freeze the page.
const MOST_IN_CELL = 8, CELL = 2;
const BLOCK = 6, MANY = 3000; // so many marks are drawn block by block of 64 × 64 device pixels
const MANY_CHOSEN = 6; // more get rings that hug them, and one ring for all whose places are RING_CELL apart
const RING_CELL = 10; // CSS pixels

Zhihui.LivePlacing = class {
  constructor(live) {
    this.live = live;
    this.ringed = new Set(); // cells that have a ring in this frame
    this.fit(0, 0);
  }

  // For a picture of that many device pixels.
  fit(width, height) {
    this.columns = (width >> CELL) + 1;
    this.cells = new Uint8Array(this.columns * ((height >> CELL) + 1));
  }

  // Where every mark stands now, in drawing order; the selected come last and so lie on top. Returns how many are in view.
  place() {
    const live = this.live, { rows, marks, shown, width: W, height: H } = live, { cells, columns } = this;
    const { headings, lastKind, lastStatus, lastStrength } = live.looks;
    const { fx, fy, tx, ty, until, pull, heading, kind, status, group, age, sign, n } = rows, { now, scale, ox, oy } = live.stamp;
    const reach = Math.ceil(16 * live.dpr), turn = headings / 36000, statuses = lastStatus + 1, kinds = lastKind + 1;
    marks.room(2 * n + 3 * live.chosen.size);
    const { data, row, block } = marks, chosen = new Set(), left = ox - 0.5, top = oy - 0.5;
    const across = (W >> BLOCK) + 1, down = (H >> BLOCK) + 1;
    for (const id of live.chosen) if (rows.order.has(id)) chosen.add(rows.order.get(id));
    cells.fill(0);
    const ownLooks = Zhihui.OWN_LOOKS;
    let m = 0, inView = 0;
    for (let i = 0; i < n; i++) {
      if (shown[i] === 0) continue;
      let wx = tx[i], wy = ty[i];
      if (now < until[i]) {
        const rest = (until[i] - now) * pull[i];
        wx -= (wx - fx[i]) * rest; wy -= (wy - fy[i]) * rest;
      }
      const x = Math.floor(wx * scale - left), y = Math.floor(wy * scale - top);
      if (x < -reach || y < -reach || x >= W + reach || y >= H + reach) continue;
      inView++;
      if (chosen.size !== 0 && chosen.has(i)) continue;
      if (x >= 0 && y >= 0 && x < W && y < H) {
        const cell = (y >> CELL) * columns + (x >> CELL);
        if (cells[cell] >= MOST_IN_CELL) continue;
        cells[cell]++;
      }
      const p = m << 2, k = kind[i] < lastKind ? kind[i] : lastKind, s = status[i] < lastStatus ? status[i] : lastStatus;
      data[p] = x; data[p + 1] = y;
      const g = lastStrength === 0 ? 0 : group[i] < lastStrength ? group[i] : lastStrength;
      data[p + 2] = ownLooks + ((g * kinds + k) * statuses + s) * 4 + age[i];
      const turned = (heading[i] * turn + 0.5) | 0; // a remainder would cost more than all the rest
      data[p + 3] = turned < headings ? turned : 0; // an unknown one is beyond them all
      block[m] = (y < 0 ? 0 : y >= H ? down - 1 : y >> BLOCK) * across + (x < 0 ? 0 : x >= W ? across - 1 : x >> BLOCK);
      row[m++] = i;
      if (sign[i] !== 0) { block[m] = block[m - 1]; m = this.addSign(m, i, x, y); }
    }
    if (m >= MANY) marks.sortByBlock(m, across * down);
    this.ringed.clear();
    for (const i of chosen) m = this.addChosen(m, i);
    marks.n = m;
    return inView;
  }

  add(m, look, heading, x, y, row) {
    const { data, row: rows } = this.live.marks;
    data.set([x, y, look, heading], m << 2);
    rows[m] = row;
    return m + 1;
  }

  addSign(m, i, x, y) {
    const { dpr, looks, rows } = this.live, aside = Math.round(9 * dpr * (looks.size + 1) / 2);
    return this.add(m, rows.sign[i] === Zhihui.JUMPED ? Zhihui.JUMPED_SIGN : Zhihui.LATE_SIGN, 0, x + aside, y - aside, -1);
  }

  addChosen(m, i) {
    const { live } = this, at = live.shown[i] ? live.devicePoint(i) : null, reach = 16 * live.dpr;
    if (!at || at[0] < -reach || at[1] < -reach || at[0] >= live.width + reach || at[1] >= live.height + reach) return m;
    m = this.addRing(m, at);
    m = this.add(m, live.looks.of(live.rows, i), live.looks.headingOf(live.rows, i), at[0], at[1], i);
    return live.rows.sign[i] ? this.addSign(m, i, at[0], at[1]) : m;
  }

  addRing(m, [x, y]) {
    const { chosen, dpr, looks } = this.live;
    if (chosen.size <= MANY_CHOSEN) return this.add(m, Zhihui.RING, 0, x, y, -1);
    const px = RING_CELL * dpr * looks.size, cell = Math.floor(x / px) * 65536 + Math.floor(y / px);
    if (this.ringed.has(cell)) return m;
    this.ringed.add(cell);
    return this.add(m, Zhihui.NARROW_RING, 0, x, y, -1);
  }
};

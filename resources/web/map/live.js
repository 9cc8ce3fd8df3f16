"use strict";
// LiveLayer: the moving units. What is shown, where and how is decided here; an engine (live_canvas.js, live_webgl.js)
// only copies sprites to places. Once per animation frame while anything moves, and not at all while nothing does.
window.Zhihui = window.Zhihui || {};

// In a crowd marks are drawn smaller, so that they stay apart: [from so many in view, size]. A tenth less ends it.
const SIZES = [[30000, 0.4], [15000, 0.5], [2200, 0.7], [0, 1]];
const FAR_ZOOM = 14; // below it marks are small in any case
// So many marks are drawn on one cell of 4 × 4 device pixels; more could not be told apart, and would freeze the page.
const MOST_IN_CELL = 8, CELL = 2;
const BLOCK = 6, MANY = 3000; // so many marks are drawn block by block of 64 × 64 device pixels
const TICK_MS = 1000;
const SLOWED_MS = 10000; // so long positions arrive that set out while time still ran faster
const RING = 0, LATE = 1, JUMPED = 2, NARROW_RING = 3, OWN_LOOKS = 4;
const MANY_CHOSEN = 6; // more get rings that hug them, and one ring for all whose places are RING_CELL apart
const RING_CELL = 10; // CSS pixels

Zhihui.LiveLayer = class {
  constructor(map) {
    this.map = map;
    const pane = map.createPane("zhLive");
    pane.style.zIndex = 500;
    pane.style.pointerEvents = "none";
    this.pane = pane;
    this.sprites = new Zhihui.Sprites();
    this.rows = new Zhihui.UnitRows();
    this.ages = new Zhihui.Ages();
    this.marks = new Zhihui.LiveMarks();
    this.picking = new Zhihui.LivePicking(this);
    this.tags = new Zhihui.LiveTags(map);
    this.style = { kinds: ["arrow"], statuses: ["text"] };
    this.filter = {};
    this.visible = true;
    this.size = 1;
    this.shown = new Uint8Array(0);
    this.chosen = new Set(); // ids
    this.ringed = new Set(); // cells that have a ring in this frame
    this.cells = new Uint8Array(0);
    this.fastest = 1; this.fastestUntil = 0;
    this.stats = { updates: 0, frames: 0, drawn: 0, drawMs: 0, takeMs: 0, picks: 0, pickMs: 0, fallbacks: 0 };
    this.intervals = new Float32Array(600); // between the last frames in a row, ms
    this.animations = 0;
    this.lastAt = 0; // when the last of a row of frames began; 0 after the row has ended
    this.movedAt = 0;
    this.onFrame = () => {};
    this.frameAsked = false;
    const { engine, trial } = Zhihui.chooseEngine(this.sprites);
    this.trial = trial;
    this.useEngine(engine);
    map.on("move viewreset resize zoomend", this.onMove, this);
    this.ticker = setInterval(() => this.tick(), TICK_MS);
  }

  // ---- engine ----
  useEngine(engine) {
    if (this.engine) this.engine.destroy();
    this.engine = engine;
    engine.element.className = "zh-overlay";
    this.pane.prepend(engine.element);
    engine.onLost = () => { this.stats.fallbacks++; this.useEngine(new Zhihui.CanvasEngine(this.sprites)); };
    this.width = 0;
    this.wake();
  }

  // ---- what is shown ----
  update(buffer) {
    const rows = Zhihui.readUnits(buffer), now = performance.now();
    const anew = this.ages.set(rows.cityMs, rows.rate, now);
    const refused = this.rows.take(rows, now, anew, this.ages.limitsMs[0] * this.lately(rows.rate, now));
    this.ages.mark(this.rows, now);
    this.refilter();
    this.stats.updates++;
    this.stats.takeMs += performance.now() - now;
    return refused;
  }

  // The fastest that the city's time ran in the last seconds: what comes just after it was slowed down set out before.
  lately(rate, now) {
    if (rate >= this.fastest) this.fastest = rate;
    else if (now > this.fastestUntil) this.fastest = Math.max(1, rate);
    if (rate === this.fastest) this.fastestUntil = now + SLOWED_MS;
    return this.fastest;
  }

  // {kinds: shapes by code, statuses: colours by code, agesS: upper bounds of fresh, ageing and stale, strengths: opacities
  // by group, the last for all beyond}
  setStyle(style) {
    this.style = style;
    if (style.agesS) this.ages.setLimits(style.agesS);
    this.ages.mark(this.rows, performance.now());
    this.restyle();
    this.prepare();
  }
  setFilter(filter) { this.filter = filter; this.refilter(); }
  setVisible(on) { this.visible = on; this.wake(); }
  select(ids) { this.chosen = new Set(ids); this.wake(); }
  hover(id) { if (this.tags.hovered !== id) { this.tags.hovered = id; this.wake(); } }
  setNames(names) { this.tags.names = names; this.wake(); }

  refilter() {
    const { n, kind, status, group, tx } = this.rows, passes = { kind: table(this.filter.kinds, 256), status: table(this.filter.statuses, 256), group: table(this.filter.groups, 65536) };
    if (this.shown.length !== n) this.shown = new Uint8Array(n);
    const shown = this.shown, byKind = passes.kind, byStatus = passes.status, byGroup = passes.group;
    for (let i = 0; i < n; i++) shown[i] = byKind[kind[i]] & byStatus[status[i]] & byGroup[group[i]] & (tx[i] === tx[i] ? 1 : 0);
    this.wake();
  }

  // ---- how it looks ----
  // A look for every strength, kind, status and age, after those of rings and signs; an unknown code is the last of its list.
  restyle() {
    const kinds = [...this.style.kinds, "dot"], statuses = [...this.style.statuses, "second"], dpr = this.dpr || 1;
    const strengths = this.style.strengths || [1];
    const own = (shape, colour) => ({ shape, colour, form: "full", alpha: 1, scale: dpr, halo: true });
    this.looks = [own("ring", "text"), own("late", "yellow"), own("jumped", "yellow"), { ...own("narrow", "text"), scale: dpr * this.size }];
    for (const strength of strengths) {
      for (const shape of kinds) {
        for (const colour of statuses) {
          for (const age of Zhihui.AGE_LOOKS) {
            const alpha = age.alpha * strength;
            this.looks.push({ shape: Zhihui.shapes[shape] ? shape : "dot", colour, form: age.form, alpha, scale: dpr * this.size, halo: this.size === 1 });
          }
        }
      }
    }
    this.lastStrength = strengths.length - 1;
    this.lastKind = kinds.length - 1;
    this.lastStatus = statuses.length - 1;
    this.headings = Zhihui.headingsAt(dpr * this.size);
    this.engine.restyle(this.looks);
    this.wake();
  }

  // The shapes of fresh units are drawn while the first of them are still on their way, one at a time.
  prepare() {
    const perKind = 4 * (this.lastStatus + 1), looks = this.looks.filter((_, look) => (look - OWN_LOOKS) % perKind === 0);
    const next = () => {
      if (!looks.length || this.rows.n) return;
      this.sprites.mask(looks.pop());
      requestIdleCallback(next);
    };
    requestIdleCallback(next);
  }

  lookOf(i) {
    const { kind, status, group, age } = this.rows, k = Math.min(kind[i], this.lastKind), s = Math.min(status[i], this.lastStatus);
    const g = Math.min(group[i], this.lastStrength);
    return OWN_LOOKS + ((g * (this.lastKind + 1) + k) * (this.lastStatus + 1) + s) * 4 + age[i];
  }

  headingOf(i) {
    const heading = this.rows.heading[i];
    const turned = ((heading * this.headings) / 36000 + 0.5) | 0;
    return turned < this.headings ? turned : 0;
  }

  // ---- frames ----
  wake() {
    if (this.frameAsked) return;
    this.frameAsked = true;
    requestAnimationFrame((at) => { this.frameAsked = false; this.onAnimation(at); });
  }

  // A drag must not lag the ground by a frame, so it is drawn at once; Leaflet moves the pane at most once a frame, and
  // in a frame after such a one its next move will draw.
  onMove() { this.movedAt = performance.now(); this.frame(); }

  onAnimation(at) {
    if (this.lastAt) this.intervals[this.animations++ % this.intervals.length] = at - this.lastAt;
    const moves = this.lastAt && this.movedAt >= this.lastAt;
    this.lastAt = at;
    if (moves) this.wake();
    else this.frame();
    if (!this.frameAsked) this.lastAt = 0; // the next one is not in a row with this
  }

  frame() {
    const began = performance.now();
    this.draw(began);
    this.onFrame(began);
    this.stats.drawMs += performance.now() - began;
    this.stats.frames++;
    if (began < this.rows.movingUntil) this.wake();
  }

  // What time does by itself: ages go on, signs go.
  tick() {
    const now = performance.now();
    if (this.ages.mark(this.rows, now) || this.rows.expireSigns(now)) this.wake();
  }

  fit() {
    const size = this.map.getSize(), dpr = window.devicePixelRatio || 1;
    const w = Math.max(1, Math.round(size.x * dpr)), h = Math.max(1, Math.round(size.y * dpr));
    if (this.dpr !== dpr) { this.dpr = dpr; this.sprites.forget(); this.restyle(); }
    if (this.width === w && this.height === h) return;
    this.width = w; this.height = h;
    this.engine.resize(w, h);
    this.engine.restyle(this.looks);
    // Pixel for pixel: a canvas stretched by half a pixel is blurred all over.
    this.engine.element.style.width = w / dpr + "px";
    this.engine.element.style.height = h / dpr + "px";
    this.columns = (w >> CELL) + 1;
    this.cells = new Uint8Array(this.columns * ((h >> CELL) + 1));
  }

  draw(now) {
    this.fit();
    const zoom = this.map.getZoom(), corner = this.map.containerPointToLayerPoint([0, 0]), origin = this.map.getPixelOrigin();
    L.DomUtil.setPosition(this.engine.element, corner);
    const dpr = this.dpr, scale = 256 * 2 ** zoom * dpr;
    this.stamp = { now, scale, ox: (origin.x + corner.x) * dpr, oy: (origin.y + corner.y) * dpr, dpr };
    this.marks.n = this.inView = 0;
    if (this.visible) this.place();
    this.stats.drawn = this.inView;
    this.engine.draw(this.marks);
    const size = this.sizeFor(zoom);
    if (size !== this.size) { this.size = size; this.restyle(); }
    this.tags.draw(this);
  }

  sizeFor(zoom) {
    const [, size] = SIZES.find(([from, s]) => this.inView >= (s >= this.size ? from : from * 1.1));
    return zoom < FAR_ZOOM ? Math.min(0.7, size) : size;
  }

  // Where every mark stands now, in drawing order; the selected come last and so lie on top.
  place() {
    const { rows, marks, cells, shown, columns, width: W, height: H, headings, lastKind, lastStatus, lastStrength } = this;
    const { fx, fy, tx, ty, until, pull, heading, kind, status, group, age, sign, n } = rows, { now, scale, ox, oy } = this.stamp;
    const reach = Math.ceil(16 * this.dpr), turn = headings / 36000, statuses = lastStatus + 1, kinds = lastKind + 1;
    marks.room(2 * n + 3 * this.chosen.size);
    const { data, row, block } = marks, chosen = new Set(), left = ox - 0.5, top = oy - 0.5;
    const across = (W >> BLOCK) + 1, down = (H >> BLOCK) + 1;
    for (const id of this.chosen) if (rows.order.has(id)) chosen.add(rows.order.get(id));
    cells.fill(0);
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
      data[p + 2] = OWN_LOOKS + ((g * kinds + k) * statuses + s) * 4 + age[i];
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
    this.inView = inView;
  }

  add(m, look, heading, x, y, row) {
    this.marks.data.set([x, y, look, heading], m << 2);
    this.marks.row[m] = row;
    return m + 1;
  }

  addSign(m, i, x, y) {
    const aside = Math.round(9 * this.dpr * (this.size + 1) / 2);
    return this.add(m, this.rows.sign[i] === Zhihui.JUMPED ? JUMPED : LATE, 0, x + aside, y - aside, -1);
  }

  addChosen(m, i) {
    const at = this.shown[i] ? this.devicePoint(i) : null, reach = 16 * this.dpr;
    if (!at || at[0] < -reach || at[1] < -reach || at[0] >= this.width + reach || at[1] >= this.height + reach) return m;
    m = this.addRing(m, at);
    m = this.add(m, this.lookOf(i), this.headingOf(i), at[0], at[1], i);
    return this.rows.sign[i] ? this.addSign(m, i, at[0], at[1]) : m;
  }

  addRing(m, [x, y]) {
    if (this.chosen.size <= MANY_CHOSEN) return this.add(m, RING, 0, x, y, -1);
    const px = RING_CELL * this.dpr * this.size, cell = Math.floor(x / px) * 65536 + Math.floor(y / px);
    if (this.ringed.has(cell)) return m;
    this.ringed.add(cell);
    return this.add(m, NARROW_RING, 0, x, y, -1);
  }

  devicePoint(i) {
    const s = this.stamp, [x, y] = this.rows.place(i, s.now);
    return [Math.round(x * s.scale - s.ox), Math.round(y * s.scale - s.oy)];
  }

  // Container point of a unit in CSS pixels as drawn last, or null when it is unknown or filtered away.
  pointOf(id) {
    const i = this.rows.order.get(id);
    if (i === undefined || !this.stamp || !this.visible || !this.shown[i]) return null;
    const s = this.stamp, [x, y] = this.rows.place(i, s.now);
    return { x: (x * s.scale - s.ox) / s.dpr, y: (y * s.scale - s.oy) / s.dpr };
  }

  // ---- picking: ids, by container points in CSS pixels ----
  // The unit under a point: the top mark there, or null.
  pick(x, y) { return this.timed(() => { const i = this.picking.top(x, y); return i < 0 ? null : this.rows.id[i]; }, null); }
  // All units under a point, the top one first.
  pickAll(x, y) { return this.timed(() => this.ids(this.picking.all(x, y)), []); }
  pickBox(x0, y0, x1, y1) { return this.timed(() => this.ids(this.picking.inBox(x0, y0, x1, y1)), []); }
  pickPolygon(points) { return this.timed(() => this.ids(this.picking.inPolygon(points)), []); }

  ids(rows) { return rows.map((i) => this.rows.id[i]); }

  timed(ask, nothing) {
    if (!this.visible) return nothing;
    const began = performance.now(), answer = ask();
    this.stats.picks++;
    this.stats.pickMs += performance.now() - began;
    return answer;
  }

  // Figures for the console and for measurements.
  report() {
    const intervals = Array.from(this.intervals).filter((ms) => ms > 0).sort((a, b) => a - b);
    const at = (share) => intervals[Math.min(intervals.length - 1, Math.floor(intervals.length * share))] || 0;
    return {
      ...this.stats, ...this.rows.counts, units: this.rows.n, marks_drawn: this.marks.n, engine: this.engine.name, trial: this.trial,
      intervals: { n: intervals.length, p50: at(0.5), p95: at(0.95), max: at(1) },
    };
  }

  destroy() {
    clearInterval(this.ticker);
    this.map.off("move viewreset resize zoomend", this.onMove, this);
    this.engine.destroy();
    this.tags.destroy();
  }
};

// Which codes pass: all of them, or those of a list.
const table = (codes, size) => {
  if (!codes) return new Uint8Array(size).fill(1);
  const passes = new Uint8Array(size);
  for (const code of codes) passes[code] = 1;
  return passes;
};

"use strict";
// LiveLayer: the moving units. What is shown, where and how is decided here; an engine (live_canvas.js, live_webgl.js)
// only copies sprites to places. Once per animation frame while anything moves, and not at all while nothing does.
window.Zhihui = window.Zhihui || {};

const TICK_MS = 1000;
const SLOWED_MS = 10000; // so long positions arrive that set out while time still ran faster

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
    this.looks = new Zhihui.LiveLooks();
    this.placing = new Zhihui.LivePlacing(this);
    this.picking = new Zhihui.LivePicking(this);
    this.tags = new Zhihui.LiveTags(map);
    this.filter = {};
    this.visible = true;
    this.shown = new Uint8Array(0);
    this.chosen = new Set(); // ids
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

  // What LiveLooks.style says, and agesS: upper bounds of fresh, ageing and stale.
  setStyle(style) {
    this.looks.style = style;
    if (style.agesS) this.ages.setLimits(style.agesS);
    this.ages.mark(this.rows, performance.now());
    this.restyle();
    this.looks.prepare(this.sprites, () => this.rows.n > 0);
  }
  restyle() {
    this.looks.make(this.dpr || 1);
    this.engine.restyle(this.looks.list);
    this.wake();
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
    this.engine.restyle(this.looks.list);
    // Pixel for pixel: a canvas stretched by half a pixel is blurred all over.
    this.engine.element.style.width = w / dpr + "px";
    this.engine.element.style.height = h / dpr + "px";
    this.placing.fit(w, h);
  }

  draw(now) {
    this.fit();
    const zoom = this.map.getZoom(), corner = this.map.containerPointToLayerPoint([0, 0]), origin = this.map.getPixelOrigin();
    L.DomUtil.setPosition(this.engine.element, corner);
    const dpr = this.dpr, scale = 256 * 2 ** zoom * dpr;
    this.stamp = { now, scale, ox: (origin.x + corner.x) * dpr, oy: (origin.y + corner.y) * dpr, dpr };
    this.marks.n = 0;
    this.inView = this.visible ? this.placing.place() : 0;
    this.stats.drawn = this.inView;
    this.engine.draw(this.marks);
    if (this.looks.resize(this.inView, zoom)) this.restyle();
    this.tags.draw(this);
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

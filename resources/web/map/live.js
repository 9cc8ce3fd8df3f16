"use strict";
// LiveLayer: the moving units, behind six calls, so that another engine can stand in for this one:
//   update(ArrayBuffer) · setStyle({kinds, statuses}) / setFilter({kinds, statuses, groups}) · pick(x, y) → id | null
//   · select([id …]) · destroy()
// This engine needs no GPU: sprites are copied into one ImageData, once per animation frame while anything moves.
window.Zhihui = window.Zhihui || {};

Zhihui.LiveLayer = class {
  constructor(map) {
    this.map = map;
    const pane = map.createPane("zhLive");
    pane.style.zIndex = 500;
    pane.style.pointerEvents = "none";
    this.canvas = L.DomUtil.create("canvas", "zh-overlay", pane);
    this.ctx = this.canvas.getContext("2d", { willReadFrequently: true });
    this.tags = new Zhihui.LiveTags(map);
    this.rows = new Zhihui.UnitRows();
    this.sprites = new Zhihui.Sprites();
    this.style = { kinds: ["arrow"], statuses: ["text"] };
    this.filter = {};
    this.visible = true;
    this.crowded = false; // thousands in view
    this.scale = 1; // crowded or from afar marks are drawn smaller, so that they stay apart
    this.shown = new Uint8Array(0);
    this.looks = new Uint32Array(0);
    this.sheetByLook = new Map();
    this.stats = { updates: 0, frames: 0, drawn: 0, drawMs: 0 };
    this.onFrame = () => {};
    this.frameAsked = false;
    map.on("move viewreset resize zoomend", this.onMove, this);
  }

  update(buffer) {
    this.rows.take(Zhihui.readUnits(buffer), performance.now());
    this.stats.updates++;
    this.refilter();
  }

  setStyle(style) { this.style = style; this.restyle(); }
  setFilter(filter) { this.filter = filter; this.refilter(); }
  setVisible(on) { this.visible = on; this.wake(); }
  select(ids) { this.tags.selected = ids; this.wake(); }
  hover(id) { if (this.tags.hovered !== id) { this.tags.hovered = id; this.wake(); } }
  setNames(names) { this.tags.names = names; this.wake(); }

  // After a change of theme or style every sprite is drawn anew.
  restyle() { this.sprites.reset(window.devicePixelRatio || 1, this.canvas.width); this.sheetByLook.clear(); this.wake(); }

  refilter() {
    const r = this.rows, f = this.filter, n = r.n;
    const set = (list) => (list ? new Set(list) : null);
    const kinds = set(f.kinds), statuses = set(f.statuses), groups = set(f.groups);
    if (this.shown.length !== n) { this.shown = new Uint8Array(n); this.looks = new Uint32Array(n); }
    for (let i = 0; i < n; i++) {
      this.shown[i] = (!kinds || kinds.has(r.kind[i])) && (!statuses || statuses.has(r.status[i])) && (!groups || groups.has(r.group[i])) ? 1 : 0;
      const fade = r.age[i] <= 30 ? 0 : r.age[i] <= 120 ? 1 : 2;
      this.looks[i] = (r.kind[i] << 16) | (r.status[i] << 8) | ((r.flags[i] & Zhihui.FLAG_HOLLOW) << 4) | fade;
    }
    this.wake();
  }

  sheetFor(look) {
    let sheet = this.sheetByLook.get(look);
    if (!sheet) {
      const shape = this.style.kinds[look >> 16] || "dot", colour = this.style.statuses[(look >> 8) & 255] || "second";
      sheet = this.sprites.sheet(shape, colour, Boolean(look & 16), [1, 0.75, 0.5][look & 15], this.scale);
      this.sheetByLook.set(look, sheet);
    }
    return sheet;
  }

  wake() {
    if (this.frameAsked) return;
    this.frameAsked = true;
    requestAnimationFrame((t) => { this.frameAsked = false; this.frame(t); });
  }

  // A drag must not lag the ground by a frame, so it is drawn at once; Leaflet moves the pane at most once a frame.
  onMove() { this.frame(performance.now()); }

  frame() {
    const now = performance.now();
    this.draw(now);
    this.onFrame(now);
    this.stats.drawMs += performance.now() - now;
    this.stats.frames++;
    if (now < this.rows.movingUntil) this.wake();
  }

  fit() {
    const size = this.map.getSize(), dpr = window.devicePixelRatio || 1;
    const w = Math.round(size.x * dpr), h = Math.round(size.y * dpr);
    if (this.canvas.width === w && this.canvas.height === h && this.image) return;
    this.canvas.width = w;
    this.canvas.height = h;
    this.canvas.style.width = size.x + "px";
    this.canvas.style.height = size.y + "px";
    this.image = new ImageData(Math.max(1, w), Math.max(1, h));
    this.pixels = new Int32Array(this.image.data.buffer);
    this.sprites.reset(dpr, w); this.sheetByLook.clear();
  }

  draw(now) {
    this.fit();
    const sized = this.crowded || this.map.getZoom() < 14 ? 0.7 : 1;
    if (sized !== this.scale) { this.scale = sized; this.sheetByLook.clear(); }
    const corner = this.map.containerPointToLayerPoint([0, 0]), origin = this.map.getPixelOrigin();
    L.DomUtil.setPosition(this.canvas, corner);
    const dpr = window.devicePixelRatio || 1, W = this.image.width, H = this.image.height;
    const scale = 256 * 2 ** this.map.getZoom() * dpr;
    const ox = (origin.x + corner.x) * dpr, oy = (origin.y + corner.y) * dpr;
    this.stamp = { now, scale, ox, oy, dpr };
    this.pixels.fill(0);
    const r = this.rows, out = this.pixels, turn = Zhihui.HEADINGS / 36000, reach = 16 * dpr;
    let drawn = 0, inView = [];
    const blit = Zhihui.blit;
    for (let i = 0; this.visible && i < r.n; i++) {
      if (!this.shown[i]) continue;
      const until = r.until[i], k = now >= until ? 1 : (now - r.from[i]) / (until - r.from[i]);
      const x = Math.round((r.fx[i] + (r.tx[i] - r.fx[i]) * k) * scale - ox);
      const y = Math.round((r.fy[i] + (r.ty[i] - r.fy[i]) * k) * scale - oy);
      if (x < -reach || y < -reach || x >= W + reach || y >= H + reach) continue;
      const heading = r.heading[i] === Zhihui.LOST_HEADING ? 0 : Math.round(r.heading[i] * turn) % Zhihui.HEADINGS;
      blit(out, W, H, this.sheetFor(this.looks[i]), heading, x, y);
      if (drawn++ < this.tags.most) inView.push(i);
    }
    this.ctx.putImageData(this.image, 0, 0);
    this.stats.drawn = drawn;
    if (this.crowded ? drawn < 1800 : drawn > 2500) this.crowded = !this.crowded;
    if (drawn > this.tags.most) inView = [];
    this.tags.draw(this, inView);
  }

  // Container point of a unit in CSS pixels as drawn last, or null when it is unknown or filtered away.
  pointOf(id) {
    const i = this.rows.order.get(id);
    if (i === undefined || !this.stamp || !this.visible || !this.shown[i]) return null;
    const s = this.stamp, [x, y] = this.rows.place(i, performance.now());
    return { x: (x * s.scale - s.ox) / s.dpr, y: (y * s.scale - s.oy) / s.dpr };
  }

  // The id of the top unit within 12 CSS pixels of a container point: of those that near, the nearest, then the last drawn.
  pick(px, py) {
    if (!this.stamp || !this.visible) return null;
    const s = this.stamp, r = this.rows, now = performance.now();
    let best = 12 * 12, found = null;
    for (let i = 0; i < r.n; i++) {
      if (!this.shown[i]) continue;
      const [x, y] = r.place(i, now);
      const dx = (x * s.scale - s.ox) / s.dpr - px, dy = (y * s.scale - s.oy) / s.dpr - py;
      if (dx * dx + dy * dy <= best) { best = dx * dx + dy * dy; found = r.id[i]; }
    }
    return found;
  }

  destroy() {
    this.map.off("move viewreset resize zoomend", this.onMove, this);
    this.canvas.remove();
    this.tags.destroy();
  }
};

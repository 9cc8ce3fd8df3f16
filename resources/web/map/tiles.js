"use strict";
// The still ground of the map: opaque canvas tiles of 512 px. A tile keeps its ground (the base map or an image, painted
// once) and composes on it what the painters draw: fills and lines of areas, component points, heat.
//   tiles.setGround(ground)   ground.paint(ctx, coords, dpr, signal) → void | Promise | generator; ctx is in CSS pixels of
//                             the tile, signal aborts when nobody waits any longer; until a promise is kept the tile
//                             shows what it had
//   tiles.add(painter)        {order, paintTile(ctx, v)}, lower orders lie below; a generator yields where it can pause
//   tiles.holds = () =>       true while a page that is only opening still waits for what tiles are made of
//   tiles.repaint(["ground"]) every tile anew, with its ground too if so named · tiles.repaintTile(key) one tile
// Work is done in slices between frames, tiles in the middle of the view first; a tile shows its old picture until the new
// one is whole. Opaque tiles matter: where no GPU helps, what is transparent is blended in every frame of a drag. So does
// that a tile shows a bitmap and is no canvas to draw on: of those Chromium takes a copy in every frame, changed or not.
window.Zhihui = window.Zhihui || {};

Zhihui.TILE_PX = 512;
const SLICE_MS = 8, DRAG_SLICE_MS = 5, OPENING_MS = 2000, AHEAD_PX = 160, MOST_SPARE = 12;

// In a page that is only opening nothing moves yet: work is done in one go there, for each picture before the whole one
// costs it a frame, and the first ones are the longest.
Zhihui.sliceMs = (usual) => (performance.now() < OPENING_MS ? 200 : usual);

Zhihui.StillTiles = L.GridLayer.extend({
  options: { tileSize: Zhihui.TILE_PX, keepBuffer: 0, updateWhenIdle: false, updateWhenZooming: false, noWrap: true, pane: "tilePane" },

  initialize(options) {
    L.GridLayer.prototype.initialize.call(this, options);
    Object.assign(this, { ground: null, holds: () => false, painters: [], records: new Map(), spare: [], spareGrounds: [], job: null, asked: false, dragging: false });
    this.on("tileunload", (e) => this.forget(e.coords));
  },

  onAdd(map) {
    L.GridLayer.prototype.onAdd.call(this, map);
    map.on("dragstart", () => { this.dragging = true; });
    map.on("dragend", () => { this.dragging = false; });
    setTimeout(() => this.wake(), OPENING_MS); // whatever has not come by then
  },

  // Leaflet would throw all tiles away before a jump or a change of zoom; here they stay until others lie over them.
  getEvents() {
    const events = L.GridLayer.prototype.getEvents.call(this);
    delete events.viewprereset;
    return events;
  },

  // Tiles are made a little before a drag brings them into sight.
  _getTiledPixelBounds(centre) {
    const seen = L.GridLayer.prototype._getTiledPixelBounds.call(this, centre);
    return L.bounds(seen.min.subtract([AHEAD_PX, AHEAD_PX]), seen.max.add([AHEAD_PX, AHEAD_PX]));
  },

  setGround(ground) { this.ground = ground; this.repaint("ground"); },
  add(painter) {
    this.painters.push(painter);
    this.painters.sort((a, b) => a.order - b.order);
    this.repaint();
  },

  repaint(what) {
    if (this.job) this.job = null; // begun with what is old by now
    for (const record of this.records.values()) {
      record.stale = true;
      if (what === "ground") record.groundStale = true;
    }
    this.wake();
  },
  repaintTile(key) {
    const record = this.records.get(key);
    if (!record) return;
    record.stale = true;
    if (this.job && this.job.record === record) this.job = null;
    this.wake();
  },

  // Lays a picture over a tile that is up to date and shows nothing of that painter yet; false where it must be composed anew.
  layOver(key, painter, picture) {
    const record = this.records.get(key);
    if (!record || record.stale || record.done || this.job || this.painters.at(-1) !== painter) return false;
    const work = this.workCanvas(record.size), ctx = work.getContext("2d", { alpha: false });
    ctx.reset();
    ctx.drawImage(record.canvas, 0, 0);
    ctx.drawImage(picture, 0, 0);
    record.sheet.transferFromImageBitmap(work.transferToImageBitmap());
    return true;
  },

  // Tiles of the present zoom whose picture is not what it should be.
  waiting() {
    const begun = this.job && this.job.record;
    return [...this.records.values()].filter((r) => r.coords.z === this._tileZoom && (r.stale || r.pending || r === begun)).length;
  },

  createTile(coords, done) {
    const dpr = window.devicePixelRatio || 1, size = Math.round(Zhihui.TILE_PX * dpr);
    const canvas = this.spare.pop() || document.createElement("canvas");
    const key = Zhihui.tileKey(coords), sheet = canvas.getContext("bitmaprenderer"); // told to have no alpha, it is drawn twice
    sheet.transferFromImageBitmap(null);
    this.records.set(key, { key, coords, canvas, sheet, size, dpr, done, ground: null, stale: true, groundStale: true, pending: null });
    this.wake();
    return canvas;
  },

  forget(coords) {
    const key = Zhihui.tileKey(coords), record = this.records.get(key);
    if (!record) return;
    if (record.pending) record.pending.abort();
    if (this.job && this.job.record === record) this.job = null;
    this.records.delete(key);
    record.canvas.className = "";
    if (this.spare.length < MOST_SPARE) this.spare.push(record.canvas);
    this.keep(record.ground);
    for (const painter of this.painters) if (painter.forgetTile) painter.forgetTile(key);
  },

  // Canvases are used again: a drag would leave a hundred megabytes of them to be collected some time.
  keep(ground) { if (ground && this.spareGrounds.length < MOST_SPARE) this.spareGrounds.push(ground); },
  groundCanvas(size) {
    while (this.spareGrounds.length) {
      const canvas = this.spareGrounds.pop();
      if (canvas.width === size) return canvas;
    }
    return new OffscreenCanvas(size, size);
  },

  wake() {
    if (this.asked) return;
    this.asked = true;
    requestAnimationFrame(() => { this.asked = false; this.slice(); });
  },

  slice() {
    if (!this._map) return;
    const began = performance.now(), end = began + (this.dragging ? DRAG_SLICE_MS : Zhihui.sliceMs(SLICE_MS));
    if (began < OPENING_MS && this.holds()) return;
    do {
      if (!this.job) {
        const record = this.next();
        if (!record) break;
        record.stale = false;
        this.job = { record, steps: this.compose(record) };
      }
      const { record, steps } = this.job;
      if (!steps.next().done) continue;
      this.job = null;
      if (record.done) { record.done(null, record.canvas); record.done = null; }
    } while (performance.now() < end);
    if (this.job || this.next()) this.wake();
  },

  // The stale tile of the present zoom that is nearest to the middle of the view.
  next() {
    const middle = this._map.project(this._map.getCenter(), this._tileZoom).divideBy(Zhihui.TILE_PX);
    let best = null, least = Infinity;
    for (const record of this.records.values()) {
      if (!record.stale || record.coords.z !== this._tileZoom) continue;
      const far = Math.abs(record.coords.x + 0.5 - middle.x) + Math.abs(record.coords.y + 0.5 - middle.y);
      if (far < least) { least = far; best = record; }
    }
    return best;
  },

  // Where a tile lies, in the same words as a sheet's view: x * scale - ox, in CSS pixels.
  viewOf({ key, coords, dpr }) {
    const px = Zhihui.TILE_PX, scale = 256 * 2 ** coords.z, ox = coords.x * px, oy = coords.y * px;
    return {
      key, coords, dpr, zoom: coords.z, scale, ox, oy, w: px, h: px,
      x0: ox / scale, y0: oy / scale, x1: (ox + px) / scale, y1: (oy + px) / scale,
    };
  },

  *compose(record) {
    if (record.groundStale) { yield* this.paintGround(record); yield; }
    const { size, dpr } = record, work = this.workCanvas(size), ctx = work.getContext("2d", { alpha: false });
    ctx.reset();
    if (record.ground) ctx.drawImage(record.ground, 0, 0);
    else { ctx.fillStyle = Zhihui.look.ground; ctx.fillRect(0, 0, size, size); }
    const v = this.viewOf(record);
    for (const painter of this.painters) {
      ctx.save();
      ctx.setTransform(dpr, 0, 0, dpr, 0, 0);
      const steps = painter.paintTile(ctx, v);
      if (steps && steps.next) yield* steps;
      ctx.restore();
    }
    record.sheet.transferFromImageBitmap(work.transferToImageBitmap());
  },

  *paintGround(record) {
    if (record.pending) record.pending.abort();
    record.pending = null;
    if (!this.ground) { record.groundStale = false; return; }
    const size = record.size, fresh = this.groundCanvas(size);
    const ctx = fresh.getContext("2d", { alpha: false });
    ctx.reset();
    ctx.fillStyle = Zhihui.look.ground;
    ctx.fillRect(0, 0, size, size);
    ctx.setTransform(record.dpr, 0, 0, record.dpr, 0, 0);
    const waiter = new AbortController(), answer = this.ground.paint(ctx, record.coords, record.dpr, waiter.signal);
    if (answer && answer.next) yield* answer;
    record.groundStale = false;
    const take = () => {
      this.keep(record.ground);
      record.ground = fresh;
    };
    if (!answer || !answer.then) { take(); return; }
    record.pending = waiter;
    answer.then(() => true, () => false).then((kept) => {
      if (record.pending !== waiter) return;
      record.pending = null;
      if (kept) take();
      this.repaintTile(record.key);
    });
  },

  workCanvas(size) {
    if (!this.work || this.work.width !== size) this.work = new OffscreenCanvas(size, size);
    return this.work;
  },
});

Zhihui.tileKey = ({ x, y, z }) => `${z}/${x}/${y}`;

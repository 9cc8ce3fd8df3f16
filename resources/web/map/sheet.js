"use strict";
// A sheet is a canvas over the map that painters share: without a GPU every canvas is blended anew in each frame, so few
// sheets are cheaper than many. It reaches `pad` CSS pixels past the view on every side; a drag moves it with the map
// for free and repaints only when its edge comes into sight.
window.Zhihui = window.Zhihui || {};

Zhihui.Sheet = class {
  constructor(map, { pane, z, pad = 160 }) {
    this.map = map;
    this.pad = pad;
    this.painters = [];
    const holder = map.getPane(pane) || map.createPane(pane);
    holder.style.zIndex = z;
    holder.style.pointerEvents = "none";
    this.canvas = L.DomUtil.create("canvas", "zh-overlay", holder);
    // It shows bitmaps that are painted elsewhere: of a canvas to draw on Chromium takes a copy in every frame of a drag.
    this.shown = this.canvas.getContext("bitmaprenderer");
    this.paper = new OffscreenCanvas(1, 1);
    this.waiting = false;
    map.on("moveend viewreset resize zoomend", this.repaint, this);
    map.on("move", this.followDrag, this);
  }

  // What is needed to place world coordinates on the canvas: x * scale - ox, in CSS pixels.
  get view() { return this._view; }

  repaint() {
    if (this.waiting) return;
    this.waiting = true;
    requestAnimationFrame(() => { this.waiting = false; this.paintNow(); });
  }

  followDrag() {
    if (!this._view) return;
    const moved = this.map.containerPointToLayerPoint([0, 0]).subtract(this._view.corner);
    if (Math.abs(moved.x) > this.pad * 0.9 || Math.abs(moved.y) > this.pad * 0.9) this.repaint();
  }

  paintNow() {
    const size = this.map.getSize();
    if (!size.x || !size.y) return;
    const dpr = window.devicePixelRatio || 1, pad = this.pad;
    const w = size.x + 2 * pad, h = size.y + 2 * pad;
    const wide = Math.round(w * dpr), high = Math.round(h * dpr);
    if (this.paper.width !== wide || this.paper.height !== high) this.paper = new OffscreenCanvas(wide, high);
    this.canvas.style.width = w + "px";
    this.canvas.style.height = h + "px";
    const corner = this.map.containerPointToLayerPoint([0, 0]);
    const origin = this.map.getPixelOrigin();
    L.DomUtil.setPosition(this.canvas, corner.subtract([pad, pad]));
    const zoom = this.map.getZoom();
    this._view = {
      zoom, corner, w, h, pad, dpr, scale: 256 * 2 ** zoom,
      ox: origin.x + corner.x - pad, oy: origin.y + corner.y - pad,
    };
    const v = this._view;
    v.x0 = v.ox / v.scale; v.x1 = (v.ox + w) / v.scale; v.y0 = v.oy / v.scale; v.y1 = (v.oy + h) / v.scale;
    const used = this.painters.filter((painter) => painter.hasWork(v));
    this.canvas.style.display = used.length ? "" : "none";
    if (!used.length) { this.shown.transferFromImageBitmap(null); return; }
    const ctx = this.paper.getContext("2d");
    ctx.reset();
    ctx.setTransform(dpr, 0, 0, dpr, 0, 0);
    v.room = new Zhihui.Room(); // names of all painters keep clear of each other
    v.still = new Zhihui.Room(); // and rather stand where no still mark is drawn over them
    for (const painter of used) painter.claim(ctx, v);
    for (const painter of used) painter.paint(ctx, v);
    this.shown.transferFromImageBitmap(this.paper.transferToImageBitmap());
  }
};

// One kind of content on a sheet. `paint` gets a context in CSS pixels and the view.
Zhihui.Painter = class {
  constructor(sheet) {
    this.sheet = sheet;
    this.map = sheet.map;
    sheet.painters.push(this);
  }

  get view() { return this.sheet.view; }
  repaint() { this.sheet.repaint(); }
  hasWork() { return true; }
  claim() {} // takes room in `v.room` before anybody paints: for words that must not give way to names
  sees(v, box) { return box.x1 >= v.x0 && box.x0 <= v.x1 && box.y1 >= v.y0 && box.y0 <= v.y1; }
};

// How far up or down the middle of a name goes so that it stands clear of still marks, its room being taken then; its own
// place where none is clear, null where other names leave it none.
Zhihui.standClear = (v, x, y, half) => {
  const isFree = (room, dy) => room.isFree(x - half, y + dy - 9, x + half, y + dy + 9);
  if (!isFree(v.room, 0)) return null;
  const clear = [0, -16, 16, -26, 26].find((dy) => isFree(v.still, dy) && isFree(v.room, dy)) ?? 0;
  v.room.block(x - half, y + clear - 9, x + half, y + clear + 9);
  return clear;
};

// Rectangles that are taken; a label asks before it is written. Cells keep the question cheap with many labels.
Zhihui.Room = class {
  constructor() { this.cells = new Map(); }

  keys(x0, y0, x1, y1) {
    const keys = [];
    for (let cx = Math.floor(x0 / 96); cx <= Math.floor(x1 / 96); cx++) {
      for (let cy = Math.floor(y0 / 96); cy <= Math.floor(y1 / 96); cy++) keys.push(cx * 65536 + cy);
    }
    return keys;
  }

  isFree(x0, y0, x1, y1) {
    for (const key of this.keys(x0, y0, x1, y1)) {
      for (const r of this.cells.get(key) || []) {
        if (r[0] < x1 && r[2] > x0 && r[1] < y1 && r[3] > y0) return false;
      }
    }
    return true;
  }

  // True, and the room is taken, if nothing is there yet.
  take(x0, y0, x1, y1) {
    if (!this.isFree(x0, y0, x1, y1)) return false;
    this.block(x0, y0, x1, y1);
    return true;
  }

  block(x0, y0, x1, y1) {
    const rect = [x0, y0, x1, y1];
    for (const key of this.keys(x0, y0, x1, y1)) {
      if (!this.cells.has(key)) this.cells.set(key, []);
      this.cells.get(key).push(rect);
    }
  }
};

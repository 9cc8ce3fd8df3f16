"use strict";
// Still points by the million, on the still tiles: what is wanted is kept here, drawn and counted in a worker.
// A cut is {categories: [code] | null, states: [code] | null, colour, size, opacity, drawn}; the last lies on top.
window.Zhihui = window.Zhihui || {};

// How strongly a role may cover the ground: what needs attention more than what is in order.
Zhihui.pointStrength = (role) => (["red", "orange", "yellow", "blue", "accent"].includes(role) ? 0.85 : 0.5);
Zhihui.POINT_PICK_ZOOM = 16;

Zhihui.Points = class {
  constructor(page) {
    Object.assign(this, { page, map: page.map, tiles: page.tiles, order: 30, whose: "components", cuts: [], shown: 0, look: 0, n: 0, selected: null });
    this.pictures = new Map(); // tile key -> {bitmap, look}
    this.wanted = new Map(); // tile key -> what to ask the worker for
    this.asked = 0; // tiles that the worker has in hand
    this.counting = false;
    this.picks = new Map(); // id -> what waits for the answer
    page.command("setPoints", (version) => this.load(version));
    page.command("showPoints", (cuts, shown) => { this.cuts = cuts; this.shown = shown; this.show(); });
    page.latePickers.push((at, latlng) => this.pick(latlng));
    this.tiles.add(this);
    this.ring = new Zhihui.PointRing(page.figures.sheet);
    this.map.on("moveend zoomend resize", () => this.count());
  }

  get active() { return this.n > 0 && this.cuts.some((cut) => cut.drawn); }

  ask(what, transfer) {
    if (!this.worker) {
      this.worker = new Worker("zhihui://map/web/map/points_worker/worker.js");
      this.worker.onerror = (e) => this.page.refuse("points", 1, e.message || "the thread of points has stopped");
      this.worker.onmessage = ({ data }) => this[`${data.ask}Answered`](data);
    }
    this.worker.postMessage(what, transfer);
  }

  load(version) {
    this.ask({ ask: "load", url: `zhihui://map/points/${version}` });
  }
  loadAnswered({ n, fault }) {
    if (fault) { this.page.refuse("points", 1, fault); return; }
    this.n = n;
    this.page.count("points", 0);
    this.page.say("points", { taken: n });
    this.redraw();
    this.count();
    this.select("components", null); // rows of another file are other things
  }

  // After a change of cuts or theme.
  show() {
    const cuts = this.cuts.map((cut) => {
      const value = parseInt((Zhihui.look[cut.colour] || Zhihui.look.second).slice(1), 16);
      const rgb = ((value & 255) << 16) | (value & 0xff00) | (value >> 16);
      return { ...cut, rgb, strength: Zhihui.pointStrength(cut.colour) * cut.opacity };
    });
    this.ask({ ask: "show", cuts });
    this.redraw();
    this.count();
  }
  showAnswered() {}

  // Asks for a new picture of every tile; the old ones stay till then.
  redraw() {
    this.look++;
    if (this.active) for (const record of this.tiles.records.values()) this.want(this.tiles.viewOf(record));
    else if (this.pictures.size) { this.drop(); this.tiles.repaint(); }
  }

  drop() {
    for (const { bitmap } of this.pictures.values()) if (bitmap) bitmap.close();
    this.pictures.clear();
    this.wanted.clear();
  }

  paintTile(ctx, v) {
    if (!this.active) return;
    const picture = this.pictures.get(v.key);
    if (picture && picture.bitmap) {
      ctx.setTransform(1, 0, 0, 1, 0, 0);
      ctx.drawImage(picture.bitmap, 0, 0);
    }
    if (!picture || picture.look !== this.look) this.want(v);
  }

  want({ key, coords: { x, y, z }, w, dpr }) {
    this.wanted.set(key, { ask: "tile", key, x, y, z, dpr, size: Math.round(w * dpr), version: this.look });
    this.next();
  }

  // Two tiles at a time, so that what leaves the view meanwhile is never drawn.
  next() {
    while (this.asked < 2 && this.wanted.size) {
      const [key, request] = this.wanted.entries().next().value;
      this.wanted.delete(key);
      this.asked++;
      this.ask(request);
    }
  }
  tileAnswered({ key, version, bitmap }) {
    this.asked--;
    this.next();
    const old = this.pictures.get(key);
    if (!this.tiles.records.has(key) || !this.active || (old && old.look > version)) { if (bitmap) bitmap.close(); return; }
    if (old && old.bitmap) old.bitmap.close();
    this.pictures.set(key, { bitmap, look: version });
    if (old && old.bitmap) this.tiles.repaintTile(key);
    else if (bitmap && !this.tiles.layOver(key, this, bitmap)) this.tiles.repaintTile(key);
  }
  forgetTile(key) {
    this.wanted.delete(key);
    const picture = this.pictures.get(key);
    if (picture && picture.bitmap) picture.bitmap.close();
    this.pictures.delete(key);
  }

  // One question at a time; a view that changes meanwhile is counted next.
  count() {
    if (!this.n || !this.cuts.length) return;
    if (this.counting) { this.countAgain = true; return; }
    this.counting = true;
    const b = this.map.getBounds(), y0 = Zhihui.worldY(b.getNorth()), y1 = Zhihui.worldY(b.getSouth());
    this.ask({ ask: "count", x0: Zhihui.worldX(b.getWest()), x1: Zhihui.worldX(b.getEast()), y0, y1, shown: this.shown });
  }
  countAnswered({ total, byCut, shown }) {
    this.counting = false;
    this.page.say("points", { total, by_cut: byCut, shown });
    if (this.countAgain) { this.countAgain = false; this.count(); }
  }

  // The drawn point within 10 CSS pixels of a place: a promise of {layer, id} or null.
  pick({ lat, lng }) {
    if (!this.active || this.map.getZoom() < Zhihui.POINT_PICK_ZOOM) return null;
    const id = (this.lastPick = (this.lastPick || 0) + 1), reach = 10 / (256 * 2 ** this.map.getZoom());
    this.ask({ ask: "nearest", x: Zhihui.worldX(lng), y: Zhihui.worldY(lat), reach, id });
    return new Promise((found) => this.picks.set(id, found));
  }
  nearestAnswered({ id, row }) {
    this.picks.get(id)(row === null ? null : { layer: "components", id: row });
    this.picks.delete(id);
  }

  // Rings a point by its row; null or a row that the file has not, rings nothing.
  select(layer, row) {
    this.selected = layer === "components" ? row : null;
    if (this.selected === null) this.ring.set(null);
    else this.ask({ ask: "where", row: this.selected });
  }
  whereAnswered({ row, place }) { if (row === this.selected) this.ring.set(place); }

  restyle() { if (this.cuts.length) this.show(); }
};
Zhihui.parts.push((page) => (page.points = new Zhihui.Points(page)));

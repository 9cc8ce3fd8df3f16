"use strict";
// Names on the base map: places by rank, then roads along their own line. A name that finds no room is left out.
window.Zhihui = window.Zhihui || {};

Zhihui.Names = class extends Zhihui.Painter {
  // What `areas` names is not named a second time; names keep clear of the still `marks` where they can.
  constructor(sheet, areas, marks) {
    super(sheet);
    Object.assign(this, { areas, marks });
    this.base = null;
    this.language = "zh";
    this.pictures = null; // pictures that name things themselves, where there is one (GroundImages)
    this.strength = 1; // 0: the operator does without names
  }

  setPictures(pictures) { this.pictures = pictures; this.repaint(); }
  setBase(base) { this.base = base; this.repaint(); }
  setLanguage(language) { this.language = language; this.repaint(); }
  nameOf(thing) { return this.language === "en" && thing.gloss ? thing.gloss : thing.name || ""; }

  claim(ctx, v) { for (const marks of this.marks) marks.block(v, v.still); }

  paint(ctx, v) {
    if (!this.base || !this.strength || (this.pictures && !this.pictures.bare.size)) return;
    ctx.globalAlpha = this.strength;
    this.write(ctx, v);
    ctx.globalAlpha = 1;
  }

  write(ctx, v) {
    const room = v.room, look = Zhihui.look;
    ctx.textBaseline = "middle"; ctx.textAlign = "center";
    ctx.lineJoin = "round"; ctx.lineWidth = 3; ctx.strokeStyle = look.halo;
    for (const label of this.base.labels) {
      if (v.zoom < 11 + label.rank || (this.areas.visible && this.areas.named.has(label.name))) continue;
      if (label.x < v.x0 || label.x > v.x1 || label.y < v.y0 || label.y > v.y1) continue;
      if (this.pictures && this.pictures.names(label.x, label.y)) continue;
      const text = this.nameOf(label);
      ctx.font = Zhihui.font(label.rank <= 1 ? 14 : 12, label.rank <= 1 ? 500 : 400);
      const half = ctx.measureText(text).width / 2 + 4, x = label.x * v.scale - v.ox, y = label.y * v.scale - v.oy;
      const clear = Zhihui.standClear(v, x, y, half);
      if (clear === null) continue;
      ctx.strokeText(text, x, y + clear);
      ctx.fillStyle = look.name;
      ctx.fillText(text, x, y + clear);
    }
    if (v.zoom < 13) return;
    const written = new Map();
    for (const cls of ["main", "secondary", "local"]) {
      if (v.zoom < { main: 13, secondary: 15, local: 16 }[cls]) continue;
      for (const road of this.base.roads[cls]) if (this.sees(v, road)) this.alongRoad(ctx, v, road, cls, room, written);
    }
  }

  // Writes the name once on each stretch that is straight enough and long enough to carry it, 420 px apart.
  alongRoad(ctx, v, road, cls, room, written) {
    const text = this.nameOf(road);
    if (!text) return;
    ctx.font = Zhihui.font(cls === "main" ? 12 : 11);
    const need = ctx.measureText(text).width + 16, p = road.xy;
    let start = 0;
    while (start < p.length - 2) {
      const ax = p[start] * v.scale - v.ox, ay = p[start + 1] * v.scale - v.oy;
      let end = start + 2, bx = 0, by = 0, angle = null;
      for (; end < p.length; end += 2) {
        const cx = p[end - 2] * v.scale - v.ox, cy = p[end - 1] * v.scale - v.oy;
        const nx = p[end] * v.scale - v.ox, ny = p[end + 1] * v.scale - v.oy;
        const turn = Math.atan2(ny - cy, nx - cx);
        if (angle === null) angle = turn;
        else if (Math.abs(Math.atan2(Math.sin(turn - angle), Math.cos(turn - angle))) > 0.2) break;
        bx = nx; by = ny;
      }
      this.onStretch(ctx, v, text, need, ax, ay, bx, by, cls, room, written);
      start = Math.max(end - 2, start + 2);
    }
  }

  onStretch(ctx, v, text, need, ax, ay, bx, by, cls, room, written) {
    const clipped = Zhihui.clipSegment(ax, ay, bx, by, 0, 0, v.w, v.h);
    if (!clipped) return;
    const [x0, y0, x1, y1] = clipped, length = Math.hypot(x1 - x0, y1 - y0);
    if (length < need) return;
    let tilt = Math.atan2(y1 - y0, x1 - x0);
    if (tilt > Math.PI / 2) tilt -= Math.PI;
    if (tilt <= -Math.PI / 2) tilt += Math.PI;
    const places = Math.max(1, Math.floor(length / 520));
    for (let i = 0; i < places; i++) {
      const t = (i + 0.5) / places, x = x0 + (x1 - x0) * t, y = y0 + (y1 - y0) * t;
      if (this.pictures && this.pictures.names((x + v.ox) / v.scale, (y + v.oy) / v.scale)) continue;
      const others = written.get(text) || [];
      if (others.some((o) => Math.hypot(o[0] - x, o[1] - y) < 420)) continue;
      const hw = (Math.abs(Math.cos(tilt)) * need + Math.abs(Math.sin(tilt)) * 14) / 2;
      const hh = (Math.abs(Math.sin(tilt)) * need + Math.abs(Math.cos(tilt)) * 14) / 2;
      if (!room.take(x - hw, y - hh, x + hw, y + hh)) continue;
      written.set(text, [...others, [x, y]]);
      ctx.save();
      ctx.translate(x, y);
      ctx.rotate(tilt);
      ctx.strokeStyle = Zhihui.look.halo;
      ctx.strokeText(text, 0, 0);
      ctx.fillStyle = Zhihui.look.name;
      ctx.fillText(text, 0, 0);
      ctx.restore();
    }
  }
};

// Liang–Barsky: the part of a segment inside a box, or null.
Zhihui.clipSegment = (ax, ay, bx, by, left, top, right, bottom) => {
  let t0 = 0, t1 = 1;
  const dx = bx - ax, dy = by - ay;
  for (const [p, q] of [[-dx, ax - left], [dx, right - ax], [-dy, ay - top], [dy, bottom - ay]]) {
    if (p === 0) { if (q < 0) return null; continue; }
    const r = q / p;
    if (p < 0) { if (r > t1) return null; if (r > t0) t0 = r; }
    else { if (r < t0) return null; if (r < t1) t1 = r; }
  }
  return [ax + t0 * dx, ay + t0 * dy, ax + t1 * dx, ay + t1 * dy];
};

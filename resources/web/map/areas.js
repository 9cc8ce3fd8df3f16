"use strict";
// Areas of several levels from one outlines body (magic "ZHO1"): outlines by zoom, names, a quiet fill, one selected area.
window.Zhihui = window.Zhihui || {};

// Levels of an outlines body: codes, index arrays, world coordinates and boxes; RangeError for a torn body.
Zhihui.readOutlines = (buffer) => {
  const head = new DataView(buffer);
  if (buffer.byteLength < 8 || head.getUint32(0, false) !== 0x5a484f31) throw new RangeError("not an outlines body");
  const count = head.getInt32(4, true), levels = [];
  if (count < 0 || count > 16 || buffer.byteLength < 8 + 16 * count) throw new RangeError("torn outlines body");
  let at = 8 + 16 * count;
  const ints = (n) => { const a = new Int32Array(buffer, at, n); at += 4 * n; return a; };
  for (let l = 0; l < count; l++) {
    const [digits, areas, rings, points] = [0, 4, 8, 12].map((o) => head.getInt32(8 + 16 * l + o, true));
    if (at + 16 * areas + 4 * (areas + rings + 2) + 8 * points > buffer.byteLength) throw new RangeError("torn outlines body");
    const text = new TextDecoder("ascii"), codes = [];
    for (let i = 0; i < areas; i++) codes.push(text.decode(new Uint8Array(buffer, at + 16 * i, digits)));
    at += 16 * areas;
    const firstRing = ints(areas + 1), firstPoint = ints(rings + 1), raw = ints(2 * points);
    const xy = new Float64Array(2 * points), box = new Float64Array(4 * areas);
    for (let i = 0; i < points; i++) {
      xy[2 * i] = Zhihui.worldX(raw[2 * i + 1] * 1e-7);
      xy[2 * i + 1] = Zhihui.worldY(raw[2 * i] * 1e-7);
    }
    for (let a = 0; a < areas; a++) {
      let x0 = Infinity, y0 = Infinity, x1 = -Infinity, y1 = -Infinity;
      for (let p = firstPoint[firstRing[a]]; p < firstPoint[firstRing[a + 1]]; p++) {
        x0 = Math.min(x0, xy[2 * p]); x1 = Math.max(x1, xy[2 * p]);
        y0 = Math.min(y0, xy[2 * p + 1]); y1 = Math.max(y1, xy[2 * p + 1]);
      }
      box.set([x0, y0, x1, y1], 4 * a);
    }
    levels.push({ digits, codes, firstRing, firstPoint, xy, box });
  }
  return levels;
};

Zhihui.Areas = class extends Zhihui.Painter {
  constructor(sheet) {
    super(sheet);
    Object.assign(this, { levels: [], styles: new Map(), names: {}, fills: {}, language: "zh", selected: null, named: new Set() });
    this.visible = true;
  }

  setOutlines(buffer) { this.levels = Zhihui.readOutlines(buffer); this.repaint(); }
  // {names: {code: [name, gloss]}, styles: [{digits, from_zoom, name_from_zoom, name_to_zoom, width}]}
  setNames({ names, styles }) {
    this.names = names;
    this.named = new Set(Object.values(names).map((n) => n[0]));
    this.styles = new Map(styles.map((s) => [s.digits, s]));
    this.repaint();
  }
  setFills(fills) { this.fills = fills; this.repaint(); }
  setLanguage(language) { this.language = language; this.repaint(); }
  setVisible(on) { this.visible = on; this.repaint(); }
  select(code) { this.selected = code; this.repaint(); }

  *seen(level, v) {
    for (let a = 0; a < level.codes.length; a++) {
      const b = 4 * a, box = level.box;
      if (box[b + 2] >= v.x0 && box[b] <= v.x1 && box[b + 3] >= v.y0 && box[b + 1] <= v.y1) yield a;
    }
  }

  trace(ctx, v, level, a) {
    for (let r = level.firstRing[a]; r < level.firstRing[a + 1]; r++) {
      for (let p = level.firstPoint[r]; p < level.firstPoint[r + 1]; p++) {
        const x = level.xy[2 * p] * v.scale - v.ox, y = level.xy[2 * p + 1] * v.scale - v.oy;
        if (p === level.firstPoint[r]) ctx.moveTo(x, y); else ctx.lineTo(x, y);
      }
      ctx.closePath();
    }
  }

  paint(ctx, v) {
    for (const level of this.levels) this.paintFills(ctx, v, level);
    if (this.visible) {
      for (let i = this.levels.length - 1; i >= 0; i--) this.paintLines(ctx, v, this.levels[i]);
      for (const level of this.levels) this.paintNames(ctx, v, level, v.room);
    }
    for (const level of this.levels) this.paintSelected(ctx, v, level);
  }

  paintFills(ctx, v, level) {
    for (const a of this.seen(level, v)) {
      const fill = this.fills[level.codes[a]];
      if (!fill) continue;
      ctx.fillStyle = Zhihui.tint(fill[0], fill[1]);
      ctx.beginPath();
      this.trace(ctx, v, level, a);
      ctx.fill();
    }
  }

  paintLines(ctx, v, level) {
    const style = this.styles.get(level.digits);
    if (!style || v.zoom < style.from_zoom) return;
    ctx.strokeStyle = style.width > 1 ? Zhihui.look.line : Zhihui.look.gridLine;
    ctx.lineWidth = style.width;
    ctx.setLineDash(style.width > 1 ? [7, 4] : style.width === 1 ? [4, 4] : []);
    ctx.beginPath();
    for (const a of this.seen(level, v)) this.trace(ctx, v, level, a);
    ctx.stroke();
    ctx.setLineDash([]);
  }

  paintNames(ctx, v, level, room) {
    const style = this.styles.get(level.digits);
    if (!style || v.zoom < style.name_from_zoom || v.zoom > style.name_to_zoom) return;
    ctx.font = Zhihui.font(style.width > 1 ? 13 : 11, style.width > 1 ? 500 : 400);
    ctx.textAlign = "center"; ctx.textBaseline = "middle"; ctx.lineJoin = "round";
    ctx.strokeStyle = Zhihui.look.halo; ctx.fillStyle = Zhihui.look.areaName; ctx.lineWidth = 3;
    for (const a of this.seen(level, v)) {
      const names = this.names[level.codes[a]];
      if (!names) continue;
      const text = this.language === "en" && names[1] ? names[1] : names[0], b = 4 * a;
      const x = ((level.box[b] + level.box[b + 2]) / 2) * v.scale - v.ox;
      const y = ((level.box[b + 1] + level.box[b + 3]) / 2) * v.scale - v.oy;
      const half = ctx.measureText(text).width / 2 + 3;
      if (!room.take(x - half, y - 9, x + half, y + 9)) continue;
      ctx.strokeText(text, x, y);
      ctx.fillText(text, x, y);
    }
  }

  paintSelected(ctx, v, level) {
    const a = this.selected && this.selected.length === level.digits ? level.codes.indexOf(this.selected) : -1;
    if (a < 0) return;
    ctx.beginPath();
    this.trace(ctx, v, level, a);
    ctx.fillStyle = Zhihui.tint("selectedArea", 0.1);
    ctx.fill();
    ctx.strokeStyle = Zhihui.look.selectedArea;
    ctx.lineWidth = 2;
    ctx.stroke();
  }

  // Code of the finest area drawn at this zoom that holds the world point, or null.
  pick(x, y) {
    if (!this.visible) return null;
    for (let i = this.levels.length - 1; i >= 0; i--) {
      const level = this.levels[i], style = this.styles.get(level.digits);
      if (!style || this.map.getZoom() < style.from_zoom) continue;
      for (let a = 0; a < level.codes.length; a++) {
        const b = 4 * a, box = level.box;
        if (x >= box[b] && x <= box[b + 2] && y >= box[b + 1] && y <= box[b + 3] && this.holds(level, a, x, y)) return level.codes[a];
      }
    }
    return null;
  }

  holds(level, a, x, y) {
    let inside = false;
    const p = level.xy;
    for (let r = level.firstRing[a]; r < level.firstRing[a + 1]; r++) {
      const first = level.firstPoint[r], last = level.firstPoint[r + 1];
      for (let i = first, j = last - 1; i < last; j = i++) {
        const yi = p[2 * i + 1], yj = p[2 * j + 1];
        if ((yi > y) !== (yj > y) && x < ((p[2 * j] - p[2 * i]) * (y - yi)) / (yj - yi) + p[2 * i]) inside = !inside;
      }
    }
    return inside;
  }
};

"use strict";
// Figures: polygons (warning areas, cordons) and lines (tracks, routes), few and slow, each layer replaced as a whole.
// A figure is {kind: "area" | "line", points: [[lon, lat] …], colour, dashed, fill: 0..1, label}.
window.Zhihui = window.Zhihui || {};

Zhihui.Figures = class extends Zhihui.Painter {
  constructor(sheet) {
    super(sheet);
    this.layers = new Map();
    this.guests = new Map(); // painters of their own that lie among the figures, by their name
    this.order = []; // names from the lowest up; what is not in it lies above
    this.hidden = new Set();
  }

  adopt(name, painter) {
    this.sheet.painters.splice(this.sheet.painters.indexOf(painter), 1);
    this.guests.set(name, painter);
  }
  setOrder(names) { this.order = names; this.repaint(); }

  setLayer(name, { figures }) {
    const kept = figures.filter((f) => f.points.length > 1 && f.points.every(([lon, lat]) => Math.abs(lon) <= 180 && Math.abs(lat) <= 85));
    this.layers.set(name, kept.map((f) => Object.assign(Zhihui.projectLine(f.points), f)));
    this.repaint();
    return figures.length - kept.length;
  }

  setVisible(name, on) { if (on) this.hidden.delete(name); else this.hidden.add(name); this.repaint(); }

  // A warning or a fence says what it is; the names of places keep clear of that.
  claim(ctx, v) {
    for (const [name, figures] of this.layers) {
      if (this.hidden.has(name)) continue;
      for (const f of figures) {
        if (!f.label || !this.sees(v, f)) continue;
        const [x, y] = this.labelAt(v, f);
        ctx.font = Zhihui.font(12, 500);
        const half = ctx.measureText(f.label).width / 2 + 4;
        v.room.block(x - half, y - 9, x + half, y + 9);
      }
    }
  }

  paint(ctx, v) {
    const place = (name) => { const at = this.order.indexOf(name); return at < 0 ? Infinity : at; };
    const names = [...this.layers.keys(), ...this.guests.keys()].sort((a, b) => (place(a) < place(b) ? -1 : place(a) > place(b) ? 1 : 0));
    for (const name of names) {
      if (this.hidden.has(name)) continue;
      const guest = this.guests.get(name);
      if (guest && guest.hasWork(v)) guest.paint(ctx, v);
      ctx.lineJoin = "round"; ctx.lineCap = "round";
      for (const f of this.layers.get(name) || []) {
        ctx.globalAlpha = f.alpha;
        if (this.sees(v, f)) this.figure(ctx, v, f);
      }
      ctx.globalAlpha = 1;
    }
  }

  figure(ctx, v, f) {
    const colour = Zhihui.look[f.colour] || Zhihui.look.text, p = f.xy;
    ctx.beginPath();
    for (let i = 0; i < p.length; i += 2) ctx.lineTo(p[i] * v.scale - v.ox, p[i + 1] * v.scale - v.oy);
    if (f.kind === "area") ctx.closePath();
    if (f.fill) { ctx.fillStyle = Zhihui.tint(f.colour, f.fill); ctx.fill(); }
    const line = f.kind === "line";
    ctx.setLineDash([]);
    if (line) { ctx.lineWidth = 5; ctx.strokeStyle = Zhihui.look.halo; ctx.stroke(); }
    ctx.setLineDash(f.dashed ? (line ? [1, 5] : [8, 5]) : []);
    ctx.lineWidth = line ? 2.4 : 1.6;
    ctx.strokeStyle = colour;
    ctx.stroke();
    ctx.setLineDash([]);
    if (!f.label) return;
    const [x, y] = this.labelAt(v, f);
    ctx.font = Zhihui.font(12, 500); ctx.textAlign = "center"; ctx.textBaseline = "middle";
    ctx.lineWidth = 3; ctx.strokeStyle = Zhihui.look.halo; ctx.strokeText(f.label, x, y);
    ctx.fillStyle = colour; ctx.fillText(f.label, x, y);
  }

  // Above an area's northernmost point and the middle of a line, whose ends are marked by what it leads to; or at the last
  // point, on the side that the line does not come from.
  labelAt(v, { kind, xy: p, label_at_end: atEnd }) {
    if (kind === "line" && !atEnd) {
      const [x, y] = halfway(p);
      return [x * v.scale - v.ox, y * v.scale - v.oy - 11];
    }
    let top = atEnd ? p.length - 2 : 0;
    if (!atEnd) for (let i = 2; i < p.length; i += 2) if (p[i + 1] < p[top + 1]) top = i;
    const below = atEnd && p[top - 1] < p[top + 1];
    return [p[top] * v.scale - v.ox, p[top + 1] * v.scale - v.oy + (below ? 13 : -11)];
  }
};

// The point of a line that lies half its length from either end.
const halfway = (p) => {
  const step = (i) => Math.hypot(p[i + 2] - p[i], p[i + 3] - p[i + 1]);
  let rest = 0;
  for (let i = 0; i + 3 < p.length; i += 2) rest += step(i) / 2;
  for (let i = 0; i + 3 < p.length; i += 2) {
    const long = step(i);
    if (rest <= long && long > 0) return [p[i] + ((p[i + 2] - p[i]) * rest) / long, p[i + 1] + ((p[i + 3] - p[i + 1]) * rest) / long];
    rest -= long;
  }
  return [p[0], p[1]];
};

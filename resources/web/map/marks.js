"use strict";
// Slow marks: layers of things that stand still (cameras, cases, low points, alarms), one canvas below the units and one above.
// A mark is {id, lat, lon, icon, colour, label, hollow, fill, pulse, pressing}; a layer is {marks, from_zoom, order}. What a
// pressing mark says stands above the units.
window.Zhihui = window.Zhihui || {};

Zhihui.Marks = class extends Zhihui.Painter {
  // `whose` are the words that its pressing marks say.
  constructor(sheet, words, whose) {
    super(sheet);
    Object.assign(this, { words, whose });
    this.layers = new Map();
    this.hidden = new Set();
    this.selected = null; // {layer, id}
    this.cache = new Map();
    this.rings = L.DomUtil.create("div", "zh-rings", sheet.canvas.parentNode);
  }

  // Replaces one layer. Marks without a place are refused and counted, the rest is drawn.
  setLayer(name, { marks, from_zoom, order }) {
    const kept = [];
    let refused = 0;
    for (const m of marks) {
      if (m.lat === null || m.lon === null || !(Math.abs(m.lat) <= 85) || !(Math.abs(m.lon) <= 180)) { refused++; continue; }
      kept.push(Object.assign(m, { x: Zhihui.worldX(m.lon), y: Zhihui.worldY(m.lat) }));
    }
    this.layers.set(name, { marks: kept, from_zoom, order });
    this.repaint();
    return refused;
  }

  drop(name) { if (this.layers.delete(name)) this.repaint(); }
  setVisible(name, on) { if (on) this.hidden.delete(name); else this.hidden.add(name); this.repaint(); }
  select(layer, id) { this.selected = id === null ? null : { layer, id }; this.repaint(); }
  restyle() { this.cache.clear(); this.repaint(); }

  shownLayers() {
    return [...this.layers].filter(([name]) => !this.hidden.has(name)).sort((a, b) => a[1].order - b[1].order);
  }

  // One small picture per look, at the device's own resolution.
  picture(mark, small) {
    const fill = mark.icon === "water" ? Math.round((mark.fill || 0) * 8) / 8 : 0;
    const scale = this.view.zoom < 14 && mark.icon !== "sos" ? 0.75 : 1;
    const key = `${small ? "small" : mark.icon}/${mark.colour}/${mark.hollow}/${fill}/${this.view.dpr}/${scale}`;
    let picture = this.cache.get(key);
    if (picture) return picture;
    const dpr = this.view.dpr, size = Math.ceil(44 * dpr);
    picture = new OffscreenCanvas(size, size);
    const c = picture.getContext("2d");
    c.setTransform(dpr * scale, 0, 0, dpr * scale, size / 2, size / 2);
    const colour = Zhihui.look[mark.colour] || Zhihui.look.text;
    if (small) {
      c.beginPath(); c.arc(0, 0, 1.7, 0, 2 * Math.PI); c.fillStyle = colour; c.fill();
    } else (Zhihui.icons[mark.icon] || Zhihui.icons.dot)(c, colour, { hollow: mark.hollow, colour: mark.colour, fill });
    this.cache.set(key, picture);
    return picture;
  }

  hasWork(v) {
    this.rings.replaceChildren();
    this.words.say(this.whose, []);
    return this.shownLayers().some(([, layer]) => layer.marks.some((m) => m.x >= v.x0 && m.x <= v.x1 && m.y >= v.y0 && m.y <= v.y1));
  }

  paint(ctx, v) {
    const room = new Zhihui.Room(), labelled = [], pressing = [], icons = [];
    for (const [name, layer] of this.shownLayers()) {
      const small = v.zoom < layer.from_zoom;
      for (const m of layer.marks) {
        if (m.x < v.x0 || m.x > v.x1 || m.y < v.y0 || m.y > v.y1) continue;
        const x = m.x * v.scale - v.ox, y = m.y * v.scale - v.oy;
        const picture = this.picture(m, small), at = 22;
        ctx.globalAlpha = m.alpha;
        ctx.drawImage(picture, Math.round((x - at) * v.dpr) / v.dpr, Math.round((y - at) * v.dpr) / v.dpr, picture.width / v.dpr, picture.height / v.dpr);
        ctx.globalAlpha = 1;
        const chosen = this.selected && this.selected.layer === name && this.selected.id === m.id;
        if (chosen) this.ring(ctx, x, y);
        if (m.pulse) this.pulse(x, y);
        if (m.pressing || m.icon === "sos") icons.push([m.x, m.y, m.icon === "sos" ? 16 : 10]);
        if (m.label && !small) (m.pressing ? pressing : labelled).push([m, x, y, chosen]);
      }
    }
    this.sayAbove(ctx, pressing.reverse(), icons); // the gravest is drawn last and said first
    ctx.textAlign = "left"; ctx.textBaseline = "middle"; ctx.lineJoin = "round"; ctx.lineWidth = 3;
    labelled.sort((a, b) => b[3] - a[3]);
    for (const [m, x, y, chosen] of labelled) {
      ctx.font = Zhihui.font(12, 600);
      const w = ctx.measureText(m.label).width;
      if (!room.take(x + 13, y - 9, x + 17 + w, y + 9) && !chosen) continue;
      ctx.strokeStyle = Zhihui.look.halo; ctx.strokeText(m.label, x + 15, y + 0.5);
      ctx.fillStyle = Zhihui.look[m.colour] || Zhihui.look.text; ctx.fillText(m.label, x + 15, y + 0.5);
    }
  }

  sayAbove(ctx, pressing, icons) {
    ctx.font = Zhihui.font(12, 600);
    const words = pressing.map(([m]) => {
      const half = ctx.measureText(m.label).width / 2 + 6, aside = half + 12;
      const places = [[aside, 0], [-aside, 0], [0, 20], [0, -20], [aside, 18], [aside, -18], [-aside, 18], [-aside, -18]];
      places.push([aside + 6, 0], [-aside - 6, 0], [0, 26], [0, -26]); // beside a call for help that lies over the mark
      return { key: m.id, x: m.x, y: m.y, text: m.label, half, kind: "depth", colour: m.colour, alpha: m.alpha, places };
    });
    this.words.say(this.whose, words, icons);
  }

  // Takes room in `room` for what is drawn here in the view `v` of any sheet, dots left out.
  block(v, room) {
    for (const [, layer] of this.shownLayers()) {
      if (v.zoom < layer.from_zoom) continue;
      for (const m of layer.marks) {
        if (m.x < v.x0 || m.x > v.x1 || m.y < v.y0 || m.y > v.y1) continue;
        const x = m.x * v.scale - v.ox, y = m.y * v.scale - v.oy;
        room.block(x - 9, y - 9, x + 9, y + 9);
      }
    }
  }

  ring(ctx, x, y) {
    ctx.beginPath(); ctx.arc(x, y, 18, 0, 2 * Math.PI);
    ctx.lineWidth = 4; ctx.strokeStyle = Zhihui.look.halo; ctx.stroke();
    ctx.lineWidth = 2; ctx.strokeStyle = Zhihui.look.text; ctx.stroke();
  }

  // The only moving part: a ring of its own that the compositor grows once in 1.6 s. A city has few of them at once.
  pulse(x, y) {
    if (this.rings.childElementCount >= 24) return;
    const ring = L.DomUtil.create("div", "zh-pulse", this.rings);
    L.DomUtil.setPosition(ring, L.DomUtil.getPosition(this.sheet.canvas).add([x, y]).round());
    L.DomUtil.create("i", "", ring).style.borderColor = Zhihui.look.red;
  }

  // {layer, id} of the top mark within 14 CSS pixels of a container point, or null.
  pick(px, py) {
    const v = this.view;
    if (!v) return null;
    const shift = this.map.containerPointToLayerPoint([0, 0]).subtract(v.corner);
    let best = 14 * 14, found = null;
    for (const [name, layer] of this.shownLayers()) {
      if (v.zoom < layer.from_zoom) continue;
      for (const m of layer.marks) {
        const dx = m.x * v.scale - v.ox - v.pad - shift.x - px, dy = m.y * v.scale - v.oy - v.pad - shift.y - py;
        if (dx * dx + dy * dy <= best) { best = dx * dx + dy * dy; found = { layer: name, id: m.id }; }
      }
    }
    return found;
  }
};

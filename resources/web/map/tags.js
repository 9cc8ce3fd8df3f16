"use strict";
// What goes with single units: the ring of the selected, the callout of the selected or hovered, and short names where
// there is room. Names give way before marks do.
window.Zhihui = window.Zhihui || {};

Zhihui.LiveTags = class {
  constructor(map) {
    this.most = 60; // with more units in view no names are written but those of the selected and hovered
    this.names = {}; // id -> "first line\nsecond line"
    this.selected = [];
    this.hovered = null;
    this.dirty = false;
    this.canvas = L.DomUtil.create("canvas", "zh-overlay", map.getPane("zhLive"));
    this.ctx = this.canvas.getContext("2d");
  }

  draw(live, inView) {
    const { width, height } = live.canvas, c = this.ctx, dpr = live.stamp.dpr;
    if (this.canvas.width !== width || this.canvas.height !== height) {
      this.canvas.width = width; this.canvas.height = height;
      this.canvas.style.width = live.canvas.style.width; this.canvas.style.height = live.canvas.style.height;
    }
    L.DomUtil.setPosition(this.canvas, L.DomUtil.getPosition(live.canvas));
    c.setTransform(dpr, 0, 0, dpr, 0, 0);
    if (this.dirty) c.clearRect(0, 0, width / dpr, height / dpr);
    this.dirty = false;
    const room = new Zhihui.Room(), told = [...this.selected];
    if (this.hovered !== null && !told.includes(this.hovered)) told.push(this.hovered);
    for (const id of told) {
      const at = live.pointOf(id);
      if (!at) continue;
      this.dirty = true;
      if (this.selected.includes(id)) this.ring(c, at);
      this.callout(c, at, this.names[id], room, width / dpr);
    }
    if (inView.length && live.map.getZoom() >= 15) this.shortNames(c, live, inView, told, room);
  }

  ring(c, at) {
    c.beginPath();
    c.arc(at.x, at.y, 15, 0, 2 * Math.PI);
    c.lineWidth = 4; c.strokeStyle = Zhihui.look.halo; c.stroke();
    c.lineWidth = 2; c.strokeStyle = Zhihui.look.text; c.stroke();
  }

  callout(c, at, name, room, viewWidth) {
    if (!name) return;
    const [first, second] = name.split("\n"), look = Zhihui.look;
    c.font = Zhihui.font(13, 600);
    let w = c.measureText(first).width;
    c.font = Zhihui.font(12);
    if (second) w = Math.max(w, c.measureText(second).width);
    w += 20;
    const h = second ? 44 : 26, x = at.x + 22 + w > viewWidth ? at.x - 22 - w : at.x + 22, y = at.y - h / 2;
    room.block(x, y, x + w, y + h);
    c.globalAlpha = 0.94; c.fillStyle = look.panel; c.fillRect(x, y, w, h); c.globalAlpha = 1;
    c.lineWidth = 1; c.strokeStyle = look.line; c.strokeRect(x + 0.5, y + 0.5, w - 1, h - 1);
    c.textAlign = "left"; c.textBaseline = "middle";
    c.fillStyle = look.text; c.font = Zhihui.font(13, 600);
    c.fillText(first, x + 10, y + 13.5);
    if (!second) return;
    c.fillStyle = look.second; c.font = Zhihui.font(12);
    c.fillText(second, x + 10, y + 31);
  }

  shortNames(c, live, inView, told, room) {
    c.font = Zhihui.font(11); c.textAlign = "left"; c.textBaseline = "middle"; c.lineJoin = "round"; c.lineWidth = 3;
    const places = inView.map((i) => [live.rows.id[i], live.pointOf(live.rows.id[i])]);
    for (const [, at] of places) room.block(at.x - 7, at.y - 7, at.x + 7, at.y + 7);
    for (const [id, at] of places) {
      const name = this.names[id];
      if (!name || told.includes(id)) continue;
      const text = name.split("\n")[0], w = c.measureText(text).width;
      if (!room.take(at.x + 11, at.y - 8, at.x + 15 + w, at.y + 8)) continue;
      this.dirty = true;
      c.strokeStyle = Zhihui.look.halo; c.strokeText(text, at.x + 13, at.y);
      c.fillStyle = Zhihui.look.second; c.fillText(text, at.x + 13, at.y);
    }
  }

  destroy() { this.canvas.remove(); }
};

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
    this.tags = new Map(); // id -> element; few small elements are cheaper than one more canvas over everything
    this.pane = map.getPane("zhLive");
    this.canvas = L.DomUtil.create("canvas", "zh-overlay", this.pane);
    this.ctx = this.canvas.getContext("2d");
  }

  draw(live, inView) {
    const corner = L.DomUtil.getPosition(live.canvas), told = [...this.selected];
    if (this.hovered !== null && !told.includes(this.hovered)) told.push(this.hovered);
    for (const [id, tag] of this.tags) if (!told.includes(id)) { tag.remove(); this.tags.delete(id); }
    for (const id of told) {
      const at = live.pointOf(id);
      if (at) this.place(id, corner.add([at.x, at.y]).round(), at.x > live.map.getSize().x - 220);
      else if (this.tags.has(id)) this.tags.get(id).style.display = "none";
    }
    const named = inView.length > 0 && live.map.getZoom() >= 15;
    this.canvas.style.display = named ? "" : "none";
    if (named) this.shortNames(live, corner, inView, told);
  }

  place(id, point, atRight) {
    let tag = this.tags.get(id);
    if (!tag) {
      tag = L.DomUtil.create("div", "zh-tag", this.pane);
      tag.append(L.DomUtil.create("i"), L.DomUtil.create("div"));
      this.tags.set(id, tag);
    }
    tag.style.display = "";
    tag.classList.toggle("zh-chosen", this.selected.includes(id));
    tag.classList.toggle("zh-left", atRight);
    const text = this.names[id] || "", box = tag.lastChild;
    if (tag.text !== text) {
      tag.text = text;
      const [first, ...rest] = text.split("\n");
      box.replaceChildren(Object.assign(document.createElement("b"), { textContent: first }), rest.join(" "));
      box.style.display = text ? "" : "none";
    }
    L.DomUtil.setPosition(tag, point);
  }

  fit(live, corner) {
    const { width, height } = live.canvas;
    if (this.canvas.width !== width || this.canvas.height !== height) {
      this.canvas.width = width; this.canvas.height = height;
      this.canvas.style.width = live.canvas.style.width; this.canvas.style.height = live.canvas.style.height;
    }
    L.DomUtil.setPosition(this.canvas, corner);
    const dpr = live.stamp.dpr;
    this.ctx.setTransform(dpr, 0, 0, dpr, 0, 0);
    this.ctx.clearRect(0, 0, width / dpr, height / dpr);
  }

  shortNames(live, corner, inView, told) {
    this.fit(live, corner);
    const c = this.ctx, room = new Zhihui.Room();
    c.font = Zhihui.font(11); c.textAlign = "left"; c.textBaseline = "middle"; c.lineJoin = "round"; c.lineWidth = 3;
    const places = inView.map((i) => [live.rows.id[i], live.pointOf(live.rows.id[i])]);
    for (const [, at] of places) room.block(at.x - 7, at.y - 7, at.x + 7, at.y + 7);
    for (const [id, at] of places) {
      const name = this.names[id];
      if (!name || told.includes(id)) continue;
      const text = name.split("\n")[0], w = c.measureText(text).width;
      if (!room.take(at.x + 11, at.y - 8, at.x + 15 + w, at.y + 8)) continue;
      c.strokeStyle = Zhihui.look.halo; c.strokeText(text, at.x + 13, at.y);
      c.fillStyle = Zhihui.look.second; c.fillText(text, at.x + 13, at.y);
    }
  }

  destroy() { this.canvas.remove(); for (const tag of this.tags.values()) tag.remove(); }
};

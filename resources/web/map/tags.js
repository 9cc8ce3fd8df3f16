"use strict";
// What is written at single units: a callout at the selected or hovered, and short names where there is room. Names give
// way before marks do.
window.Zhihui = window.Zhihui || {};

const MOST_NAMED = 60; // with more units in view no names are written but those of the selected and hovered
const MOST_CALLOUTS = 6; // more selected units than that get short names, as far as there is room

Zhihui.LiveTags = class {
  constructor(map) {
    this.names = {}; // id -> "first line\nsecond line"
    this.hovered = null;
    this.tags = new Map(); // id -> element; few small elements are cheaper than one more canvas over everything
    this.pane = map.getPane("zhLive");
    this.canvas = L.DomUtil.create("canvas", "zh-overlay", this.pane);
    this.canvas.style.display = "none";
    this.ctx = this.canvas.getContext("2d");
  }

  draw(live) {
    const corner = L.DomUtil.getPosition(live.engine.element), told = live.chosen.size <= MOST_CALLOUTS ? [...live.chosen] : [];
    if (this.hovered !== null && !told.includes(this.hovered)) told.push(this.hovered);
    for (const [id, tag] of this.tags) if (!told.includes(id)) { tag.remove(); this.tags.delete(id); }
    for (const id of told) {
      const at = live.pointOf(id);
      if (at) this.place(id, corner.add([at.x, at.y]).round(), at.x > live.map.getSize().x - 220);
      else if (this.tags.has(id)) this.tags.get(id).style.display = "none";
    }
    const named = live.map.getZoom() >= 15 ? this.rowsToName(live) : [];
    this.canvas.style.display = named.length ? "" : "none";
    if (named.length) this.shortNames(live, corner, named, told);
  }

  // Marks (their number in drawing order) that get a short name: all where few are in view, else the selected.
  rowsToName(live) {
    const { marks, rows, chosen } = live, named = [];
    const few = live.visible && live.inView <= MOST_NAMED;
    if (!few && chosen.size <= MOST_CALLOUTS) return named;
    for (let m = marks.n - 1; m >= 0 && named.length < MOST_NAMED; m--) {
      if (marks.row[m] < 0) continue;
      if (!few && !chosen.has(rows.id[marks.row[m]])) break; // the selected are the last
      named.push(m);
    }
    return named.reverse();
  }

  place(id, point, atRight) {
    let tag = this.tags.get(id);
    if (!tag) {
      tag = L.DomUtil.create("div", "zh-tag", this.pane);
      tag.append(L.DomUtil.create("div"));
      this.tags.set(id, tag);
    }
    tag.style.display = "";
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
    const { width, height } = live, style = live.engine.element.style;
    if (this.canvas.width !== width || this.canvas.height !== height) {
      this.canvas.width = width; this.canvas.height = height;
      this.canvas.style.width = style.width; this.canvas.style.height = style.height;
    }
    L.DomUtil.setPosition(this.canvas, corner);
    const dpr = live.stamp.dpr;
    this.ctx.setTransform(dpr, 0, 0, dpr, 0, 0);
    this.ctx.clearRect(0, 0, width / dpr, height / dpr);
  }

  shortNames(live, corner, named, told) {
    this.fit(live, corner);
    const c = this.ctx, room = new Zhihui.Room(), { data, row } = live.marks, dpr = live.stamp.dpr;
    c.font = Zhihui.font(11); c.textAlign = "left"; c.textBaseline = "middle"; c.lineJoin = "round"; c.lineWidth = 3;
    const places = named.map((m) => [live.rows.id[row[m]], data[4 * m] / dpr, data[4 * m + 1] / dpr]);
    for (const [, x, y] of places) room.block(x - 7, y - 7, x + 7, y + 7);
    for (const [id, x, y] of places) {
      const name = this.names[id];
      if (!name || told.includes(id)) continue;
      const text = name.split("\n")[0], w = c.measureText(text).width;
      if (!room.take(x + 11, y - 8, x + 15 + w, y + 8)) continue;
      c.strokeStyle = Zhihui.look.halo; c.strokeText(text, x + 13, y);
      c.fillStyle = Zhihui.look.second; c.fillText(text, x + 13, y);
    }
  }

  destroy() { this.canvas.remove(); for (const tag of this.tags.values()) tag.remove(); }
};

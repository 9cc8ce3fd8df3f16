"use strict";
// The ring of a selected still point, shown whether its layer is drawn or not: it was searched for, or clicked.
window.Zhihui = window.Zhihui || {};

Zhihui.PointRing = class extends Zhihui.Painter {
  constructor(sheet) {
    super(sheet);
    this.place = null; // {x, y} in world coordinates
  }

  set(place) { this.place = place; this.repaint(); }
  hasWork() { return this.place !== null; }

  paint(ctx, v) {
    ctx.beginPath();
    ctx.arc(this.place.x * v.scale - v.ox, this.place.y * v.scale - v.oy, 9, 0, 2 * Math.PI);
    ctx.lineWidth = 4; ctx.strokeStyle = Zhihui.look.halo; ctx.stroke();
    ctx.lineWidth = 2; ctx.strokeStyle = Zhihui.look.text; ctx.stroke();
  }
};

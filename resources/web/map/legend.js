"use strict";
// What the map shows, in a small panel at its lower left: every picture is drawn by the code that draws it on the map, so
// the two cannot differ. A row is {picture, label}; a picture is {what: mark | unit | point | fill | outline | line | sector
// | ramp, and the icon, shape, colour, hollow, fill, dashed … of the thing itself}.
window.Zhihui = window.Zhihui || {};

Zhihui.Legend = class {
  constructor(page) {
    this.box = L.DomUtil.create("div", "zh-legend", page.map.getContainer());
    this.rows = [];
    page.command("setLegend", (title, rows) => { this.title = title; this.rows = rows; this.show(); });
    L.DomEvent.disableScrollPropagation(this.box);
    L.DomEvent.disableClickPropagation(this.box);
  }

  restyle() { this.show(); }

  show() {
    this.box.style.display = this.rows.length ? "" : "none";
    this.box.classList.toggle("zh-long", this.rows.length > 16);
    this.box.replaceChildren(Object.assign(document.createElement("b"), { textContent: this.title || "" }));
    for (const row of this.rows) {
      const line = L.DomUtil.create("div", "", this.box);
      line.append(this.picture(row.picture));
      L.DomUtil.create("span", "", line).textContent = row.label;
    }
  }

  picture(picture) {
    const dpr = window.devicePixelRatio || 1, canvas = document.createElement("canvas");
    canvas.width = Math.round(30 * dpr); canvas.height = Math.round(19 * dpr);
    canvas.style.width = "30px"; canvas.style.height = "19px";
    const c = canvas.getContext("2d");
    c.setTransform(dpr, 0, 0, dpr, 15 * dpr, 9.5 * dpr);
    c.scale(0.86, 0.86);
    c.globalAlpha = picture.alpha ?? 1;
    const colour = Zhihui.look[picture.colour] || Zhihui.look.text;
    (Zhihui.legendPictures[picture.what] || Zhihui.legendPictures.mark)(c, colour, picture);
    return canvas;
  }
};

Zhihui.legendPictures = {
  mark(c, colour, picture) {
    if (picture.icon === "sos" || picture.icon === "water") c.scale(0.8, 0.8);
    (Zhihui.icons[picture.icon] || Zhihui.icons.dot)(c, colour, picture);
  },
  unit(c, colour, picture) {
    c.rotate(picture.shape === "car" || picture.shape === "truck" ? 0 : Math.PI / 4);
    c.beginPath();
    (Zhihui.shapes[picture.shape] || Zhihui.shapes.dot)(c);
    c.lineJoin = "round"; c.lineWidth = 2.2; c.strokeStyle = Zhihui.look.halo; c.stroke();
    if (picture.hollow) { c.lineWidth = 1.5; c.strokeStyle = colour; c.stroke(); } else { c.fillStyle = colour; c.fill(); }
  },
  point(c, colour) {
    c.fillStyle = colour;
    for (const [x, y] of [[-7, 2], [0, -3], [6, 3]]) { c.beginPath(); c.arc(x, y, 2.2, 0, 2 * Math.PI); c.fill(); }
  },
  fill(c, colour, picture) {
    c.fillStyle = colour; c.globalAlpha *= picture.fill || 0.3; c.fillRect(-11, -7, 22, 14);
    c.globalAlpha = 1; c.strokeStyle = Zhihui.look.line; c.strokeRect(-11, -7, 22, 14);
  },
  outline(c, colour, picture) {
    c.strokeStyle = picture.width > 1 ? Zhihui.look.line : Zhihui.look.gridLine;
    c.lineWidth = picture.width;
    c.setLineDash(picture.width > 1 ? [7, 4] : picture.width === 1 ? [4, 4] : []);
    c.strokeRect(-11, -7, 22, 14);
  },
  area(c, colour) {
    c.fillStyle = colour; c.globalAlpha *= 0.1; c.fillRect(-11, -7, 22, 14);
    c.globalAlpha /= 0.1; c.lineWidth = 1.6; c.strokeStyle = colour; c.setLineDash([5, 3]); c.strokeRect(-11, -7, 22, 14);
  },
  line(c, colour, picture) {
    c.lineCap = "round"; c.lineWidth = 2.4; c.strokeStyle = colour; c.setLineDash(picture.dashed ? [1, 5] : []);
    c.beginPath(); c.moveTo(-12, 5); c.lineTo(-2, -4); c.lineTo(12, 2); c.stroke();
  },
  sector(c, colour) {
    c.beginPath(); c.moveTo(-10, 0); c.arc(-10, 0, 20, -0.5, 0.5); c.closePath();
    c.fillStyle = colour; c.globalAlpha *= 0.3; c.fill();
    c.globalAlpha /= 0.3; c.lineWidth = 1; c.strokeStyle = colour; c.stroke();
  },
  ramp(c) {
    const ramp = Zhihui.heatRamp ? Zhihui.heatRamp() : [];
    for (let i = 0; i < 24; i++) {
      const at = ramp[Math.round((i / 23) * (ramp.length - 1))];
      if (!at) return;
      c.fillStyle = `rgba(${at[0]},${at[1]},${at[2]},${at[3] / 255})`;
      c.fillRect(i - 12, -6, 1.2, 12);
    }
  },
};

Zhihui.parts.push((page) => (page.legend = new Zhihui.Legend(page)));

"use strict";
// What the map shows, in a small panel at its lower left. Each picture is made by the code that draws the thing on the map,
// from the inputs that the console gives for it, at the map's zoom; only the place is the legend's own.
// A row is {pictures, label, from_zoom}; below its from_zoom it is not shown. A picture is {what: …} with what the map takes:
//   mark {mark, dots_below} · unit {shape, colour, alpha, age, sign} · figure {figure} · track {alpha} · outline {style}
//   · tint {colour, from, to} · point {colour, size, opacity} · ramp {alpha}
// In a label {full} stands for how many cases heat is full at.
window.Zhihui = window.Zhihui || {};

const LEGEND_W = 30, LEGEND_H = 24; // CSS pixels of a picture
const COLUMN_ROWS = 9; // longer legends have two columns where the map is wide enough
const BOX = [-11, -7, 11, -7, 11, 7, -11, 7], NARROW_BOX = [-8, -6, 8, -6, 8, 6, -8, 6], BENT = [-12, 5, -2, -4, 12, 2]; // the legend's own places

Zhihui.Legend = class {
  constructor(page) {
    this.page = page;
    this.box = L.DomUtil.create("div", "zh-legend", page.map.getContainer());
    this.head = L.DomUtil.create("button", "", this.box);
    this.body = L.DomUtil.create("div", "", this.box);
    this.rows = [];
    this.folded = false;
    page.command("setLegend", (title, rows) => { this.title = title; this.rows = rows; this.show(); });
    this.head.onclick = () => { this.folded = !this.folded; this.show(); };
    page.map.on("zoomend resize", () => this.show());
    L.DomEvent.disableScrollPropagation(this.box);
    L.DomEvent.disableClickPropagation(this.box);
  }

  restyle() { this.show(); }

  // What of the rows belongs to the present zoom, and its words.
  rowsNow(rows) {
    const zoom = this.page.map.getZoom(), full = this.page.heat.full;
    return rows.filter((row) => zoom >= (row.from_zoom || 0)).map((row) => ({ ...row, label: row.label.replace("{full}", full) }));
  }

  show() {
    const { sheet } = this.page.marks.under;
    if (!sheet.view) sheet.paintNow(); // a mark's picture is that of its sheet's zoom
    if (!sheet.view) return; // the map has no room yet; its resize comes
    const rows = this.rowsNow(this.rows);
    this.box.style.display = rows.length ? "" : "none";
    this.box.classList.toggle("zh-folded", this.folded);
    this.head.textContent = `${this.folded ? "▸" : "▾"} ${this.title || ""}`;
    const wide = this.page.map.getSize().x >= 760;
    this.body.style.columnCount = rows.length > COLUMN_ROWS && wide ? 2 : 1;
    this.body.replaceChildren();
    if (this.folded) return;
    for (const row of rows) {
      const line = L.DomUtil.create("div", "", this.body);
      line.append(this.picture(row));
      L.DomUtil.create("span", "", line).textContent = row.label;
    }
  }

  // All pictures of a row side by side on one canvas.
  picture({ pictures }) {
    const dpr = window.devicePixelRatio || 1, canvas = document.createElement("canvas"), c = canvas.getContext("2d");
    const step = pictures.length > 2 ? 24 : LEGEND_W, w = pictures.length === 1 ? LEGEND_W : step * pictures.length;
    canvas.width = Math.round(w * dpr); canvas.height = Math.round(LEGEND_H * dpr);
    canvas.style.width = w + "px"; canvas.style.height = LEGEND_H + "px";
    pictures.forEach((picture, i) => {
      const x = Math.round((pictures.length === 1 ? w / 2 : step * (i + 0.5)) * dpr), y = Math.round((LEGEND_H / 2) * dpr);
      c.save();
      c.beginPath(); c.rect(x - (step / 2) * dpr, 0, step * dpr, canvas.height); c.clip();
      c.setTransform(dpr, 0, 0, dpr, x, y);
      Zhihui.legendPictures[picture.what](c, picture, this.page, dpr, step < LEGEND_W);
      c.restore();
    });
    return canvas;
  }
};

// What lies in the ground is seen on the ground's colour.
const onGround = (c) => { c.fillStyle = Zhihui.look.ground; c.fillRect(-15, -10, 30, 20); };

Zhihui.legendPictures = {
  mark(c, { mark, dots_below: dotsBelow }, page) {
    const picture = page.marks.under.picture(mark, page.map.getZoom() < dotsBelow);
    c.save();
    c.globalAlpha = mark.alpha;
    const { e, f } = c.getTransform();
    c.setTransform(1, 0, 0, 1, e, f);
    c.drawImage(picture, -Math.floor(picture.width / 2), -Math.floor(picture.height / 2));
    c.restore();
  },
  unit(c, { shape, colour, alpha, age, sign }, page, dpr) {
    const { form, alpha: faded } = Zhihui.AGE_LOOKS[age], turn = ["car", "truck"].includes(shape) ? 4 : 8;
    const stamp = (look, dx, dy, part) => {
      const mask = page.live.sprites.mask(look), colours = page.live.sprites.colours(look, mask);
      const h = Math.round(mask.n / part) % mask.n, paper = new OffscreenCanvas(mask.size, mask.size), image = new ImageData(mask.size, mask.size);
      const out = new Int32Array(image.data.buffer);
      for (let i = mask.first[h]; i < mask.first[h + 1]; i++) out[(mask.dy[i] + mask.reach) * mask.size + mask.dx[i] + mask.reach] = colours[i];
      paper.getContext("2d").putImageData(image, 0, 0);
      const { e, f } = c.getTransform();
      c.save();
      c.setTransform(1, 0, 0, 1, e, f);
      c.drawImage(paper, Math.round(dx * dpr) - mask.reach, Math.round(dy * dpr) - mask.reach);
      c.restore();
    };
    const aside = sign ? 4 : 0; // makes room for the sign, which the map draws 9 pixels up and to the right
    stamp({ shape, colour, form, alpha: faded * alpha, scale: dpr, halo: true }, -aside, aside, turn);
    if (sign) stamp({ shape: sign, colour: "yellow", form: "full", alpha: 1, scale: dpr, halo: true }, 9 - aside, aside - 9, 1);
  },
  figure(c, { figure }, page, dpr, narrow) {
    onGround(c);
    const xy = figure.kind === "line" ? BENT : narrow ? NARROW_BOX : BOX;
    c.globalAlpha = figure.alpha;
    c.lineJoin = "round"; c.lineCap = "round";
    page.figures.figure(c, { scale: 1, ox: 0, oy: 0 }, { ...figure, label: "", xy });
  },
  track(c, { alpha }) {
    onGround(c);
    const xs = [-14, -7, 0, 7, 14], at = (i) => [xs[i], 0];
    c.globalAlpha = alpha;
    Zhihui.paintTrack(c, at, [0, 0, 1, 2, 3], new Set(), 16);
  },
  outline(c, { style }, page) {
    onGround(c);
    Zhihui.areaPen(c, style, page.map.getZoom());
    c.strokeRect(-11, -7, 22, 14);
  },
  tint(c, { colour, from, to }) {
    onGround(c);
    for (let i = 0; i < 30; i++) { c.fillStyle = Zhihui.tint(colour, from + ((to - from) * i) / 29); c.fillRect(i - 15, -10, 1, 20); }
  },
  point(c, { colour, size, opacity }, page, dpr) {
    onGround(c);
    const zoom = Math.max(15, page.map.getZoom()), { reach, side, stamp } = pointDisc(zoom, size, dpr, Zhihui.pointStrength(colour) * opacity);
    const value = parseInt((Zhihui.look[colour] || Zhihui.look.second).slice(1), 16), image = new ImageData(side, side);
    stamp.forEach((alpha, i) => image.data.set([value >> 16, (value >> 8) & 255, value & 255, alpha], 4 * i));
    const paper = new OffscreenCanvas(side, side);
    paper.getContext("2d").putImageData(image, 0, 0);
    const { e, f } = c.getTransform();
    for (const [x, y] of [[-8, 3], [0, -4], [7, 2]]) {
      c.setTransform(1, 0, 0, 1, e, f);
      c.drawImage(paper, Math.round(x * dpr) - reach, Math.round(y * dpr) - reach);
    }
  },
  ramp(c, { alpha }) {
    onGround(c);
    c.globalAlpha = alpha;
    const ramp = Zhihui.heatRamp();
    for (let i = 0; i < 30; i++) {
      const [r, g, b, a] = ramp[Math.round((i / 29) * (ramp.length - 1))];
      c.fillStyle = `rgba(${r},${g},${b},${a / 255})`;
      c.fillRect(i - 15, -10, 1, 20);
    }
  },
};

Zhihui.parts.push((page) => (page.legend = new Zhihui.Legend(page)));

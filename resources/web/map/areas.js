"use strict";
// Areas of several levels: quiet fills and outlines on the still tiles; names of grids and the selected area on the shared
// sheet, names of streets and communities above the units while they are few.
window.Zhihui = window.Zhihui || {};

const READ_SLICE_MS = 8, LINES_A_STEP = 250, GRID_DIGITS = 15, CITY_DIGITS = 6, LIMIT_REACH_PX = 6;

// How a level's outlines are drawn, on the map and in its legend: the larger the area, the stronger its line. A line is
// at least 3:1 against the ground (look.js), and from zoom 16 on wide enough to show it.
Zhihui.areaPen = (ctx, style, zoom) => {
  ctx.globalAlpha = style.alpha;
  ctx.lineWidth = zoom >= 16 ? Math.max(1.2, style.width) : style.width;
  if (style.digits === CITY_DIGITS) { ctx.strokeStyle = Zhihui.look.cityLine; ctx.setLineDash([12, 4, 2, 4]); return; }
  ctx.strokeStyle = style.width > 1 ? Zhihui.look.streetLine : Zhihui.look.gridLine;
  ctx.setLineDash(style.width > 1 ? [7, 4] : style.digits < GRID_DIGITS ? [4, 4] : []);
};

Zhihui.Areas = class extends Zhihui.Painter {
  // `refuse(why)` is told of a torn outlines body, the outlines of before stay; "" of a whole one.
  constructor(sheet, tiles, words, refuse) {
    super(sheet);
    Object.assign(this, { tiles, words, refuse, levels: [], styles: new Map(), names: {}, fills: new Map(), language: "zh", selected: null });
    this.named = new Set();
    this.visible = true;
    this.pictures = null; // they name streets and communities themselves where there is one; grids they know nothing of
    this.reading = null;
    tiles.add({ order: 10, paintTile: (ctx, v) => this.paintFills(ctx, v) });
    tiles.add({ order: 20, whose: "areas", paintTile: (ctx, v) => this.paintLines(ctx, v) });
  }

  // Reads in slices, so that a city of any size holds up nothing; a newer body stops the reading of an older one.
  setOutlines(buffer) {
    const reading = (this.reading = Zhihui.readOutlines(buffer));
    const slice = () => {
      if (reading !== this.reading) return;
      const end = performance.now() + Zhihui.sliceMs(READ_SLICE_MS);
      try {
        do {
          const step = reading.next();
          if (step.done) { this.levels = step.value; this.reading = null; this.redraw(); this.refuse(""); return; }
        } while (performance.now() < end);
      } catch (fault) {
        this.reading = null;
        this.refuse(fault.message);
        return;
      }
      requestAnimationFrame(slice);
    };
    slice();
  }
  // {names: {code: [name, gloss]}, styles: [{digits, from_zoom, name_from_zoom, name_to_zoom, width, alpha}]}
  setNames({ names, styles }) {
    this.names = names;
    this.named = new Set(Object.values(names).map((n) => n[0]));
    this.styles = new Map(styles.map((s) => [s.digits, s]));
    this.redraw();
  }
  setFills(fills) { this.fills = new Map(Object.entries(fills)); this.tiles.repaint(); }
  setLanguage(language) { this.language = language; this.repaint(); }
  setPictures(pictures) { this.pictures = pictures; this.repaint(); }
  setVisible(on) { this.visible = on; this.redraw(); }
  select(code) { this.selected = code; this.repaint(); }
  redraw() { this.tiles.repaint(); this.repaint(); }

  // ---- on the tiles ----
  *paintFills(ctx, v) {
    if (!this.fills.size) return;
    for (const level of this.levels) {
      for (const a of level.near(v.x0, v.y0, v.x1, v.y1)) {
        const fill = this.fills.get(level.codeOf(a));
        if (!fill) continue;
        ctx.fillStyle = Zhihui.tint(fill[0], fill[1]);
        ctx.beginPath();
        level.trace(ctx, v, a);
        ctx.fill("evenodd");
      }
      yield;
    }
  }

  *paintLines(ctx, v) {
    if (!this.visible) return;
    for (let i = this.levels.length - 1; i >= 0; i--) {
      const level = this.levels[i], style = this.styles.get(level.digits);
      if (!style || v.zoom < style.from_zoom) continue;
      const edge = (style.width + 1) / v.scale, seen = level.near(v.x0 - edge, v.y0 - edge, v.x1 + edge, v.y1 + edge);
      Zhihui.areaPen(ctx, style, v.zoom);
      for (let first = 0; first < seen.length; first += LINES_A_STEP) {
        ctx.beginPath();
        for (const a of seen.slice(first, first + LINES_A_STEP)) level.trace(ctx, v, a);
        ctx.stroke();
        yield;
      }
    }
  }

  // ---- on the sheet ----
  paint(ctx, v) {
    const above = this.visible ? this.levels.flatMap((level) => this.paintNames(ctx, v, level)) : [];
    this.words.say("names", above);
    for (const level of this.levels) this.paintSelected(ctx, v, level);
  }

  // A unit grid that has no name of its own is known by its number within the community.
  nameOf(level, a) {
    const code = level.codeOf(a), names = this.names[code];
    if (!names) return level.digits === GRID_DIGITS ? code.slice(-3) : "";
    return this.language === "en" && names[1] ? names[1] : names[0];
  }

  // Names of one level; returned are those to stand above the units instead of on the sheet.
  paintNames(ctx, v, level) {
    const style = this.styles.get(level.digits), found = [];
    if (!style || v.zoom < style.name_from_zoom || v.zoom > style.name_to_zoom) return found;
    const pictures = level.digits < GRID_DIGITS ? this.pictures : null;
    const kind = style.width > 1 ? "street" : "community";
    ctx.font = Zhihui.font(style.width > 1 ? 13 : 11, style.width > 1 ? 500 : 400);
    ctx.textAlign = "center"; ctx.textBaseline = "middle"; ctx.lineJoin = "round";
    ctx.strokeStyle = Zhihui.look.halo; ctx.fillStyle = Zhihui.look.areaName; ctx.lineWidth = 3;
    for (const a of level.near(v.x0, v.y0, v.x1, v.y1)) {
      const text = this.nameOf(level, a), b = 4 * a;
      if (!text) continue;
      const wx = (level.box[b] + level.box[b + 2]) / 2, wy = (level.box[b + 1] + level.box[b + 3]) / 2;
      if (pictures && pictures.names(wx, wy)) continue;
      const x = wx * v.scale - v.ox, y = wy * v.scale - v.oy;
      const half = ctx.measureText(text).width / 2 + 3;
      const clear = Zhihui.standClear(v, x, y, half);
      if (clear !== null) found.push({ key: level.codeOf(a), text, half, x, y: y + clear });
    }
    if (level.digits < GRID_DIGITS && found.length <= Zhihui.MOST_WORDS / 2) {
      const look = { kind, colour: "areaName", alpha: style.alpha, places: [[0, 0], [0, -16], [0, 16]] };
      return found.map((name) => ({ ...name, ...look, x: (name.x + v.ox) / v.scale, y: (name.y + v.oy) / v.scale }));
    }
    ctx.globalAlpha = style.alpha;
    for (const { text, x, y } of found) { ctx.strokeText(text, x, y); ctx.fillText(text, x, y); }
    ctx.globalAlpha = 1;
    return [];
  }

  paintSelected(ctx, v, level) {
    const a = this.selected && this.selected.length === level.digits ? level.find(this.selected) : -1;
    if (a < 0) return;
    ctx.beginPath();
    level.trace(ctx, v, a);
    ctx.fillStyle = Zhihui.tint("selectedArea", 0.1);
    ctx.fill("evenodd");
    ctx.strokeStyle = Zhihui.look.selectedArea;
    ctx.lineWidth = 2;
    ctx.stroke();
  }

  // Code of the area that a world point means, or null: the city on its limit, else the finest one drawn at this zoom that
  // holds the point.
  pick(x, y) {
    if (!this.visible) return null;
    const reach = LIMIT_REACH_PX / (256 * 2 ** this.map.getZoom());
    for (const level of this.levels) {
      if (level.digits !== CITY_DIGITS || !this.styles.has(CITY_DIGITS)) continue;
      const limit = level.onLine(x, y, reach);
      if (limit >= 0) return level.codeOf(limit);
    }
    for (let i = this.levels.length - 1; i >= 0; i--) {
      const level = this.levels[i], style = this.styles.get(level.digits);
      if (!style || this.map.getZoom() < style.from_zoom) continue;
      const a = level.at(x, y);
      if (a >= 0) return level.codeOf(a);
    }
    return null;
  }
};

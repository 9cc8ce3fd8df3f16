"use strict";
// The base map: vector features, projected once, drawn as the ground of the still tiles.
window.Zhihui = window.Zhihui || {};

// Features as they are drawn, and how many rows of them were left out: a row with a vertex that is no place, lies at (0, 0)
// or further from the map's own box than that is large, draws a line across the world, or none at all.
Zhihui.readBase = (features) => {
  let refused = 0;
  const [west, south, east, north] = placedBox(features.bbox), wide = east - west, high = north - south;
  const isPlace = (lon, lat) =>
    Number.isFinite(lon) && Number.isFinite(lat) && (lon !== 0 || lat !== 0) &&
    lon >= west - wide && lon <= east + wide && lat >= south - high && lat <= north + high && Math.abs(lat) <= 85;
  const sound = (line, least) =>
    Array.isArray(line) && line.length >= least && line.every((p) => Array.isArray(p) && isPlace(p[0], p[1]));
  const rows = (list, read) => {
    const kept = [];
    for (const row of Array.isArray(list) ? list : []) {
      const one = row === null ? null : read(row);
      if (one) kept.push(one); else refused++;
    }
    return kept;
  };
  const projected = (least) => (line) => (sound(line, least) ? Zhihui.projectLine(line) : null);
  const roads = { local: [], secondary: [], main: [] };
  rows(features.road, (road) => {
    if (!roads[road.class] || !sound(road.line, 2)) return false;
    return roads[road.class].push(Object.assign(Zhihui.projectLine(road.line), { name: road.name, gloss: road.gloss }));
  });
  const labels = rows(features.label, (l) => isPlace(l.lon, l.lat) && {
    name: l.name, gloss: l.gloss, rank: l.rank, x: Zhihui.worldX(l.lon), y: Zhihui.worldY(l.lat),
  });
  labels.sort((a, b) => a.rank - b.rank);
  const base = {
    bbox: features.bbox, water: rows(features.water, projected(3)), green: rows(features.green, projected(3)),
    building: rows(features.building, projected(3)), rail: rows(features.rail, projected(2)), roads, labels,
  };
  return { base, refused };
};

const placedBox = (box) => (Array.isArray(box) && box.length === 4 && box.every(Number.isFinite) ? box : [-180, -85, 180, 85]);

// What is written as no number is no place, and no reason to take nothing else.
const NO_NUMBER = /(?<=[[,:\s])(?:NaN|-?Infinity)(?=[\s,\]}])/g;

const parseBase = (text) => {
  try {
    return JSON.parse(text);
  } catch (fault) {
    return JSON.parse(text.replace(NO_NUMBER, "null"));
  }
};

// Road widths in CSS pixels by zoom; a class that is not listed at a zoom is not drawn there.
Zhihui.roadWidth = (cls, zoom) => {
  const base = { main: 2.4, secondary: 1.5, local: 0.9 }[cls];
  const first = { main: 0, secondary: 12, local: 14 }[cls];
  if (zoom < first) return 0;
  return zoom <= 14 ? base : base * 1.62 ** (zoom - 14);
};

// The ground of the still tiles as vector features; pauses between kinds of features.
Zhihui.VectorGround = class {
  constructor() {
    this.base = null;
    this.strength = {}; // of green, water, buildings, roads, rail, names: 0 is not drawn, 1, as where nothing is said, whole
    this.pictures = 1; // of pictures that stand for all of it
  }

  *paint(ctx, coords) {
    const base = this.base;
    if (!base) return;
    const px = Zhihui.TILE_PX, look = Zhihui.look, zoom = coords.z, scale = 256 * 2 ** zoom;
    const ox = coords.x * px, oy = coords.y * px, margin = 40 / scale;
    const box = { x0: ox / scale - margin, y0: oy / scale - margin, x1: (ox + px) / scale + margin, y1: (oy + px) / scale + margin };
    const near = (f) => f.x1 >= box.x0 && f.x0 <= box.x1 && f.y1 >= box.y0 && f.y0 <= box.y1;
    const trace = (f, close) => {
      const p = f.xy;
      ctx.moveTo(p[0] * scale - ox, p[1] * scale - oy);
      for (let i = 2; i < p.length; i += 2) ctx.lineTo(p[i] * scale - ox, p[i + 1] * scale - oy);
      if (close) ctx.closePath();
    };
    const drawn = (part) => { // and whatever follows is drawn that strongly
      ctx.globalAlpha = this.strength[part] ?? 1;
      return ctx.globalAlpha > 0;
    };
    const fill = (list, colour) => {
      ctx.beginPath();
      for (const f of list) if (near(f)) trace(f, true);
      ctx.fillStyle = colour;
      ctx.fill();
    };
    if (drawn("green")) fill(base.green, look.green);
    yield;
    if (drawn("water")) fill(base.water, look.water);
    if (zoom >= 15 && drawn("water")) {
      ctx.strokeStyle = look.waterEdge; ctx.lineWidth = 1;
      ctx.beginPath();
      for (const f of base.water) if (near(f)) trace(f, true);
      ctx.stroke();
      yield;
    }
    if (zoom >= 15 && drawn("buildings")) fill(base.building, look.building);
    yield;
    ctx.lineJoin = "round";
    const stroke = (list, colour, width, cap, dash = []) => {
      ctx.lineCap = cap; ctx.lineWidth = width; ctx.strokeStyle = colour; ctx.setLineDash(dash);
      ctx.beginPath();
      for (const f of list) if (near(f)) trace(f, false);
      ctx.stroke();
    };
    const classes = drawn("roads") ? ["local", "secondary", "main"] : [];
    for (const cls of classes) {
      const width = Zhihui.roadWidth(cls, zoom);
      if (width > 1.4) { stroke(base.roads[cls], look.casing[cls], width + 2, "butt"); yield; }
    }
    for (const cls of classes) {
      const width = Zhihui.roadWidth(cls, zoom);
      if (width) { stroke(base.roads[cls], look.road[cls], width, "round"); yield; }
    }
    if (zoom >= 12 && drawn("rail")) {
      stroke(base.rail, look.rail, zoom >= 15 ? 2.5 : 1.4, "butt");
      stroke(base.rail, look.ground, zoom >= 15 ? 1.3 : 0.6, "butt", [8, 8]);
    }
    ctx.globalAlpha = 1; // pictures may be laid on it later
  }
};

// How strongly the operator wants each part of the base map, 0..1; "names" are those on it.
Zhihui.parts.push((page) => page.command("setBaseStrength", (parts, pictures) => {
  Object.assign(page.vectors, { strength: parts, pictures });
  page.names.strength = parts.names ?? 1;
  page.tiles.repaint("ground");
  page.names.repaint();
}));

Zhihui.parts.push((page) => page.take("base", (name, buffer) => {
  const { base, refused } = Zhihui.readBase(parseBase(new TextDecoder().decode(buffer)));
  page.vectors.base = base;
  page.tiles.repaint("ground");
  page.names.setBase(base);
  return refused;
}));

"use strict";
// The point file in a thread of its own: reads it, draws tiles of it, counts what is in a box and finds the point nearest
// to a place. Nothing here ever holds up the map.
// In: {ask: "load" | "show" | "tile" | "count" | "nearest" | "where", …}; out: the same `ask` with what was asked for.
importScripts("file.js", "../point_disc.js", "draw.js");

let points = null; // the file as columns
let cuts = []; // [{has: Uint8Array(KEYS), rgb, strength, size, drawn}]

async function load({ url }) {
  const fresh = new PointFile(await read(url));
  points = fresh;
  cuts.forEach(weigh);
  return { n: fresh.n };
}

function show({ cuts: wanted }) {
  cuts = wanted.map(({ categories, states, rgb, strength, size, drawn }) => {
    const has = new Uint8Array(KEYS), of = categories && new Set(categories), inState = states && new Set(states);
    for (let key = 0; key < KEYS; key++) has[key] = (!of || of.has(key >> 3)) && (!inState || inState.has(key & 7)) ? 1 : 0;
    return weigh({ has, rgb, strength, size, drawn });
  });
}

// How many points of a cut there are in a cell that has any, over the whole file: every tile measures brightness by it.
function weigh(cut) {
  let total = 0, cells = 0;
  for (let c = 0; points && cut.drawn && c < points.cells; c++) {
    const before = total;
    for (let r = points.firstRun[c]; r < points.firstRun[c + 1]; r++) {
      if (cut.has[points.key[r]]) total += points.firstPoint[r + 1] - points.firstPoint[r];
    }
    if (total > before) cells++;
  }
  return Object.assign(cut, { perCell: total / Math.max(1, cells) });
}

function tile(ask) {
  return { key: ask.key, version: ask.version, bitmap: drawTile(points, cuts, ask) };
}

// How many points lie in a box of world coordinates: whole cells by their runs, those at its edge point by point.
function count({ x0, y0, x1, y1, shown }) {
  const byKey = new Uint32Array(KEYS);
  let total = 0;
  if (points) {
    const { place, key, firstRun, firstPoint, cellX, cellY } = points;
    const [left, top, right, bottom] = [x0, y0, x1, y1].map((w) => w * CELL);
    for (const c of points.within(left, top, right, bottom)) {
      const x = cellX[c], y = cellY[c], inside = x >= left && x + 1 <= right && y >= top && y + 1 <= bottom;
      // A point stands in the middle of its step.
      const fromX = (left - x) * CELL - 0.5, toX = (right - x) * CELL - 0.5, fromY = (top - y) * CELL - 0.5, toY = (bottom - y) * CELL - 0.5;
      for (let r = firstRun[c]; r < firstRun[c + 1]; r++) {
        const first = firstPoint[r], last = firstPoint[r + 1];
        let found = 0;
        if (inside) found = last - first;
        else {
          for (let i = first; i < last; i++) {
            const px = place[i] & 0xffff, py = place[i] >>> 16;
            if (px >= fromX && px < toX && py >= fromY && py < toY) found++;
          }
        }
        byKey[key[r]] += found;
        total += found;
      }
    }
  }
  const byCut = cuts.map(({ has }) => byKey.reduce((sum, found, at) => sum + (has[at] ? found : 0), 0));
  return { total, byCut, shown };
}

// The row of the drawn point nearest to a place within a reach, both in world coordinates; null if there is none.
function nearest({ x, y, reach, id }) {
  let row = null, best = reach * reach;
  if (points) {
    const { place, key, firstRun, firstPoint, cellX, cellY } = points;
    const drawn = cuts.filter((cut) => cut.drawn), at = (w) => w * CELL;
    for (const c of points.within(at(x - reach), at(y - reach), at(x + reach), at(y + reach))) {
      for (let r = firstRun[c]; r < firstRun[c + 1]; r++) {
        if (!drawn.some(({ has }) => has[key[r]])) continue;
        for (let i = firstPoint[r]; i < firstPoint[r + 1]; i++) {
          const dx = (cellX[c] + ((place[i] & 0xffff) + 0.5) * STEP) / CELL - x, dy = (cellY[c] + ((place[i] >>> 16) + 0.5) * STEP) / CELL - y;
          if (dx * dx + dy * dy <= best) { best = dx * dx + dy * dy; row = i; }
        }
      }
    }
  }
  return { id, row };
}

// World coordinates of a row, or null where there is no such row.
function where({ row }) {
  if (!points || !(row >= 0 && row < points.n)) return { row, place: null };
  const run = upper(points.firstPoint, row), cell = upper(points.firstRun, run);
  const p = points.place[row];
  return { row, place: { x: (points.cellX[cell] + ((p & 0xffff) + 0.5) * STEP) / CELL, y: (points.cellY[cell] + ((p >>> 16) + 0.5) * STEP) / CELL } };
}

// The last place in a rising index whose value is not above `value`.
function upper(index, value) {
  let low = 0, high = index.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (index[middle] <= value) low = middle; else high = middle - 1;
  }
  return low;
}

// One question after the other: tiles share their paper.
const answers = { load, show, tile, count, nearest, where };
let last = Promise.resolve();
onmessage = ({ data }) => { last = last.then(() => answer(data)); };

async function answer(data) {
  try {
    const said = (await answers[data.ask](data)) || {};
    postMessage({ ask: data.ask, ...said }, said.bitmap ? [said.bitmap] : []);
  } catch (fault) {
    postMessage({ ask: data.ask, fault: fault.message, ...(data.key ? { key: data.key, version: data.version } : {}) });
  }
}

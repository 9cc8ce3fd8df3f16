"use strict";
// Where the tiles of a picture source lie on the map. A source cuts the world by Web Mercator or by plain degrees (天地图
// `w` and `c`), in a datum of its own; both bend against the map's Mercator of WGS 84. A tile is therefore laid in
// pieces, each by the affine map that fits its four corners best, as many as keep the error under a tenth of a pixel.
window.Zhihui = window.Zhihui || {};

const LARGEST_ERROR_PX = 0.1, MOST_PIECES = 24, MOST_TILES = 40;

Zhihui.GroundGrid = class {
  // grid "mercator" | "degrees", datum a key of Zhihui.datums, first and last: the source's levels.
  constructor({ grid, datum, first, last }) {
    this.degrees = grid === "degrees";
    this.datum = Zhihui.datums[datum] || Zhihui.datums.wgs84;
    this.first = first;
    this.last = last;
    this.straight = !this.degrees && this.datum.from === Zhihui.datums.wgs84.from; // its pixels are the map's pixels
  }

  // Columns and rows, with fractions, to the map's world of 0..1, and back.
  worldOf(level, column, row) {
    const n = 2 ** level;
    if (this.straight) return [column / n, row / n];
    const lon = this.degrees ? (column / n) * 360 - 180 : Zhihui.lonOf(column / n);
    const lat = this.degrees ? 90 - (row / n) * 360 : Zhihui.latOf(row / n);
    const [y, x] = this.datum.from(lat, lon);
    return [Zhihui.worldX(x), Zhihui.worldY(y)];
  }
  cellOf(level, wx, wy) {
    const n = 2 ** level;
    if (this.straight) return [wx * n, wy * n];
    const [lat, lon] = this.datum.to(Zhihui.latOf(wy), Zhihui.lonOf(wx));
    return this.degrees ? [((lon + 180) / 360) * n, ((90 - lat) / 360) * n] : [Zhihui.worldX(lon) * n, Zhihui.worldY(lat) * n];
  }

  // The level whose pixels come nearest to the screen's; its words are that much smaller.
  levelFor(zoom, dpr) { return Math.max(this.first, Math.min(this.last, zoom + (dpr >= 1.75 ? 1 : 0))); }

  // Tiles [{level, column, row}] that a map tile of `px` at `coords` needs; none where the source's levels begin so much
  // deeper that a map tile would take a crowd of them.
  tilesFor(coords, px, dpr) {
    const level = this.levelFor(coords.z, dpr), scale = 256 * 2 ** coords.z, marks = [0, 0.5, 1];
    let c0 = Infinity, c1 = -Infinity, r0 = Infinity, r1 = -Infinity;
    for (const u of marks) {
      for (const v of marks) {
        const [c, r] = this.cellOf(level, ((coords.x + u) * px) / scale, ((coords.y + v) * px) / scale);
        c0 = Math.min(c0, c); c1 = Math.max(c1, c); r0 = Math.min(r0, r); r1 = Math.max(r1, r);
      }
    }
    const slack = this.straight ? -1e-6 : 0.01, tiles = [];
    const columns = [Math.floor(c0 - slack), Math.floor(c1 + slack)], rows = [Math.floor(r0 - slack), Math.floor(r1 + slack)];
    if ((columns[1] - columns[0] + 1) * (rows[1] - rows[0] + 1) > MOST_TILES) return [];
    for (let column = columns[0]; column <= columns[1]; column++) {
      for (let row = rows[0]; row <= rows[1]; row++) tiles.push({ level, column, row });
    }
    return tiles;
  }

  // The affine map [a, b, c, d, e, f] (as canvas takes it) of the piece from (u, v) with side `s` of a tile, to the pixels
  // of a view (x * scale - ox), and how far it errs at some marks of the piece.
  affine(tile, u, v, s, view) {
    const at = (du, dv) => {
      const [x, y] = this.worldOf(tile.level, tile.column + u + du * s, tile.row + v + dv * s);
      return [x * view.scale - view.ox, y * view.scale - view.oy];
    };
    const [p, q, r, t] = [at(0, 0), at(1, 0), at(0, 1), at(1, 1)];
    const m = [0, 1].map((i) => [(q[i] - p[i] + t[i] - r[i]) / 2, (r[i] - p[i] + t[i] - q[i]) / 2, (p[i] + q[i] + r[i] + t[i]) / 4]);
    const matrix = [m[0][0], m[1][0], m[0][1], m[1][1], m[0][2] - (m[0][0] + m[0][1]) / 2, m[1][2] - (m[1][0] + m[1][1]) / 2];
    const off = (du, dv) => {
      const [x, y] = at(du, dv), [a, b, c, d, e, f] = matrix;
      return Math.hypot(a * du + c * dv + e - x, b * du + d * dv + f - y);
    };
    // Two marks out of line with the others: BD-09 waves every 0.12°, which evenly set ones could miss.
    const marks = [[0.5, 0.5], [0.5, 0], [0, 0.5], [1, 0.5], [0.5, 1], [0.31, 0.77], [0.79, 0.23]];
    return { matrix, error: this.straight ? 0 : Math.max(...marks.map(([du, dv]) => off(du, dv))) };
  }

  // The pieces {u, v, s, matrix} of a tile that lie within a view of width w and height h.
  pieces(tile, view) {
    const whole = this.affine(tile, 0, 0, 1, view);
    const found = [];
    let n = Math.min(MOST_PIECES, Math.max(1, Math.ceil(Math.sqrt(whole.error / LARGEST_ERROR_PX))));
    // Halving a piece quarters its error only once the piece is shorter than the waves of the shift.
    while (n > 1 && n < MOST_PIECES && this.affine(tile, 0.5, 0.5, 1 / n, view).error > 2 * LARGEST_ERROR_PX) n *= 2;
    const [i0, i1, j0, j1] = n === 1 ? [0, 0, 0, 0] : this.seenPieces(tile, view, n);
    for (let i = i0; i <= i1; i++) {
      for (let j = j0; j <= j1; j++) {
        const { matrix } = n === 1 ? whole : this.affine(tile, i / n, j / n, 1 / n, view), [a, b, c, d, e, f] = matrix;
        const xs = [e, e + a, e + c, e + a + c], ys = [f, f + b, f + d, f + b + d];
        if (Math.max(...xs) > 0 && Math.min(...xs) < view.w && Math.max(...ys) > 0 && Math.min(...ys) < view.h) {
          found.push({ u: i / n, v: j / n, s: 1 / n, matrix });
        }
      }
    }
    return found;
  }

  // First and last of the n pieces of a tile, across and down, that a view can hold.
  seenPieces(tile, view, n) {
    const corners = [[0, 0], [view.w, 0], [0, view.h], [view.w, view.h]].map((at) =>
      this.cellOf(tile.level, (at[0] + view.ox) / view.scale, (at[1] + view.oy) / view.scale));
    const first = (axis, from) => Math.max(0, Math.floor((Math.min(...corners.map((c) => c[axis])) - from) * n - 0.1));
    const last = (axis, from) => Math.min(n - 1, Math.floor((Math.max(...corners.map((c) => c[axis])) - from) * n + 0.1));
    return [first(0, tile.column), last(0, tile.column), first(1, tile.row), last(1, tile.row)];
  }
};

"use strict";
// What is under the pointer, and who is inside. A click asks the marks as they were drawn last, so that the answer is
// what the eye saw; a box or a lasso asks every unit that is shown, in view or hidden behind others.
window.Zhihui = window.Zhihui || {};

const NEARLY_PX = 3; // how far beside a mark a pointer may be when no mark is under it
const SEEN = 64; // a sprite's pixel that covers less than that is not seen as part of it

Zhihui.LivePicking = class {
  constructor(live) { this.live = live; }

  // Rows under a container point in CSS pixels, the top one first, at most `most`.
  under(px, py, most) {
    const { marks, stamp, looks, sprites } = this.live, found = [];
    if (!stamp) return found;
    const x = Math.floor(px * stamp.dpr), y = Math.floor(py * stamp.dpr), { data, row } = marks;
    for (let m = marks.n - 1, p = 4 * m; m >= 0 && found.length < most; m--, p -= 4) {
      if (row[m] < 0) continue;
      const dx = x - data[p], dy = y - data[p + 1];
      if (dx > 64 || dx < -64 || dy > 64 || dy < -64) continue;
      if (covers(sprites.mask(looks.list[data[p + 2]]), data[p + 3], dx, dy)) found.push(row[m]);
    }
    return found;
  }

  // The row of the top mark under the point, else of the nearest within a few pixels, else −1.
  top(px, py) {
    const [exact] = this.under(px, py, 1);
    if (exact !== undefined) return exact;
    const { marks, stamp } = this.live;
    if (!stamp) return -1;
    const reach = NEARLY_PX * stamp.dpr, x = px * stamp.dpr, y = py * stamp.dpr, { data, row } = marks;
    let best = reach * reach, found = -1;
    for (let m = marks.n - 1, p = 4 * m; m >= 0; m--, p -= 4) {
      const dx = data[p] + 0.5 - x, dy = data[p + 1] + 0.5 - y, far = dx * dx + dy * dy;
      if (far < best && row[m] >= 0) { best = far; found = row[m]; }
    }
    return found;
  }

  // Rows of all that are under the point: those drawn, the top one first, then those that a crowd keeps from being drawn.
  all(px, py) {
    const { rows, stamp, shown } = this.live, drawn = this.under(px, py, Infinity);
    if (!stamp) return drawn;
    const known = new Set(drawn), x = Math.floor(px * stamp.dpr), y = Math.floor(py * stamp.dpr);
    const { sprites, looks } = this.live;
    for (let i = 0; i < rows.n; i++) {
      if (!shown[i]) continue;
      const [wx, wy] = rows.place(i, stamp.now);
      const dx = x - Math.round(wx * stamp.scale - stamp.ox), dy = y - Math.round(wy * stamp.scale - stamp.oy);
      if (dx > 64 || dx < -64 || dy > 64 || dy < -64 || known.has(i)) continue;
      if (covers(sprites.mask(looks.list[looks.of(rows, i)]), looks.headingOf(rows, i), dx, dy)) drawn.push(i);
    }
    return drawn;
  }

  // Rows of all shown units whose place is inside, edges at the left and top included.
  inBox(x0, y0, x1, y1) {
    const west = Math.min(x0, x1), east = Math.max(x0, x1), north = Math.min(y0, y1), south = Math.max(y0, y1);
    return this.inside(west, north, east, south, null);
  }

  // Rows of all shown units inside a polygon [[x, y] …], by the even-odd rule. A lasso has hundreds of edges, so each
  // unit asks only those that cross its own stripe.
  inPolygon(points) {
    if (points.length < 3) return [];
    const xs = points.map((p) => p[0]), ys = points.map((p) => p[1]);
    const north = Math.min(...ys), south = Math.max(...ys);
    return this.inside(Math.min(...xs), north, Math.max(...xs), south, new Stripes(points, north, south));
  }

  inside(west, north, east, south, stripes) {
    const { rows, stamp, shown } = this.live, found = [];
    if (!stamp) return found;
    const { fx, fy, tx, ty, until, pull } = rows, { now } = stamp, scale = stamp.scale / stamp.dpr, ox = stamp.ox / stamp.dpr, oy = stamp.oy / stamp.dpr;
    for (let i = 0; i < rows.n; i++) {
      if (!shown[i]) continue;
      const rest = now < until[i] ? (until[i] - now) * pull[i] : 0;
      const x = (tx[i] - (tx[i] - fx[i]) * rest) * scale - ox;
      if (!(x >= west && x < east)) continue;
      const y = (ty[i] - (ty[i] - fy[i]) * rest) * scale - oy;
      if (y >= north && y < south && (stripes === null || stripes.holds(x, y))) found.push(i);
    }
    return found;
  }
};

const covers = (mask, heading, dx, dy) => {
  const { reach, size } = mask;
  if (dx < -reach || dx > reach || dy < -reach || dy > reach) return false;
  return mask.alpha[(Math.min(heading, mask.n - 1) * size + dy + reach) * size + dx + reach] >= SEEN;
};

// A polygon's edges sorted into stripes of y.
class Stripes {
  constructor(points, north, south) {
    const n = Math.min(512, Math.max(1, points.length));
    this.north = north;
    this.perPx = n / (south - north || 1);
    this.stripes = Array.from({ length: n }, () => []);
    points.forEach(([x0, y0], i) => {
      const [x1, y1] = points[(i + 1) % points.length];
      if (y0 === y1) return;
      const first = this.stripe(Math.min(y0, y1)), last = this.stripe(Math.max(y0, y1));
      for (let s = first; s <= last; s++) this.stripes[s].push(x0, y0, (x1 - x0) / (y1 - y0), y1);
    });
  }

  stripe(y) { return Math.max(0, Math.min(this.stripes.length - 1, Math.floor((y - this.north) * this.perPx))); }

  holds(x, y) {
    const edges = this.stripes[this.stripe(y)];
    let inside = false;
    for (let e = 0; e < edges.length; e += 4) {
      const y0 = edges[e + 1];
      if (y0 <= y !== edges[e + 3] <= y && x < edges[e] + (y - y0) * edges[e + 2]) inside = !inside;
    }
    return inside;
  }
}

"use strict";
// Density of cases as a quiet raster. The kernel is a Gaussian on the ground (sigma 180 m, cut at 3 sigma), so a place looks
// the same at every zoom. The ramp is full at the densest place in view, so that few cases are read as well as many: as many
// at one place as the next of HEAT_STEPS says, which the legend names; never fewer than the console's `least`, or a single
// case would glow. Steps, because a scale that changes with every drag cannot be read. The raster's cells are a sixth of
// sigma wide, at least 3 pixels: about as much work at any zoom.
window.Zhihui = window.Zhihui || {};

const HEAT_SIGMA_M = 180, HEAT_CUT = 3, HEAT_FAINTEST = 0.06;
const HEAT_STEPS = [1, 10, 100, 1000].flatMap((ten) => [2, 3, 4, 5, 6, 8, 10, 12, 15].map((n) => n * ten)).filter((n, i, all) => all.indexOf(n) === i).sort((a, b) => a - b);

// 64 steps [r, g, b, a] of 0..255 from nothing to full, further and further from the ground: violet, which no level and no
// state has.
Zhihui.heatRamp = () => {
  const stops = Zhihui.look.heatStops.map(([at, hex, alpha]) => [at, ...[16, 8, 0].map((shift) => (parseInt(hex.slice(1), 16) >> shift) & 255), 255 * alpha]);
  return Array.from({ length: 64 }, (_, i) => {
    const t = i / 63, next = Math.max(1, stops.findIndex(([at]) => at >= t)), [a, b] = [stops[next - 1], stops[next]];
    return [1, 2, 3, 4].map((k) => Math.round(a[k] + ((b[k] - a[k]) * (t - a[0])) / (b[0] - a[0])));
  });
};

Zhihui.Heat = class extends Zhihui.Painter {
  constructor(page) {
    super(page.figures.sheet);
    this.points = new Float64Array(0); // x, y in world units
    this.alpha = 1;
    this.least = 3;
    this.full = 3; // as drawn last
    this.page = page;
    this.made = null;
    page.take("heat", (_name, buffer) => this.set(JSON.parse(new TextDecoder().decode(buffer))));
    // Under names and figures, which are painted in the order of their making.
    this.sheet.painters.splice(this.sheet.painters.indexOf(this), 1);
    this.sheet.painters.unshift(this);
  }

  // {places: [[lat, lon] …], alpha, least}; places that lie nowhere are left out and counted.
  set({ places, alpha, least }) {
    const kept = places.filter(([lat, lon]) => Math.abs(lat) <= 85 && Math.abs(lon) <= 180 && lat !== null && lon !== null);
    this.points = new Float64Array(kept.length * 2);
    kept.forEach(([lat, lon], i) => { this.points[2 * i] = Zhihui.worldX(lon); this.points[2 * i + 1] = Zhihui.worldY(lat); });
    Object.assign(this, { alpha, least });
    this.restyle();
    return places.length - kept.length;
  }

  restyle() { this.made = null; this.repaint(); }
  hasWork() { return this.points.length > 0; }

  paint(ctx, v) {
    const key = `${v.ox}/${v.oy}/${v.scale}/${v.w}/${v.h}`;
    if (!this.made || this.made.key !== key) this.made = { key, ...this.raster(v) };
    ctx.globalAlpha = this.alpha;
    ctx.imageSmoothingEnabled = true;
    ctx.drawImage(this.made.canvas, 0, 0, this.made.columns * this.made.cell, this.made.rows * this.made.cell);
    ctx.globalAlpha = 1;
  }

  // Sums of kernels by cell; 1 is one case exactly there.
  sums(v) {
    const sigma = (HEAT_SIGMA_M / Zhihui.metresPerWorld((v.y0 + v.y1) / 2)) * v.scale, cell = Math.max(3, sigma / 6);
    const columns = Math.ceil(v.w / cell), rows = Math.ceil(v.h / cell), sum = new Float32Array(columns * rows);
    const reach = Math.ceil((HEAT_CUT * sigma) / cell), fall = -(cell * cell) / (2 * sigma * sigma);
    for (let i = 0; i < this.points.length; i += 2) {
      const x = (this.points[i] * v.scale - v.ox) / cell - 0.5, y = (this.points[i + 1] * v.scale - v.oy) / cell - 0.5;
      const x0 = Math.max(0, Math.ceil(x - reach)), x1 = Math.min(columns - 1, Math.floor(x + reach));
      const y0 = Math.max(0, Math.ceil(y - reach)), y1 = Math.min(rows - 1, Math.floor(y + reach));
      for (let r = y0; r <= y1; r++) {
        for (let c = x0; c <= x1; c++) sum[r * columns + c] += Math.exp(fall * ((c - x) * (c - x) + (r - y) * (r - y)));
      }
    }
    return { sum, columns, rows, cell };
  }

  // How many cases at one place have the ramp's full colour, for sums of the view `v`.
  fullFor({ sum, columns, rows, cell }, v) {
    const edge = Math.floor(v.pad / cell);
    let most = 0;
    for (let r = edge; r < rows - edge; r++) {
      for (let c = edge; c < columns - edge; c++) most = Math.max(most, sum[r * columns + c]);
    }
    return HEAT_STEPS.find((step) => step >= this.least && step >= most * 0.98) || Math.ceil(most); // 0.98: a cell's middle is beside the place
  }

  raster(v) {
    const sums = this.sums(v), { sum, columns, rows, cell } = sums, ramp = Zhihui.heatRamp(), full = this.fullFor(sums, v);
    if (full !== this.full) { this.full = full; this.page.legend.show(); }
    const canvas = new OffscreenCanvas(Math.max(1, columns), Math.max(1, rows)), c = canvas.getContext("2d");
    const image = c.createImageData(canvas.width, canvas.height);
    for (let i = 0; i < sum.length; i++) {
      const t = Math.min(1, sum[i] / this.full);
      if (t >= HEAT_FAINTEST) image.data.set(ramp[Math.round(t * 63)], 4 * i);
    }
    c.putImageData(image, 0, 0);
    return { canvas, columns, rows, cell };
  }
};

Zhihui.parts.push((page) => (page.heat = new Zhihui.Heat(page)));

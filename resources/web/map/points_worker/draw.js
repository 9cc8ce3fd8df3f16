"use strict";
// Draws tiles of a point file: from afar a density, from near a disc a point.

const NEAR_ZOOM = 15; // from here on points are marks of their own, below they are a density

// The pixels that tiles are drawn on, one after the other.
let paper = null;
function paperOf(size) {
  if (!paper || paper.image.width !== size) {
    const image = new ImageData(size, size), canvas = new OffscreenCanvas(size, size);
    paper = { image, canvas, ctx: canvas.getContext("2d"), out: new Uint32Array(image.data.buffer), counts: new Uint32Array(size * size) };
  }
  return paper;
}

// One tile of `size` device pixels with the cuts that are drawn of a file, as a bitmap; null where nothing is drawn.
function drawTile(points, cuts, { x, y, z, size, dpr }) {
  const scale = (size * 2 ** (z - 1)) / CELL; // pixels per cell
  const left = x * size, top = y * size, margin = z < NEAR_ZOOM ? 0 : 16 * dpr;
  const seen = points ? [...points.within((left - margin) / scale, (top - margin) / scale, (left + size + margin) / scale - 1e-9, (top + size + margin) / scale - 1e-9)] : [];
  const paper = paperOf(size);
  let drew = false;
  for (const cut of cuts) {
    if (!cut.drawn || !seen.length) continue;
    if (!drew) paper.out.fill(0);
    const drawn = z < NEAR_ZOOM ? density(points, paper.out, size, cut, seen, scale, left, top) : stamps(points, paper.out, size, cut, seen, scale, left, top, z, dpr);
    drew = drew || drawn;
  }
  if (!drew) return null;
  paper.ctx.putImageData(paper.image, 0, 0);
  return paper.canvas.transferToImageBitmap();
}

// From afar: how many points fall on each pixel, as brightness. Few stay visible, many do not drown what lies beside them.
function density(points, out, size, cut, seen, scale, left, top) {
  const counts = paper.counts.fill(0);
  const { place, key, firstRun, firstPoint, cellX, cellY } = points, step = scale * STEP, has = cut.has;
  const mean = cut.perCell / Math.max(1, scale * scale), usual = Math.max(1, 1.6 * mean), sparse = mean < 0.02;
  let drew = 0;
  for (const c of seen) {
    const ox = cellX[c] * scale - left, oy = cellY[c] * scale - top;
    if (ox < -0.5 || oy < -0.5 || ox >= size - 0.5 || oy >= size - 0.5) continue;
    for (let r = firstRun[c]; r < firstRun[c + 1]; r++) {
      if (!has[key[r]]) continue;
      const last = firstPoint[r + 1];
      for (let i = firstPoint[r]; i < last; i++) {
        const p = place[i], at = ((oy + (p >>> 16) * step) | 0) * size + ((ox + (p & 0xffff) * step) | 0);
        counts[at]++;
        if (sparse && at % size < size - 1) { // one pixel alone is not seen
          counts[at + 1]++;
          if (at + size + 1 < counts.length) { counts[at + size]++; counts[at + size + 1]++; }
        }
      }
      drew += last - firstPoint[r];
    }
  }
  if (!drew) return false;
  const strength = cut.strength * (1 - 0.6 * (1 - Math.exp(-mean))); // what covers all pixels covers none of them fully
  const alpha = new Uint8Array(256);
  for (let n = 1; n < 256; n++) alpha[n] = Math.round(255 * strength * (0.22 + 0.78 * (1 - Math.exp(-n / usual))));
  for (let i = 0; i < counts.length; i++) if (counts[i]) over(out, i, cut.rgb, alpha[Math.min(255, counts[i])]);
  return true;
}

// A colour laid over what the pixel has (not premultiplied, 0xAABBGGRR).
function over(out, i, rgb, alpha) {
  const old = out[i];
  if (old === 0) { out[i] = (alpha << 24) | rgb; return; }
  const rest = ((old >>> 24) * (255 - alpha)) / 255, sum = alpha + rest;
  const mix = (shift) => Math.round((((rgb >> shift) & 255) * alpha + ((old >> shift) & 255) * rest) / sum);
  out[i] = (Math.round(sum) << 24) | (mix(16) << 16) | (mix(8) << 8) | mix(0);
}

// From near: a disc a point, stamped with its own soft edge; the stronger of two that overlap wins.
function stamps(points, out, size, cut, seen, scale, left, top, z, dpr) {
  const { reach, side, stamp } = pointDisc(z, cut.size, dpr, cut.strength);
  const { place, key, firstRun, firstPoint, cellX, cellY } = points, step = scale * STEP, has = cut.has;
  let drew = false;
  for (const c of seen) {
    const ox = cellX[c] * scale - left, oy = cellY[c] * scale - top;
    for (let r = firstRun[c]; r < firstRun[c + 1]; r++) {
      if (!has[key[r]]) continue;
      for (let i = firstPoint[r]; i < firstPoint[r + 1]; i++) {
        const p = place[i], px = Math.floor(ox + (p & 0xffff) * step), py = Math.floor(oy + (p >>> 16) * step);
        if (px < -reach || py < -reach || px >= size + reach || py >= size + reach) continue;
        drew = true;
        for (let dy = -reach; dy <= reach; dy++) {
          const row = py + dy;
          if (row < 0 || row >= size) continue;
          for (let dx = -reach; dx <= reach; dx++) {
            const column = px + dx, alpha = stamp[(dy + reach) * side + dx + reach];
            if (alpha === 0 || column < 0 || column >= size) continue;
            const at = row * size + column;
            if (out[at] >>> 24 <= alpha) out[at] = (alpha << 24) | cut.rgb;
          }
        }
      }
    }
  }
  return drew;
}

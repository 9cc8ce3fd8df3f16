"use strict";
// How a component is stamped from near, for the thread that draws them and for the legend.

const DISC_RADIUS = { 15: 0.8, 16: 1.1, 17: 1.7, 18: 2.6, 19: 3.6 };

// Coverage 0..255 of a disc with a soft edge, side × side device pixels.
function pointDisc(zoom, size, dpr, strength) {
  const radius = (DISC_RADIUS[zoom] || 3.6) * size * dpr, reach = Math.ceil(radius + 0.5), side = 2 * reach + 1;
  const stamp = new Uint8Array(side * side), most = Math.min(1, strength * (zoom >= 17 ? 1.25 : 1.1));
  for (let dy = -reach; dy <= reach; dy++) {
    for (let dx = -reach; dx <= reach; dx++) {
      const cover = Math.max(0, Math.min(1, radius + 0.5 - Math.hypot(dx, dy)));
      stamp[(dy + reach) * side + dx + reach] = Math.round(255 * most * cover);
    }
  }
  return { reach, side, stamp };
}

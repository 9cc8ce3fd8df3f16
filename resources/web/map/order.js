"use strict";
// What lies above what, where the operator may choose: outlines of areas and components on the tiles, figures and the track
// on the shared sheet. Marks carry their own order.
window.Zhihui = window.Zhihui || {};

const OUTLINES_FROM = 20; // above the tints of areas (10)

// Both lists from the lowest up.
Zhihui.parts.push((page) => page.command("setOrder", (outlines, lines) => {
  for (const painter of page.tiles.painters) {
    const place = outlines.indexOf(painter.whose);
    if (place >= 0) painter.order = OUTLINES_FROM + place;
  }
  page.tiles.painters.sort((a, b) => a.order - b.order);
  page.tiles.repaint();
  page.figures.setOrder(lines);
}));

"use strict";
const map = L.map("map", { preferCanvas: true, zoomAnimation: false, fadeAnimation: false }).setView(bench.centre, bench.zoom);
const colours = ["#2EC4B6", "#4C8DFF", "#F2C94C", "#E5484D"];
let circles = null;
bench.apply = (rows) => {
  if (!circles) {
    circles = [];
    for (let i = 0; i < rows.length; i += 3) {
      const colour = colours[(i / 3) % 4];
      circles.push(L.circleMarker([rows[i], rows[i + 1]], { radius: 6, weight: 1, color: colour, fillColor: colour, fillOpacity: 1 }).addTo(map));
    }
    return;
  }
  for (let i = 0; i < circles.length; i++) circles[i].setLatLng([rows[3 * i], rows[3 * i + 1]]);
};

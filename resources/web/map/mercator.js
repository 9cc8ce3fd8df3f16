"use strict";
// Web Mercator as plain numbers: the whole world is 0..1 in x and y, north up is y = 0. Everything on the page is
// projected once, on arrival, so that drawing is a multiplication and a subtraction.
window.Zhihui = window.Zhihui || {};

Zhihui.worldX = (lon) => lon / 360 + 0.5;
Zhihui.worldY = (lat) => {
  const s = Math.sin((lat * Math.PI) / 180);
  return 0.5 - Math.log((1 + s) / (1 - s)) / (4 * Math.PI);
};
Zhihui.lonOf = (x) => (x - 0.5) * 360;
Zhihui.latOf = (y) => (Math.atan(Math.sinh((0.5 - y) * 2 * Math.PI)) * 180) / Math.PI;
// Metres on the ground for one world unit at this y.
Zhihui.metresPerWorld = (y) => 40075016.686 / Math.cosh((0.5 - y) * 2 * Math.PI);

// [[lon, lat] …] to flat world coordinates with their box.
Zhihui.projectLine = (points) => {
  const xy = new Float64Array(points.length * 2);
  let x0 = Infinity, y0 = Infinity, x1 = -Infinity, y1 = -Infinity;
  for (let i = 0; i < points.length; i++) {
    const x = Zhihui.worldX(points[i][0]), y = Zhihui.worldY(points[i][1]);
    xy[2 * i] = x; xy[2 * i + 1] = y;
    if (x < x0) x0 = x;
    if (x > x1) x1 = x;
    if (y < y0) y0 = y;
    if (y > y1) y1 = y;
  }
  return { xy, x0, y0, x1, y1 };
};

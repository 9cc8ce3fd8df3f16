"use strict";
// Datums of places, in degrees [lat, lon]; inside the house everything is WGS 84, of which CGCS2000 is centimetres off.
// GCJ-02 is the shift that Chinese web maps carry, BD-09 a second one upon it. The same formulas as in
// app/domain/positions.py; a test holds the two together.
window.Zhihui = window.Zhihui || {};

(() => {
  // Krasovsky 1940, the ellipsoid that the published GCJ-02 approximation is written on.
  const A = 6378245.0, E2 = 0.00669342162296594323, BD = (Math.PI * 3000.0) / 180.0;
  const sin = (v) => Math.sin(v * Math.PI);

  const gcjShift = (lat, lon) => {
    const x = lon - 105.0, y = lat - 35.0, wave = 20.0 * sin(6.0 * x) + 20.0 * sin(2.0 * x);
    let dlat = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * Math.sqrt(Math.abs(x));
    dlat += ((wave + 20.0 * sin(y) + 40.0 * sin(y / 3.0)) * 2.0) / 3.0;
    dlat += ((160.0 * sin(y / 12.0) + 320.0 * sin(y / 30.0)) * 2.0) / 3.0;
    let dlon = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * Math.sqrt(Math.abs(x));
    dlon += ((wave + 20.0 * sin(x) + 40.0 * sin(x / 3.0)) * 2.0) / 3.0;
    dlon += ((150.0 * sin(x / 12.0) + 300.0 * sin(x / 30.0)) * 2.0) / 3.0;
    const phi = (lat * Math.PI) / 180, magic = 1 - E2 * Math.sin(phi) ** 2, degrees = 180 / Math.PI;
    return [
      (dlat / ((A * (1 - E2)) / (magic * Math.sqrt(magic)))) * degrees,
      (dlon / ((A / Math.sqrt(magic)) * Math.cos(phi))) * degrees,
    ];
  };
  const shifted = (lat, lon) => lat >= 0.8293 && lat <= 55.8271 && lon >= 72.004 && lon <= 137.8347;

  const toGcj = (lat, lon) => {
    if (!shifted(lat, lon)) return [lat, lon];
    const [dlat, dlon] = gcjShift(lat, lon);
    return [lat + dlat, lon + dlon];
  };
  const toBd = (lat, lon) => {
    if (!shifted(lat, lon)) return [lat, lon];
    const [y, x] = toGcj(lat, lon);
    const r = Math.hypot(x, y) + 0.00002 * Math.sin(y * BD), theta = Math.atan2(y, x) + 0.000003 * Math.cos(x * BD);
    return [r * Math.sin(theta) + 0.006, r * Math.cos(theta) + 0.0065];
  };
  // The shifts are a hundred times smaller than the distance on which they change, so a fixed point is found in few steps.
  const back = (there) => (lat, lon) => {
    if (!shifted(lat, lon)) return [lat, lon];
    let a = lat, o = lon;
    for (let i = 0; i < 6; i++) {
      const [y, x] = there(a, o);
      a += lat - y;
      o += lon - x;
    }
    return [a, o];
  };
  const same = (lat, lon) => [lat, lon];

  // Zhihui.datums.gcj02.from(lat, lon) is the place in WGS 84, .to(lat, lon) the other way.
  Zhihui.datums = {
    wgs84: { to: same, from: same },
    cgcs2000: { to: same, from: same },
    gcj02: { to: toGcj, from: back(toGcj) },
    bd09: { to: toBd, from: back(toBd) },
  };
})();

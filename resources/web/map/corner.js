"use strict";
// The lower edge of the map: attribution, coordinates under the pointer, zoom level and a scale bar. Digits only, so it
// needs no language; the attribution comes from the console.
window.Zhihui = window.Zhihui || {};

Zhihui.Corner = class {
  constructor(map) {
    this.map = map;
    this.box = L.DomUtil.create("div", "zh-corner", map.getContainer());
    for (const part of ["credit", "attribution", "where", "bar"]) this[part] = L.DomUtil.create("span", "zh-" + part, this.box);
    this.barText = L.DomUtil.create("b", "", this.bar);
    map.on("mousemove", (e) => { this.point = e.latlng; this.tell(); });
    map.on("mouseout", () => { this.point = null; this.tell(); });
    map.on("moveend zoomend resize", () => this.tell());
    this.tell();
  }

  // Whose pictures the ground is made of, with their review number; `lacks` where a public display could not show them.
  setCredit(text, lacks) {
    this.credit.textContent = text;
    this.credit.classList.toggle("zh-lacks", lacks);
  }
  setAttribution(text) { this.attribution.textContent = text; }

  tell() {
    const at = this.point || this.map.getCenter(), zoom = this.map.getZoom();
    this.where.textContent = `${at.lat.toFixed(5)}, ${at.lng.toFixed(5)}  z${zoom}`;
    const metres = Zhihui.metresPerWorld(Zhihui.worldY(this.map.getCenter().lat)) / (256 * 2 ** zoom);
    const most = metres * 110, power = 10 ** Math.floor(Math.log10(most));
    const nice = [5, 2, 1].find((n) => n * power <= most) * power;
    this.bar.style.width = nice / metres + "px";
    this.barText.textContent = nice >= 1000 ? `${nice / 1000} km` : `${nice} m`;
  }
};

Zhihui.parts.push((page) => page.command("setCredit", (text, lacks) => page.corner.setCredit(text, lacks)));

"use strict";
// Drawing on the map: a line, a polygon, a box, a circle or a freehand lasso, handed to the console as points.
// Line and polygon take a vertex by click, Backspace takes the last back, Enter or a double click ends. Box, circle and
// lasso are dragged; box and circle take two clicks as well. Esc gives up. What is drawn is measured beside the pointer.
window.Zhihui = window.Zhihui || {};

Zhihui.LEAST_VERTICES = { line: 2, polygon: 3, box: 2, circle: 2, lasso: 3 };
Zhihui.CIRCLE_CORNERS = 64;

// As the console says it in the end: `units` are its words, {m, km, m2, km2}, each with an {n}.
Zhihui.metresText = (m, units) => {
  const whole = Math.round(m);
  if (whole < 1000) return units.m.replace("{n}", whole);
  return units.km.replace("{n}", (m / 1000).toFixed(whole < 10000 ? 2 : 1));
};
Zhihui.areaText = (m2, units) =>
  m2 < 1e5 ? units.m2.replace("{n}", Math.round(m2).toLocaleString("en-US")) : units.km2.replace("{n}", (m2 / 1e6).toFixed(2));

Zhihui.lengthM = (map, points) => points.reduce((sum, at, i) => (i ? sum + map.distance(points[i - 1], at) : 0), 0);

// On the plane of Web Mercator at the figure's own latitude: at the size of a city exact to a thousandth.
Zhihui.areaM2 = (points) => {
  const xy = points.map((p) => [Zhihui.worldX(p.lng), Zhihui.worldY(p.lat)]);
  const metres = Zhihui.metresPerWorld(xy.reduce((sum, p) => sum + p[1], 0) / xy.length);
  const [x0, y0] = xy[0]; // from the first corner, or the digits would be lost in the size of the world
  let twice = 0;
  for (let i = 0, j = xy.length - 1; i < xy.length; j = i++) {
    twice += (xy[j][0] - x0) * (xy[i][1] - y0) - (xy[i][0] - x0) * (xy[j][1] - y0);
  }
  return (Math.abs(twice) / 2) * metres * metres;
};

Zhihui.circleRing = (centre, radiusM) => {
  const dLat = radiusM / 111195, dLon = dLat / Math.cos((centre.lat * Math.PI) / 180);
  return Array.from({ length: Zhihui.CIRCLE_CORNERS }, (_, i) => {
    const turn = (i / Zhihui.CIRCLE_CORNERS) * 2 * Math.PI;
    return L.latLng(centre.lat + dLat * Math.cos(turn), centre.lng + dLon * Math.sin(turn));
  });
};

Zhihui.Draw = class {
  constructor(page) {
    this.page = page;
    this.map = page.map;
    this.kind = null;
    this.vertices = []; // for box, circle and lasso: where the drag began, and its way
    page.command("startDraw", (kind, token, units) => this.start(kind, token, units));
    page.command("stopDraw", (token) => { if (token === this.token) this.end("draw_cancelled"); });
  }

  // `token` comes back with the end, so that the console knows whose drawing it was.
  start(kind, token, units) {
    this.end("draw_cancelled");
    this.kind = kind;
    this.units = units;
    this.token = token;
    this.dragged = !["line", "polygon"].includes(kind);
    this.vertices = [];
    this.pointer = null;
    const pane = this.map.getPane("zhDraw") || this.map.createPane("zhDraw");
    pane.style.zIndex = 600;
    pane.style.pointerEvents = "none";
    const style = { renderer: L.svg({ pane: "zhDraw" }), interactive: false, color: Zhihui.look.accent, weight: 2 };
    this.shape = (kind === "line" ? L.polyline([], style) : L.polygon([], { ...style, fillOpacity: 0.12 })).addTo(this.map);
    this.text = L.DomUtil.create("div", "zh-measure", this.map.getContainer());
    if (this.dragged) {
      this.map.dragging.disable();
      this.map.on("mousedown", this.onPress, this);
      this.map.on("mouseup", this.onRelease, this);
    }
    this.page.capture(this);
  }

  end(topic, body = {}, clickFollows = false) {
    if (this.kind === null) return;
    const kind = this.kind;
    this.kind = null;
    this.shape.remove();
    this.shape.options.renderer.remove();
    this.text.remove();
    this.map.dragging.enable();
    this.map.off("mousedown", this.onPress, this);
    this.map.off("mouseup", this.onRelease, this);
    // The click that belongs to the end of a drag comes only now; it must not select what lies under it.
    const release = () => { if (this.kind === null && this.page.captor === this) this.page.capture(null); };
    if (clickFollows) setTimeout(release, 0); else release();
    this.page.say(topic, { kind, token: this.token, ...body });
  }

  onLost() { this.end("draw_cancelled"); } // another tool takes the clicks

  finish(clickFollows = false) {
    if (this.vertices.length < Zhihui.LEAST_VERTICES[this.kind]) return;
    this.end("drawn", { points: this.outline(this.vertices).map((p) => [p.lat, p.lng]) }, clickFollows);
  }

  near(a, b, px) { return this.map.latLngToContainerPoint(a).distanceTo(this.map.latLngToContainerPoint(b)) < px; }

  onClick({ latlng }) {
    if (this.dragged) return;
    const last = this.vertices[this.vertices.length - 1];
    if (!last || !this.near(last, latlng, 3)) this.vertices.push(latlng); // a double click is two clicks at one place
    this.repaint();
  }

  onDouble() { if (!this.dragged) this.finish(); }

  onPress({ latlng, originalEvent }) {
    if (originalEvent.button !== 0) return;
    if (!this.vertices.length) this.vertices = [latlng];
    this.pressed = true;
  }

  onRelease({ latlng }) {
    if (!this.pressed) return;
    this.pressed = false;
    if (this.near(this.vertices[0], latlng, 4)) { // no drag: the first of two clicks, and of a lasso nothing
      if (this.kind === "lasso") this.vertices = [];
      return;
    }
    this.vertices.push(latlng);
    this.finish(true);
  }

  onMove({ latlng }) {
    this.pointer = latlng;
    if (this.kind === "lasso" && this.pressed && !this.near(this.vertices[this.vertices.length - 1], latlng, 4)) this.vertices.push(latlng);
    this.repaint();
  }

  onKey(e) {
    if (e.key === "Escape") this.end("draw_cancelled");
    else if (e.key === "Enter") this.finish();
    else if (e.key === "Backspace") { this.vertices.pop(); this.pressed = false; this.repaint(); } else return false;
    e.preventDefault();
    return true;
  }

  outline(vertices) {
    const [from, to] = [vertices[0], vertices[vertices.length - 1]];
    if (this.kind === "circle") return Zhihui.circleRing(from, this.map.distance(from, to));
    if (this.kind === "box") return [from, L.latLng(from.lat, to.lng), to, L.latLng(to.lat, from.lng)];
    return vertices;
  }

  repaint() {
    const points = this.pointer && this.vertices.length ? [...this.vertices, this.pointer] : this.vertices;
    const outline = points.length > 1 ? this.outline(points) : points;
    this.shape.setLatLngs(outline);
    this.text.textContent = points.length > 1 ? this.measure(points, outline) : "";
    const at = this.map.latLngToContainerPoint(this.pointer || points[points.length - 1] || this.map.getCenter());
    this.text.style.transform = `translate(${Math.round(at.x) + 14}px, ${Math.round(at.y) + 14}px)`;
  }

  measure(points, outline) {
    const metres = (m) => Zhihui.metresText(m, this.units), length = Zhihui.lengthM(this.map, points);
    if (this.kind === "line" || outline.length < 3) return metres(length);
    const area = Zhihui.areaText(Zhihui.areaM2(outline), this.units);
    if (this.kind === "circle") return `r ${metres(length)} · ${area}`;
    if (this.kind !== "box") return `${area} · ${metres(Zhihui.lengthM(this.map, [...outline, outline[0]]))}`;
    const [a, b, c] = outline;
    return `${metres(this.map.distance(a, b))} × ${metres(this.map.distance(b, c))} · ${area}`;
  }
};

Zhihui.parts.push((page) => new Zhihui.Draw(page));

"use strict";
// The track of one unit: a line by speed class with arrows the way it went, times where there is room, and its stops. The
// pointer on the line tells the console which point is meant, and the console can show one.
// {points: [[lon, lat] …], classes: [0..3 …], gaps: [point …], times: [[point, text] …], stops: [[point, text] …]}
window.Zhihui = window.Zhihui || {};

Zhihui.TRACK_COLOURS = ["third", "second", "text", "accent"]; // standing, slow, usual, fast
Zhihui.ARROW_EVERY_PX = 96;

// The line of a track whose point i lies at(i), in CSS pixels, by the class of each stretch; broken before the points of
// `broken`; an arrow each `every` pixels.
Zhihui.paintTrack = (ctx, at, classes, broken, every) => {
  const n = classes.length;
  ctx.lineJoin = "round"; ctx.lineCap = "round";
  const stroke = (from, to, width, colour) => {
    ctx.beginPath();
    for (let i = from; i <= to; i++) ctx.lineTo(...at(i));
    ctx.lineWidth = width; ctx.strokeStyle = colour; ctx.stroke();
  };
  for (const halo of [true, false]) {
    for (let from = 0; from + 1 < n;) {
      let to = from + 1;
      if (broken.has(to)) { from = to; continue; }
      while (to + 1 < n && !broken.has(to + 1) && classes[to + 1] === classes[from + 1]) to++;
      stroke(from, to, halo ? 6 : 3, halo ? Zhihui.look.halo : Zhihui.look[Zhihui.TRACK_COLOURS[classes[from + 1]]]);
      from = to;
    }
  }
  ctx.fillStyle = Zhihui.look.text;
  let run = 0;
  for (let i = 1; i < n; i++) {
    const [x0, y0] = at(i - 1), [x1, y1] = at(i), step = Math.hypot(x1 - x0, y1 - y0);
    if (broken.has(i) || !step) continue;
    run += step;
    if (run < every) continue;
    run = 0;
    ctx.save();
    ctx.translate((x0 + x1) / 2, (y0 + y1) / 2);
    ctx.rotate(Math.atan2(y1 - y0, x1 - x0));
    ctx.beginPath(); ctx.moveTo(6, 0); ctx.lineTo(-4, -4.5); ctx.lineTo(-2, 0); ctx.lineTo(-4, 4.5); ctx.closePath();
    ctx.lineWidth = 2; ctx.strokeStyle = Zhihui.look.halo; ctx.stroke(); ctx.fill();
    ctx.restore();
  }
};

Zhihui.Track = class extends Zhihui.Painter {
  constructor(page) {
    super(page.figures.sheet);
    page.figures.adopt("track", this);
    this.strength = 1;
    page.command("setTrackStrength", (strength) => { this.strength = strength; this.repaint(); });
    this.page = page;
    this.track = null;
    this.pointed = null;
    page.take("track", (_name, buffer) => this.set(JSON.parse(new TextDecoder().decode(buffer))));
    page.command("pointTrack", (at) => this.point(at));
    this.map.on("mousemove", (e) => this.onMove(e.containerPoint));
    this.map.on("move zoomend", () => this.placeRing());
  }

  set(track) {
    this.track = track.points.length ? Object.assign(track, Zhihui.projectLine(track.points), { broken: new Set(track.gaps) }) : null;
    this.point(null);
    this.repaint();
  }

  restyle() { this.repaint(); }
  // The layer of the track is switched as those of figures are.
  get shown() { return this.track !== null && !this.page.figures.hidden.has("track"); }
  hasWork(v) { return this.shown && this.sees(v, this.track); }

  // ---- the line ----
  paint(ctx, v) {
    const { xy, classes, broken } = this.track, at = (i) => [xy[2 * i] * v.scale - v.ox, xy[2 * i + 1] * v.scale - v.oy];
    ctx.globalAlpha = this.strength;
    Zhihui.paintTrack(ctx, at, classes, broken, Zhihui.ARROW_EVERY_PX);
    for (const [i, text] of this.track.stops) this.stop(ctx, v, at(i), text);
    for (const [i, text] of this.track.times) this.time(ctx, v, at(i), text);
  }

  stop(ctx, v, [x, y], text) {
    ctx.beginPath(); ctx.arc(x, y, 6, 0, 2 * Math.PI);
    ctx.fillStyle = Zhihui.look.panel; ctx.fill();
    ctx.lineWidth = 2; ctx.strokeStyle = Zhihui.look.text; ctx.stroke();
    ctx.fillStyle = Zhihui.look.text; ctx.fillRect(x - 2, y - 2.5, 1.6, 5); ctx.fillRect(x + 0.6, y - 2.5, 1.6, 5);
    this.write(ctx, v, x, y - 16, text, 600);
  }

  time(ctx, v, [x, y], text) {
    const fits = this.write(ctx, v, x, y + 14, text, 400);
    if (!fits) return;
    ctx.beginPath(); ctx.arc(x, y, 2.5, 0, 2 * Math.PI); ctx.fillStyle = Zhihui.look.text; ctx.fill();
  }

  write(ctx, v, x, y, text, weight) {
    ctx.font = Zhihui.font(12, weight); ctx.textAlign = "center"; ctx.textBaseline = "middle";
    const half = ctx.measureText(text).width / 2 + 4;
    if (!v.room.take(x - half, y - 8, x + half, y + 8)) return false;
    ctx.lineWidth = 3; ctx.strokeStyle = Zhihui.look.halo; ctx.strokeText(text, x, y);
    ctx.fillStyle = Zhihui.look.text; ctx.fillText(text, x, y);
    return true;
  }

  // ---- the pointed place ----
  onMove(point) {
    if (!this.shown || this.page.captor) return;
    const at = this.nearest(point, 14);
    if (at === this.pointed) return;
    this.point(at);
    this.page.say("track_pointed", { at });
  }

  nearest(point, reachPx) {
    const { xy, classes } = this.track, origin = this.map.getPixelOrigin(), corner = this.map.containerPointToLayerPoint([0, 0]);
    const scale = 256 * 2 ** this.map.getZoom(), ox = origin.x + corner.x, oy = origin.y + corner.y;
    let best = reachPx * reachPx, found = null;
    for (let i = 0; i < classes.length; i++) {
      const dx = xy[2 * i] * scale - ox - point.x, dy = xy[2 * i + 1] * scale - oy - point.y, off = dx * dx + dy * dy;
      if (off <= best) { best = off; found = i; }
    }
    return found;
  }

  point(at) {
    this.pointed = at;
    if (at === null || !this.track || at >= this.track.classes.length) {
      if (this.ring) this.ring.remove();
      this.ring = null;
      return;
    }
    if (!this.ring) this.ring = L.DomUtil.create("div", "zh-point", this.map.getPane("zhLive"));
    this.placeRing();
  }

  placeRing() {
    if (!this.ring) return;
    const [lon, lat] = this.track.points[this.pointed];
    L.DomUtil.setPosition(this.ring, this.map.latLngToLayerPoint([lat, lon]));
  }
};

Zhihui.parts.push((page) => new Zhihui.Track(page));

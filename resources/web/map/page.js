"use strict";
// The page as the console sees it: commands come in by name, bulk data is fetched when the console says that it is new,
// and what the operator does on the map goes out through one channel object.
window.Zhihui = window.Zhihui || {};

Zhihui.Page = class {
  constructor(map) {
    this.map = map;
    this.refused = {}; // channel -> how much was refused so far
    this.taken = new Set(); // channels of which something is drawn
    this.unwell = new Set(); // channels whose newest delivery was refused, or rows of it
    this.trouble = "";
    this.tiles = new Zhihui.StillTiles().addTo(map);
    this.vectors = new Zhihui.VectorGround();
    this.tiles.setGround(this.vectors);
    this.tiles.holds = () => !this.vectors.base || this.fetching.size > 0;
    const ground = new Zhihui.Sheet(map, { pane: "zhGround", z: 320 });
    this.words = new Zhihui.Words(map);
    this.areas = new Zhihui.Areas(ground, this.tiles, this.words, (why) => (why ? this.refuse("outlines", 1, why) : this.count("outlines", 0)));
    this.marks = {
      under: new Zhihui.Marks(new Zhihui.Sheet(map, { pane: "zhMarks", z: 450 }), this.words, "depths"),
      above: new Zhihui.Marks(new Zhihui.Sheet(map, { pane: "zhAlarms", z: 550 }), this.words, "alarms"),
    };
    this.names = new Zhihui.Names(ground, this.areas, [this.marks.under, this.marks.above]);
    this.figures = new Zhihui.Figures(ground);
    this.live = new Zhihui.LiveLayer(map);
    this.corner = new Zhihui.Corner(map);
    this.following = null;
    this.held = false; // a gesture holds the view; F gives it back
    this.captor = null; // a tool that takes clicks and keys for itself
    this.commands = {};
    this.takers = {};
    this.latePickers = []; // (containerPoint, latlng) → promise of {layer, id} or null: asked where nothing else was hit
    this.newest = new Map(); // channel -> version
    this.fetching = new Set();
    this.live.onFrame = (now) => this.keepInView(now);
    this.listen();
    this.parts = Zhihui.parts.map((make) => make(this));
  }

  // ---- for parts that files of their own add by Zhihui.parts.push((page) => …) ----
  // A command of the console by its name.
  command(name, act) { this.commands[name] = act; }
  // Bulk data of channel `kind` or `kind/name`: take(name, ArrayBuffer). A RangeError refuses it; a number returned is how
  // many rows were refused.
  take(kind, act) { this.takers[kind] = act; }
  // Tells the console something; it arrives as MapView.page_said(topic, body).
  say(topic, body) { if (this.out) this.out.said(topic, JSON.stringify(body)); }
  // While a tool captures, {onClick, onDouble, onMove, onKey} of it are called instead of selecting; null gives it back.
  capture(tool) {
    if (this.captor && tool && this.captor !== tool && this.captor.onLost) this.captor.onLost();
    this.captor = tool;
    this.map.doubleClickZoom[tool ? "disable" : "enable"]();
    this.map.getContainer().classList.toggle("zh-drawing", Boolean(tool));
    this.live.hover(null);
  }

  connect() {
    new QWebChannel(qt.webChannelTransport, (channel) => {
      this.out = channel.objects.console;
      this.out.ready();
      this.tellView();
    });
  }

  // ---- commands ----
  run(name, args) {
    if (this.commands[name]) this.commands[name](...args);
    else this[name](...args);
  }

  setTheme(name) {
    const look = Zhihui.looks[name] || Zhihui.looks.night;
    if (look === Zhihui.look) return;
    Zhihui.look = look;
    document.documentElement.classList.toggle("day", name === "day");
    this.tiles.repaint("ground");
    for (const part of [this.areas, this.names, this.figures]) part.repaint();
    for (const part of [this.live, this.marks.under, this.marks.above, ...this.parts]) if (part && part.restyle) part.restyle();
  }
  setLanguage(language) { this.names.setLanguage(language); this.areas.setLanguage(language); }
  setAttribution(text) { this.corner.setAttribution(text); }
  setQuiet(on) { this.map.getContainer().classList.toggle("quiet", on); }
  setStyle(style) { this.live.setStyle(style); this.live.refilter(); }
  setFilter(filter) { this.live.setFilter(filter); }
  setVisible(layer, on) {
    if (layer === "units") this.live.setVisible(on);
    else if (layer === "areas") this.areas.setVisible(on);
    else for (const part of [this.marks.under, this.marks.above, this.figures]) part.setVisible(layer, on);
  }
  select(layer, id) {
    this.live.select(layer === "units" && id !== null ? [id] : []);
    this.marks.under.select(layer, id);
    this.marks.above.select(layer, id);
    if (this.points) this.points.select(layer, id);
  }
  selectUnits(ids) { this.select("units", null); this.live.select(ids); }
  selectArea(code) { this.areas.select(code); }
  follow(id) { this.following = id; this.hold(false); this.live.wake(); }
  moveTo(lat, lon, zoom) { this.map.setView([lat, lon], zoom, { animate: false }); }
  // A place that all but fits is shown a level nearer rather than half as large.
  fit(west, south, east, north) {
    const size = this.map.getSize();
    // A page that has no room yet would compute a view that is no number.
    if (!size.x || !size.y) { this.map.once("resize", () => this.fit(west, south, east, north)); return; }
    const bounds = L.latLngBounds([[south, west], [north, east]]);
    this.map.setView(bounds.getCenter(), this.map.getBoundsZoom(bounds.pad(-0.04)), { animate: false });
  }
  limitTo(west, south, east, north) { this.map.setMaxBounds(L.latLngBounds([[south, west], [north, east]]).pad(0.6)); }

  // ---- data: only the newest version of a channel is ever fetched ----
  changed(channel, version) {
    this.newest.set(channel, version);
    if (!this.fetching.has(channel)) this.fetchNewest(channel);
  }

  async fetchNewest(channel) {
    this.fetching.add(channel);
    let version;
    do {
      version = this.newest.get(channel);
      try {
        const answer = await fetch(`zhihui://map/data/${channel}?v=${version}`);
        if (!answer.ok) throw new RangeError(`answer ${answer.status}`);
        this.deliver(channel, await answer.arrayBuffer());
      } catch (fault) {
        this.refuse(channel, 1, fault.message);
      }
    } while (version !== this.newest.get(channel));
    this.fetching.delete(channel);
    this.tiles.wake();
  }

  deliver(channel, buffer) {
    const [kind, name] = channel.split("/");
    if (this.takers[kind]) { this.count(channel, this.takers[kind](name, buffer)); return; }
    if (kind === "units") { this.count(channel, this.live.update(buffer)); return; }
    if (kind === "outlines") { this.areas.setOutlines(buffer); return; }
    const value = JSON.parse(new TextDecoder().decode(buffer));
    let refused = 0;
    if (kind === "unit-names") this.live.setNames(value);
    else if (kind === "area-names") this.areas.setNames(value);
    else if (kind === "fills") this.areas.setFills(value);
    else if (kind === "figures") refused = this.figures.setLayer(name, value);
    else if (kind === "marks") {
      const here = value.above ? this.marks.above : this.marks.under, there = value.above ? this.marks.under : this.marks.above;
      there.drop(name);
      refused = here.setLayer(name, value);
    }
    this.count(channel, refused);
  }

  // Of one delivery; 0 is told once, when a channel is well again.
  count(channel, refused) {
    this.taken.add(channel);
    if (refused) this.refuse(channel, refused, "not a place on the map");
    else if (this.unwell.delete(channel) && this.out) this.out.refused(channel, 0, "");
  }
  refuse(channel, count, why) {
    this.refused[channel] = (this.refused[channel] || 0) + count;
    this.unwell.add(channel);
    if (this.out) this.out.refused(channel, count, this.taken.has(channel) ? why : `nothing taken yet: ${why}`);
  }

  // ---- what the operator does ----
  listen() {
    const map = this.map;
    const or = (tool, usual) => (e) => {
      if (!this.captor) usual(e);
      else if (this.captor[tool]) this.captor[tool](e);
    };
    map.on("click", or("onClick", (e) => this.onClick(e)));
    map.on("dblclick", or("onDouble", () => {}));
    map.on("contextmenu", or("onMenu", (e) => this.out && this.out.place_menu(e.latlng.lat, e.latlng.lng)));
    map.on("mousemove", or("onMove", (e) => this.onHover(e.containerPoint)));
    map.on("mouseout", () => this.leave());
    map.on("moveend", () => this.tellView());
    const gesture = () => this.following !== null && this.hold(true);
    map.on("dragstart", gesture);
    map.getContainer().addEventListener("wheel", gesture, { passive: true });
    document.addEventListener("keydown", (e) => {
      if (this.captor && this.captor.onKey && this.captor.onKey(e)) return;
      if (e.key === "f" || e.key === "F") this.hold(false);
      else if (e.key.startsWith("Arrow")) gesture();
    });
  }

  pick(x, y) {
    const alarm = this.marks.above.pick(x, y);
    if (alarm) return alarm;
    const unit = this.live.pick(x, y);
    return unit !== null ? { layer: "units", id: unit } : this.marks.under.pick(x, y);
  }

  async onClick({ containerPoint, latlng }) {
    let hit = this.pick(containerPoint.x, containerPoint.y);
    for (const late of this.latePickers) hit = hit || (await late(containerPoint, latlng));
    if (!this.out) return;
    if (hit) { this.out.mark_clicked(hit.layer, hit.id); this.sayCrowd(hit, containerPoint); return; }
    const code = this.areas.pick(Zhihui.worldX(latlng.lng), Zhihui.worldY(latlng.lat));
    this.out.place_clicked(latlng.lat, latlng.lng, code || "");
  }

  // More than one unit under a click: the console lists them, the top one first.
  sayCrowd(hit, { x, y }) {
    const ids = hit.layer === "units" ? this.live.pickAll(x, y) : [];
    if (ids.length > 1) this.say("crowd", { ids: ids.slice(0, 200), count: ids.length, x, y });
  }

  onHover(point) {
    if (this.hoverAsked) { this.hoverAsked = point; return; }
    this.hoverAsked = point;
    requestAnimationFrame(() => {
      const at = this.hoverAsked;
      if (!at) return; // the pointer has left meanwhile
      this.hoverAsked = null;
      const hit = this.pick(at.x, at.y);
      this.live.hover(hit && hit.layer === "units" ? hit.id : null);
      this.map.getContainer().classList.toggle("zh-over", Boolean(hit));
    });
  }

  // Also told by the console: a pointer that goes straight to another widget is not always heard of here.
  leave() {
    this.hoverAsked = null;
    this.live.hover(null);
  }

  hold(held) {
    if (this.out && this.held !== held) this.out.follow_held(held);
    this.held = held;
  }

  // Following keeps the unit inside the middle of the view and moves only when it leaves it: a map that never rests
  // cannot be read.
  keepInView(now) {
    if (this.following === null || this.held || now < (this.pannedUntil || 0)) return;
    const at = this.live.pointOf(this.following), size = this.map.getSize();
    if (!at) return;
    if (Math.abs(at.x - size.x / 2) < size.x / 8 && Math.abs(at.y - size.y / 2) < size.y / 8) return;
    this.pannedUntil = now + 600;
    requestAnimationFrame(() => this.map.panTo(this.map.containerPointToLatLng([at.x, at.y]), { animate: true, duration: 0.4 }));
  }

  tellView() {
    if (!this.out) return;
    const b = this.map.getBounds(), c = this.map.getCenter();
    this.out.view_changed(b.getWest(), b.getSouth(), b.getEast(), b.getNorth(), c.lat, c.lng, this.map.getZoom());
  }

  // Says "drawn" when a frame shows all that the console has told of by now. Tiles may come from far: they are not waited
  // for longer than a moment.
  sayDrawn(token, untilMs = performance.now() + 2000) {
    if (this.fetching.size || (this.tiles.waiting() && performance.now() < untilMs)) setTimeout(() => this.sayDrawn(token, untilMs), 16);
    else requestAnimationFrame(() => requestAnimationFrame(() => this.say("drawn", { token })));
  }

  // Figures for the honest corner of the console and for tests.
  report() {
    return {
      refused: this.refused, ...this.live.report(),
      marks: Object.fromEntries([...this.marks.under.layers, ...this.marks.above.layers].map(([name, l]) => [name, l.marks.length])),
      areas: this.areas.levels.map((l) => l.count), base: this.vectors.base !== null, tilesWaiting: this.tiles.waiting(), dpr: window.devicePixelRatio,
    };
  }
};

"use strict";
// The ground as pictures of a tile source. The console fetches them (zhihui://map/tiles/<source>/<layer>/<z>/<x>/<y>); the
// page knows neither address nor key. Beneath them lies the base map of features: it is seen where a picture is missing,
// and while one is late.
window.Zhihui = window.Zhihui || {};

const LATE_MS = 700, KEPT_PICTURES = 160, AGAIN_MS = 30000, MOST_TRIES = 4;

// Pictures by their address; shared by the map tiles that need them, given up when none does. A picture is closed when it
// leaves the store: it is memory of the graphics card that no collector of garbage sees the size of.
Zhihui.Pictures = class {
  constructor() { this.entries = new Map(); }

  // Promise of an ImageBitmap; null where the source has nothing; undefined where it failed.
  want(url, who) {
    let entry = this.entries.get(url);
    if (entry) this.entries.delete(url); // to the young end
    else entry = this.ask(url);
    this.entries.set(url, entry);
    entry.wanted.add(who);
    for (const [old, { done, wanted, picture }] of this.entries) {
      if (this.entries.size <= KEPT_PICTURES) break;
      if (!done || wanted.size) continue;
      this.entries.delete(old);
      if (picture) picture.close();
    }
    return entry.promise;
  }

  ask(url) {
    const entry = { wanted: new Set(), giveUp: new AbortController(), done: false, picture: undefined };
    entry.promise = this.fetchOne(url, entry.giveUp.signal).catch(() => undefined).then((picture) => {
      entry.done = true;
      if (this.entries.get(url) !== entry) { // given up meanwhile
        if (picture) picture.close();
        return undefined;
      }
      if (picture === undefined) this.entries.delete(url); // asked anew next time
      entry.picture = picture;
      return picture;
    });
    return entry;
  }

  async fetchOne(url, signal) {
    const answer = await fetch(url, { signal });
    if (!answer.ok) throw new RangeError(answer.status);
    const body = await answer.blob();
    return body.size ? createImageBitmap(body) : null;
  }

  // Nobody called `who` waits any more.
  drop(who) {
    for (const [url, entry] of this.entries) {
      if (!entry.wanted.delete(who) || entry.done || entry.wanted.size) continue;
      entry.giveUp.abort();
      this.entries.delete(url);
    }
  }

  // Nobody needs any of them: another source is shown.
  close() {
    for (const { giveUp, picture } of this.entries.values()) {
      giveUp.abort();
      if (picture) picture.close();
    }
    this.entries.clear();
  }
};

Zhihui.GroundImages = class {
  constructor(page) {
    Object.assign(this, { page, tiles: page.tiles, source: null, jobs: new Map(), drawn: 0, failed: 0, asking: 0 });
    this.bare = new Set(); // keys of map tiles whose pictures, or the names on them, are missing
    page.command("setGroundImages", (source) => this.show(source));
    page.command("askGroundAgain", () => this.askAgain());
    this.tiles.on("tileunload", (e) => {
      const key = Zhihui.tileKey(e.coords);
      this.drop(key);
      this.bare.delete(key);
    });
  }

  // {source, layers, grid, datum, first, last, night, names} or null for the base map of features alone.
  show(source) {
    for (const key of [...this.jobs.keys()]) this.drop(key);
    if (this.pictures) this.pictures.close();
    this.source = source;
    this.pictures = new Zhihui.Pictures();
    this.grid = source && new Zhihui.GroundGrid(source);
    this.bare.clear();
    for (const names of [this.page.names, this.page.areas]) names.setPictures(source && source.names ? this : null);
    this.tiles.setGround(source ? this : this.page.vectors);
  }

  // Do pictures name what is at this place of the world? Where one is missing or late they do not.
  names(x, y) {
    if (!this.bare.size) return true;
    const across = (256 * 2 ** this.page.map.getZoom()) / Zhihui.TILE_PX;
    return !this.bare.has(Zhihui.tileKey({ x: Math.floor(x * across), y: Math.floor(y * across), z: this.page.map.getZoom() }));
  }

  setBare(key, bare) {
    if (this.bare.has(key) === bare || !this.source) return;
    if (bare) this.bare.add(key); else this.bare.delete(key);
    if (!this.source.names || this.telling) return;
    this.telling = true;
    requestAnimationFrame(() => {
      this.telling = false;
      for (const names of [this.page.names, this.page.areas]) names.repaint();
    });
  }

  // A ground of the still tiles. A picture that is late is laid into the same canvas when it comes.
  async paint(ctx, coords, dpr) {
    const key = Zhihui.tileKey(coords), before = this.jobs.get(key), job = { ctx, coords, dpr, late: false, failed: false };
    this.drop(key);
    job.tries = before ? before.tries : 0;
    this.jobs.set(key, job);
    this.asking++; // map tiles whose pictures are on their way
    const whole = this.fetchAll(key, job).finally(() => { this.asking--; });
    const late = new Promise((done) => setTimeout(done, LATE_MS, "late"));
    const first = await Promise.race([whole, late]);
    if (first !== "late" && first.whole) { this.finish(key, job, first); return; }
    if (this.jobs.get(key) === job) this.setBare(key, true);
    for (const _ of this.page.vectors.paint(ctx, coords)) await new Promise(requestAnimationFrame);
    if (first !== "late") { this.finish(key, job, first); return; }
    whole.then((got) => {
      if (this.jobs.get(key) !== job) return;
      this.finish(key, job, got);
      this.tiles.repaintTile(key);
    });
  }

  // The pictures of each layer, [{tile, picture}] from the lowest up, whether the lowest covers all, and whether what is
  // named on the uppermost came too.
  async fetchAll(key, job) {
    // A wall is read from afar: what the pictures say must be large there rather than sharp.
    const sharpness = this.page.map.getContainer().classList.contains("quiet") ? 1 : job.dpr;
    const { source, layers } = this.source, wanted = this.grid.tilesFor(job.coords, Zhihui.TILE_PX, sharpness), asked = [];
    for (let layer = 0; layer < layers; layer++) {
      asked.push(Promise.all(wanted.map(async (tile) => {
        const url = `zhihui://map/tiles/${source}/${layer}/${tile.level}/${tile.column}/${tile.row}`;
        return { tile, picture: await this.pictures.want(url, key) };
      })));
    }
    const got = await Promise.all(asked);
    job.failed = got.flat().some((each) => each.picture === undefined);
    if (job.failed && this.jobs.get(key) === job) { this.failed++; this.later(); }
    const whole = wanted.length > 0 && got[0].every((each) => each.picture);
    return { layers: got, whole, named: whole && got[got.length - 1].every((each) => each.picture !== undefined) };
  }

  finish(key, job, { layers, named }) {
    this.lay(job, layers);
    if (this.jobs.get(key) !== job) return;
    this.setBare(key, !named);
    this.pictures.drop(key); // the pictures are in the canvas: the store may let them go
  }

  // Lays the pictures on what is there already. A job that another has taken the place of may hold closed ones (width 0).
  lay({ ctx, coords, dpr }, layers) {
    if (!layers.some((layer) => layer.some((each) => each.picture))) return;
    const px = Zhihui.TILE_PX, size = Math.round(px * dpr), view = { scale: 256 * 2 ** coords.z * dpr, w: size, h: size };
    view.ox = coords.x * px * dpr;
    view.oy = coords.y * px * dpr;
    const work = new OffscreenCanvas(size, size), onto = work.getContext("2d");
    layers.forEach((layer, level) => {
      for (const { tile, picture } of layer) if (picture && picture.width) this.layOne(onto, tile, picture, view, level === 0);
    });
    this.dress(work, onto);
    this.dim(work, onto);
    ctx.save();
    ctx.resetTransform();
    ctx.drawImage(work, 0, 0);
    ctx.restore();
    this.drawn++;
  }

  layOne(onto, tile, picture, view, ground) {
    for (const { u, v, s, matrix } of this.grid.pieces(tile, view)) {
      const w = picture.width, h = picture.height;
      onto.setTransform(...matrix);
      if (ground && !this.grid.straight) {
        // Beneath, half a pixel wider: two edges that meet between pixels would let through what lies below.
        const bx = 0.7 / Math.hypot(matrix[0], matrix[1]), by = 0.7 / Math.hypot(matrix[2], matrix[3]);
        onto.globalCompositeOperation = "destination-over";
        onto.drawImage(picture, u * w, v * h, s * w, s * h, -bx, -by, 1 + 2 * bx, 1 + 2 * by);
        onto.globalCompositeOperation = "source-over";
      }
      onto.drawImage(picture, u * w, v * h, s * w, s * h, 0, 0, 1, 1);
    }
  }

  // A bright picture must not blind a dark hall: darker, or light and dark exchanged with the colours kept.
  dress(work, onto) {
    const night = Zhihui.look === Zhihui.looks.night ? this.source.night : "as_is";
    if (night === "as_is") return;
    const plain = new OffscreenCanvas(work.width, work.height);
    plain.getContext("2d").drawImage(work, 0, 0);
    const wash = (how, colour) => {
      onto.globalCompositeOperation = how;
      onto.fillStyle = colour;
      onto.fillRect(0, 0, work.width, work.height);
    };
    onto.resetTransform();
    if (night === "invert") {
      wash("difference", "#FFFFFF");
      onto.globalCompositeOperation = "hue";
      onto.drawImage(plain, 0, 0);
      wash("multiply", "#B4BCC6");
      wash("lighten", Zhihui.look.ground);
    } else wash("multiply", "#58606A");
    onto.globalCompositeOperation = "destination-in"; // where no picture is, none may come
    onto.drawImage(plain, 0, 0);
    onto.globalCompositeOperation = "source-over";
  }

  // Where the operator wants the ground faint, towards the ground's own colour.
  dim(work, onto) {
    const strength = this.page.vectors.pictures;
    if (strength === 1) return;
    onto.resetTransform();
    onto.globalCompositeOperation = "source-atop";
    onto.globalAlpha = 1 - strength;
    onto.fillStyle = Zhihui.look.ground;
    onto.fillRect(0, 0, work.width, work.height);
    onto.globalAlpha = 1;
    onto.globalCompositeOperation = "source-over";
  }

  drop(key) {
    if (this.pictures) this.pictures.drop(key);
    this.jobs.delete(key);
  }

  // What failed is asked again after a while, a few times; the console says at once when a source is well again.
  later() {
    if (this.timer) return;
    this.timer = setTimeout(() => { this.timer = null; this.askAgain(MOST_TRIES); }, AGAIN_MS);
  }

  askAgain(mostTries = Infinity) {
    for (const [key, job] of this.jobs) {
      const record = this.tiles.records.get(key);
      if (!job.failed || !record || job.tries >= mostTries) continue;
      job.tries = mostTries === Infinity ? 0 : job.tries + 1;
      record.groundStale = true;
      this.tiles.repaintTile(key);
    }
  }
};

Zhihui.parts.push((page) => { page.groundImages = new Zhihui.GroundImages(page); return page.groundImages; });

"use strict";
// Words that must be read where units crowd: depths of low points that have a level, names of streets and communities.
// They stand above the units, each in a small element of its own: one more canvas over the whole map would be blended in
// every frame. Whoever has such words says all of them at each repaint; those that find no room are left out, the first
// said stay.
window.Zhihui = window.Zhihui || {};

const ABOVE = ["depths", "alarms", "names"]; // whose words go first
Zhihui.MOST_WORDS = 60; // beyond it is no longer a few, and nobody reads them

Zhihui.Words = class {
  constructor(map) {
    this.map = map;
    this.pane = map.createPane("zhWords");
    this.pane.style.zIndex = 520;
    this.pane.style.pointerEvents = "none";
    this.said = new Map(); // whose → {words, icons}
    this.elements = new Map(); // whose/key → element
    this.waiting = false;
  }

  // All words of one: {key, x, y (of the world), text, half (width in CSS pixels), kind, colour, alpha, places}; places
  // are shifts of the words' middle in CSS pixels, the best first. Over `icons`, [x, y, reach], no words are put.
  say(whose, words, icons = []) {
    if (!words.length && !icons.length && !this.said.has(whose)) return;
    this.said.set(whose, { words, icons });
    if (this.waiting) return;
    this.waiting = true;
    queueMicrotask(() => { this.waiting = false; this.lay(); }); // before the frame is out, so that nothing trails
  }

  lay() {
    const scale = 256 * 2 ** this.map.getZoom(), origin = this.map.getPixelOrigin(), room = new Zhihui.Room(), kept = new Set();
    const at = (thing) => [thing.x * scale - origin.x, thing.y * scale - origin.y];
    for (const { icons } of this.said.values()) {
      for (const [wx, wy, reach] of icons) {
        const [x, y] = at({ x: wx, y: wy });
        room.block(x - reach, y - reach, x + reach, y + reach);
      }
    }
    for (const whose of ABOVE) {
      const said = this.said.get(whose);
      for (const word of said ? said.words : []) {
        if (kept.size >= Zhihui.MOST_WORDS) break;
        const [x, y] = at(word);
        const place = word.places.find(([dx, dy]) => room.take(x + dx - word.half, y + dy - 9, x + dx + word.half, y + dy + 9));
        if (!place) continue;
        const name = `${whose}/${word.key}`;
        kept.add(name);
        this.put(name, word, L.point(x + place[0], y + place[1]).round());
      }
    }
    for (const [name, element] of this.elements) if (!kept.has(name)) { element.remove(); this.elements.delete(name); }
  }

  put(name, word, point) {
    let element = this.elements.get(name);
    if (!element) {
      element = L.DomUtil.create("div", "", this.pane);
      element.append(document.createElement("span"));
      this.elements.set(name, element);
    }
    const look = `${word.text}/${word.kind}/${word.colour}/${word.alpha}/${Zhihui.look.halo}`;
    if (element.look !== look) {
      element.look = look;
      element.className = `zh-word zh-${word.kind}`;
      element.lastChild.textContent = word.text;
      element.style.color = Zhihui.look[word.colour] || Zhihui.look.text;
      element.style.opacity = word.alpha;
    }
    L.DomUtil.setPosition(element, point);
  }
};

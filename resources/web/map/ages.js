"use strict";
// How old what is drawn is. City time goes on in the page by itself, so marks fade when nothing comes any more.
window.Zhihui = window.Zhihui || {};

Zhihui.FRESH = 0; Zhihui.AGEING = 1; Zhihui.STALE = 2; Zhihui.LOST = 3;
// What age does to a mark: each state differs in shape or in weight, never in colour alone.
Zhihui.AGE_LOOKS = [
  { form: "full", alpha: 1 }, { form: "full", alpha: 0.55 }, { form: "hollow", alpha: 0.9 }, { form: "struck", alpha: 0.75 },
];

Zhihui.Ages = class {
  constructor() {
    this.limitsMs = [Infinity, Infinity, Infinity]; // the console's; what it never named never ages
    this.cityMs = 0;
    this.rate = 1; // city seconds per real second
    this.takenAt = 0; // performance.now() when cityMs was true
  }

  setLimits(seconds) { this.limitsMs = Float64Array.from(seconds, (s) => s * 1000); }

  // City time of a new buffer. True if it is not the same course of time any more: set back, or moved on by hand.
  set(cityMs, rate, now) {
    const first = this.takenAt === 0, back = this.cityMs - cityMs, ahead = cityMs - this.at(now);
    this.cityMs = cityMs; this.rate = rate; this.takenAt = now;
    return first || back > 2000 || ahead > 5000 * Math.max(1, rate);
  }

  at(now) { return this.cityMs + (now - this.takenAt) * this.rate; }

  // Writes the state of every row; returns how many rows are in another state than before.
  mark(rows, now) {
    const city = this.at(now), [fresh, ageing, stale] = this.limitsMs, { n, fix, age } = rows;
    let changed = 0;
    for (let i = 0; i < n; i++) {
      const old = city - fix[i]; // an unknown fix is NaN, which is lost
      const state = old <= fresh ? 0 : old <= ageing ? 1 : old <= stale ? 2 : 3;
      if (age[i] !== state) { age[i] = state; changed++; }
    }
    return changed;
  }
};

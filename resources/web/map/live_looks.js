"use strict";
// LiveLooks: what units may look like, as a list that engines make sprites of: a look for every strength, kind, status and
// age, after those of rings and signs.
window.Zhihui = window.Zhihui || {};

Zhihui.RING = 0; Zhihui.LATE_SIGN = 1; Zhihui.JUMPED_SIGN = 2; Zhihui.NARROW_RING = 3;
Zhihui.OWN_LOOKS = 4;
// In a crowd marks are drawn smaller, so that they stay apart: [from so many in view, size]. A tenth less ends it.
const SIZES = [[30000, 0.4], [15000, 0.5], [2200, 0.7], [0, 1]];
const FAR_ZOOM = 14; // below it marks are small in any case

Zhihui.LiveLooks = class {
  constructor() {
    // Shapes by kind code, colours by status code, opacities by group, the last for all beyond.
    this.style = { kinds: ["arrow"], statuses: ["text"], strengths: [1] };
    this.size = 1;
    this.list = [];
  }

  // An unknown code is the last of its list.
  make(dpr) {
    const kinds = [...this.style.kinds, "dot"], statuses = [...this.style.statuses, "second"], strengths = this.style.strengths || [1];
    const own = (shape, colour) => ({ shape, colour, form: "full", alpha: 1, scale: dpr, halo: true });
    this.list = [own("ring", "text"), own("late", "yellow"), own("jumped", "yellow"), { ...own("narrow", "text"), scale: dpr * this.size }];
    for (const strength of strengths) {
      for (const shape of kinds) {
        for (const colour of statuses) {
          for (const age of Zhihui.AGE_LOOKS) {
            const alpha = age.alpha * strength;
            this.list.push({ shape: Zhihui.shapes[shape] ? shape : "dot", colour, form: age.form, alpha, scale: dpr * this.size, halo: this.size === 1 });
          }
        }
      }
    }
    this.lastStrength = strengths.length - 1;
    this.lastKind = kinds.length - 1;
    this.lastStatus = statuses.length - 1;
    this.headings = Zhihui.headingsAt(dpr * this.size);
  }

  // Marks for so many in view; true if they have another size than before.
  resize(inView, zoom) {
    const [, fits] = SIZES.find(([from, size]) => inView >= (size >= this.size ? from : from * 1.1));
    const size = zoom < FAR_ZOOM ? Math.min(0.7, fits) : fits;
    if (size === this.size) return false;
    this.size = size;
    return true;
  }

  // The shapes of fresh units are drawn while the first of them are still on their way, one at a time.
  prepare(sprites, haveCome) {
    const perKind = 4 * (this.lastStatus + 1), waiting = this.list.filter((_, look) => (look - Zhihui.OWN_LOOKS) % perKind === 0);
    const next = () => {
      if (!waiting.length || haveCome()) return;
      sprites.mask(waiting.pop());
      requestIdleCallback(next);
    };
    requestIdleCallback(next);
  }

  // The look of row i, and its heading as a number of that look's sprite.
  of({ kind, status, group, age }, i) {
    const k = Math.min(kind[i], this.lastKind), s = Math.min(status[i], this.lastStatus), g = Math.min(group[i], this.lastStrength);
    return Zhihui.OWN_LOOKS + ((g * (this.lastKind + 1) + k) * (this.lastStatus + 1) + s) * 4 + age[i];
  }

  headingOf({ heading }, i) {
    const turned = ((heading[i] * this.headings) / 36000 + 0.5) | 0;
    return turned < this.headings ? turned : 0;
  }
};

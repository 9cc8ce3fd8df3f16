"use strict";
// Watches a page from inside: how far apart its frames are. Any contender's page gets this very script.
window.bench = Object.assign(window.bench || {}, {
  intervals: [], shown: 0, last: 0,
  begin() { this.intervals = []; this.shown = 0; this.last = 0; },
  end() { return JSON.stringify({ intervals: this.intervals, shown: this.shown }); },
});
(function tick() {
  const now = performance.now();
  if (bench.last) bench.intervals.push(now - bench.last);
  bench.last = now;
  requestAnimationFrame(tick);
})();

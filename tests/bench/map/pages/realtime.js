"use strict";
// folium's Realtime asks for itself, each interval; its source is asked no more often than there is something new.
bench.source = (success, error) => {
  if (bench.busy) return;
  bench.busy = true;
  bench.read().then(async (rows) => {
    success(bench.features(rows));
    await bench.framed();
    bench.shown++;
    bench.shownTotal++;
    bench.busy = false;
  }, error);
};

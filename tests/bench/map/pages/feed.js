"use strict";
// Feeds a peer: the newest positions are fetched once those before are on screen, so that none is drowned by its feed.
// A peer says how it takes them: bench.apply(Float64Array of lat, lon, heading, row by row), maybe with a promise.
window.bench = Object.assign(window.bench || {}, {
  newest: 0, busy: false, shownTotal: 0,

  async read() { return new Float64Array(await (await fetch(`/places?v=${bench.newest}`)).arrayBuffer()); },

  // After the frame that holds what has just been drawn.
  framed() {
    return new Promise((done) => requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = done;
      channel.port2.postMessage(0);
    }));
  },

  async changed(version) {
    bench.newest = version;
    if (bench.busy || !bench.apply) return;
    bench.busy = true;
    let taken;
    do {
      taken = bench.newest;
      await bench.apply(await bench.read());
      await bench.framed();
      bench.shown++;
      bench.shownTotal++;
    } while (taken !== bench.newest);
    bench.busy = false;
  },

  features(rows) {
    const features = [];
    for (let i = 0; i < rows.length; i += 3) {
      features.push({
        type: "Feature", id: i / 3, properties: { id: i / 3, heading: rows[i + 2] },
        geometry: { type: "Point", coordinates: [rows[i + 1], rows[i]] },
      });
    }
    return { type: "FeatureCollection", features };
  },
});

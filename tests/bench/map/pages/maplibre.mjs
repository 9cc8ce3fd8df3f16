// MapLibre's own way with moving things: a GeoJSON source, told anew by setData, drawn as symbols that turn.
import * as maplibregl from "/npm/maplibre-gl/dist/maplibre-gl.mjs";

// It finds its worker by itself on http only.
maplibregl.setWorkerUrl(new URL("/npm/maplibre-gl/dist/maplibre-gl-worker.mjs", location.href).href);
const arrow = () => {
  const canvas = new OffscreenCanvas(26, 26), c = canvas.getContext("2d");
  c.translate(13, 13);
  c.moveTo(0, -10); c.lineTo(7, 9); c.lineTo(0, 5); c.lineTo(-7, 9); c.closePath();
  c.fillStyle = "#2EC4B6";
  c.fill();
  return c.getImageData(0, 0, 26, 26);
};
const map = new maplibregl.Map({
  container: "map", center: [bench.centre[1], bench.centre[0]], zoom: bench.zoom - 1, fadeDuration: 0, attributionControl: false,
  canvasContextAttributes: { preserveDrawingBuffer: true },
  style: { version: 8, sources: {}, layers: [{ id: "ground", type: "background", paint: { "background-color": "#141A21" } }] },
});
map.on("error", (e) => console.error(String(e.error)));
map.on("load", () => {
  map.addImage("arrow", arrow());
  map.addSource("units", { type: "geojson", data: { type: "FeatureCollection", features: [] } });
  map.addLayer({
    id: "units", type: "symbol", source: "units",
    layout: { "icon-image": "arrow", "icon-rotate": ["get", "heading"], "icon-allow-overlap": true, "icon-ignore-placement": true, "icon-rotation-alignment": "map" },
  });
  // setData is done when the map has drawn all of it and rests.
  bench.apply = (rows) => new Promise((done) => { map.once("idle", done); map.getSource("units").setData(bench.features(rows)); });
});

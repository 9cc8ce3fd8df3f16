"use strict";
// The map's screenshot, for paper or another program: without controls, once everything is drawn; with the pictures of its
// legend beside it, drawn by the code that draws the legend.
window.Zhihui = window.Zhihui || {};

const SCREENSHOT_WAITS_MS = 4000;

Zhihui.Screenshot = class {
  constructor(page) {
    this.page = page;
    page.command("takeScreenshot", (token, rows) => this.take(token, rows));
    page.command("screenshotTaken", () => this.page.map.getContainer().classList.remove("zh-screenshot"));
    this.shutter = L.DomUtil.create("i", "zh-shutter", page.map.getContainer()); // its colour says which screenshot is on the screen
  }

  async take(token, rows) {
    const { map, tiles, groundImages } = this.page, until = performance.now() + SCREENSHOT_WAITS_MS;
    const colour = `#${(0xff0000 + (token % 0x10000)).toString(16)}`;
    this.shutter.style.background = colour;
    map.getContainer().classList.add("zh-screenshot");
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    await frame();
    while ((tiles.waiting() > 0 || groundImages.asking > 0) && performance.now() < until) await frame();
    await frame();
    await frame(); // what was drawn in one frame is on the screen after the next
    const legend = this.page.legend.rowsNow(rows).map((row) => ({ label: row.label, png: this.page.legend.picture(row).toDataURL() }));
    const at = map.getCenter(), metres = Zhihui.metresPerWorld(Zhihui.worldY(at.lat)) / (256 * 2 ** map.getZoom());
    this.page.say("screenshot_ready", { token, shutter: colour, legend, metres_per_px: metres, lat: at.lat, lon: at.lng });
  }
};

Zhihui.parts.push((page) => new Zhihui.Screenshot(page));

"use strict";
// The colours of the map page by theme. Marks name a role ("accent", "red"), never a colour, so a change of theme
// repaints everything without the console sending anything again.
window.Zhihui = window.Zhihui || {};
Zhihui.parts = []; // (page) => part; what a file adds here is made with the page

Zhihui.looks = {
  night: {
    ground: "#141A21", water: "#16303F", waterEdge: "#1D3D50", green: "#17241E", building: "#1A212A",
    road: { local: "#1B232C", secondary: "#212A34", main: "#2C3743" },
    casing: { local: "#141A21", secondary: "#141A21", main: "#12161C" },
    rail: "#333E4B", name: "#7F8B99", waterName: "#5F93AF", halo: "#141A21",
    line: "#3A4656", areaName: "#9AA6B5", gridLine: "#606D7B", streetLine: "#7F8D9C", cityLine: "#9AA6B5", selectedArea: "#2EC4B6",
    text: "#E6EAF0", second: "#9AA6B5", third: "#66727F", panel: "#181D25",
    red: "#E5484D", orange: "#F5853B", yellow: "#F2C94C", blue: "#4C8DFF", accent: "#2EC4B6", arrived: "#A5F0B5",
    part01: "#8FA3BF", part02: "#B8A07A", part03: "#B58FA8", part04: "#86AE88", part05: "#9C97C4", heat: "#B070D8",
    heatStops: [[0, "#5B3FA0", 0], [0.12, "#6A48B4", 0.4], [0.4, "#9A66E0", 0.6], [0.75, "#D3A4FF", 0.72], [1, "#FBEAFF", 0.82]],
    onColour: "#12161C",
  },
  day: {
    ground: "#EEF1F4", water: "#C5DAE8", waterEdge: "#AFCADB", green: "#D8E7D5", building: "#E2E6EB",
    road: { local: "#FAFBFC", secondary: "#FFFFFF", main: "#FFFFFF" },
    casing: { local: "#DDE2E8", secondary: "#D2D9E1", main: "#BFC8D3" },
    rail: "#A9B3BF", name: "#56626F", waterName: "#3F7390", halo: "#F4F6F8",
    line: "#8C98A6", areaName: "#3E4955", gridLine: "#7E8995", streetLine: "#5E6A77", cityLine: "#4B5865", selectedArea: "#0B7F75",
    text: "#1B2430", second: "#4B5865", third: "#7A8692", panel: "#FFFFFF",
    red: "#C62A2F", orange: "#C25A0C", yellow: "#9A7400", blue: "#1F5FD6", accent: "#0B7F75", arrived: "#356A1B",
    part01: "#51677F", part02: "#7D6536", part03: "#855A76", part04: "#47744A", part05: "#5F5A92", heat: "#8A3FB5",
    heatStops: [[0, "#C4ACE8", 0], [0.12, "#B797E4", 0.45], [0.4, "#9A62D0", 0.6], [0.75, "#6E2BA8", 0.72], [1, "#3A085C", 0.82]],
    onColour: "#FFFFFF",
  },
};

Zhihui.look = Zhihui.looks.night;
Zhihui.font = (px, weight = 400) => `${weight} ${px}px "Noto Sans CJK SC", "Noto Sans SC", "Microsoft YaHei", sans-serif`;

// The colour of a role with an alpha of 0..1, for fills.
Zhihui.tint = (role, alpha) => {
  const value = parseInt((Zhihui.look[role] || Zhihui.look.text).slice(1), 16);
  return `rgba(${value >> 16},${(value >> 8) & 255},${value & 255},${alpha})`;
};

"use strict";
// Pictures of slow marks, drawn around (0, 0) in CSS pixels. Each takes the context and the mark's colour.
window.Zhihui = window.Zhihui || {};

Zhihui.icons = {
  camera(c, colour, mark) {
    const look = Zhihui.look;
    c.beginPath(); c.moveTo(0, 3); c.lineTo(0, 8);
    c.arc(0, 0, 3.4, Math.PI / 2, Math.PI / 2 + 2 * Math.PI);
    c.lineWidth = 3.6; c.strokeStyle = look.halo; c.stroke();
    c.lineWidth = 1.4; c.strokeStyle = colour; c.stroke();
    if (mark.hollow) { c.beginPath(); c.moveTo(-6, 5); c.lineTo(6, -6); c.lineWidth = 1.4; c.stroke(); }
  },
  case(c, colour, mark) {
    c.beginPath(); c.moveTo(0, -8); c.lineTo(8, 0); c.lineTo(0, 8); c.lineTo(-8, 0); c.closePath();
    Zhihui.icons.body(c, colour, mark);
    if (mark.hollow) return;
    c.fillStyle = Zhihui.look.onColour;
    c.fillRect(-1, -4, 2, 5); c.fillRect(-1, 2.4, 2, 2);
  },
  water(c, colour, mark) {
    const look = Zhihui.look;
    c.beginPath(); c.roundRect(-9, -9, 18, 18, 3);
    c.lineWidth = 4; c.strokeStyle = look.halo; c.stroke();
    c.fillStyle = look.panel; c.fill();
    c.lineWidth = 2; c.strokeStyle = colour; c.stroke();
    const depth = 10 * Math.min(1, Math.max(0.12, mark.fill || 0));
    c.fillStyle = colour; c.fillRect(-5.5, 5.5 - depth, 11, depth);
  },
  sos(c, colour) {
    const look = Zhihui.look;
    c.beginPath();
    for (let i = 0; i < 8; i++) c.lineTo(15 * Math.cos(((i + 0.5) * Math.PI) / 4), 15 * Math.sin(((i + 0.5) * Math.PI) / 4));
    c.closePath();
    c.lineWidth = 3; c.strokeStyle = look.halo; c.stroke();
    c.fillStyle = colour; c.fill();
    c.fillStyle = "#FFFFFF"; c.font = Zhihui.font(11, 700); c.textAlign = "center"; c.textBaseline = "middle";
    c.fillText("SOS", 0, 0.5);
  },
  // Four levels, four shapes, the graver the more pointed: triangle, diamond, square, disc; with a hole, as nothing has
  // happened yet.
  risk(c, colour, mark) {
    const corners = { red: [[0, -9], [9, 7], [-9, 7]], orange: [[0, -9], [9, 0], [0, 9], [-9, 0]], yellow: [[-7, -7], [7, -7], [7, 7], [-7, 7]] };
    c.beginPath();
    if (corners[mark.colour]) for (const [x, y] of corners[mark.colour]) c.lineTo(x, y);
    else c.arc(0, 0, 7.5, 0, 2 * Math.PI);
    c.closePath();
    Zhihui.icons.body(c, colour, { hollow: false });
    c.beginPath(); c.arc(0, mark.colour === "red" ? 2 : 0, 2.6, 0, 2 * Math.PI);
    c.fillStyle = Zhihui.look.panel; c.fill();
  },
  check(c, colour) {
    c.beginPath(); c.moveTo(-5, 0); c.lineTo(-1.5, 4); c.lineTo(5.5, -4.5);
    c.lineJoin = "round"; c.lineCap = "round";
    c.lineWidth = 4.6; c.strokeStyle = Zhihui.look.halo; c.stroke();
    c.lineWidth = 2; c.strokeStyle = colour; c.stroke();
  },
  triangle(c, colour, mark) {
    c.beginPath(); c.moveTo(0, -9); c.lineTo(9, 7); c.lineTo(-9, 7); c.closePath();
    Zhihui.icons.body(c, colour, mark);
    c.fillStyle = mark.hollow ? colour : Zhihui.look.onColour;
    c.fillRect(-1, -3, 2, 5); c.fillRect(-1, 3.5, 2, 2);
  },
  pin(c, colour, mark) {
    c.beginPath(); c.moveTo(0, 0); c.lineTo(-5.5, -9); c.arc(0, -12, 6.5, Math.PI - 0.5, 2 * Math.PI + 0.5); c.closePath();
    Zhihui.icons.body(c, colour, mark);
  },
  dot(c, colour, mark) {
    c.beginPath(); c.arc(0, 0, 4.5, 0, 2 * Math.PI);
    Zhihui.icons.body(c, colour, mark);
  },
  body(c, colour, mark) {
    c.lineJoin = "round";
    c.lineWidth = 3; c.strokeStyle = Zhihui.look.halo; c.stroke();
    c.fillStyle = mark.hollow ? Zhihui.look.panel : colour; c.fill();
    if (mark.hollow) { c.lineWidth = 1.6; c.strokeStyle = colour; c.stroke(); }
  },
};

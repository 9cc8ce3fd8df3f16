"use strict";
// The engine for a machine with a GPU: the same sprites as layers of one texture, one quad per mark, all in one call.
// Marks stand on whole pixels and are not filtered, so the picture is the canvas engine's.
window.Zhihui = window.Zhihui || {};

const VERTEX = `#version 300 es
layout(location = 0) in ivec4 mark; // x, y, look, heading
layout(location = 1) in ivec3 tile; // of the look: layer, reach, columns
uniform vec2 size;
flat out int layer;
out vec2 at;
void main() {
  int side = 2 * tile.y + 1;
  ivec2 corner = ivec2(gl_VertexID & 1, gl_VertexID >> 1);
  vec2 place = vec2(mark.xy - tile.y + corner * side);
  at = vec2((ivec2(mark.w % tile.z, mark.w / tile.z) + corner) * side);
  layer = tile.x;
  gl_Position = vec4(place.x / size.x * 2.0 - 1.0, 1.0 - place.y / size.y * 2.0, 0.0, 1.0);
}`;
const FRAGMENT = `#version 300 es
precision highp float;
precision highp sampler2DArray;
uniform sampler2DArray sprites;
flat in int layer;
in vec2 at;
out vec4 colour;
void main() { colour = texelFetch(sprites, ivec3(ivec2(floor(at)), layer), 0); }`;

const compile = (gl) => {
  const program = gl.createProgram();
  for (const [kind, text] of [[gl.VERTEX_SHADER, VERTEX], [gl.FRAGMENT_SHADER, FRAGMENT]]) {
    const shader = gl.createShader(kind);
    gl.shaderSource(shader, text);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  return gl.getProgramParameter(program, gl.LINK_STATUS) ? program : null;
};

Zhihui.WebGLEngine = class {
  // An engine, or null where there is no WebGL 2 that compiles; whether it draws is for who asks to find out.
  static make(sprites) {
    const element = document.createElement("canvas");
    const gl = element.getContext("webgl2", { alpha: true, antialias: false, depth: false, premultipliedAlpha: true, powerPreference: "high-performance" });
    if (!gl) return null;
    const program = compile(gl);
    return program ? new Zhihui.WebGLEngine(sprites, element, gl, program) : null;
  }

  constructor(sprites, element, gl, program) {
    Object.assign(this, { name: "webgl", sprites, element, gl });
    this.onLost = () => {};
    element.addEventListener("webglcontextlost", () => { this.lost = true; this.onLost(); });
    gl.useProgram(program);
    this.size = gl.getUniformLocation(program, "size");
    this.marks = gl.createBuffer();
    this.room = 0;
    gl.bindVertexArray(gl.createVertexArray());
    gl.bindBuffer(gl.ARRAY_BUFFER, this.marks);
    gl.enableVertexAttribArray(0);
    gl.vertexAttribIPointer(0, 4, gl.SHORT, 16, 0);
    gl.vertexAttribDivisor(0, 1);
    gl.enableVertexAttribArray(1);
    gl.vertexAttribIPointer(1, 3, gl.SHORT, 16, 8);
    gl.vertexAttribDivisor(1, 1);
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    this.resize(1, 1);
    this.restyle([]);
  }

  resize(width, height) {
    this.element.width = width;
    this.element.height = height;
    this.gl.viewport(0, 0, width, height);
    this.gl.uniform2f(this.size, width, height);
  }

  // Every look that is drawn gets a layer of the texture, when it is drawn first.
  restyle(looks) {
    this.looks = looks;
    this.tiles = []; // by look: {layer, reach, columns}
    this.layers = []; // look by layer
    this.side = 0; this.depth = 0; // of the texture
  }

  tile(number) {
    const mask = this.sprites.mask(this.looks[number]), columns = Math.ceil(Math.sqrt(mask.n)), side = columns * mask.size;
    const tile = (this.tiles[number] = { layer: this.layers.length, reach: mask.reach, columns });
    this.layers.push(number);
    if (side > this.side || this.layers.length > this.depth) this.allocate(Math.max(side, this.side), Math.max(16, this.depth * (this.layers.length > this.depth ? 2 : 1)));
    else this.upload(tile.layer);
    return tile;
  }

  allocate(side, depth) {
    const gl = this.gl;
    gl.deleteTexture(this.texture || null);
    this.texture = gl.createTexture();
    gl.bindTexture(gl.TEXTURE_2D_ARRAY, this.texture);
    gl.texStorage3D(gl.TEXTURE_2D_ARRAY, 1, gl.RGBA8, side, side, depth);
    for (const filter of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER]) gl.texParameteri(gl.TEXTURE_2D_ARRAY, filter, gl.NEAREST);
    this.side = side; this.depth = depth;
    this.layers.forEach((_, layer) => this.upload(layer));
  }

  upload(layer) {
    const number = this.layers[layer], look = this.looks[number], mask = this.sprites.mask(look), colours = this.sprites.colours(look, mask);
    const { columns } = this.tiles[number], side = columns * mask.size, out = new Uint8Array(side * side * 4);
    for (let h = 0; h < mask.n; h++) {
      const left = (h % columns) * mask.size + mask.reach, top = ((h / columns) | 0) * mask.size + mask.reach;
      for (let i = mask.first[h]; i < mask.first[h + 1]; i++) {
        const p = ((top + mask.dy[i]) * side + left + mask.dx[i]) * 4, c = colours[i], a = c >>> 24;
        out[p] = Math.round(((c & 255) * a) / 255);
        out[p + 1] = Math.round((((c >> 8) & 255) * a) / 255);
        out[p + 2] = Math.round((((c >> 16) & 255) * a) / 255);
        out[p + 3] = a;
      }
    }
    this.gl.texSubImage3D(this.gl.TEXTURE_2D_ARRAY, 0, 0, 0, layer, side, side, 1, this.gl.RGBA, this.gl.UNSIGNED_BYTE, out);
  }

  draw(marks) {
    const gl = this.gl, { n, data } = marks;
    if (this.lost) return;
    if (this.room < n) {
      this.room = marks.row.length;
      this.words = new Int16Array(8 * this.room);
      gl.bufferData(gl.ARRAY_BUFFER, this.words.byteLength, gl.STREAM_DRAW);
    }
    const { words, tiles } = this;
    for (let m = 0, p = 0, q = 0; m < n; m++, p += 4, q += 8) {
      const look = data[p + 2], tile = tiles[look] || this.tile(look);
      words[q] = data[p]; words[q + 1] = data[p + 1]; words[q + 2] = look; words[q + 3] = data[p + 3];
      words[q + 4] = tile.layer; words[q + 5] = tile.reach; words[q + 6] = tile.columns;
    }
    gl.clear(gl.COLOR_BUFFER_BIT);
    if (!n) return;
    gl.bufferSubData(gl.ARRAY_BUFFER, 0, words, 0, 8 * n);
    gl.drawArraysInstanced(gl.TRIANGLE_STRIP, 0, 4, n);
  }

  // What was drawn in this very task; later the browser has taken it.
  pixels() {
    const { width, height } = this.element, up = new Uint8Array(width * height * 4), out = new Uint8Array(up.length);
    this.gl.readPixels(0, 0, width, height, this.gl.RGBA, this.gl.UNSIGNED_BYTE, up);
    for (let y = 0; y < height; y++) out.set(up.subarray((height - 1 - y) * width * 4, (height - y) * width * 4), y * width * 4);
    return out;
  }

  destroy() {
    const end = this.gl.getExtension("WEBGL_lose_context");
    this.onLost = () => {};
    this.element.remove();
    if (end) end.loseContext();
  }
};

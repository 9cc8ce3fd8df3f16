"use strict";
// Marks for an engine, in drawing order: four small integers each, x and y of the middle in device pixels, the look's
// number and the heading's; beside them the row that each is of, or −1 for a ring or a sign.
window.Zhihui = window.Zhihui || {};

Zhihui.LiveMarks = class {
  constructor() { this.n = 0; this.room(1024); }

  // Room for n marks; what was there is lost.
  room(n) {
    if (this.row && this.row.length >= n) return;
    const size = 2 ** Math.ceil(Math.log2(n));
    for (const side of ["", "2"]) {
      this["words" + side] = new Int32Array(2 * size); // as the engine reads them, two integers in a word
      this["data" + side] = new Int16Array(this["words" + side].buffer);
      this["row" + side] = new Int32Array(size);
    }
    this.block = new Uint16Array(size);
  }

  // Brings the first n marks into the order of their blocks, each with its number in `block`, and keeps the order within
  // a block: an engine then works on one small part of the picture after the other, which stays in the processor's
  // cache. With 50,000 marks that is most of the time of a frame.
  sortByBlock(n, blocks) {
    const { block, words, words2, row, row2 } = this;
    if (!this.starts || this.starts.length < blocks + 1) this.starts = new Uint32Array(blocks + 1);
    const starts = this.starts.fill(0);
    for (let m = 0; m < n; m++) starts[block[m] + 1]++;
    for (let b = 0; b < blocks; b++) starts[b + 1] += starts[b];
    for (let m = 0; m < n; m++) {
      const to = starts[block[m]]++;
      words2[2 * to] = words[2 * m]; words2[2 * to + 1] = words[2 * m + 1];
      row2[to] = row[m];
    }
    [this.words, this.words2, this.data, this.data2, this.row, this.row2] = [words2, words, this.data2, this.data, row2, row];
  }
};

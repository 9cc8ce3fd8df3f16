"use strict";
// The map lies on whole pixels. Leaflet lets a flicked map glide by fractions of one, and a drag that starts meanwhile
// keeps the fraction to its end. Without a GPU a map between pixels is resampled in every frame: five times the cost.
L.PosAnimation.include({
  _runFrame(progress) {
    L.DomUtil.setPosition(this._el, this._startPos.add(this._offset.multiplyBy(progress)).round());
    this.fire("step");
  },
});

// Photos that somebody has chosen, looked at and drawn anew in the browser, which leaves behind what the camera wrote into
// them.
//
//   drawing.isCutShort(file) -> Promise: whether it is a JPEG without its end. A browser would fill it up with grey, and
//     nobody would learn that a part is missing.
//   drawing.drawn(bitmap, side) -> a canvas on which it is, so many pixels long at most
//   drawing.SIDE, drawing.SMALL, drawing.QUALITY: of a photo that is sent, and of the small picture of it
"use strict";

const drawing = (() => {
  const SIDE = 2000;
  const SMALL = 128;
  const QUALITY = 0.85;
  const END = 64 * 1024;

  const isCutShort = async (file) => {
    const start = new Uint8Array(await file.slice(0, 2).arrayBuffer());
    if (start[0] !== 0xff || start[1] !== 0xd8) return false;
    const end = new Uint8Array(await file.slice(-END).arrayBuffer());
    return !end.some((byte, at) => byte === 0xff && end[at + 1] === 0xd9);
  };

  const drawn = (bitmap, side) => {
    const scale = Math.min(1, side / Math.max(bitmap.width, bitmap.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(bitmap.width * scale));
    canvas.height = Math.max(1, Math.round(bitmap.height * scale));
    const context = canvas.getContext("2d");
    context.fillStyle = "#fff";
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    return canvas;
  };

  return Object.freeze({ isCutShort, drawn, SIDE, SMALL, QUALITY });
})();

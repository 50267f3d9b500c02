// A QR code for the receipt, without signal: byte mode, correction M, versions 1 to 6 (up to 106 bytes), mask 3. The twin
// of places/qr.py: `qrOf(words)` is {size, path} for an <svg>, quiet zone included; null where the words are too long.
"use strict";

const qrOf = (() => {
  const QUIET = 4;
  const BLOCKS = [[10, 1, 16], [16, 1, 28], [26, 1, 44], [18, 2, 32], [24, 2, 43], [16, 4, 27]]; // by version: check and data bytes of each block
  const EXP = [];
  const LOG = [];
  for (let power = 0, value = 1; power < 255; power += 1) {
    EXP[power] = value;
    LOG[value] = power;
    value = value & 128 ? (value << 1) ^ 0x11d : value << 1;
  }
  const times = (one, other) => (one && other ? EXP[(LOG[one] + LOG[other]) % 255] : 0);

  const generator = (degree) => {
    let found = [1];
    for (let root = 0; root < degree; root += 1) {
      found = [...found, 0].map((value, at) => value ^ (at ? times(found[at - 1], EXP[root]) : 0));
    }
    return found;
  };

  const checkBytes = (data, degree) => {
    const divisor = generator(degree);
    const rest = [...data, ...Array(degree).fill(0)];
    for (let at = 0; at < data.length; at += 1) {
      const factor = rest[at];
      divisor.forEach((value, offset) => (rest[at + offset] ^= times(value, factor)));
    }
    return rest.slice(data.length);
  };

  const dataBytes = (bytes, room) => {
    const bits = [4, ...[...bytes].flatMap((byte) => [byte >> 4, byte & 15])]; // in halves of a byte
    bits.splice(1, 0, bytes.length >> 4, bytes.length & 15);
    if (bits.length < room * 2) bits.push(0);
    const whole = [];
    for (let at = 0; at < bits.length; at += 2) whole.push((bits[at] << 4) | (bits[at + 1] ?? 0));
    for (let pad = 0xec; whole.length < room; pad ^= 0xec ^ 0x11) whole.push(pad);
    return whole;
  };

  const woven = (bytes, [check, blocks, data]) => {
    const whole = dataBytes(bytes, blocks * data);
    const parts = Array.from({ length: blocks }, (_, at) => whole.slice(at * data, (at + 1) * data));
    const checks = parts.map((part) => checkBytes(part, check));
    const across = (lists, length) => Array.from({ length }, (_, at) => lists.map((list) => list[at])).flat();
    return [...across(parts, data), ...across(checks, check)];
  };

  const formatBits = () => {
    let rest = 0b00011 << 10; // correction M, mask 3
    for (let at = 14; at >= 10; at -= 1) if ((rest >> at) & 1) rest ^= 0b10100110111 << (at - 10);
    return ((0b00011 << 10) | rest) ^ 0b101010000010010;
  };

  const frame = (version) => {
    const side = version * 4 + 17;
    const grid = Array.from({ length: side }, () => Array(side).fill(null));
    const square = (row, column, reach, dark) => {
      for (let y = -reach; y <= reach; y += 1) for (let x = -reach; x <= reach; x += 1) {
        if (grid[row + y]?.[column + x] !== undefined) grid[row + y][column + x] = dark(Math.max(Math.abs(x), Math.abs(y)));
      }
    };
    for (const [row, column] of [[3, 3], [3, side - 4], [side - 4, 3]]) square(row, column, 4, (ring) => ring !== 2 && ring !== 4);
    for (let at = 8; at < side - 8; at += 1) grid[6][at] = grid[at][6] = at % 2 === 0;
    if (version > 1) square(side - 7, side - 7, 2, (ring) => ring !== 1);
    const bits = formatBits();
    for (let at = 0; at < 15; at += 1) {
      const dark = ((bits >> at) & 1) === 1;
      grid[at < 6 ? at : at < 8 ? at + 1 : side - 15 + at][8] = dark;
      grid[8][at < 8 ? side - 1 - at : at < 9 ? 15 - at : 14 - at] = dark;
    }
    grid[side - 8][8] = true;
    return grid;
  };

  const fill = (grid, bytes) => {
    const side = grid.length;
    let bit = 0;
    for (let right = side - 1; right > 0; right -= 2) {
      if (right === 6) right = 5;
      const upwards = ((right + 1) & 2) === 0;
      for (let step = 0; step < side; step += 1) {
        const row = upwards ? side - 1 - step : step;
        for (const column of [right, right - 1]) {
          if (grid[row][column] !== null) continue;
          const dark = bit < bytes.length * 8 && ((bytes[bit >> 3] >> (7 - (bit & 7))) & 1) === 1;
          grid[row][column] = dark !== ((row + column) % 3 === 0);
          bit += 1;
        }
      }
    }
    return grid;
  };

  return (words) => {
    const bytes = new TextEncoder().encode(words);
    const version = 1 + BLOCKS.findIndex(([, blocks, data]) => bytes.length + 2 <= blocks * data);
    if (!version) return null;
    const grid = fill(frame(version), woven(bytes, BLOCKS[version - 1]));
    const rows = grid.map((row, y) => row.map((dark, x) => (dark ? `M${x + QUIET} ${y + QUIET}.5h1` : "")).join(""));
    return { size: grid.length + 2 * QUIET, path: rows.join("") };
  };
})();

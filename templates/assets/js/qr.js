/* Shows the address of the page as a QR code, for the reader's telephone. Loaded by js/tools.js when it is asked for; the
   code is computed here and nobody hears of it. Bytes with error correction M, in the smallest of twenty sizes, which hold
   666 bytes; see ISO/IEC 18004. The words stand in the button. */

/* For each size: bytes of correction in a block, and blocks. */
const CORRECTION = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26];
const BLOCKS = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16];

const alignments = (version) => {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const step = Math.ceil((version * 2 + 2) / (count - 1)) * 2;
  return [6, ...Array.from({ length: count - 1 }, (_, n) => version * 4 + 10 - step * (count - 2 - n))];
};

/* How many bytes lie in the area that is not taken by patterns. */
const capacity = (version) => {
  const marks = version > 1 ? Math.floor(version / 7) + 2 : 0;
  const around = marks ? (25 * marks - 10) * marks - 55 : 0;
  return Math.floor(((16 * version + 128) * version + 64 - around - (version > 6 ? 36 : 0)) / 8);
};

/* Arithmetic of the field with 256 elements. */
const times = (a, b) => {
  let product = 0;
  for (let bit = 7; bit >= 0; bit -= 1) {
    product = (product << 1) ^ ((product >> 7) * 0x11d);
    if ((b >> bit) & 1) product ^= a;
  }
  return product;
};

const corrected = (data, degree) => {
  let divisor = [...Array(degree - 1).fill(0), 1];
  for (let n = 0, root = 1; n < degree; n += 1, root = times(root, 2))
    divisor = divisor.map((factor, at) => times(factor, root) ^ (divisor[at + 1] ?? 0));
  let rest = Array(degree).fill(0);
  for (const byte of data) {
    const factor = byte ^ rest[0];
    rest = [...rest.slice(1), 0].map((one, at) => one ^ times(divisor[at], factor));
  }
  return rest;
};

/* The bytes of all blocks, taken from each in turn. */
const interleaved = (bytes, version) => {
  const [degree, blocks, all] = [CORRECTION[version - 1], BLOCKS[version - 1], capacity(version)];
  const short = Math.floor(all / blocks) - degree;
  const longer = blocks - (all % blocks);
  let at = 0;
  const parts = Array.from({ length: blocks }, (_, n) => bytes.slice(at, (at += short + (n >= longer))));
  const turns = (rows, length) => Array.from({ length }, (_, n) => rows.map((row) => row[n])).flat();
  return [
    ...turns(parts, short + 1).filter((byte) => byte !== undefined),
    ...turns(parts.map((part) => corrected(part, degree)), degree),
  ];
};

const coded = (text, version) => {
  const bytes = new TextEncoder().encode(text);
  const room = capacity(version) - CORRECTION[version - 1] * BLOCKS[version - 1];
  const long = version > 9;
  if (bytes.length + (long ? 3 : 2) > room) return null;
  const nibbles = [4, ...(long ? [0, 0] : []), bytes.length >> 4, bytes.length & 15];
  if (long) nibbles[2] = (bytes.length >> 8) & 15;
  if (long) nibbles[3] = (bytes.length >> 4) & 15;
  for (const byte of bytes) nibbles.push(byte >> 4, byte & 15);
  nibbles.push(0);
  const data = Array.from({ length: nibbles.length / 2 }, (_, n) => (nibbles[2 * n] << 4) | nibbles[2 * n + 1]);
  for (let pad = 0xec; data.length < room; pad ^= 0xfd) data.push(pad);
  return interleaved(data, version);
};

const MASKS = [
  (x, y) => (x + y) % 2, (x, y) => y % 2, (x) => x % 3, (x, y) => (x + y) % 3,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2, (x, y) => ((x * y) % 2) + ((x * y) % 3),
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2, (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2,
];

/* A number with the remainder of its division, which tells whether it was read well. */
const checked = (value, divisor, bits) => {
  let rest = value;
  for (let n = 0; n < bits; n += 1) rest = (rest << 1) ^ ((rest >> (bits - 1)) * divisor);
  return (value << bits) | rest;
};

/* What every code has: true, false, or undefined where data goes. */
const patterns = (version, mask) => {
  const size = version * 4 + 17;
  const grid = Array.from({ length: size }, () => Array(size));
  const put = (x, y, dark) => {
    if (grid[y] && x >= 0 && x < size) grid[y][x] = dark;
  };
  const around = (x, y, reach, dark) => {
    for (let dy = -reach; dy <= reach; dy += 1)
      for (let dx = -reach; dx <= reach; dx += 1) put(x + dx, y + dy, dark(Math.max(Math.abs(dx), Math.abs(dy))));
  };
  for (let n = 0; n < size; n += 1) {
    put(n, 6, n % 2 === 0);
    put(6, n, n % 2 === 0);
  }
  const lines = alignments(version);
  for (const x of lines)
    for (const y of lines)
      if (!((x === 6 && (y === 6 || y === size - 7)) || (x === size - 7 && y === 6)))
        around(x, y, 2, (far) => far !== 1);
  for (const [x, y] of [[3, 3], [size - 4, 3], [3, size - 4]]) around(x, y, 4, (far) => far !== 2 && far !== 4);
  const format = checked(mask, 0x537, 10) ^ 0x5412;
  for (let n = 0; n < 15; n += 1) {
    const dark = Boolean((format >> n) & 1);
    put(8, n < 6 ? n : n < 8 ? n + 1 : size - 15 + n, dark);
    put(n < 8 ? size - 1 - n : n < 9 ? 7 : 14 - n, 8, dark);
  }
  put(8, size - 8, true);
  const told = checked(version, 0x1f25, 12);
  for (let n = 0; version > 6 && n < 18; n += 1) {
    const [a, b, dark] = [size - 11 + (n % 3), Math.floor(n / 3), Boolean((told >> n) & 1)];
    put(a, b, dark);
    put(b, a, dark);
  }
  return grid;
};

const drawn = (data, version, mask) => {
  const grid = patterns(version, mask);
  const size = grid.length;
  let bit = 0;
  for (let right = size - 1; right > 0; right -= right === 8 ? 3 : 2)
    for (let n = 0; n < size; n += 1)
      for (const x of [right, right - 1]) {
        const y = (right + (right < 7)) & 2 ? n : size - 1 - n;
        if (grid[y][x] !== undefined) continue;
        const dark = (data[bit >> 3] >> (7 - (bit & 7))) & 1;
        grid[y][x] = Boolean(dark) !== (MASKS[mask](x, y) === 0);
        bit += 1;
      }
  return grid;
};

/* What makes a code hard to read: runs, squares, what looks like a corner, too much of one colour. */
const penalty = (grid) => {
  const size = grid.length;
  let sum = 0;
  for (const rows of [grid, grid.map((_, x) => grid.map((row) => row[x]))])
    for (const row of rows) {
      const text = row.map(Number).join("");
      for (const [run] of text.matchAll(/0{5,}|1{5,}/g)) sum += run.length - 2;
      for (const _ of text.matchAll(/(?=10111010000|00001011101)/g)) sum += 40;
    }
  for (let y = 1; y < size; y += 1)
    for (let x = 1; x < size; x += 1) {
      const dark = grid[y][x];
      if (grid[y - 1][x] === dark && grid[y][x - 1] === dark && grid[y - 1][x - 1] === dark) sum += 3;
    }
  const share = grid.flat().filter(Boolean).length / size ** 2;
  return sum + Math.floor(Math.abs(share * 20 - 10)) * 10;
};

/* The modules of the code as rows of true (dark) and false; null if the text is too long. */
export const matrix = (text) => {
  for (let version = 1; version <= BLOCKS.length; version += 1) {
    const data = coded(text, version);
    if (!data) continue;
    const all = MASKS.map((_, mask) => drawn(data, version, mask));
    const scores = all.map(penalty);
    return all[scores.indexOf(Math.min(...scores))];
  }
  return null;
};

const picture = (rows) => {
  const svg = (name, fields, ...inside) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(fields)) made.setAttribute(key, value);
    made.append(...inside);
    return made;
  };
  const path = rows.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ""))).join("");
  const edge = rows.length + 8; /* four modules of white around it */
  return svg("svg", { viewBox: `-4 -4 ${edge} ${edge}`, class: "qr", "aria-hidden": "true" }, svg("path", { d: path }));
};

const make = (name, fields, ...inside) => {
  const made = Object.assign(document.createElement(name), fields);
  made.append(...inside);
  return made;
};

let dialog;
export default ({ dataset, title }) => {
  if (!dialog) {
    const [close, words] = dataset.words.split("|");
    const address = document.querySelector("link[rel=canonical]")?.href ?? location.href;
    const rows = matrix(address);
    const end = make("button", { className: "button", textContent: close });
    const said = make("p", { textContent: words });
    const shown = make("p", { className: "qr-address", textContent: address });
    dialog = make("dialog", { className: "reader" });
    dialog.append(make("form", { method: "dialog" }, ...(rows ? [picture(rows), said] : []), shown, end));
    dialog.setAttribute("aria-label", title);
    dialog.addEventListener("click", ({ target }) => target === dialog && dialog.close());
    document.body.append(dialog);
  }
  dialog.showModal();
};

/**
 * Tiles and entry bundles (C2SP tlog-tiles): paths, lengths, and the leaf hashes of a bundle.
 *
 * A tile of level L holds the roots of 256 neighbouring complete subtrees of height 8 L; a partial tile, of
 * 1 to 255, stands at the right edge. A bundle holds the entries of a level-0 tile, each after its length.
 */

import { VerificationError } from "./errors.js";
import { hashInto } from "./sha256.js";
import { HASH_SIZE } from "./tree.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {{level: number, index: number, width: number}} Tile */

export const TILE_HEIGHT = 8;
export const TILE_WIDTH = 256;

/**
 * The path of a tile below the log's address.
 * @param {Tile} tile
 */
export function tilePath({ level, index, width }) {
  return `tile/${level}/${digits(index)}${suffix(width)}`;
}

/**
 * The path of an entry bundle below the log's address.
 * @param {number} index
 * @param {number} [width]
 */
export function bundlePath(index, width = TILE_WIDTH) {
  return `tile/entries/${digits(index)}${suffix(width)}`;
}

/**
 * The partial tiles of a tree, from level 0 up; none where 256 divides its size evenly.
 * @param {number} size
 * @returns {Tile[]}
 */
export function partialTiles(size) {
  const tiles = [];
  for (let level = 0; size; level += 1) {
    const index = Math.floor(size / TILE_WIDTH);
    if (size % TILE_WIDTH) tiles.push({ level, index, width: size % TILE_WIDTH });
    size = index;
  }
  return tiles;
}

/**
 * The entries of a bundle, which holds exactly so many.
 * @param {Bytes} data
 * @param {number} width
 * @param {string} where
 * @returns {Bytes[]}
 */
export function readBundle(data, width, where) {
  const entries = [];
  let at = 0;
  while (at < data.length) {
    const start = at + 2;
    at = start + ((data[at] << 8) | (data[at + 1] ?? 0));
    entries.push(data.subarray(start, at));
  }
  if (at !== data.length || entries.length !== width) {
    const held = at === data.length ? `${entries.length} entries` : "cut";
    const told = { expected: `${width} entries`, found: `${data.length} bytes, ${held}` };
    throw new VerificationError("bundle-malformed", { where, ...told });
  }
  return entries;
}

/**
 * The leaf hashes of a bundle's entries, in one run of bytes; of those at `places` alone, where it is given.
 *
 * The low byte of each length becomes, for the moment, the zero byte that a leaf's hash begins with: no entry
 * is copied.
 * @param {Bytes} data
 * @param {Bytes[]} entries
 * @param {Iterable<number>} [places]
 * @returns {Bytes}
 */
export function hashBundle(data, entries, places = entries.keys()) {
  const hashes = new Uint8Array(entries.length * HASH_SIZE);
  for (const at of places) {
    const entry = entries[at];
    const start = entry.byteOffset - data.byteOffset - 1;
    const low = data[start];
    data[start] = 0;
    hashInto(data, { start, length: entry.length + 1 }, hashes, at * HASH_SIZE);
    data[start] = low;
  }
  return hashes;
}

/** @param {number} index */
function digits(index) {
  let text = String(index % 1000).padStart(3, "0");
  for (index = Math.floor(index / 1000); index; index = Math.floor(index / 1000)) {
    text = `x${String(index % 1000).padStart(3, "0")}/${text}`;
  }
  return text;
}

/** @param {number} width */
function suffix(width) {
  return width === TILE_WIDTH ? "" : `.p/${width}`;
}

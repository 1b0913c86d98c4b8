/**
 * The files that a verification will read, asked for at once as soon as a checkpoint claims its size.
 *
 * Nothing is believed for it: a false size asks for files that are not read after all.
 */

import { readCheckpoint } from "./checkpoint.js";
import { readNote } from "./note.js";
import { bundlePath, partialTiles, tilePath, TILE_WIDTH } from "./tiles.js";

/**
 * The files that show these entries to be under the root of a log of a size, each once.
 * @param {number} size
 * @param {Iterable<number>} indexes
 * @returns {string[]}
 */
export function filesOf(size, indexes) {
  const paths = new Set(partialTiles(size).map(tilePath));
  for (const index of indexes) {
    if (!(Number.isSafeInteger(index) && index >= 0 && index < size)) continue;
    let [place, width] = [Math.floor(index / TILE_WIDTH), size];
    paths.add(bundlePath(place, Math.min(TILE_WIDTH, size - place * TILE_WIDTH)));
    // Full tiles, each under the one above it, up to one at the right edge.
    for (let level = 0; (place + 1) * TILE_WIDTH <= width; level += 1) {
      paths.add(tilePath({ level, index: place, width: TILE_WIDTH }));
      place = Math.floor(place / TILE_WIDTH);
      width = Math.floor(width / TILE_WIDTH);
    }
  }
  return [...paths];
}

/**
 * Asks for these files, of which `files` has to keep what it read; what fails is told to whoever reads it.
 * @param {Pick<import("./files.js").Files, "read">} files
 * @param {Uint8Array} head the checkpoint, or the three lines of an unsigned site
 * @param {{signed: boolean, indexes: Iterable<number>}} wanted
 */
export function askAhead(files, head, { signed, indexes }) {
  const claimed = readCheckpoint(signed ? readNote(head, "checkpoint").text : head, "checkpoint");
  for (const path of filesOf(Number(claimed.size), indexes)) files.read(path).catch(() => {});
}

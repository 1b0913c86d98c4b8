/**
 * A tree read from tiles that nobody need trust: each is shown to belong under the root before it is used.
 *
 * The partial tiles of the right edge are checked together: the subtrees they name have to hang together to
 * the root. Every full tile is checked by itself: its own root has to stand in the tile above it, at its
 * place. No tile is taken on the word of a neighbour (CVE-2026-56865 was that).
 */

import { equal } from "./bytes.js";
import { VerificationError } from "./errors.js";
import { rootAt } from "./proofs.js";
import { bundlePath, hashBundle, partialTiles, readBundle, tilePath, TILE_HEIGHT, TILE_WIDTH } from "./tiles.js";
import { hashPairs, HASH_SIZE } from "./tree.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {import("./files.js").Files} Files */
/** @typedef {import("./tiles.js").Tile} Tile */
/** @typedef {import("./tree.js").Subtree} Subtree */
/** The hashes of a tile, then height by height the nodes over them. @typedef {Bytes[]} Nodes */

const KEPT_TILES = 256;

export class TileTree {
  /** @type {Map<string, Promise<Nodes>>} */
  #checked = new Map();
  /** @type {Map<number, Nodes>} */
  #edge = new Map();

  /**
   * Use `openTileTree`: a tree is only had once its right edge was checked.
   * @param {Pick<Files, "read">} files
   * @param {{size: number, root: Uint8Array}} head
   */
  constructor(files, head) {
    this.files = files;
    this.size = head.size;
    this.root = head.root;
  }

  async checkEdge() {
    const tiles = partialTiles(this.size);
    const read = await Promise.all(tiles.map((tile) => this.#read(tile)));
    for (const [at, hashes] of read.entries()) this.#edge.set(tiles[at].level, nodesOver(hashes));
    if (!equal(await rootAt(this, this.size), this.root)) {
      const where = tiles.map(tilePath).join(", ") || "checkpoint";
      throw new VerificationError("edge-false", { where, words: { size: this.size } });
    }
  }

  /**
   * The roots of complete subtrees, each from a tile that was checked.
   * @param {Subtree[]} subtrees
   * @returns {Promise<Bytes[]>}
   */
  readHashes(subtrees) {
    return Promise.all(subtrees.map((subtree) => this.#node(subtree)));
  }

  /**
   * The path of the tile in which a subtree's root, or what it is made of, stands.
   * @param {Subtree} subtree
   */
  tileOf([height, index]) {
    const level = Math.floor(height / TILE_HEIGHT);
    const tile = Math.floor((index * 2 ** (height % TILE_HEIGHT)) / TILE_WIDTH);
    return tilePath({ level, index: tile, width: this.#width(level, tile) });
  }

  /**
   * The hashes of a tile, full or at the right edge, shown to be under the root.
   * @param {number} level
   * @param {number} index
   */
  async tile(level, index) {
    return (await this.#nodes(level, index))[0];
  }

  /**
   * The entries of a bundle, and the path of the file they were read from.
   *
   * Each is shown to be under the root, or those alone that stand at `places` of it: nothing is known then of
   * the others.
   * @param {number} index
   * @param {Set<number>} [places]
   * @returns {Promise<{entries: Bytes[], path: string}>}
   */
  async bundle(index, places) {
    const width = Math.min(TILE_WIDTH, this.size - index * TILE_WIDTH);
    if (!(index >= 0 && width >= 1)) {
      throw new VerificationError("not-in-log", { words: { index: index * TILE_WIDTH, size: this.size } });
    }
    const full = bundlePath(index);
    const [{ path, data }, leaves] = await Promise.all([
      this.#readGrown(bundlePath(index, width), full),
      this.tile(0, index),
    ]);
    const held = readBundle(data, path === full ? TILE_WIDTH : width, path);
    const entries = held.slice(0, width); // a full one is cut to what was signed
    const wanted = places ?? entries.keys();
    const hashes = hashBundle(data, entries, places);
    for (const place of wanted) {
      for (let at = place * HASH_SIZE; at < (place + 1) * HASH_SIZE; at += 1) {
        if (hashes[at] === leaves[at]) continue;
        throw new VerificationError("entry-false", { where: path, words: { index: index * TILE_WIDTH + place } });
      }
    }
    return { entries, path };
  }

  /** @param {Subtree} subtree */
  async #node([height, index]) {
    const inside = height % TILE_HEIGHT;
    const first = index * 2 ** inside; // the subtree's first hash, at the level of tiles
    const tile = Math.floor(first / TILE_WIDTH);
    const nodes = await this.#nodes(Math.floor(height / TILE_HEIGHT), tile);
    const place = ((first % TILE_WIDTH) / 2 ** inside) * HASH_SIZE;
    return nodes[inside].slice(place, place + HASH_SIZE);
  }

  /**
   * @param {number} level
   * @param {number} index
   * @returns {Promise<Nodes>}
   */
  #nodes(level, index) {
    if (this.#width(level, index) < TILE_WIDTH) {
      return Promise.resolve(/** @type {Nodes} */ (this.#edge.get(level)));
    }
    const name = `${level}/${index}`;
    const known = this.#checked.get(name);
    const found = known ?? this.#full(level, index);
    this.#checked.delete(name);
    this.#checked.set(name, found); // the last one used stays longest
    if (known) return found;
    found.catch(() => this.#checked.delete(name)); // a connection may be better the next time
    if (this.#checked.size > KEPT_TILES) this.#checked.delete([...this.#checked.keys()][0]);
    return found;
  }

  /**
   * A full tile's hashes and the nodes above them, once it stands where the tile above says.
   * @param {number} level
   * @param {number} index
   */
  async #full(level, index) {
    const tile = { level, index, width: TILE_WIDTH };
    /** @type {Subtree} */
    const top = [TILE_HEIGHT * (level + 1), index];
    const [hashes, above] = await Promise.all([this.#read(tile), this.#node(top)]);
    const nodes = nodesOver(hashes);
    if (!equal(nodes[TILE_HEIGHT], above)) {
      throw new VerificationError("tile-false", { where: tilePath(tile) });
    }
    return nodes;
  }

  /**
   * How many hashes a tile of this tree has.
   * @param {number} level
   * @param {number} index
   */
  #width(level, index) {
    return Math.min(TILE_WIDTH, Math.floor(this.size / 2 ** (TILE_HEIGHT * level)) - index * TILE_WIDTH);
  }

  /** @param {Tile} tile */
  async #read(tile) {
    const { path, data } = await this.#readGrown(tilePath(tile), tilePath({ ...tile, width: TILE_WIDTH }));
    const length = tile.width * HASH_SIZE;
    if (data.length !== length && data.length !== TILE_WIDTH * HASH_SIZE) {
      const told = { expected: `${length} bytes`, found: `${data.length} bytes` };
      throw new VerificationError("tile-length", { where: path, ...told });
    }
    return data.slice(0, length);
  }

  /**
   * The file at a path, or the full one that took the place of a partial, and which it is.
   * @param {string} path
   * @param {string} full
   */
  async #readGrown(path, full) {
    const data = await this.files.read(path);
    if (data) return { path, data };
    const grown = path === full ? null : await this.files.read(full);
    if (!grown) throw new VerificationError("file-missing", { where: path });
    return { path: full, data: grown };
  }
}

/**
 * A tree of a size and root whose right edge was checked; everything else is checked when it is read.
 *
 * Raises `file-missing`, `tile-length`, `tile-false`, `edge-false`, here and when reading.
 * @param {Pick<Files, "read">} files
 * @param {{size: number, root: Uint8Array}} head
 */
export async function openTileTree(files, head) {
  const tree = new TileTree(files, head);
  await tree.checkEdge();
  return tree;
}

/**
 * @param {Bytes} hashes
 * @returns {Nodes}
 */
function nodesOver(hashes) {
  const nodes = [hashes];
  for (let height = 0; height < TILE_HEIGHT; height += 1) {
    const below = nodes[height];
    nodes.push(hashPairs(below.subarray(0, below.length - (below.length % 64))));
  }
  return nodes;
}

/**
 * The Merkle tree of a log (RFC 6962 section 2.1), as `tellers.log.tree` has it.
 *
 * A leaf is SHA-256 of a zero byte and the entry, a node of a one byte and its two children. A complete
 * subtree of height h has 2**h leaves and is named [h, index at that height]. Sizes and indexes here are
 * numbers below 2**53: tiles of a larger log cannot be held anywhere.
 */

import { concat } from "./bytes.js";
import { hashInto, sha256 } from "./sha256.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {[height: number, index: number]} Subtree */

export const HASH_SIZE = 32;
export const EMPTY_ROOT = sha256(new Uint8Array());

const PAIR = new Uint8Array(65);
PAIR[0] = 1;

/**
 * @param {Uint8Array} entry
 * @returns {Bytes}
 */
export function hashLeaf(entry) {
  return sha256(concat(new Uint8Array(1), entry));
}

/**
 * @param {Uint8Array} left
 * @param {Uint8Array} right
 * @returns {Bytes}
 */
export function hashChildren(left, right) {
  return sha256(concat(new Uint8Array([1]), left, right));
}

/**
 * The parents of an even number of hashes, all in one run of bytes. Cost: one hash a pair.
 * @param {Uint8Array} hashes
 * @returns {Bytes}
 */
export function hashPairs(hashes) {
  const parents = new Uint8Array(hashes.length / 2);
  for (let at = 0; at < hashes.length; at += 64) {
    PAIR.set(hashes.subarray(at, at + 64), 1);
    hashInto(PAIR, { start: 0, length: 65 }, parents, at / 2);
  }
  return parents;
}

/**
 * The root over the roots of complete subtrees, the largest first; of none, the empty root.
 * @param {Uint8Array[]} roots
 * @returns {Uint8Array}
 */
export function joinSubtrees(roots) {
  return roots.length ? roots.reduceRight((root, left) => hashChildren(left, root)) : EMPTY_ROOT;
}

/**
 * The complete subtrees of a tree, the largest first.
 * @param {number} size
 */
export function subtreesOf(size) {
  return subtreesOver(0, size);
}

/**
 * The complete subtrees that cover the leaves from `start` to `end`, excluded, the largest first.
 *
 * `start` has to be a multiple of the largest power of two that is at most `end - start`.
 * @param {number} start
 * @param {number} end
 * @returns {Subtree[]}
 */
export function subtreesOver(start, end) {
  /** @type {Subtree[]} */
  const found = [];
  while (start < end) {
    const height = bitLength(end - start) - 1;
    const width = 2 ** height;
    if (start % width) throw new Error("bad arithmetic: not a subtree");
    found.push([height, start / width]);
    start += width;
  }
  return found;
}

/**
 * How many binary digits a whole number has; none of zero.
 * @param {number} number
 */
export function bitLength(number) {
  return number ? number.toString(2).length : 0;
}

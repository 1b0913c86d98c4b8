/**
 * Proofs that an entry is in a tree: made of the hashes a reader has, and verified (RFC 9162 section 2.1.3.2).
 *
 * Verification takes any size below 2**63, so it counts in bigint; what makes a proof has tiles, so does not.
 */

import { equal } from "./bytes.js";
import { VerificationError } from "./errors.js";
import { bitLength, hashChildren, HASH_SIZE, joinSubtrees, subtreesOf, subtreesOver } from "./tree.js";

/** @typedef {import("./tree.js").Subtree} Subtree */
/** @typedef {{readHashes: (nodes: Subtree[]) => Promise<Uint8Array[]>}} HashReader */
/**
 * A node on the way: it covers the entries from `first` to `last`, and the sibling below it stands on `side`
 * and is joined of `nodes`.
 * @typedef {{first: number, last: number, side: "left"|"right", nodes: Subtree[]}} PathNode
 */

/**
 * The root that a tree had when it was of a size, this one or an earlier.
 * @param {HashReader} reader
 * @param {number} size
 */
export async function rootAt(reader, size) {
  return joinSubtrees(await reader.readHashes(subtreesOf(size)));
}

/**
 * The nodes above a leaf, from below, by splitting the tree as RFC 6962 section 2.1 defines it.
 * @param {number} index
 * @param {number} size
 * @returns {PathNode[]}
 */
export function pathOf(index, size) {
  if (!(index >= 0 && index < size)) throw new VerificationError("not-in-log", { words: { index, size } });
  /** @type {PathNode[]} */
  const path = [];
  let start = 0;
  let end = size;
  while (end - start > 1) {
    const middle = start + 2 ** (bitLength(end - start - 1) - 1);
    const right = index < middle;
    const nodes = right ? subtreesOver(middle, end) : subtreesOver(start, middle);
    path.push({ first: start, last: end - 1, side: right ? "right" : "left", nodes });
    if (right) end = middle;
    else start = middle;
  }
  return path.reverse();
}

/**
 * The siblings from a leaf to the root, of a path.
 * @param {HashReader} reader
 * @param {PathNode[]} path
 */
export async function readSiblings(reader, path) {
  return Promise.all(path.map(async ({ nodes }) => joinSubtrees(await reader.readHashes(nodes))));
}

/**
 * Returns where the proof leads from the leaf hash to the root; `proof-false` where it does not.
 * @param {Uint8Array[]} proof
 * @param {{size: bigint, root: Uint8Array}} head
 * @param {{leaf: Uint8Array, index: bigint, where?: string}} claimed
 */
export function verifyInclusion(proof, head, { leaf, index, where = "" }) {
  if (index < 0n || index >= head.size) throw failed(where, `an entry of ${head.size}`, `${index}`);
  if ([...proof, leaf, head.root].some((hash) => hash.length !== HASH_SIZE)) throw failed(where, "32 bytes");
  const meet = bits(index ^ (head.size - 1n));
  const above = (index >> BigInt(meet)).toString(2).replaceAll("0", "").length;
  if (proof.length !== meet + above) throw failed(where, `${meet + above} hashes`, `${proof.length}`);
  let hashed = leaf;
  for (const [at, sibling] of proof.entries()) {
    const left = at >= meet || (index >> BigInt(at)) & 1n;
    hashed = left ? hashChildren(sibling, hashed) : hashChildren(hashed, sibling);
  }
  if (!equal(hashed, head.root)) throw failed(where, "the root of the checkpoint");
}

/** @param {bigint} number */
function bits(number) {
  return number ? number.toString(2).length : 0;
}

/**
 * @param {string} where
 * @param {string} expected
 * @param {string} [found]
 */
function failed(where, expected, found = "") {
  return new VerificationError("proof-false", { where, expected, found });
}

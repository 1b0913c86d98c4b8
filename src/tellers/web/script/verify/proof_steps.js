/** The way from an entry to the root, step by step, hashed a second time by WebCrypto where there is one. */

import { concat, equal, toHex } from "./bytes.js";
import { VerificationError } from "./errors.js";
import { digest } from "./sha256.js";
import { hashChildren, hashLeaf } from "./tree.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/**
 * One node: the hash of `left` and `right` is `result`, which covers the entries `first` to `last`; the
 * sibling on `side` was read from `tiles`.
 * @typedef {{number: number, side: "left"|"right", left: string, right: string, result: string,
 *   first: number, last: number, tiles: string[]}} Step
 */

/**
 * The steps, and whether WebCrypto came to the same hashes (false where this page has none).
 * @param {{entry: Bytes, path: import("./proofs.js").PathNode[], siblings: Uint8Array[], tiles: string[][]}} way
 * @returns {Promise<{steps: Step[], webcrypto: boolean}>}
 */
export async function followPath({ entry, path, siblings, tiles }) {
  let hashed = hashLeaf(entry);
  const confirmed = [confirm(concat(new Uint8Array(1), entry), hashed)]; // all at once: each waits in a queue
  const steps = [];
  for (const [at, { first, last, side }] of path.entries()) {
    const [left, right] = side === "left" ? [siblings[at], hashed] : [hashed, siblings[at]];
    hashed = hashChildren(left, right);
    confirmed.push(confirm(concat(new Uint8Array([1]), left, right), hashed));
    const told = { left: toHex(left), right: toHex(right), result: toHex(hashed) };
    steps.push({ number: at + 1, side, ...told, first, last, tiles: tiles[at] });
  }
  return { steps, webcrypto: (await Promise.all(confirmed)).every(Boolean) };
}

/**
 * Whether WebCrypto was there to say the same; `proof-false` where it says another.
 * @param {Bytes} data
 * @param {Uint8Array} hash
 */
async function confirm(data, hash) {
  const second = await digest(data);
  if (second && !equal(second, hash)) {
    throw new VerificationError("proof-false", { expected: toHex(second), found: toHex(hash) });
  }
  return second !== null;
}

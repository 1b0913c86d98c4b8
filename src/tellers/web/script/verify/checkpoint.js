/** Checkpoints (C2SP tlog-checkpoint): which log, how many entries, which root. */

import { readBase64, readDecimal, readUtf8 } from "./bytes.js";
import { VerificationError } from "./errors.js";
import { HASH_SIZE } from "./tree.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {{origin: string, size: bigint, root: Bytes}} Checkpoint */

/**
 * The checkpoint that the text of a note is; `checkpoint-malformed` for any other text.
 * @param {Uint8Array} text
 * @param {string} where
 * @returns {Checkpoint}
 */
export function readCheckpoint(text, where) {
  const lines = (readUtf8(text) ?? "").split("\n");
  const last = lines.pop();
  if (lines.length < 3 || last || lines.includes("")) {
    throw wrong(where, "three lines or more, none of them empty");
  }
  const size = readDecimal(lines[1]);
  if (size === null) throw wrong(`${where}, line 2`, "the size in decimal", lines[1]);
  const root = readBase64(lines[2]);
  if (root?.length !== HASH_SIZE) throw wrong(`${where}, line 3`, "the root in base64", lines[2]);
  return { origin: lines[0], size, root };
}

/**
 * @param {string} where
 * @param {string} expected
 * @param {string} [found]
 */
function wrong(where, expected, found = "") {
  return new VerificationError("checkpoint-malformed", { where, expected, found: found.slice(0, 80) });
}

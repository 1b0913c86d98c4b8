/** Receipts (C2SP tlog-proof): one file that shows, without a network, that an entry is in a log. */

import { concat, readBase64, readDecimal, readUtf8, toBase64, toUtf8 } from "./bytes.js";
import { VerificationError } from "./errors.js";
import { encodeNote, readNote } from "./note.js";
import { verifyCheckpoint } from "./policy.js";
import { verifyInclusion } from "./proofs.js";
import { hashLeaf, HASH_SIZE } from "./tree.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {{index: bigint, proof: Uint8Array[], note: import("./note.js").Note, extra: Bytes}} Receipt */

const HEADER = "c2sp.org/tlog-proof@v1";
const MOST_BYTES = 1_200_000;
const MOST_PROOF_HASHES = 63;

/**
 * The bytes of a receipt.
 * @param {Receipt} receipt
 * @returns {Bytes}
 */
export function encodeReceipt({ index, proof, note, extra }) {
  const lines = [HEADER, ...(extra.length ? [`extra ${toBase64(extra)}`] : []), `index ${index}`];
  return concat(toUtf8([...lines, ...proof.map(toBase64), "", ""].join("\n")), encodeNote(note));
}

/**
 * A receipt; `receipt-malformed` names the line that is wrong.
 * @param {Uint8Array} data
 * @param {string} [where]
 * @returns {Receipt}
 */
export function readReceipt(data, where = "receipt") {
  if (data.length > MOST_BYTES) throw wrong(where, `at most ${MOST_BYTES} bytes`);
  const end = data.findIndex((byte, at) => byte === 10 && data[at + 1] === 10);
  const head = data.subarray(0, end < 0 ? data.length : end);
  const lines = head.some((byte) => byte > 127) ? [""] : (readUtf8(head) ?? "").split("\n");
  if (end < 0 || lines[0] !== HEADER) throw wrong(`${where}, line 1`, `${HEADER}, then an empty line`);
  let at = 1;
  let extra = new Uint8Array();
  if (lines[at]?.startsWith("extra ")) {
    extra = base64(lines[at].slice(6), `${where}, line 2`);
    at += 1;
  }
  const index = lines[at]?.startsWith("index ") ? readDecimal(lines[at].slice(6)) : null;
  if (index === null) throw wrong(`${where}, line ${at + 1}`, "index <decimal>");
  const hashes = lines.slice(at + 1);
  if (hashes.length > MOST_PROOF_HASHES) throw wrong(where, `at most ${MOST_PROOF_HASHES} hashes`);
  const proof = hashes.map((text, line) => {
    const hash = base64(text, `${where}, line ${at + 2 + line}`);
    if (hash.length !== HASH_SIZE) throw wrong(`${where}, line ${at + 2 + line}`, "a hash of 32 bytes");
    return hash;
  });
  return { index, proof, note: readNote(data.subarray(end + 2), `${where}, checkpoint`), extra };
}

/**
 * The checkpoint that the entry of a receipt is under, once policy and proof hold.
 * @param {Receipt} receipt
 * @param {import("./policy.js").Policy} policy
 * @param {{entry?: Uint8Array, where?: string, mldsa?: import("./keys.js").VerifyMldsa}} [how]
 */
export async function verifyReceipt(receipt, policy, { entry, where = "receipt", mldsa } = {}) {
  if (!entry && !receipt.extra.length) throw wrong(where, "the entry, in the receipt or beside it");
  const signed = await verifyCheckpoint(receipt.note, policy, { where, mldsa });
  const leaf = hashLeaf(entry ?? receipt.extra);
  verifyInclusion(receipt.proof, signed.checkpoint, { leaf, index: receipt.index, where });
  return signed;
}

/**
 * @param {string} text
 * @param {string} where
 */
function base64(text, where) {
  const data = readBase64(text);
  if (!data?.length) throw wrong(where, "base64");
  return data;
}

/**
 * @param {string} where
 * @param {string} expected
 */
function wrong(where, expected) {
  return new VerificationError("receipt-malformed", { where, expected });
}

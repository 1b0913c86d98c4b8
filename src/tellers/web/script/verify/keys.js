/**
 * Keys, and whether a signature of a note is theirs (C2SP signed-note, tlog-cosignature).
 *
 * Ed25519 is WebCrypto's, or `ed25519.js` where a page has none; ML-DSA-44 is a function that the page gives,
 * loaded only where a policy needs it.
 */

import { concat, MOST_SIZE, readBase64, toHex, toUint64, toUtf8 } from "./bytes.js";
import { readCheckpoint } from "./checkpoint.js";
import { VerificationError } from "./errors.js";
import { cutTwice, isKeyName } from "./note.js";
import { sha256 } from "./sha256.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {import("./note.js").SignatureLine} SignatureLine */
/** @typedef {(signature: Bytes, message: Bytes, publicKey: Bytes) => boolean} VerifyMldsa */
/** @typedef {{name: string, kind: number, publicKey: Bytes, id: string}} VerifierKey */

export const ED25519 = 0x01;
export const ED25519_COSIGNATURE = 0x04;
export const MLDSA44_COSIGNATURE = 0x06;

const KEY_BYTES = new Map([[ED25519, 32], [ED25519_COSIGNATURE, 32], [MLDSA44_COSIGNATURE, 1312]]);
const SIGNATURE_BYTES = new Map([[ED25519, 64], [ED25519_COSIGNATURE, 72], [MLDSA44_COSIGNATURE, 2428]]);
const MOST_NAME_BYTES = 255;

const FIELD = 2n ** 255n - 19n;
const ORDER_8 = 0x5fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826n;
// The second coordinates of the eight points whose order is at most 8 (RFC 8032 section 5.1).
const SMALL = [0n, 1n, FIELD - 1n, ORDER_8, FIELD - ORDER_8];

/**
 * The name of a kind's signature scheme.
 * @param {number} kind
 */
export function algorithm(kind) {
  return kind === MLDSA44_COSIGNATURE ? "ML-DSA-44" : "Ed25519";
}

/**
 * SHA-256 of the public key in hex, for comparing over a telephone.
 * @param {VerifierKey} key
 */
export function fingerprint(key) {
  return toHex(sha256(key.publicKey));
}

/**
 * The key that a line gives; `policy-malformed` where it is none, its id is not its own, or anybody can sign.
 * @param {string} text
 * @param {string} where
 * @returns {VerifierKey}
 */
export function readVerifierKey(text, where) {
  const [name, id, encoded] = cutTwice(text, "+");
  const held = readBase64(encoded);
  if (!isKeyName(name) || !held?.length) throw wrong(where, "<name>+<eight hex digits>+<base64>", text);
  const [kind, publicKey] = [held[0], held.slice(1)];
  if (KEY_BYTES.get(kind) !== publicKey.length) throw wrong(where, "a kind of key that is read here", text);
  const own = toHex(sha256(concat(toUtf8(`${name}\n`), held)).subarray(0, 4));
  if (id !== own) throw wrong(where, `the id ${own}`, id);
  if (kind !== MLDSA44_COSIGNATURE && isSmall(publicKey)) {
    throw wrong(where, "a key that not anybody can sign for", text);
  }
  return { name, kind, publicKey, id };
}

/**
 * Whether a line says that this key made it.
 * @param {VerifierKey} key
 * @param {SignatureLine} line
 */
export function isSignedBy(key, line) {
  return line.name === key.name && toHex(line.keyId) === key.id;
}

/**
 * The time that a signature of this key states, null of a kind that states none; `signature-false` else.
 * @param {VerifierKey} key
 * @param {Bytes} text
 * @param {SignatureLine} line
 * @param {{where: string, mldsa?: VerifyMldsa}} how
 * @returns {Promise<bigint|null>}
 */
export async function verifySignature(key, text, line, { where, mldsa }) {
  const words = { name: key.name, id: key.id };
  const refused = () => new VerificationError("signature-false", { where, words });
  if (line.body.length !== SIGNATURE_BYTES.get(key.kind)) throw refused();
  const timed = key.kind !== ED25519;
  const time = timed ? new DataView(line.body.buffer, line.body.byteOffset).getBigUint64(0) : null;
  const signature = timed ? line.body.slice(8) : line.body;
  if (time !== null && time > MOST_SIZE) throw refused();
  if (key.kind === MLDSA44_COSIGNATURE) {
    const message = subtreeMessage(key.name, time ?? 0n, text, where);
    if (!mldsa) throw new VerificationError("mldsa-missing", { where, words });
    if (!holds(() => mldsa(signature, message, key.publicKey))) throw refused();
  } else {
    const message = time === null ? text : concat(toUtf8(`cosignature/v1\ntime ${time}\n`), text);
    if (!(await verifyEd25519(signature, message, key.publicKey))) throw refused();
  }
  return time;
}

/**
 * Whether an Ed25519 signature holds; `no-crypto` where this page has no means to say.
 *
 * Browsers differ on a signature that begins with a point of small order, which its signer alone can make:
 * the specification of WebCrypto refuses it, Chromium does not. It is refused here, as in `tellers.log`.
 * @param {Bytes} signature
 * @param {Bytes} message
 * @param {Bytes} publicKey
 */
export async function verifyEd25519(signature, message, publicKey) {
  if (isSmall(signature.subarray(0, 32))) return false;
  const own = globalThis.tellersEd25519; // there where the page had to load it
  if (typeof own === "function") return holds(() => own(signature, message, publicKey));
  const subtle = globalThis.crypto?.subtle;
  if (!subtle) throw new VerificationError("no-crypto");
  try {
    const key = await subtle.importKey("raw", publicKey, { name: "Ed25519" }, false, ["verify"]);
    return await subtle.verify({ name: "Ed25519" }, key, signature, message);
  } catch (error) {
    if (error instanceof Error && error.name === "NotSupportedError") {
      throw new VerificationError("no-crypto", { expected: "Ed25519" });
    }
    return false; // bytes that are no point of the curve
  }
}

/**
 * What an ML-DSA-44 cosignature of a whole tree signs (tlog-cosignature, "ML-DSA-44").
 * @param {string} name
 * @param {bigint} time
 * @param {Bytes} text
 * @param {string} where
 * @returns {Bytes}
 */
function subtreeMessage(name, time, text, where) {
  const checkpoint = readCheckpoint(text, where);
  const [cosigner, origin] = [toUtf8(name), toUtf8(checkpoint.origin)];
  if (cosigner.length > MOST_NAME_BYTES || origin.length > MOST_NAME_BYTES) {
    const expected = `a name and an origin of at most ${MOST_NAME_BYTES} bytes`;
    throw new VerificationError("note-malformed", { where, expected });
  }
  return concat(
    toUtf8("subtree/v1\n\0"),
    new Uint8Array([cosigner.length]), cosigner, toUint64(time),
    new Uint8Array([origin.length]), origin, toUint64(0n),
    toUint64(checkpoint.size), checkpoint.root,
  );
}

/**
 * Whether a point of Ed25519 is of small order, in any spelling: for such a key a signature needs no secret.
 * @param {Uint8Array} point
 */
function isSmall(point) {
  const second = BigInt(`0x${toHex(point.slice().reverse())}`) & (2n ** 255n - 1n);
  return SMALL.includes(second % FIELD);
}

/** @param {() => boolean} asked */
function holds(asked) {
  try {
    return asked();
  } catch {
    return false;
  }
}

/**
 * @param {string} where
 * @param {string} expected
 * @param {string} found
 */
function wrong(where, expected, found) {
  return new VerificationError("policy-malformed", { where, expected, found: found.slice(0, 80) });
}

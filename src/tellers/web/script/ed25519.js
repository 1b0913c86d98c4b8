/**
 * Ed25519 (RFC 8032) for pages without WebCrypto, as those of a mirror on plain http: loaded only there.
 *
 * Without the cofactor and comparing bytes, as OpenSSL does for Python: noble's own `verify` takes more.
 */

import { ed25519 } from "@noble/curves/ed25519.js";
import { sha512 } from "@noble/hashes/sha2.js";

const { Point } = ed25519;
const ORDER = Point.Fn.ORDER;

/** @param {Uint8Array} bytes */
function littleEndian(bytes) {
  return bytes.reduceRight((number, byte) => (number << 8n) | BigInt(byte), 0n);
}

globalThis.tellersEd25519 = (signature, message, publicKey) => {
  const scalar = littleEndian(signature.subarray(32));
  if (signature.length !== 64 || scalar >= ORDER) return false;
  const key = Point.fromBytes(publicKey, true);
  const first = signature.subarray(0, 32);
  const hashed = sha512.create().update(first).update(publicKey).update(message).digest();
  const expected = Point.BASE.multiplyUnsafe(scalar).subtract(key.multiplyUnsafe(littleEndian(hashed) % ORDER));
  return expected.toBytes().every((byte, at) => byte === first[at]);
};

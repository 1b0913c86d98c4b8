/**
 * SHA-256 (FIPS 180-4) of leaves and nodes, without waiting.
 *
 * WebCrypto answers each hash through a queue, which costs more than the hash itself for the small texts of
 * a log: see README.md for what was measured. `digest` asks it all the same, for a second opinion on what is shown.
 */

/** @typedef {import("./bytes.js").Bytes} Bytes */

const K = new Int32Array(64);
const START = new Int32Array(8);
{
  // The constants are the first 32 bits of the fractional parts of roots of the first primes.
  /** @param {number} value */
  const fraction = (value) => ((value - Math.floor(value)) * 2 ** 32) | 0;
  let found = 0;
  for (let number = 2; found < 64; number += 1) {
    let prime = true;
    for (let by = 2; by * by <= number; by += 1) if (number % by === 0) prime = false;
    if (!prime) continue;
    if (found < 8) START[found] = fraction(Math.sqrt(number));
    K[found] = fraction(Math.cbrt(number));
    found += 1;
  }
}

const W = new Int32Array(64);
const STATE = new Int32Array(8);

/**
 * Takes one block of 64 bytes into STATE.
 * @param {DataView} view
 * @param {number} at
 */
function takeBlock(view, at) {
  for (let t = 0; t < 16; t += 1) W[t] = view.getInt32(at + 4 * t);
  for (let t = 16; t < 64; t += 1) {
    const x = W[t - 15];
    const y = W[t - 2];
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    W[t] = (W[t - 16] + s0 + W[t - 7] + s1) | 0;
  }
  let a = STATE[0];
  let b = STATE[1];
  let c = STATE[2];
  let d = STATE[3];
  let e = STATE[4];
  let f = STATE[5];
  let g = STATE[6];
  let h = STATE[7];
  for (let t = 0; t < 64; t += 1) {
    const S1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const t1 = (h + S1 + ((e & f) ^ (~e & g)) + K[t] + W[t]) | 0;
    const S0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const t2 = (S0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  STATE[0] = (STATE[0] + a) | 0;
  STATE[1] = (STATE[1] + b) | 0;
  STATE[2] = (STATE[2] + c) | 0;
  STATE[3] = (STATE[3] + d) | 0;
  STATE[4] = (STATE[4] + e) | 0;
  STATE[5] = (STATE[5] + f) | 0;
  STATE[6] = (STATE[6] + g) | 0;
  STATE[7] = (STATE[7] + h) | 0;
}

const TAIL = new Uint8Array(128);
const TAIL_VIEW = new DataView(TAIL.buffer);

/**
 * Writes the hash of `length` bytes from `start` of `data` into `into` at `place`.
 * @param {Uint8Array} data
 * @param {{start: number, length: number}} part
 * @param {Uint8Array} into
 * @param {number} place
 */
export function hashInto(data, { start, length }, into, place) {
  STATE.set(START);
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const whole = length - (length % 64);
  for (let at = 0; at < whole; at += 64) takeBlock(view, start + at);
  TAIL.fill(0);
  TAIL.set(data.subarray(start + whole, start + length));
  TAIL[length - whole] = 0x80;
  const end = length - whole < 56 ? 64 : 128;
  TAIL_VIEW.setUint32(end - 8, Math.floor(length / 2 ** 29));
  TAIL_VIEW.setUint32(end - 4, (length << 3) >>> 0);
  takeBlock(TAIL_VIEW, 0);
  if (end === 128) takeBlock(TAIL_VIEW, 64);
  for (let word = 0; word < 8; word += 1) {
    const value = STATE[word];
    into[place + 4 * word] = value >>> 24;
    into[place + 4 * word + 1] = value >>> 16;
    into[place + 4 * word + 2] = value >>> 8;
    into[place + 4 * word + 3] = value;
  }
}

/**
 * The hash of bytes.
 * @param {Uint8Array} data
 * @returns {Bytes}
 */
export function sha256(data) {
  const hash = new Uint8Array(32);
  hashInto(data, { start: 0, length: data.length }, hash, 0);
  return hash;
}

/**
 * The hash of bytes by WebCrypto; null where this page has none (it has on https, localhost and file).
 * @param {Bytes} data
 * @returns {Promise<Bytes|null>}
 */
export async function digest(data) {
  const subtle = globalThis.crypto?.subtle;
  return subtle ? new Uint8Array(await subtle.digest("SHA-256", data)) : null;
}

/** Bytes, hex, base64 and decimals, each in its one spelling. */

/** @typedef {Uint8Array<ArrayBuffer>} Bytes */

const ENCODER = new TextEncoder();
const STRICT = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const VALUES = new Int16Array(128).fill(-1);
for (let value = 0; value < 64; value += 1) VALUES[SIGNS.charCodeAt(value)] = value;

export const MOST_SIZE = 2n ** 63n - 1n;

/**
 * @param {string} text
 * @returns {Bytes}
 */
export function toUtf8(text) {
  return ENCODER.encode(text);
}

/**
 * The text that UTF-8 bytes are, null where they are not UTF-8.
 * @param {Uint8Array} bytes
 * @returns {string|null}
 */
export function readUtf8(bytes) {
  try {
    return STRICT.decode(bytes);
  } catch {
    return null;
  }
}

/**
 * @param {...Uint8Array} parts
 * @returns {Bytes}
 */
export function concat(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/**
 * @param {Uint8Array} one
 * @param {Uint8Array} other
 */
export function equal(one, other) {
  if (one.length !== other.length) return false;
  for (let at = 0; at < one.length; at += 1) if (one[at] !== other[at]) return false;
  return true;
}

/** @param {Uint8Array} bytes */
export function toHex(bytes) {
  let text = "";
  for (const byte of bytes) text += byte.toString(16).padStart(2, "0");
  return text;
}

/**
 * The bytes of hexadecimal digits that `toHex` wrote.
 * @param {string} hex
 * @returns {Bytes}
 */
export function fromHex(hex) {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/**
 * Eight bytes, the highest first.
 * @param {bigint} number
 * @returns {Bytes}
 */
export function toUint64(number) {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, number);
  return bytes;
}

/** @param {Uint8Array} bytes */
export function toBase64(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const left = bytes.length - at;
    const three = (bytes[at] << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    text += SIGNS[three >> 18] + SIGNS[(three >> 12) & 63];
    text += left > 1 ? SIGNS[(three >> 6) & 63] : "=";
    text += left > 2 ? SIGNS[three & 63] : "=";
  }
  return text;
}

/**
 * What base64 encodes, only in its one canonical spelling; null for anything else.
 * @param {string} text
 * @returns {Bytes|null}
 */
export function readBase64(text) {
  if (text.length % 4) return null;
  const padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
  const signs = text.length - padding;
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  let bits = 0;
  let held = 0;
  let at = 0;
  for (let place = 0; place < signs; place += 1) {
    const code = text.charCodeAt(place);
    const value = code < 128 ? VALUES[code] : -1;
    if (value < 0) return null;
    bits = (bits << 6) | value;
    held += 6;
    if (held >= 8) {
      held -= 8;
      bytes[at] = bits >> held;
      at += 1;
      bits &= (1 << held) - 1;
    }
  }
  return bits ? null : bytes; // bits that stand for nothing have to be zero
}

/**
 * A whole number below 2**63 written without sign, space or leading zero; null for anything else.
 * @param {string} text
 * @returns {bigint|null}
 */
export function readDecimal(text) {
  if (!/^(?:0|[1-9][0-9]{0,18})$/.test(text)) return null;
  const number = BigInt(text);
  return number <= MOST_SIZE ? number : null;
}

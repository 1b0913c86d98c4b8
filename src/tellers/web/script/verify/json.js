/**
 * Canonical JSON (`tellers.canonical`): UTF-8, keys sorted, no blank, whole numbers only.
 *
 * `decodeJson` reads any JSON text as Python's `decode_json` does: no float, no key twice, no half surrogate
 * pair. JSON.parse sees none of these, so there is a reader here; numbers beyond 2**53 are bigints.
 */

import { readUtf8 } from "./bytes.js";

/** @typedef {null|boolean|number|bigint|string|Plain[]|{[key: string]: Plain}} Plain */

/** Lists and objects that are open at once. */
const DEEPEST = 100;
const LONGEST_NUMBER = 4000;
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const NUMBER = /-?(?:0|[1-9][0-9]*)(?![0-9.eE])/y;
const SURROGATE = /[\ud800-\udfff]/;
const BLANK = /[ \t\n\r]*/y;
const WORDS = new Map([["true", true], ["false", false], ["null", null]]);

/**
 * The plain value of a JSON text; null where it is none that Tellers reads.
 * @param {Uint8Array} data
 * @returns {{value: Plain}|null}
 */
export function decodeJson(data) {
  const text = readUtf8(data);
  if (text === null) return null;
  try {
    const reader = new Reader(text);
    const value = reader.value(0);
    reader.blank();
    return reader.at === text.length ? { value } : null;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return null;
    throw error;
  }
}

/**
 * The one text of a plain value; RangeError for a number that is not whole, or nesting beyond any use.
 * @param {Plain} value
 * @param {number} [depth]
 * @returns {string}
 */
export function encodeJson(value, depth = 0) {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "number" && !Number.isSafeInteger(value)) throw new RangeError("not a whole number");
  if (value === null || typeof value !== "object") return String(value);
  if (depth === DEEPEST) throw new RangeError("nested too deeply");
  if (Array.isArray(value)) return `[${value.map((part) => encodeJson(part, depth + 1)).join(",")}]`;
  const keys = Object.keys(value).sort(byCodePoint);
  const pairs = keys.map((key) => `${JSON.stringify(key)}:${encodeJson(value[key], depth + 1)}`);
  return `{${pairs.join(",")}}`;
}

/**
 * Python sorts texts by their signs, JavaScript by halves of surrogate pairs.
 * @param {string} one
 * @param {string} other
 */
export function byCodePoint(one, other) {
  if (!SURROGATE.test(one + other)) return one < other ? -1 : Number(one > other);
  const [left, right] = [[...one], [...other]];
  for (let at = 0; at < left.length && at < right.length; at += 1) {
    if (left[at] !== right[at]) {
      return Number(left[at].codePointAt(0)) - Number(right[at].codePointAt(0));
    }
  }
  return left.length - right.length;
}

class Reader {
  at = 0;

  /** @param {string} text */
  constructor(text) {
    this.text = text;
  }

  /**
   * @param {number} depth
   * @returns {Plain}
   */
  value(depth) {
    this.blank();
    const sign = this.text[this.at];
    if (depth === DEEPEST && (sign === "{" || sign === "[")) throw new SyntaxError("nested too deeply");
    if (sign === "{") return this.object(depth);
    if (sign === "[") return this.list(depth);
    if (sign === '"') return this.string();
    for (const [word, value] of WORDS) {
      if (this.text.startsWith(word, this.at)) {
        this.at += word.length;
        return value;
      }
    }
    const digits = this.take(NUMBER);
    if (digits.length > LONGEST_NUMBER) throw new SyntaxError("too long a number");
    const number = Number(digits);
    return Number.isSafeInteger(number) ? number + 0 : BigInt(digits);
  }

  /** @param {number} depth */
  object(depth) {
    /** @type {[string, Plain][]} */
    const pairs = [];
    this.items("}", () => {
      this.blank();
      const key = this.string();
      this.blank();
      this.expect(":");
      pairs.push([key, this.value(depth + 1)]);
    });
    const found = Object.fromEntries(pairs);
    if (Object.keys(found).length < pairs.length) throw new SyntaxError("a key stands twice");
    return found;
  }

  /** @param {number} depth */
  list(depth) {
    /** @type {Plain[]} */
    const found = [];
    this.items("]", () => found.push(this.value(depth + 1)));
    return found;
  }

  /**
   * @param {string} end
   * @param {() => void} readOne
   */
  items(end, readOne) {
    this.at += 1;
    this.blank();
    if (this.text[this.at] !== end) {
      readOne();
      this.blank();
      while (this.text[this.at] === ",") {
        this.at += 1;
        readOne();
        this.blank();
      }
    }
    this.expect(end);
  }

  string() {
    const text = JSON.parse(this.take(STRING));
    if (/[\ud800-\udfff]/u.test(text)) throw new SyntaxError("half a surrogate pair");
    return text;
  }

  blank() {
    this.take(BLANK);
  }

  /** @param {RegExp} pattern */
  take(pattern) {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (!found) throw new SyntaxError(`not JSON at ${this.at}`);
    this.at += found[0].length;
    return found[0];
  }

  /** @param {string} sign */
  expect(sign) {
    if (this.text[this.at] !== sign) throw new SyntaxError(`not JSON at ${this.at}`);
    this.at += 1;
  }
}

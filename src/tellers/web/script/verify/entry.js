/** Entries of a log (docs/reference/entries.md): what somebody states of one subject, since when. */

import { readUtf8 } from "./bytes.js";
import { VerificationError } from "./errors.js";
import { decodeJson, encodeJson } from "./json.js";
import { isRecord } from "./record_form.js";

/** @typedef {import("./json.js").Plain} Plain */
/** @typedef {Record<string, Plain>} Stated */
/**
 * Whole numbers beyond 2**53 are bigints, here and in what is stated.
 * @typedef {{act: "published"|"corrected"|"withdrawn", subject: string, at: string, replaces: number|null,
 *   dossier: string, stated: Stated|null}} Entry
 */

const FAMILY = "tellers:entry:";
const TYPE = `${FAMILY}1`;
const FIELDS = ["act", "at", "dossier", "replaces", "stated", "subject", "type"];
const ACTS = ["published", "corrected", "withdrawn"];
const AT = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)Z$/;

/**
 * An entry; `entry-foreign` for bytes that do not say to be one, `entry-malformed` for those that do and are
 * not in its one form.
 * @param {Uint8Array} data
 * @param {number} index
 * @returns {Entry}
 */
export function decodeEntry(data, index) {
  const where = `entry ${index}`;
  /** @param {string} expected */
  const wrong = (expected) =>
    new VerificationError("entry-malformed", { where, expected, words: { index } });
  const quick = decodeQuickly(data);
  const plain = (quick ?? decodeJson(data))?.value;
  const kind = isObject(plain) ? plain.type : null;
  if (!isObject(plain) || typeof kind !== "string" || !kind.startsWith(FAMILY)) {
    throw new VerificationError("entry-foreign", { where, expected: TYPE, words: { index } });
  }
  if (kind !== TYPE || Object.keys(plain).sort().join() !== FIELDS.join()) throw wrong(FIELDS.join(", "));
  const { act, subject, at, replaces, dossier, stated } = plain;
  if (!ACTS.some((one) => one === act)) throw wrong(ACTS.join(", "));
  if (typeof subject !== "string" || typeof dossier !== "string") throw wrong("subject and dossier as texts");
  if (typeof at !== "string" || !isTime(at)) throw wrong("a time as 2031-05-18T20:15:00Z");
  if (replaces !== null && !isIndex(replaces)) throw wrong("an index it replaces, or null");
  if (stated !== null && !isObject(stated)) throw wrong("an object that is stated, or null");
  if (stated !== null && Object.values(stated).some(isEmpty)) throw wrong("nothing stated that is empty");
  if ((stated === null) !== (act === "withdrawn")) throw wrong("null stated where withdrawn, and only there");
  if (replaces === null && act !== "published") throw wrong("the index of the entry that is replaced");
  if (!isRecord(subject, stated)) throw wrong("a record in its form, of the subject that names it");
  if (!quick && readUtf8(data) !== encodeJson(plain)) throw wrong("canonical JSON: keys sorted, no blank");
  return /** @type {Entry} */ ({ act, subject, at, replaces, dossier, stated });
}

/**
 * An entry, or which kind of bytes that state nothing: a log takes anybody's, and keeps them for ever.
 * @param {Uint8Array} data
 * @param {number} index
 * @returns {Entry|"foreign"|"malformed"}
 */
export function entryOr(data, index) {
  try {
    return decodeEntry(data, index);
  } catch (error) {
    if (!(error instanceof VerificationError)) throw error;
    return error.code === "entry-foreign" ? "foreign" : "malformed";
  }
}

/**
 * The value of a canonical text, by JSON.parse; null where it is none, or has numbers beyond 2**53.
 *
 * A text that equals what is written of its value had no key twice and no number cut.
 * @param {Uint8Array} data
 * @returns {{value: Plain}|null}
 */
function decodeQuickly(data) {
  const text = readUtf8(data);
  if (text === null || text.includes("\\ud")) return null; // might be half a surrogate pair
  try {
    const value = JSON.parse(text);
    return encodeJson(value) === text ? { value } : null;
  } catch {
    return null;
  }
}

/**
 * Whether a text is a time in UTC to the second.
 * @param {string} text
 */
export function isTime(text) {
  const [year, month, day, hour, minute, second] = (AT.exec(text) ?? []).slice(1).map(Number);
  if (!year || month < 1 || month > 12 || day < 1) return false;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  return day <= days && hour < 24 && minute < 60 && second < 60;
}

/**
 * @param {Plain|undefined} value
 * @returns {value is Stated}
 */
function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Whether a value says nothing: a field that is empty is left out of what is stated.
 * @param {Plain} value
 */
function isEmpty(value) {
  if (typeof value !== "object" || value === null) return value === null || value === "";
  return !(Array.isArray(value) ? value : Object.keys(value)).length;
}

/** @param {Plain} value */
function isIndex(value) {
  return typeof value === "number" && value >= 0; // beyond 2**53 it is a bigint
}

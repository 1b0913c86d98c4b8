/** Records as entries state them (docs/reference/entries.md), in the form that pages show. */

import { decodeEntry, VerificationError } from "../verify/index.js";

/** @typedef {import("../verify/entry.js").Entry} Entry */
/** @typedef {number|"unread"|null} Given */
/**
 * A figure is a number, "unread", or null where the sheet has no number for it (a member never called); one
 * that the source has no column for is not in `figures`.
 * @typedef {{index: number, entry: Entry, contest: string, source: string, unit: string, status: string,
 *   figures: Map<string, Given>, image: string, imageSha256: string, reason: string}} SheetRecord
 */

/**
 * The record that an entry states; `page-entry` where it states none.
 * @param {Uint8Array} bytes
 * @param {number} index
 * @returns {SheetRecord}
 */
export function readRecord(bytes, index) {
  const record = recordOf(decodeEntry(bytes, index), index);
  if (record) return record;
  throw new VerificationError("page-entry", { where: `entry ${index}`, expected: "a record", words: { index } });
}

/**
 * The record of an entry, null where it states none.
 * @param {Entry} entry
 * @param {number} index
 * @returns {SheetRecord|null}
 */
export function recordOf(entry, index) {
  const { stated } = entry;
  if (stated?.type !== "tellers:record:1") return null; // one that is a record is in its form: `decodeEntry`
  const unread = new Set(Array.isArray(stated.unread) ? stated.unread : []);
  /** @type {Map<string, Given>} */
  const figures = new Map();
  for (const pair of Array.isArray(stated.figures) ? stated.figures : []) {
    const [name, value] = /** @type {[string, number|null]} */ (pair);
    figures.set(name, value === null && unread.has(name) ? "unread" : value); // a number that is given was read
  }
  for (const name of unread) if (!figures.has(String(name))) figures.set(String(name), "unread");
  return {
    index, entry, figures, contest: String(stated.contest), source: String(stated.source),
    unit: String(stated.unit), status: String(stated.status ?? ""), image: String(stated.image ?? ""),
    imageSha256: String(stated.image_sha256 ?? ""), reason: String(stated.reason ?? ""),
  };
}

/**
 * Whether a record counts: of a source's records on a unit the first that is counted, in the order of their subjects.
 * @param {{status: string}} record
 * @param {boolean} after whether one of its source counts there already
 */
export function counts({ status }, after) {
  return status === "counted" && !after;
}

/**
 * The records that count among those of one unit, by source.
 * @template {{source: string, status: string}} Kind
 * @param {Kind[]} records in the order of their subjects
 */
export function counting(records) {
  /** @type {Map<string, Kind>} */
  const found = new Map();
  for (const record of records) if (counts(record, found.has(record.source))) found.set(record.source, record);
  return found;
}

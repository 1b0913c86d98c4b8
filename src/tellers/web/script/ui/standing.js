/**
 * What a whole log says now of one dossier: which records stand, and in which entries.
 *
 * As `tellers.web.site.standing` has it: the last entry of a subject, unless another entry replaced it or it
 * was withdrawn. Entries of strangers and of other dossiers count for nothing. Figures are kept as one array a
 * record, for a country has tens of thousands; their names once for all records that have the same ones. A
 * record costs what it says, whatever others say: one with thousands of names makes no other longer.
 */

import { entryOr } from "../verify/entry.js";
import { recordOf } from "./records.js";

/** @typedef {import("./records.js").SheetRecord} SheetRecord */
/** @typedef {import("../verify/entry.js").Entry} Entry */
/** @typedef {import("../verify/entry.js").Stated} Stated */
/**
 * @typedef {{index: number, at: string, contest: string, source: string, unit: string, status: string,
 *   names: string[], values: Int32Array|Float64Array}} Kept of each name its value
 */

const UNREAD = -2;
const NO_NUMBER = -3;

export class Standing {
  #dossier;
  /** The last entry of each subject, in the order that subjects appeared. @type {Map<string, Kept|number|null>} */
  #last = new Map();
  /** The subject of each entry. @type {Map<number, string>} */
  #subjects = new Map();
  /** By subject, the other one whose place it took. @type {Map<string, string>} */
  #insteadOf = new Map();
  /** Names of figures that records have together, by all of them. @type {Map<string, string[]>} */
  #names = new Map();
  /** What is stated of contests, by entry. @type {Map<number, Stated>} */
  #stated = new Map();
  foreign = 0;
  /** Indexes of entries that say to be of the form and are not. @type {number[]} */
  malformed = [];

  /** @param {string} dossier */
  constructor(dossier) {
    this.#dossier = dossier;
  }

  /**
   * Takes entries in their order; one that is not in its form states nothing, and its index is kept.
   * @param {number} first index of the first
   * @param {Uint8Array[]} entries
   */
  take(first, entries) {
    for (const [at, bytes] of entries.entries()) {
      const entry = entryOr(bytes, first + at);
      if (entry === "malformed") this.malformed.push(first + at);
      else if (entry !== "foreign" && entry.dossier === this.#dossier) this.#takeOne(entry, first + at);
      else this.foreign += 1;
    }
  }

  /**
   * @param {Entry} entry
   * @param {number} index
   */
  #takeOne(entry, index) {
    this.#subjects.set(index, entry.subject);
    const replaced = this.#subjects.get(entry.replaces ?? index);
    if (replaced !== undefined && replaced !== entry.subject) this.#insteadOf.set(entry.subject, replaced);
    const record = recordOf(entry, index);
    if (record) this.#last.set(entry.subject, this.#keep(record));
    else this.#last.set(entry.subject, entry.stated ? index : null);
    if (entry.stated && !record) this.#stated.set(index, entry.stated);
  }

  /**
   * @param {SheetRecord} record
   * @returns {Kept}
   */
  #keep({ index, entry, contest, source, unit, status, figures }) {
    const codes = [...figures.values()].map(coded);
    const values = codes.some((code) => code > 0x7fff_ffff) ? Float64Array.from(codes) : Int32Array.from(codes);
    return { index, at: entry.at, contest, source, unit, status, names: this.#shared([...figures.keys()]), values };
  }

  /** @param {string[]} names */
  #shared(names) {
    const all = JSON.stringify(names);
    const known = this.#names.get(all);
    if (!known) this.#names.set(all, names);
    return known ?? names;
  }

  /** Subjects whose place another took, for as long as that one itself stands. */
  #replaced() {
    return new Set([...this.#insteadOf].flatMap(([subject, other]) => (this.#last.get(subject) === null ? [] : [other])));
  }

  /**
   * The records that stand, in the order that their subjects appeared.
   * @returns {Kept[]}
   */
  records() {
    const found = [];
    const replaced = this.#replaced();
    for (const [subject, kept] of this.#last) {
      if (kept !== null && typeof kept === "object" && !replaced.has(subject)) found.push(kept);
    }
    return found;
  }

  /**
   * The entry that stands of a subject that is no record, and what it states.
   * @param {string} subject
   * @returns {{index: number, stated: Stated}|null}
   */
  subject(subject) {
    const index = this.#last.get(subject);
    const stated = typeof index === "number" && !this.#replaced().has(subject) ? this.#stated.get(index) : undefined;
    return typeof index === "number" && stated ? { index, stated } : null;
  }

  /** How many contests stand. */
  contests() {
    return [...this.#last.keys()].filter((subject) => subject.startsWith("contest/") && this.subject(subject)).length;
  }

  /**
   * A kept record's figures as they were.
   * @param {Kept} kept
   * @returns {Map<string, import("./records.js").Given>}
   */
  figuresOf({ names, values }) {
    /** @type {Map<string, import("./records.js").Given>} */
    const figures = new Map();
    for (const [at, value] of values.entries()) {
      figures.set(names[at], value === UNREAD ? "unread" : value === NO_NUMBER ? null : value);
    }
    return figures;
  }
}

/** @param {import("./records.js").Given} value */
function coded(value) {
  if (value === null) return NO_NUMBER;
  return value === "unread" ? UNREAD : value;
}

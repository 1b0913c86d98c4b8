/**
 * What records add up to, by source and figure: the numbers that a page's totals are held to.
 *
 * With the meanings of `tellers.tally`: of a source's records on a unit the first that is counted counts; a
 * figure that is not on a sheet is the sum that the contest declares it to be, where every part is known; what
 * is not known is never taken for zero.
 */

import { counts } from "./records.js";
import { ownText } from "./row_form.js";
import { shownNumber } from "./sheet_rows.js";

/** @typedef {import("../verify/entry.js").Stated} Stated */
/** @typedef {Map<string, import("./records.js").Given>} Figures */
/** @typedef {Map<string, number>} Sums a figure's total; no entry where no record gives it */
/**
 * `note` is on how many records it rests, null where it says none, of how many.
 * @typedef {{sources: string[], figure: string, shown: number|"?"|null, text: string,
 *   share?: HTMLElement|null, note?: HTMLElement|null}} ShownTotal
 */

/** A sum of sums of sums; a figure that somebody declared to be a part of itself is not known. */
const DEEPEST_SUM = 16;

/**
 * The figures of a contest in its order, each with the parts that it is the sum of.
 * @param {Stated} contest
 * @returns {Map<string, string[]>}
 */
export function partsOf(contest) {
  /** @type {Map<string, string[]>} */
  const parts = new Map();
  for (const option of listed(contest.options)) parts.set(String(option?.id), []);
  for (const figure of listed(contest.figures)) parts.set(String(figure?.id), listed(figure?.sum_of).map(String));
  return parts;
}

/**
 * A figure as given, or as the sum that it is declared to be; null where it is not known.
 * @param {string} figure
 * @param {Figures} given
 * @param {Map<string, string[]>} parts
 * @param {number} [depth]
 * @returns {number|null}
 */
export function derived(figure, given, parts, depth = 0) {
  const value = given.get(figure);
  if (value !== undefined) return value === "unread" ? null : value;
  const of = parts.get(figure) ?? [];
  let total = 0;
  for (const part of of) {
    const votes = depth < DEEPEST_SUM ? derived(part, given, parts, depth + 1) : null;
    if (votes === null) return null;
    total += votes;
  }
  return of.length ? total : null;
}

/** Adds records up as they come, in the order of their subjects. */
export class Adder {
  #parts;
  /** @type {Map<string, Sums>} */
  sums = new Map();
  /** By source, on how many records each figure rests. @type {Map<string, Sums>} */
  known = new Map();
  /** By source, the units with a record that counts. @type {Map<string, Set<string>>} */
  units = new Map();

  /** @param {Map<string, string[]>} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /**
   * @param {{unit: string, source: string, status: string}} record
   * @param {Figures} figures
   */
  add({ unit, source, status }, figures) {
    const counted = this.units.get(source) ?? new Set();
    if (!counts({ status }, counted.has(unit))) return;
    this.units.set(source, counted.add(unit));
    const [sums, known] = [this.sums.get(source) ?? new Map(), this.known.get(source) ?? new Map()];
    this.sums.set(source, sums);
    this.known.set(source, known);
    for (const figure of this.#parts.keys()) {
      const value = derived(figure, figures, this.#parts);
      if (value === null) continue;
      sums.set(figure, (sums.get(figure) ?? 0) + value);
      known.set(figure, (known.get(figure) ?? 0) + 1);
    }
  }

  /**
   * On how many records of a source a figure rests, and of how many.
   * @param {string} source
   * @param {string} figure
   */
  restOn(source, figure) {
    return [this.known.get(source)?.get(figure) ?? 0, this.units.get(source)?.size ?? 0];
  }
}

/**
 * The figure of each row of a table of totals, "" for a row that is none.
 * @param {HTMLElement} table
 */
export function linesOf(table) {
  return (table.dataset.lines ?? "").split("\n"); // an id may hold a blank, and never this
}

/**
 * The sources of each column of a table of totals: those that add up alike share one.
 * @param {HTMLElement} table
 * @returns {string[][]}
 */
export function columnsOf(table) {
  return (table.dataset.sources ?? "").split("|").map((group) => group.split(" ").filter(Boolean)).filter((group) => group.length);
}

/**
 * The totals that a table of a page shows: a row a line of `data-lines`, "" for one that is no figure, and two
 * cells a column of `data-sources`.
 * @param {HTMLElement} table
 * @returns {ShownTotal[]}
 */
export function readTotals(table) {
  const columns = columnsOf(table);
  const lines = linesOf(table);
  /** @type {ShownTotal[]} */
  const found = [];
  for (const [place, row] of [...table.querySelectorAll("tbody tr")].entries()) {
    const figure = lines[place];
    if (!figure) continue; // what all options add up to, turnout, how many records
    const cells = [...row.querySelectorAll("td")];
    for (const [at, sources] of columns.entries()) {
      const [text, share] = [ownText(cells[at * 2]), cells[at * 2 + 1] ?? null];
      found.push({ sources, figure, shown: shownNumber(text), text, share: ownText(share) ? share : null, note: cells[at * 2]?.querySelector("small") });
    }
  }
  return found;
}

/**
 * @param {unknown} value
 * @returns {any[]}
 */
function listed(value) {
  return Array.isArray(value) ? value : [];
}

/**
 * Whether a cell shows this part of a whole as a percentage, to the places that it gives.
 * @param {HTMLElement} cell
 * @param {number} part
 * @param {number} whole
 */
export function showsShare(cell, part, whole) {
  const shown = /^([0-9]+)(?:[.,]([0-9]+))?\s*%$/.exec(ownText(cell));
  if (!shown) return !whole && !/\p{N}/u.test(ownText(cell));
  return isPercent(shown, part, whole);
}

/**
 * Whether the digits before and after a mark are this part of a whole in hundredths, to the places they give.
 * @param {RegExpExecArray} shown
 * @param {number} part
 * @param {number} whole
 */
export function isPercent([, before, after = ""], part, whole) {
  return Math.abs(Number(`${before}.${after || 0}`) - (100 * part) / whole) <= 0.5001 * 10 ** -after.length;
}

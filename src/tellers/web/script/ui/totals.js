/**
 * What records add up to, by source and figure: the numbers that a page's totals are held to.
 *
 * With the meanings of `tellers.tally`: of a source's records on a unit the first that is counted counts; a
 * figure that is not on a sheet is the sum that the contest declares it to be, where every part is known; what
 * is not known is never taken for zero.
 */

import { ownText } from "./row_form.js";
import { shownNumber } from "./sheet_rows.js";

/** @typedef {import("../verify/entry.js").Stated} Stated */
/** @typedef {Map<string, import("./records.js").Given>} Figures */
/** @typedef {Map<string, number>} Sums a figure's total; no entry where no record gives it */
/**
 * @typedef {{source: string, figure: string, shown: number|"?"|null, text: string,
 *   share?: HTMLElement|null}} ShownTotal
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
  /** @type {Set<string>} */
  #counted = new Set();

  /** @param {Map<string, string[]>} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /**
   * @param {{unit: string, source: string, status: string}} record
   * @param {Figures} figures
   */
  add({ unit, source, status }, figures) {
    const key = `${source}\n${unit}`;
    if (status !== "counted" || this.#counted.has(key)) return;
    this.#counted.add(key);
    const sums = this.sums.get(source) ?? new Map();
    this.sums.set(source, sums);
    for (const figure of this.#parts.keys()) {
      const value = derived(figure, figures, this.#parts);
      if (value !== null) sums.set(figure, (sums.get(figure) ?? 0) + value);
    }
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
 * The totals that a table of a page shows: a row a line of `data-lines`, "" for one that is no figure, and one
 * or two cells a source of `data-sources`.
 * @param {HTMLElement} table
 * @returns {ShownTotal[]}
 */
export function readTotals(table) {
  const sources = (table.dataset.sources ?? "").split(" ").filter(Boolean);
  const lines = linesOf(table);
  /** @type {ShownTotal[]} */
  const found = [];
  for (const [place, row] of [...table.querySelectorAll("tbody tr")].entries()) {
    const figure = lines[place];
    if (!figure) continue; // what all options add up to, turnout, how many records
    const cells = [...row.querySelectorAll("td")];
    const each = cells.length === 2 * sources.length ? 2 : 1;
    for (const [at, source] of sources.entries()) {
      const text = ownText(cells[at * each]);
      const share = each === 2 ? cells[at * each + 1] : null;
      found.push({ source, figure, shown: shownNumber(text), text, share });
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
  const share = (100 * part) / whole;
  const near = (/** @type {number} */ value, /** @type {number} */ places) => Math.abs(value - share) <= 0.5001 * 10 ** -places;
  const { share: exact } = cell.dataset;
  if (exact !== undefined && !near(Number(exact) * 100, Math.max((exact.split(".")[1] ?? "").length - 2, 0))) return false;
  return near(Number(`${shown[1]}.${shown[2] ?? 0}`), (shown[2] ?? "").length);
}

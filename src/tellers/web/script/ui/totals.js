/**
 * What records add up to, by source and figure: the numbers that a page's totals are held to.
 *
 * With the meanings of `tellers.tally`: of a source's records on a unit the first that is counted counts; a
 * figure that is not on a sheet is the sum that the contest declares it to be, where every part is known; what
 * is not known is never taken for zero.
 */

import { shownNumber } from "./sheet_rows.js";

/** @typedef {import("../verify/entry.js").Stated} Stated */
/** @typedef {Map<string, import("./records.js").Given>} Figures */
/** @typedef {Map<string, number>} Sums a figure's total; no entry where no record gives it */
/** @typedef {{source: string, figure: string, shown: number|"?"|null, text: string}} ShownTotal */

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
 * @returns {number|null}
 */
export function derived(figure, given, parts) {
  const value = given.get(figure);
  if (value !== undefined) return value === "unread" ? null : value;
  const of = parts.get(figure) ?? [];
  let total = 0;
  for (const part of of) {
    const votes = derived(part, given, parts);
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
 * The totals that a table of a page shows: a row a figure, one or two cells a source.
 * @param {HTMLElement} table
 * @returns {ShownTotal[]}
 */
export function readTotals(table) {
  const sources = [.../** @type {NodeListOf<HTMLElement>} */ (table.querySelectorAll("thead [data-source]"))]
    .map((head) => head.dataset.source ?? "");
  /** @type {ShownTotal[]} */
  const found = [];
  for (const row of /** @type {NodeListOf<HTMLElement>} */ (table.querySelectorAll("tr[data-figure]"))) {
    const cells = [...row.querySelectorAll("td")];
    const each = cells.length === 2 * sources.length ? 2 : 1;
    for (const [at, source] of sources.entries()) {
      const text = bareText(cells[at * each]);
      found.push({ source, figure: row.dataset.figure ?? "", shown: shownNumber(text), text });
    }
  }
  return found;
}

/**
 * A cell's text without its note.
 * @param {Element|undefined} cell
 */
function bareText(cell) {
  const parts = [...(cell?.childNodes ?? [])].filter((node) => node.nodeName !== "SMALL");
  return parts.map((node) => node.textContent ?? "").join("").trim();
}

/**
 * @param {unknown} value
 * @returns {any[]}
 */
function listed(value) {
  return Array.isArray(value) ? value : [];
}

/**
 * A sheets page as it says itself: its tables, their units, and what each row shows of which entries.
 *
 * Read from the page that is shown, and by "verify everything" from pages it fetched. README.md has the form.
 */

import { figureHeads, isPlainRow, ownText, saysNoNumber } from "./row_form.js";

/**
 * One row: a distinct account of a unit, the entries that give it, and the text of each figure's cell.
 * `plain` is false where a reader sees something else than `cells`; `named` is what it calls its sources.
 * @typedef {{unit: string, entries: number[], sources: string[]|null, cells: string[], element: HTMLElement,
 *   plain?: boolean, named?: string}} Row
 */
/**
 * `units` are all that the table names, those without a record too; `heads` what it calls its figures, null
 * where no name stands above each column.
 * @typedef {{contest: string, figures: string[], subjects: Record<string, number>, rows: Row[],
 *   units: Map<string, HTMLElement>, element: HTMLElement, heads: string[]|null}} Sheets
 */

/**
 * The tables of sheets in a page; one that is not in its form gives no rows that it cannot name.
 * @param {ParentNode} page
 * @returns {Sheets[]}
 */
export function readSheets(page) {
  const tables = /** @type {NodeListOf<HTMLElement>} */ (page.querySelectorAll("table.sheets"));
  return [...tables].map((element) => {
    const { contest = "" } = element.dataset;
    const figures = parsed(element.dataset.figures, /** @type {string[]} */ ([]));
    const subjects = parsed(element.dataset.subjects, /** @type {Record<string, number>} */ ({}));
    const heads = figureHeads(element, figures.length);
    return { contest, figures, subjects, ...readRows(element, figures.length), element, heads };
  });
}

/**
 * @param {HTMLElement} table
 * @param {number} count how many figures
 */
function readRows(table, count) {
  /** @type {Row[]} */
  const rows = [];
  /** @type {Map<string, HTMLElement>} */
  const units = new Map();
  let unit = "";
  /** @type {Map<string, {head: Element|null, rows: number, times: number}>} the rows of each unit */
  const spanned = new Map();
  const spans = (/** @type {string} */ of) => {
    const { head = null, rows: long = 0, times = 0 } = spanned.get(of) ?? {};
    return times === 1 && Number(head?.getAttribute("rowspan") ?? 1) === long;
  };
  for (const element of /** @type {NodeListOf<HTMLElement>} */ (table.querySelectorAll("tr"))) {
    if (element.closest("thead")) continue;
    if (element.querySelector("th[colspan]") && element.children.length === 1) continue; // the heading of an area
    if (element.id || element.dataset.unit) {
      unit = element.dataset.unit ?? element.id;
      units.set(unit, element);
      const { times = 0 } = spanned.get(unit) ?? {};
      spanned.set(unit, { head: element.querySelector("th"), rows: 0, times: times + 1 });
    }
    const own = spanned.get(unit);
    if (own) own.rows += 1;
    if (element.dataset.e === undefined && saysNoNumber(element)) continue;
    const cells = [...element.querySelectorAll("td")];
    const said = /** @type {HTMLElement|null} */ (element.querySelector("td[data-s]"))?.dataset.s;
    rows.push({
      unit,
      entries: (element.dataset.e ?? "").split(",").filter(Boolean).map(Number),
      sources: said === undefined ? null : said.split(" ").filter(Boolean),
      cells: count ? cells.slice(-count).map((cell) => (cell.textContent ?? "").trim()) : [],
      element,
      plain: isPlainRow(element, count),
      named: ownText(cells[0]),
    });
  }
  for (const row of rows) if (!spans(row.unit)) row.plain = false;
  return { rows, units };
}

/** Digits, bare or in threes with one mark between them: "9.9" is no ninety-nine. */
const NUMBER = /^(?:[0-9]+|[0-9]{1,3}([\s.,'’])[0-9]{3}(?:\1[0-9]{3})*)$/;

/**
 * The number that a cell shows: null where it shows none, "?" where it says that it was not read.
 * @param {string} text
 * @returns {number|"?"|null}
 */
export function shownNumber(text) {
  const bare = text.trim();
  if (!bare || bare === "–" || bare === "-") return null;
  return NUMBER.test(bare) ? Number(bare.replace(/\D/g, "")) : "?";
}

/**
 * @template T
 * @param {string|undefined} text
 * @param {T} otherwise
 * @returns {T}
 */
function parsed(text, otherwise) {
  try {
    return text ? JSON.parse(text) : otherwise;
  } catch {
    return otherwise;
  }
}

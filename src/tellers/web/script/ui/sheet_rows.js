/**
 * A sheets page as it says itself: its tables, their units, and what each row shows of which entries.
 *
 * Read from the page that is shown, and by "verify everything" from pages it fetched. README.md has the form.
 */

import { AreasRead } from "./area_rows.js";
import { figureHeads, isPlainRow, ownText, silentSource, spans } from "./row_form.js";

/**
 * One row: a distinct account of a unit, the entries that give it, and the text of each figure's cell.
 * `plain` is false where a reader sees something else than `cells`; `named` is what it calls its sources.
 * @typedef {{unit: string, entries: number[], sources: string[]|null, cells: string[], element: HTMLElement,
 *   plain?: boolean, named?: string}} Row
 */
/** @typedef {import("./area_rows.js").Area} Area */
/**
 * `units` are all that the table names, those without a record too; `areas` those whose rows head some of them;
 * `heads` what it calls its figures, null where no name stands above each column; `more` what stands after.
 * `silent` is what rows without entries call their sources; `whole` whether each unit's name covers its rows.
 * @typedef {{contest: string, figures: string[], subjects: Record<string, number>, rows: Row[], areas: Area[], silent: string[], whole: boolean,
 *   units: Map<string, HTMLElement>, element: HTMLElement, heads: string[]|null, more: string[]}} Sheets
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
    const subjects = parsed(element.dataset.subjects, /** @type {Record<string, number>} */ ({}));
    const more = (element.dataset.more ?? "").split(" ").filter(Boolean);
    const named = parsed(element.dataset.figures, /** @type {string[]|null} */ (null));
    const heads = figureHeads(element, more.length);
    const figures = named ?? heads ?? []; // a page of all languages calls its figures by their ids
    const good = heads?.length === figures.length;
    return { contest, figures, subjects, more, ...readRows(element, figures.length, more), element, heads: good ? heads : null };
  });
}

/**
 * @param {HTMLElement} table
 * @param {number} count how many figures
 * @param {string[]} more
 */
function readRows(table, count, more) {
  /** @type {Row[]} */
  const rows = [];
  /** @type {Map<string, HTMLElement>} */
  const units = new Map();
  /** @type {Map<string, {head: Element|null, rows: number, times: number}>} the rows of each unit */
  const spanned = new Map();
  const isSpanned = (/** @type {string} */ of) => {
    const { head = null, rows: long = 0, times = 0 } = spanned.get(of) ?? {};
    return times === 1 && spans(head, "rowspan") === long;
  };
  const areas = new AreasRead(count, more);
  /** @type {string[]} */
  const silent = [];
  let unit = "";
  for (const element of /** @type {NodeListOf<HTMLElement>} */ (table.querySelectorAll("tr"))) {
    if (element.closest("thead")) continue;
    const first = Boolean(element.id || element.dataset.unit);
    if (areas.take(element, first)) continue;
    if (first) {
      unit = element.dataset.unit ?? element.id;
      units.set(unit, element);
      const { times = 0 } = spanned.get(unit) ?? {};
      spanned.set(unit, { head: element.querySelector("th"), rows: 0, times: times + 1 });
      areas.takeUnit(unit);
    }
    const own = spanned.get(unit);
    if (own) own.rows += 1;
    const said = element.dataset.e === undefined ? silentSource(element, count) : null;
    if (said !== null) {
      if (said) silent.push(said);
      if (first) areas.takeRow([]);
      continue;
    }
    const cells = [...element.querySelectorAll("td")];
    const ids = cells[0]?.dataset.s;
    rows.push({
      unit,
      entries: (element.dataset.e ?? "").split(",").filter(Boolean).map(Number),
      sources: ids === undefined ? null : ids.split(" ").filter(Boolean),
      cells: cells.slice(1, count + 1).map((cell) => (cell.textContent ?? "").trim()),
      element,
      plain: isPlainRow(element, count, more.length),
      named: ownText(cells[0]),
    });
    areas.takeRow(cells.slice(count + 1).map(ownText));
  }
  for (const row of rows) if (!isSpanned(row.unit)) row.plain = false;
  return { rows, units, silent, whole: [...spanned.keys()].every(isSpanned), areas: areas.finish() };
}

/**
 * Digits, bare or in threes with one mark between them: "9.9" is no ninety-nine. A plain blank is no such mark: where
 * lines run from right to left, what is after it would stand before.
 */
const NUMBER = /^(?:[0-9]+|[0-9]{1,3}([.,'’\u00a0\u202f])[0-9]{3}(?:\1[0-9]{3})*)$/;

/**
 * The number that a cell shows: null where it shows none, "?" where it says that it was not read, and what equals
 * nothing (NaN) where it says anything else.
 * @param {string} text
 * @returns {number|"?"|null}
 */
export function shownNumber(text) {
  const bare = text.trim();
  if (!bare || bare === "–" || bare === "-") return null;
  if (bare === "?") return bare;
  return NUMBER.test(bare) ? Number(bare.replace(/\D/g, "")) : NaN;
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

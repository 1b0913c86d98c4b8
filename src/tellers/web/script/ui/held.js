/**
 * What a page shows, held to what the entries state: a number that no entry gives is a fault of the page.
 *
 * A row stands for every record it names: each must be of its contest and unit, each number that a record
 * gives must be the one that the row shows, and each one shown must be given by some record.
 */

import { VerificationError } from "../verify/index.js";
import { columnsOf, linesOf } from "./totals.js";
import { shownNumber } from "./sheet_rows.js";
import { isPlainTotals, ownText } from "./row_form.js";
import { figuresNamed, holdFigureName, holdSourcesNames, holdTitle, isCalled, isNamed } from "./shown_names.js";

/** @typedef {Pick<import("./records.js").SheetRecord, "index"|"contest"|"source"|"unit"|"status"|"figures">} SheetRecord */
/** @typedef {import("./sheet_rows.js").Row} Row */
/** @typedef {import("./sheet_rows.js").Sheets} Sheets */
/** @typedef {import("../verify/entry.js").Stated} Stated */

const DIGIT = /\p{N}/u;
/** What areas have beside figures (site/area_rows.py). */
const MORE = new Set(["turnout", "differ", "found"]);

/**
 * Holds what a table calls its contest and figures; raises `page-names`, `page-name` or `page-form`.
 * @param {Sheets} sheets
 * @param {{contest: Stated|null, page: string, titled?: boolean, sourceOf: (id: string) => Stated|null}} held what the log states of the contest and sources
 */
export function holdNames({ contest: id, figures, subjects, heads, rows, areas, element, more, silent, whole }, { contest, page, sourceOf, titled = false }) {
  const subject = `contest/${id}`;
  if (!contest || !Object.hasOwn(subjects, subject)) {
    throw new VerificationError("page-names", { where: page, expected: subject, words: { subject } });
  }
  const plain = rows.every((row) => row.plain !== false) && areas.every((area) => area.rows.every((row) => row.plain));
  if (!heads || !plain || !whole || !isKnownMore(more, element, contest)) throw new VerificationError("page-form", { where: page, expected: `${figures.length}` });
  for (const [place, figure] of figures.entries()) holdFigureName(contest, { figure, text: heads[place], at: `${page}, ${figure}` });
  holdTitle(contest, { element, at: page, titled });
  const sources = Object.keys(subjects).flatMap((one) => (one.startsWith("source/") ? [one.slice("source/".length)] : []));
  for (const text of silent) {
    if (!DIGIT.test(text) || sources.some((source) => isNamed(sourceOf(source), source, text))) continue;
    throw new VerificationError("page-form", { where: page, found: text });
  }
}

/**
 * Whether what stands after the figures is what areas have, each once, and is called like no figure.
 * @param {string[]} more
 * @param {HTMLElement} table
 * @param {Stated} contest
 */
function isKnownMore(more, table, contest) {
  const heads = [...table.querySelectorAll("thead th")];
  const called = heads.slice(heads.length - more.length).map(ownText);
  const named = [...figuresNamed(contest)];
  return new Set(more).size === more.length && more.every((one) => MORE.has(one))
    && !called.some((text) => named.some(([id, { names }]) => isCalled(text, id, names)));
}

/**
 * What a table of totals calls its sources and figures, and whether it shows what it holds; raises as above.
 * @param {HTMLElement} table
 * @param {{page: string, titled: boolean, statedOf: (subject: string) => Stated|null}} held
 */
export function holdTotalsNames(table, { page, titled, statedOf }) {
  const contest = statedOf(`contest/${table.dataset.contest}`);
  const [columns, lines] = [columnsOf(table), linesOf(table)];
  if (!contest || !isPlainTotals(table, { sources: columns.length, lines })) {
    throw new VerificationError("page-form", { where: page });
  }
  holdTitle(contest, { element: table, at: page, titled });
  const heads = [...table.querySelectorAll("thead th")].slice(1);
  for (const [at, ids] of columns.entries()) {
    holdSourcesNames(ids, (id) => statedOf(`source/${id}`), { text: ownText(heads[at]), at: `${page}, ${ids.join(" ")}` });
  }
  const names = table.querySelectorAll("tbody th");
  for (const [at, figure] of lines.entries()) {
    if (figure) holdFigureName(contest, { figure, text: ownText(names[at]), at: `${page}, ${figure}` });
  }
}

/**
 * How many figures were held; raises `page-number`, `page-row` or `page-form`.
 * @param {Row} row
 * @param {Pick<Sheets, "contest"|"figures">} sheets
 * @param {{records: SheetRecord[], page?: string, contest?: Stated|null, sources?: import("./shown_names.js").Sources}} held the
 *   records that the row names, and what is stated of their contest and sources
 * @returns {number}
 */
export function holdRow(row, { contest, figures }, { records, page = "", contest: stated, sources }) {
  const at = [page, row.unit].filter(Boolean).join("#");
  if (row.cells.length !== figures.length || !records.length || row.plain === false) {
    throw new VerificationError("page-form", { where: at, expected: `${figures.length}`, found: `${row.cells.length}` });
  }
  for (const record of records) {
    if (record.contest === contest && record.unit === row.unit) continue;
    const words = { unit: row.unit, index: record.index };
    const found = `${record.contest}, ${record.unit}`;
    throw new VerificationError("page-row", { where: at, expected: `${contest}, ${row.unit}`, found, words });
  }
  holdSources(row, records, at);
  if (sources) holdCalled(row, records, { sources, at });
  holdEveryFigure(figures, records, { contest: stated ?? null, at });
  let count = 0;
  for (const [place, figure] of figures.entries()) {
    const shown = shownNumber(row.cells[place]);
    const given = records.map((record) => ({ index: record.index, value: givenBy(record, figure) }));
    const numbers = given.filter(({ value }) => typeof value === "number");
    const unread = given.filter(({ value }) => value === "unread");
    const said = numbers.length ? numbers : unread.slice(0, 1); // one source's reading stands for one that failed
    for (const { index, value } of said) {
      if (shown === (value === "unread" ? "?" : value)) continue;
      throw wrongNumber({ row, at, figure, index, expected: `${value}`, found: row.cells[place] });
    }
    if (!said.length && shown !== null) {
      throw wrongNumber({ row, at, figure, index: records[0].index, expected: "", found: row.cells[place] });
    }
    if (said.length) count += 1;
  }
  return count;
}

/**
 * Raises `page-form` where a record gives a figure of its contest that the table has no column for: whatever else
 * stood under that figure's name would be held to nothing.
 * @param {string[]} figures
 * @param {SheetRecord[]} records
 * @param {{contest: Stated|null, at: string}} of
 */
function holdEveryFigure(figures, records, { contest, at }) {
  for (const record of records) {
    for (const figure of record.figures.keys()) {
      if (figures.includes(figure) || !contest || !figuresNamed(contest).has(figure)) continue;
      throw new VerificationError("page-form", { where: at, expected: figure, found: figures.join(" ") });
    }
  }
}

/**
 * What a record gives for a figure; null where it is not on its sheet.
 * @param {SheetRecord} record
 * @param {string} figure
 */
function givenBy(record, figure) {
  return record.figures.get(figure) ?? (record.status === "unread" ? "unread" : null);
}

/**
 * @param {Row} row
 * @param {SheetRecord[]} records
 * @param {string} at
 */
function holdSources(row, records, at) {
  if (!row.sources) return;
  const stated = [...new Set(records.map((record) => record.source))].sort().join(" ");
  const said = [...new Set(row.sources)].sort().join(" ");
  if (said === stated) return;
  throw new VerificationError("page-source", { where: at, expected: stated, found: said, words: { unit: row.unit } });
}

/**
 * What the row calls its sources; `page-names` where the page does not say which entry names one.
 * @param {Row} row
 * @param {SheetRecord[]} records
 * @param {{sources: import("./shown_names.js").Sources, at: string}} of
 */
function holdCalled(row, records, { sources, at }) {
  const ids = [...new Set(records.map((record) => record.source))];
  for (const id of ids) {
    const subject = `source/${id}`;
    if (!sources(id)) throw new VerificationError("page-names", { where: at, expected: subject, words: { subject } });
  }
  holdSourcesNames(ids, sources, { text: row.named ?? "", at });
}

/** @param {{row: Row, at: string, figure: string, index: number, expected: string, found: string}} wrong */
function wrongNumber({ row, at, figure, index, expected, found }) {
  const words = { unit: row.unit, figure, index, expected: expected || "–", found: found || "–" };
  return new VerificationError("page-number", { where: `${at}, ${figure}`, expected, found, words });
}

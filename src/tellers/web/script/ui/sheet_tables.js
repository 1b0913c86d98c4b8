/** The tables of a sheets page, read once, and what the sheet that the address names will be held to. */

import { openedLog } from "./opened.js";
import { readSheets } from "./sheet_rows.js";

/** @typedef {import("./sheet_rows.js").Sheets} Sheets */

/**
 * Asks for the log at once, before the page is put into the reader's language, and for what the sheet that the
 * address names will be held to.
 */
export function askSheet() {
  if (!document.querySelector("table.sheets")) return;
  openedLog(() => entriesOf(readTables(), namedUnit()))?.catch(() => {}); // it is told where a sheet is opened
  readTables();
}

/** @type {Sheets[]|null} */
let read = null;

/** The page's tables, read once: words are put into the reader's language, figures and entries stay. */
export function readTables() {
  read ??= readSheets(document);
  return read;
}

/**
 * The entries that a unit's rows name, and those that name its contest and sources.
 * @param {Sheets[]} tables
 * @param {string} unit
 */
function entriesOf(tables, unit) {
  return tables.filter(({ units }) => units.has(unit)).flatMap(({ rows, subjects }) =>
    [...Object.values(subjects), ...rows.flatMap((row) => (row.unit === unit ? row.entries : []))]);
}

/** The unit that the address names. */
export function namedUnit() {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return location.hash.slice(1);
  }
}

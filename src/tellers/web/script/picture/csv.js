/**
 * CSV that a spreadsheet opens: a text stays text (RFC 4180, lines ended by a line feed).
 *
 * A text that begins as a formula does is given an apostrophe, as `tellers.report.csv_cells` does it.
 */

const FORMULA = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]/;
const NUMBER = /^-?[0-9]+(?:\.[0-9]+)?$/;
// eslint-disable-next-line no-control-regex
const HIDING = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/**
 * @param {(string|number|null)[][]} rows the first is the head
 * @returns {string}
 */
export function csvOf(rows) {
  return rows.map((row) => `${row.map(cell).join(",")}\n`).join("");
}

/**
 * @param {string|number|null} value
 * @returns {string}
 */
function cell(value) {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const text = value.replace(HIDING, "\ufffd");
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

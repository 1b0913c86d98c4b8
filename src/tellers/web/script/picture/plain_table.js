/** A table of any rows, with its CSV: of charts whose rows are no areas. */

import { downloadLink, el, scroller } from "../ui/dom.js";
import { number, say } from "../ui/words.js";
import { csvOf } from "./csv.js";

/**
 * @param {{caption: string, heads: string[], rows: (string|number|null)[][], file: string}} shown
 * @returns {HTMLElement}
 */
export function plainTable({ caption, heads, rows, file }) {
  const numeric = heads.map((_, at) => rows.length > 0 && rows.every((row) => typeof row[at] === "number"));
  const table = el(
    "table",
    {},
    el("caption", {}, caption),
    el("thead", {}, el("tr", {}, heads.map((head, at) => el("th", { scope: "col", class: numeric[at] && "n" }, head)))),
    el("tbody", {}, rows.map((row) => el("tr", {}, row.map((cell, at) => cellOf(cell, at === 0))))),
  );
  return el(
    "div",
    { class: "picture-table" },
    scroller(caption, table),
    el("p", {}, downloadLink(say("picture-csv"), { name: file, bytes: csvOf([heads, ...rows]), type: "text/csv;charset=utf-8" })),
  );
}

/**
 * @param {string|number|null} cell
 * @param {boolean} heads
 */
function cellOf(cell, heads) {
  const text = typeof cell === "number" ? number(cell) : (cell ?? "–");
  if (heads) return el("th", { scope: "row" }, text);
  return el("td", { class: typeof cell === "number" && "n" }, text);
}

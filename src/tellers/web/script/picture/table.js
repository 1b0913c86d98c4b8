/** A table that the reader sorts by its heads, with a link to each area's page, and its CSV to take away. */

import { downloadLink, el, fill, scroller } from "../ui/dom.js";
import { root } from "../ui/shell.js";
import { language, number, percentage, say } from "../ui/words.js";
import { csvRows, sorted } from "./columns.js";
import { csvOf } from "./csv.js";

/** @typedef {import("./columns.js").Columns} Columns */

/**
 * A table of one level.
 * @param {{caption: string, level: PictureLevel, data: LevelData, columns: Columns, file: string}} shown
 * @returns {HTMLElement}
 */
export function areaTable({ caption, level, data, columns, file }) {
  const order = { column: -1, down: false, names: data.names, language: language() };
  const body = el("tbody");
  const heads = [capital(level.name), ...columns.heads.map(({ key, places }) => capital(say(key, places)))];
  const row = el("tr");
  const table = el("table", { class: "areas" }, el("caption", {}, caption), el("thead", {}, row), body);
  const draw = () => {
    fill(row, heads.map((head, at) => headOf(head, at - 1)));
    fill(body, sorted(columns.rows, order).map(({ index, cells }) => el("tr", {}, el("th", { scope: "row" }, areaLink(data, index)), cells.map(cellOf))));
  };
  /**
   * @param {string} head
   * @param {number} column
   */
  const headOf = (head, column) => {
    const chosen = order.column === column;
    const turn = () => {
      Object.assign(order, { column, down: chosen ? !order.down : column >= 0 });
      draw();
      const button = row.children[column + 1].querySelector("button");
      button?.focus();
    };
    const sort = chosen ? (order.down ? "descending" : "ascending") : false;
    return el("th", { scope: "col", class: column < 0 ? false : "n", "aria-sort": sort }, el("button", { class: "sort", type: "button", onclick: turn }, head));
  };
  draw();
  const csv = csvOf(csvRows(columns, data, [say("picture-code"), heads[0], data.within.length ? say("picture-within") : "", ...heads.slice(1)]));
  return el(
    "div",
    { class: "picture-table" },
    scroller(caption, table),
    el("p", {}, downloadLink(say("picture-csv"), { name: file, bytes: csv, type: "text/csv;charset=utf-8" })),
  );
}

/** @param {number|import("./measures.js").Share|null} cell */
function cellOf(cell) {
  if (cell === null) return el("td", { class: "n" }, el("span", { class: "muted" }, "–"));
  return el("td", { class: "n" }, typeof cell === "number" ? number(cell) : shareText(cell));
}

/**
 * A share as a percentage.
 * @param {import("./measures.js").Share} share
 */
export function shareText({ part, whole }) {
  return percentage(part / whole);
}

/**
 * An area by its name, as a link where it has a page; with the wider area where names could repeat.
 * @param {LevelData} data
 * @param {number} index
 */
function areaLink(data, index) {
  const name = nameOf(data, index);
  const address = pageOf(data, index);
  return address ? el("a", { href: address }, name) : name;
}

/**
 * @param {LevelData} data
 * @param {number} index
 */
export function nameOf(data, index) {
  const name = data.names[index] || say("picture-no-area");
  return data.within.length ? `${name} (${data.wider[data.within[index]][1]})` : name;
}

/**
 * The address of an area's page, from this one; "" where there is none.
 * @param {LevelData} data
 * @param {number} index
 */
export function pageOf(data, index) {
  const path = data.pages[index];
  return path && root() + path.replace(/^\*/, document.body.dataset.lang ?? "en");
}

/** @param {string} text */
export function capital(text) {
  return text.charAt(0).toLocaleUpperCase(language()) + text.slice(1);
}


/** Every source's account of a sheet side by side, in one table; what differs is marked by a word and a sign. */

import { sideBySide, sums, turnouts } from "./account.js";
import { el, scroller } from "./dom.js";
import { hasWords, number, percentage, say } from "./words.js";

/** @typedef {import("./records.js").Given} Given */
/** @typedef {import("./records.js").SheetRecord} SheetRecord */
/**
 * @typedef {{records: SheetRecord[], contest: import("../verify/entry.js").Stated|null, order: string[],
 *   figureName: (id: string) => string, sourceName: (id: string) => string}} Accounts
 */

/**
 * The table, and the line that says in words what differs.
 * @param {Accounts} accounts
 */
export function accountsView({ records, contest, order, figureName, sourceName }) {
  const rows = sideBySide(records, order);
  const differing = rows.filter((row) => row.differs).map((row) => figureName(row.id));
  const heads = records.map((record) => el("th", { scope: "col" }, sourceName(record.source)));
  const table = el("table", { class: "accounts" },
    el("thead", {}, el("tr", {}, el("th", { scope: "col" }, say("figure")), heads)),
    el("tbody", {}, rows.map((row) => el("tr", { class: row.differs ? "differs" : null },
      el("th", { scope: "row" }, figureName(row.id), row.differs ? el("span", { class: "only" }, say("differs")) : null),
      row.values.map((value, at) => el("td", { class: row.apart[at] ? "apart" : null }, shown(value)))))),
    el("tfoot", {}, sums(records, contest).map((sum) => el("tr", { class: "sum" },
      el("th", { scope: "row" }, say("sum-of", { name: figureName(sum.id) })),
      sum.values.map((value, at) => el("td", {}, shown(value), sumMark(sum.holds[at]))))),
    ...turnoutRow(records, contest), ...statusRow(records)));
  const line = records.length < 2 ? say("one-source")
    : differing.length ? say("sources-differ", { figures: differing.join(", ") }) : say("sources-agree");
  return [el("p", { class: "differences" }, line), scroller(say("accounts"), table)];
}

/**
 * @param {SheetRecord[]} records
 * @param {import("../verify/entry.js").Stated|null} contest
 */
function turnoutRow(records, contest) {
  const shares = turnouts(records, contest);
  if (!shares.length) return [];
  return [el("tr", {}, el("th", { scope: "row" }, say("areas-turnout")), shares.map((share) =>
    el("td", {}, share === null ? shown(null) : percentage(share))))];
}

/** @param {Given} value */
function shown(value) {
  if (value === null) return el("span", { class: "off" }, say("not-on-sheet"));
  return value === "unread" ? el("span", { class: "off" }, say("unread")) : number(value);
}

/** @param {boolean|null} holds */
function sumMark(holds) {
  if (holds === null) return null;
  return el("span", { class: holds ? "note" : "apart" }, holds ? " = " : " ≠ ",
    el("span", { class: "only" }, say(holds ? "sum-holds" : "sum-differs")));
}

/** @param {SheetRecord[]} records */
function statusRow(records) {
  if (records.every((record) => record.status === "counted")) return [];
  return [el("tr", {}, el("th", { scope: "row" }, say("status")), records.map(({ status }) =>
    el("td", {}, hasWords(`status-${status}`) ? say(`status-${status}`) : status)))];
}

/** The changes between two versions: the first of them as a table, all of them as a CSV file. */

import { csvOf } from "../picture/csv.js";
import { downloadLink, el, scroller } from "../ui/dom.js";
import { number, say, time } from "../ui/words.js";

/** @typedef {import("../verify/changes.js").Change} Change */
/** @typedef {import("../verify/json.js").Plain} Plain */

const MOST_SHOWN = 500;
const HEADS = ["index", "act", "subject", "at", "replaces", "name", "before", "now"];

/**
 * The table, and the file with every change; corrections and withdrawals come first, for they are what is asked for.
 * @param {Change[]} changes
 */
export function changesTable(changes) {
  const rank = (/** @type {Change} */ one) => (one.entry && one.entry.act !== "published" ? 0 : 1);
  const ordered = [...changes].sort((one, other) => rank(one) - rank(other) || one.index - other.index);
  const shown = ordered.slice(0, MOST_SHOWN);
  const caption = say("compare-changes-caption");
  const heads = ["entry", "act", "subject", "at", "changes"].map((key) => el("th", { scope: "col" }, say(`compare-${key}`)));
  const table = el("table", {}, el("caption", {}, caption), el("thead", {}, el("tr", {}, heads)),
    el("tbody", {}, shown.map(row)));
  return [
    changes.length > shown.length ? el("p", {}, say("compare-shown", { shown: shown.length, all: changes.length })) : null,
    scroller(caption, table),
    el("p", {}, downloadLink(say("compare-file"), { name: "changes.csv", bytes: changesFile(changes), type: "text/csv" })),
  ];
}

/** @param {Change} change */
function row({ index, silent, entry, changed }) {
  const act = silent || !entry ? "silent" : entry.act;
  return el("tr", { class: `act-${act}` },
    el("th", { scope: "row", class: "n" }, number(index)),
    el("td", {}, say(`compare-${act}`)),
    el("td", {}, entry ? el("code", {}, entry.subject) : ""),
    el("td", {}, entry ? time(entry.at) : ""),
    el("td", {}, changed.map(([name, before, now]) => `${name} ${text(before)} → ${text(now)}`).join("; ")));
}

/**
 * Every change as CSV: a row for each figure or field that differs, one for an entry without any.
 * @param {Change[]} changes
 */
export function changesFile(changes) {
  return csvOf([HEADS, ...changes.flatMap(({ index, silent, entry, changed }) => {
    const act = silent || !entry ? "silent" : entry.act;
    const first = [index, act, entry?.subject, entry?.at, entry?.replaces];
    return (changed.length ? changed : [["", null, null]]).map((each) => [...first, ...each].map(plain));
  })]);
}

/** @param {Plain|undefined} value */
function text(value) {
  if (value === null || value === undefined) return "–";
  return typeof value === "number" ? number(value) : typeof value === "string" ? value : JSON.stringify(value);
}

/**
 * @param {Plain|undefined} value
 * @returns {string|number|null}
 */
function plain(value) {
  if (value === null || value === undefined) return null;
  if (typeof value === "number") return value;
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/**
 * Which tables a page of sheets or of areas has: each of a form that is held, and a whole one of totals for each
 * contest that has any there. A table that is called otherwise would be shown beside them and held to nothing.
 */

import { VerificationError } from "../verify/index.js";
import { columnsOf, linesOf } from "./totals.js";

/** @typedef {{sums: Map<string, import("./totals.js").Sums>}} Summed */

const SHEETS = /^(?:[a-z]{2,3}\/)?sheets\/[^/]+\.html$/;
const AREAS = /^[a-z]{2,3}\/(?:areas|area\/[^/]+)\.html$/;
const OF_SHEETS = new Set(["totals", "sheets", "positions"]);
const OF_AREAS = new Set(["totals", "areas"]);

/**
 * Raises `page-form` where a page has a table of another kind, or no whole table of the totals of a contest; of
 * pages that are neither of sheets nor of areas nothing is asked.
 * @param {string} path
 * @param {Document} page
 * @param {Map<string, Summed>} contests what records add up to there
 */
export function holdTables(path, page, contests) {
  const kinds = SHEETS.test(path) ? OF_SHEETS : AREAS.test(path) ? OF_AREAS : null;
  if (!kinds) return;
  for (const table of page.querySelectorAll("table")) {
    if (kinds.has(table.className) && table.dataset.contest) continue;
    throw new VerificationError("page-form", { where: path, expected: [...kinds].join(", "), found: table.className || "–" });
  }
  for (const [contest, { sums }] of contests) if (sums.size) holdWhole(path, page, { contest, sums });
}

/**
 * Raises `page-form` where a contest's table of totals is not there once, or leaves a source or a figure out.
 * @param {string} path
 * @param {Document} page
 * @param {{contest: string} & Summed} summed
 */
function holdWhole(path, page, { contest, sums }) {
  const tables = /** @type {HTMLElement[]} */ ([...page.querySelectorAll("table.totals")]).filter((one) => one.dataset.contest === contest);
  if (tables.length !== 1) throw new VerificationError("page-form", { where: path, expected: `1: ${contest}`, found: `${tables.length}` });
  const [lines, sources] = [new Set(linesOf(tables[0])), new Set(columnsOf(tables[0]).flat())];
  for (const [source, figures] of sums) {
    const left = sources.has(source) ? [...figures.keys()].find((figure) => !lines.has(figure)) : source;
    if (left !== undefined) throw new VerificationError("page-form", { where: path, expected: `${contest}: ${left}`, found: "–" });
  }
}

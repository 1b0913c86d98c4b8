/**
 * Which units stand on a sheets page, and in which of its areas: held to the site's own list (`data/find.js`).
 *
 * Nobody signed that list, but one list has to serve the search, the pages of areas, the pictures and these rows:
 * an area's rows are true of the units that it has everywhere else, or the page is refused.
 */

import { VerificationError } from "../verify/index.js";

/** @typedef {import("./area_tree.js").AreaTree} AreaTree */
/** @typedef {import("./sheet_rows.js").Sheets} Sheets */

/**
 * Raises `page-form` where a table has other units than its page has in the list, or an area of it has.
 * @param {Sheets} sheets
 * @param {{path: string, tree: AreaTree}} of
 */
export function holdPlaces({ units, areas }, { path, tree }) {
  const page = path.replace(/^[a-z]{2,3}\//, "");
  const listed = tree.onPage(page);
  if (!listed) throw new VerificationError("page-form", { where: path, expected: "data/find.js" });
  hold(path, listed.units, [...units.keys()]);
  const left = [...listed.areas];
  for (const { name, wider, units: own } of areas) {
    const called = (/** @type {{level: number, code: string}} */ { level, code }) =>
      level === tree.levels.length - 1 - wider && (name === code || name === `${tree.levels[level]}=${code}`);
    const at = left.findIndex(called);
    if (at < 0) throw new VerificationError("page-form", { where: `${path}#${name}`, expected: "data/find.js", found: name || "–" });
    hold(`${path}#${name}`, left[at].units, own);
    left.splice(at, 1);
  }
  if (left.length) throw new VerificationError("page-form", { where: path, expected: left[0].code, found: "–" });
}

/**
 * @param {string} where
 * @param {string[]} listed
 * @param {string[]} shown
 */
function hold(where, listed, shown) {
  const [ours, theirs] = [new Set(listed), new Set(shown)];
  const missing = listed.find((unit) => !theirs.has(unit));
  const strange = shown.find((unit) => !ours.has(unit));
  if (missing === undefined && strange === undefined) return;
  throw new VerificationError("page-form", { where, expected: missing ?? "–", found: strange ?? "–" });
}

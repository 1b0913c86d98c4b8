/**
 * The table of the areas within one, on an area page: each row's records, votes and shares held to the records of
 * the units that the site's own list puts there.
 *
 * Not held: how many units are listed, coverage, turnout, and on how many sources differ.
 */

import { VerificationError } from "../verify/index.js";
import { bearsOnly, isPlainTable, ownText } from "./row_form.js";
import { folded, holdFigureName, holdSourceName } from "./shown_names.js";
import { shownNumber } from "./sheet_rows.js";
import { showsShare } from "./totals.js";
import { wrongShare, wrongTotal } from "./wrong_total.js";

/** @typedef {import("./area_sums.js").AreaSums} AreaSums */
/** @typedef {import("./area_tree.js").AreaTree} AreaTree */
/** @typedef {import("./area_tree.js").Chain} Chain */
/** @typedef {import("../verify/entry.js").Stated} Stated */
/** @typedef {{sums: AreaSums, tree: AreaTree, chain: Chain, page: string, ids: string[], options: number}} HeldTo */

/** A column is "records", "=A" for the votes of a figure, "%A" for its share of all options, "" where nothing is held. */
const COLUMNS = "columns";

/**
 * How many cells were held; raises `page-form`, `page-name`, `page-total` or `page-share`.
 * @param {HTMLElement} table
 * @param {HeldTo} held
 * @param {{contest: Stated, sourceOf: (id: string) => Stated|null}} stated
 */
export function holdWithin(table, held, { contest, sourceOf }) {
  const { page, sums, chain } = held;
  const columns = (table.dataset[COLUMNS] ?? "").split("\n");
  const source = table.dataset.source ?? "";
  const heads = [...table.querySelectorAll("thead th")].slice(1);
  if (!isPlainFrame(table)) throw wrongForm(page, columns.length, heads.length);
  const named = columns.filter(Boolean);
  const wanted = ["records", ...held.ids.slice(0, held.options).map((id) => `=${id}`)]; // none of them goes unheld
  const whole = wanted.every((one) => named.includes(one)) && new Set(named).size === named.length;
  const caption = ownText(table.querySelector("caption"));
  const heard = table.closest("[aria-label]")?.getAttribute("aria-label") ?? caption;
  if (heads.length !== columns.length || !whole || folded(heard) !== folded(caption)) throw wrongForm(page, columns.length, heads.length);
  for (const [at, column] of columns.entries()) {
    if (column.startsWith("=")) holdFigureName(contest, { figure: column.slice(1), text: ownText(heads[at]), at: `${page}, ${column.slice(1)}` });
  }
  holdCaption(caption, { source, stated: sourceOf(source), page });
  let count = 0;
  const below = new Set([...sums.areas.keys()].filter((one) => one.startsWith(`${chain}\n`) && !one.slice(chain.length + 1).includes("\n")));
  for (const row of /** @type {NodeListOf<HTMLElement>} */ (table.querySelectorAll("tbody tr"))) {
    const area = areaOf(row, held);
    if (area === undefined || !(area.startsWith(`${chain}\n`))) throw wrongForm(page, columns.length, 0);
    below.delete(area);
    count += holdRow(row, columns, { ...held, chain: area, source });
  }
  const foot = table.querySelector("tfoot tr");
  if (foot) count += holdRow(foot, columns, { ...held, source });
  for (const area of below) { // an area with records and no row
    throw new VerificationError("page-left-out", { where: page, found: area.slice(1), words: { index: "–", unit: area.slice(area.lastIndexOf("\n") + 1) } });
  }
  return count;
}

/**
 * Whether a table has one row of heads, one of sums at most, and no cell that covers another's place.
 * @param {HTMLElement} table
 */
function isPlainFrame(table) {
  const heads = [...table.querySelectorAll("thead tr")];
  const rows = [...table.querySelectorAll("tbody tr, tfoot tr")];
  return isPlainTable(table, true)
    && [...heads[0].children].every((head) => head.nodeName === "TH" && bearsOnly(head, ["scope"]) && !head.childElementCount)
    && rows.every((row) => row.firstElementChild?.nodeName === "TH" && bearsOnly(row.firstElementChild, ["scope"]));
}

/**
 * The area that a row is of, by the page that it leads to.
 * @param {HTMLElement} row
 * @param {HeldTo} held
 */
function areaOf(row, { tree, page }) {
  const address = row.querySelector("th a")?.getAttribute("href") ?? "";
  const [root, language] = ["../".repeat(page.split("/").length - 1), page.slice(0, page.indexOf("/") + 1)];
  const path = address.startsWith(root) ? address.slice(root.length) : ""; // this site's, in this language or in all
  return tree.areaOf(path.startsWith(language) ? path.slice(language.length) : path);
}

/**
 * @param {Element} row
 * @param {string[]} columns
 * @param {HeldTo & {source: string}} held
 */
function holdRow(row, columns, { sums, chain, source, page, ids, options }) {
  const own = sums.areas.get(chain)?.sources.get(source);
  const cells = [.../** @type {NodeListOf<HTMLElement>} */ (row.querySelectorAll("td"))];
  const plain = cells.every((cell) => !cell.attributes.length && !cell.childElementCount) && !row.attributes.length;
  if (cells.length !== columns.length || row.children.length !== columns.length + 1 || !plain) throw wrongForm(page, columns.length, cells.length);
  const all = own ? own.sums.slice(0, options).reduce((sum, votes) => sum + votes, 0) : 0;
  let count = 0;
  for (const [at, column] of columns.entries()) {
    if (!column) continue;
    const place = ids.indexOf(column.slice(1));
    const text = ownText(cells[at]);
    const figure = column === "records" ? column : column.slice(1);
    const shown = { where: `${page}, ${chain.slice(chain.lastIndexOf("\n") + 1)}, ${figure}`, source, figure, found: text };
    const given = own && place >= 0 && own.known[place] ? own.sums[place] : null;
    if (column.startsWith("%")) {
      if (!showsShare(cells[at], given ?? 0, all)) throw wrongShare(shown);
    } else {
      const expected = column === "records" ? own?.records ?? 0 : given;
      if (shownNumber(text) !== expected) throw wrongTotal(shown, expected);
    }
    count += 1;
  }
  return count;
}

/**
 * The caption names the source whose records these are.
 * @param {string} text
 * @param {{source: string, stated: Stated|null, page: string}} of
 */
function holdCaption(text, { source, stated, page }) {
  const names = /** @type {any} */ (stated?.name)?.entries ?? [];
  const called = [source, ...names.map((/** @type {any} */ pair) => String(pair?.[1] ?? ""))].filter(Boolean);
  if (!called.some((name) => text.endsWith(name) || text.includes(`${name} `) || text.includes(` ${name}`))) {
    holdSourceName(stated, { id: source, text, at: `${page}, ${source}` });
  }
}

/**
 * @param {string} page
 * @param {number} expected
 * @param {number} found
 */
function wrongForm(page, expected, found) {
  return new VerificationError("page-form", { where: page, expected: `${expected}`, found: `${found}` });
}

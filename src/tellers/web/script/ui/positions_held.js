/**
 * The members of a body with their positions in words (`table.positions`), held to the records of each source.
 *
 * A cell says a position by the name of the figure that has the member's weight. What a member is called is the
 * site's word: the log knows the seat alone.
 */

import { VerificationError } from "../verify/index.js";
import { bearsOnly, isPlainTable, ownText } from "./row_form.js";
import { shownNumber } from "./sheet_rows.js";
import { figuresNamed, holdSourceName, isCalled } from "./shown_names.js";

/** @typedef {import("./standing.js").Kept} Kept */
/** @typedef {import("../verify/entry.js").Stated} Stated */
/** @typedef {import("./totals.js").Figures} Figures */
/** @typedef {{page: string, contest: Stated, sourceOf: (id: string) => Stated|null, units: Set<string>,
 *   recordsOf: (unit: string, source: string) => {kept: Kept, given: Figures}[]}} HeldTo */

/** @typedef {ReturnType<typeof figuresNamed>} Named */

const NONE = /^[–-]?$/;

/**
 * How many positions were held; raises `page-form`, `page-name` or `page-position`.
 * @param {HTMLElement} table
 * @param {HeldTo} held
 */
export function holdPositions(table, { page, contest, sourceOf, recordsOf, units }) {
  const heads = [.../** @type {NodeListOf<HTMLElement>} */ (table.querySelectorAll("thead th"))].slice(1);
  const sources = heads.map((head) => head.dataset.source ?? "");
  for (const [at, id] of sources.entries()) holdSourceName(sourceOf(id), { id, text: ownText(heads[at]), at: `${page}, ${id}` });
  if (!isPlainFrame(table)) throw new VerificationError("page-form", { where: page, expected: `${sources.length}` });
  const named = figuresNamed(contest);
  const seen = new Set();
  let count = 0;
  for (const row of /** @type {NodeListOf<HTMLElement>} */ (table.querySelectorAll("tbody tr"))) {
    const unit = row.dataset.unit ?? "";
    const cells = [...row.children].slice(1);
    const plain = cells.every((cell) => cell.nodeName === "TD" && !cell.attributes.length && !cell.childElementCount);
    if (!plain || cells.length !== sources.length || seen.has(unit) || [...row.attributes].some(({ name }) => name !== "data-unit")) {
      throw new VerificationError("page-form", { where: `${page}#${unit}`, expected: `${sources.length}`, found: `${cells.length}` });
    }
    seen.add(unit);
    for (const [at, source] of sources.entries()) {
      const records = recordsOf(unit, source);
      const text = ownText(cells[at]);
      const parts = text.replace(/^≠ /, "").split("; ").filter((part) => !NONE.test(part));
      const good = parts.length === records.length && records.every(({ kept, given }, place) => says(parts[place], { kept, given, named }));
      if (!good) {
        const words = { unit, source, found: text || "–" };
        throw new VerificationError("page-position", { where: `${page}#${unit}, ${source}`, expected: records.map(({ given }) => told(given)).join("; "), found: text, words });
      }
      count += records.length;
    }
  }
  for (const unit of units) { // a member with a record and no row
    if (!seen.has(unit)) throw new VerificationError("page-left-out", { where: page, found: unit, words: { index: "–", unit } });
  }
  return count;
}

/**
 * Whether a table has one row of heads, and no head or name that covers another's place.
 * @param {HTMLElement} table
 */
function isPlainFrame(table) {
  const heads = [...table.querySelectorAll("thead tr")];
  const rows = [...table.querySelectorAll("tbody tr")];
  return isPlainTable(table)
    && [...heads[0].children].every((head) => head.nodeName === "TH" && bearsOnly(head, ["scope", "data-source"]) && !head.childElementCount)
    && rows.every((row) => row.firstElementChild?.nodeName === "TH" && bearsOnly(row.firstElementChild, ["scope"]) && !row.firstElementChild.childElementCount);
}

/**
 * Whether words say what a record gives: its one figure by a name of it, several by each, none by none of any.
 * @param {string} part
 * @param {{kept: Kept, given: Figures, named: Named}} of
 */
function says(part, { kept, given, named }) {
  const words = part.replace(/ \([^()]*\)$/, ""); // "(corrected)"
  const held = [...given].filter(([, votes]) => typeof votes === "number" && votes > 0);
  const counted = kept.status === "counted" && held.length > 0;
  if (!counted) return ![...named].some(([id, { names, option }]) => option && isCalled(words, id, names));
  const rest = held.length === 1 ? [words] : words.split(", ");
  if (rest.length !== held.length) return false;
  return held.every(([id, votes], at) => {
    const bare = votes === 1 && held.length === 1 ? rest[at] : rest[at].replace(/ [\d\s.,]+$/, "");
    const number = /(?: ([\d\u00a0\u202f.,]+))?$/.exec(rest[at])?.[1] ?? "";
    const weight = held.length === 1 && votes === 1 ? true : shownNumber(number) === votes;
    return weight && mayBeCalled(bare, id, named);
  });
}

/**
 * Whether a figure may be called so: an option by a name of its own, another by what it counts, if it is nobody's.
 * @param {string} text
 * @param {string} id
 * @param {Named} named
 */
function mayBeCalled(text, id, named) {
  const { names, option } = named.get(id) ?? { names: [], option: true };
  return isCalled(text, id, names) || (!option && ![...named].some(([other, one]) => other !== id && isCalled(text, other, one.names)));
}

/** @param {Figures} given */
function told(given) {
  return [...given].filter(([, votes]) => votes).map(([id, votes]) => `${id} ${votes}`).join(", ");
}

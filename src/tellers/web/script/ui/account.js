/** The accounts of one unit side by side: which figures differ, who stands apart, whether the sums hold. */

import { derived, partsOf } from "./totals.js";

/** @typedef {import("./records.js").SheetRecord} SheetRecord */
/** @typedef {import("../verify/entry.js").Stated} Stated */
/** @typedef {import("./records.js").Given} Given */
/**
 * @typedef {{id: string, values: Given[], differs: boolean, apart: boolean[]}} FigureRow
 * @typedef {{id: string, parts: string[], values: Given[], holds: (boolean|null)[]}} SumRow
 */

/**
 * A row a figure that any record gives, in the contest's order, then others.
 * @param {SheetRecord[]} records
 * @param {string[]} order
 * @returns {FigureRow[]}
 */
export function sideBySide(records, order) {
  const given = new Set(records.flatMap((record) => [...record.figures.keys()]));
  const ids = [...order.filter((id) => given.has(id)), ...[...given].filter((id) => !order.includes(id))];
  return ids.map((id) => {
    const values = records.map((record) => record.figures.get(id) ?? null);
    const apart = standApart(values);
    return { id, values, differs: apart.includes(true), apart };
  });
}

/**
 * Which values stand apart: all that are not the one that most give; where none is given most, all of them.
 * @param {Given[]} values
 * @returns {boolean[]}
 */
export function standApart(values) {
  /** @type {Map<number, number>} */
  const counts = new Map();
  for (const value of values) if (typeof value === "number") counts.set(value, (counts.get(value) ?? 0) + 1);
  if (counts.size < 2) return values.map(() => false);
  const most = Math.max(...counts.values());
  const commonest = [...counts].filter(([, count]) => count === most);
  const usual = commonest.length === 1 ? commonest[0][0] : null;
  return values.map((value) => typeof value === "number" && value !== usual);
}

/**
 * Of each figure that the contest says to be a sum: what its parts add up to in each record.
 *
 * null where a part was not read or the total is not given. A part that is not on the sheet counts for
 * nothing, but a sum of which no part is given is none.
 * @param {SheetRecord[]} records
 * @param {Stated|null} contest
 * @returns {SumRow[]}
 */
export function sums(records, contest) {
  const figures = Array.isArray(contest?.figures) ? contest.figures : [];
  const rows = figures.flatMap((/** @type {any} */ figure) => {
    const parts = Array.isArray(figure?.sum_of) ? figure.sum_of.map(String) : [];
    if (!parts.length) return [];
    const values = records.map((record) => addUp(record, parts));
    const holds = records.map((record, at) => {
      const said = record.figures.get(figure.id);
      return typeof said === "number" && typeof values[at] === "number" ? said === values[at] : null;
    });
    return [{ id: String(figure.id), parts, values, holds }];
  });
  return rows.filter((row) => row.values.some((value) => value !== null));
}

/**
 * The turnout by each record, from 0: voters of the registered that the first record to say so gives, as a page of
 * an area counts it; null where one of the two is not known.
 *
 * Empty where it is known of no record, or a contest has no such figures.
 * @param {SheetRecord[]} records
 * @param {Stated|null} contest
 * @returns {(number|null)[]}
 */
export function turnouts(records, contest) {
  const figures = /** @type {any[]} */ (Array.isArray(contest?.figures) ? contest.figures : []);
  const [ofVoters, ofRegister] = ["voters", "registered"].map((role) =>
    String(figures.find((one) => one?.role === role)?.id ?? ""));
  if (!contest || !ofVoters || !ofRegister) return [];
  const parts = partsOf(contest);
  const register = records.filter(({ status }) => status === "counted").map(({ figures: given }) => given.get(ofRegister))
    .find((value) => typeof value === "number" && value > 0);
  const found = records.map(({ figures: given }) => {
    const voters = derived(ofVoters, given, parts);
    return typeof register !== "number" || voters === null ? null : voters / register;
  });
  return found.some((share) => share !== null) ? found : [];
}

/**
 * @param {SheetRecord} record
 * @param {string[]} parts
 * @returns {Given}
 */
function addUp(record, parts) {
  const given = parts.map((part) => record.figures.get(part)).filter((value) => value !== undefined);
  if (!given.length) return null;
  if (given.includes("unread")) return "unread";
  if (given.includes(null)) return null;
  return given.reduce((/** @type {number} */ sum, value) => sum + Number(value), 0);
}

/**
 * Whether two records give no figure that both have as another number.
 * @param {Pick<SheetRecord, "figures">} one
 * @param {Pick<SheetRecord, "figures">} two
 */
export function areAlike(one, two) {
  return [...one.figures].every(([figure, value]) => {
    const other = two.figures.get(figure);
    return typeof value !== "number" || typeof other !== "number" || value === other;
  });
}

/**
 * Whether two sources do not say the same of a unit.
 * @param {Pick<SheetRecord, "figures">[]} records that count
 */
export function differs(records) {
  return records.some((one, at) => records.slice(at + 1).some((two) => !areAlike(one, two)));
}

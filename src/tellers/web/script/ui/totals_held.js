/** One number of a table of totals, held to what the records of each of its sources add up to. */

import { ownText } from "./row_form.js";
import { shownNumber } from "./sheet_rows.js";
import { showsShare } from "./totals.js";
import { wrongShare, wrongTotal } from "./wrong_total.js";

/** @typedef {import("./totals.js").Sums} Sums */
/** On how many records a figure of a source rests, of how many. @typedef {(source: string, figure: string) => number[]} RestOn */

/**
 * How many sources the number holds for, and a fault for each that it does not.
 *
 * What one of the sources of a column gives stands for all of them.
 * @param {import("./totals.js").ShownTotal} shown
 * @param {{page: string, sums: Map<string, Sums>, restOn?: RestOn, contest: import("../verify/entry.js").Stated}} of
 */
export function holdTotal({ sources, figure, shown, text, share, note }, { page, sums, restOn, contest }) {
  const faults = [];
  let held = 0;
  const given = sources.filter((source) => sums.get(source)?.has(figure));
  if (note && !given.some((source) => saysNumbers(note, restOn?.(source, figure) ?? []))) {
    const all = sources.join(" ");
    const expected = given.map((source) => restOn?.(source, figure).join("/")).join(", ");
    faults.push(wrongTotal({ where: `${page}, ${all}, ${figure}`, source: all, figure, found: note.textContent ?? "" }, expected));
  }
  for (const source of given.length ? given : sources) {
    const own = sums.get(source);
    const sum = own?.get(figure) ?? null;
    const where = `${page}, ${source}, ${figure}`;
    if (share && own && !showsShare(share, sum ?? 0, ofOptions(contest, own))) {
      faults.push(wrongShare({ where, source, figure, found: ownText(share) }));
    }
    if (sum === shown) {
      held += 1;
      continue;
    }
    faults.push(wrongTotal({ where, source, figure, found: text }, sum));
  }
  return { held, faults };
}

/**
 * Whether a note says these numbers in this order and no other, in its text and in what scripts write of it.
 * @param {HTMLElement} note
 * @param {number[]} numbers
 */
function saysNumbers(note, numbers) {
  const text = note.textContent ?? "";
  const said = text.match(/\d+(?:[\s.,'’]\d{3})*/g) ?? [];
  const rest = text.replace(/\d/g, "");
  const marks = note.querySelector("[data-p]")?.getAttribute("data-p");
  return numbers.length === 2 && said.length === 2 && !/\p{N}/u.test(rest) && said.every((one, at) => shownNumber(one) === numbers[at])
    && (marks === undefined || marks === null || isPlaces(marks, numbers));
}

/**
 * Whether the places of a sentence are these two numbers.
 * @param {string} text
 * @param {number[]} numbers
 */
function isPlaces(text, [units, all]) {
  try {
    const places = JSON.parse(text);
    return places.units === units && places.all === all;
  } catch {
    return false;
  }
}

/**
 * The votes for all options of a source.
 * @param {import("../verify/entry.js").Stated} contest
 * @param {Sums} sums
 */
function ofOptions({ options }, sums) {
  let sum = 0;
  for (const one of /** @type {any[]} */ (Array.isArray(options) ? options : [])) sum += sums.get(String(one?.id)) ?? 0;
  return sum;
}

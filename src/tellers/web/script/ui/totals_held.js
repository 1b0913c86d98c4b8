/** One number of a table of totals, held to what the records of each of its sources add up to. */

import { VerificationError } from "../verify/index.js";
import { ownText } from "./row_form.js";
import { showsShare } from "./totals.js";

/** @typedef {import("./totals.js").Sums} Sums */

/**
 * How many sources the number holds for, and a fault for each that it does not.
 *
 * What one of the sources of a column gives stands for all of them.
 * @param {import("./totals.js").ShownTotal} shown
 * @param {{page: string, sums: Map<string, Sums>, contest: import("../verify/entry.js").Stated}} of
 */
export function holdTotal({ sources, figure, shown, text, share }, { page, sums, contest }) {
  const faults = [];
  let held = 0;
  const given = sources.filter((source) => sums.get(source)?.has(figure));
  for (const source of given.length ? given : sources) {
    const own = sums.get(source);
    const sum = own?.get(figure) ?? null;
    const where = `${page}, ${source}, ${figure}`;
    if (share && own && !showsShare(share, sum ?? 0, ofOptions(contest, own))) {
      const told = { where, found: ownText(share), words: { source, figure, found: ownText(share) } };
      faults.push(new VerificationError("page-share", told));
    }
    if (sum === shown) {
      held += 1;
      continue;
    }
    const words = { source, figure, expected: sum ?? "–", found: text || "–" };
    faults.push(new VerificationError("page-total", { where, expected: `${sum ?? "–"}`, found: text, words }));
  }
  return { held, faults };
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

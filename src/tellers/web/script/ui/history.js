/** What became of a record: each entry that took the place of an earlier one, back to the first. */

import { changeOf, decodeEntry } from "../verify/index.js";

/** @typedef {import("../verify/log.js").Log} Log */
/** @typedef {import("../verify/changes.js").Change} Change */

const MOST = 100;

/**
 * The entries of a record's history, the newest first, each with what it changed; all shown to be in the log.
 *
 * More than a hundred corrections of one record are cut there: the last of the list then still replaces one.
 * @param {Log} log
 * @param {number} index
 * @returns {Promise<Change[]>}
 */
export async function historyOf(log, index) {
  /** @type {Change[]} */
  const found = [];
  let next = index;
  while (found.length < MOST) {
    const shown = (await log.entries([next])).get(next);
    if (!shown) throw new Error(`entry ${next} was not read`);
    const change = await changeOf(log, next, decodeEntry(shown.bytes, next));
    found.push(change);
    if (!change.replaced || change.replaced.index >= next) break;
    next = change.replaced.index;
  }
  return found;
}

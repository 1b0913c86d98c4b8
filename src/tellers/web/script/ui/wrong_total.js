/** The faults of a number that records do not add up to, and of a share that they do not give. */

import { VerificationError } from "../verify/index.js";

/** A number as a page shows it: where, whose, of which figure, its text. @typedef {{where: string, source: string, figure: string, found: string}} ShownNumber */

/**
 * @param {ShownNumber} shown
 * @param {number|string|null} expected what records add up to, null or "" for nothing
 */
export function wrongTotal({ where, source, figure, found }, expected) {
  const sum = expected === null || expected === "" ? "–" : expected;
  const words = { source: source || "–", figure, expected: sum, found: found || "–" };
  return new VerificationError("page-total", { where, expected: `${sum}`, found, words });
}

/** @param {ShownNumber} shown */
export function wrongShare({ where, source, figure, found }) {
  return new VerificationError("page-share", { where, found, words: { source: source || "–", figure, found: found || "–" } });
}

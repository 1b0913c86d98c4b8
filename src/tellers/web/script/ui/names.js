/** What figures and sources are called: as the log's entries name them, else as the page does, else their ids. */

import { inLanguage } from "./words.js";

/** @typedef {import("../verify/entry.js").Stated} Stated */

/**
 * @param {Stated|null} contest
 * @param {Element} table
 * @returns {(figure: string) => string}
 */
export function figureNames(contest, table) {
  const options = Array.isArray(contest?.options) ? contest.options : [];
  const figures = Array.isArray(contest?.figures) ? contest.figures : [];
  const named = new Map([...options, ...figures].map((/** @type {any} */ one) => [String(one?.id), inLanguage(one?.name)]));
  return (figure) => {
    if (!contest) return figure; // the page's own heads name nobody
    const head = [.../** @type {NodeListOf<HTMLElement>} */ (table.querySelectorAll("thead [data-figure]"))]
      .find((cell) => cell.dataset.figure === figure);
    return named.get(figure) || head?.textContent?.trim() || figure;
  };
}

/**
 * The contest's figures in its order, options first.
 * @param {Stated|null} contest
 * @param {string[]} otherwise
 * @returns {string[]}
 */
export function figureOrder(contest, otherwise) {
  const options = Array.isArray(contest?.options) ? contest.options : [];
  const figures = Array.isArray(contest?.figures) ? contest.figures : [];
  const ids = [...options, ...figures].map((/** @type {any} */ one) => String(one?.id));
  return ids.length ? ids : otherwise;
}

/**
 * @param {Map<string, Stated>} sources
 * @returns {(source: string) => string}
 */
export function sourceNames(sources) {
  return (source) => inLanguage(sources.get(source)?.name) || source;
}

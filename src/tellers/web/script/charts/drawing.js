/**
 * What every chart has in common: Observable Plot, in the page's own colours, as wide as the page.
 *
 * Nothing is told by colour alone: what is stacked has its order and its legend, dots have titles, and every chart
 * its table.
 */

import { plot } from "@observablehq/plot";
import { language, roundPercentage } from "../picture/words.js";

export const INK = "var(--ink)";
export const PAPER = "var(--paper)";
export const LINE = "var(--line)";
export const MARK = "var(--mark)";
export const BAR = "var(--bar)";
export const CLASSES = ["var(--c0)", "var(--c1)", "var(--c2)", "var(--c3)", "var(--c4)", "var(--c5)"];
/** First, second, all others: far apart in lightness, by day and by night. */
export const SERIES = ["var(--c4)", "var(--c2)", "var(--faint)"];

/**
 * @param {string} label what a screen reader announces
 * @param {any} options of Observable Plot
 * @returns {SVGElement}
 */
export function draw(label, options) {
  const drawn = plot({
    style: { background: "transparent", color: INK, fontFamily: "inherit", fontSize: "12px", overflow: "visible" },
    ...options,
  });
  const picture = /** @type {SVGElement} */ (drawn);
  picture.setAttribute("role", "img");
  picture.setAttribute("aria-label", label);
  picture.setAttribute("class", "chart");
  for (const mark of picture.querySelectorAll("[aria-label], [aria-description]")) {
    mark.setAttribute("data-mark", mark.getAttribute("aria-label") ?? ""); // a picture is announced as one thing
    mark.removeAttribute("aria-label");
    mark.removeAttribute("aria-description");
  }
  return picture;
}

/** How percentages stand on an axis. @param {number} share */
export function axisPercent(share) {
  return roundPercentage(share);
}

/** How votes stand on an axis. @param {number} votes */
export function axisNumber(votes) {
  return new Intl.NumberFormat(language(), { notation: Math.abs(votes) >= 10_000 ? "compact" : "standard" }).format(votes);
}

/**
 * The room that the longest of some names takes, within reason.
 * @param {string[]} names
 * @param {number} width
 */
export function roomFor(names, width) {
  const letters = names.reduce((most, { length }) => Math.max(most, length), 0);
  return Math.min(Math.round(letters * 6.6) + 14, Math.round(width * 0.38));
}

/**
 * A name that fits into its room; the table has it whole.
 * @param {string} name
 * @param {number} room
 */
export function shortened(name, room) {
  const letters = Math.max(Math.floor((room - 10) / 6.2), 6);
  return name.length > letters ? `${name.slice(0, letters - 1)}…` : name;
}

/**
 * The radius of a dot whose area follows a number, none too small to be seen.
 * @param {number} value
 * @param {{most: number, width: number}} of
 */
export function radiusFor(value, { most, width }) {
  return 2 + (width < 500 ? 9 : 16) * Math.sqrt(value / Math.max(most, 1));
}

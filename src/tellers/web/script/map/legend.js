/** The classes of a map with their edges and how many areas are in each; what is not known has a swatch of its own. */

import { el } from "../ui/dom.js";
import { number, roundPercentage, say } from "../picture/words.js";
import { countsOf, edgesOf } from "../picture/classes.js";
import { hatch, svg } from "./svg.js";

/**
 * @param {string} title
 * @param {(import("../picture/measures.js").Share|null)[]} values
 * @param {{classes: import("../picture/classes.js").Classes, none: string, unknown: number}} shown `unknown`: how many areas drawn are not known
 */
export function legendOf(title, values, { classes, none, unknown }) {
  const edges = edgesOf(classes);
  const whole = edges.every(({ low, high }) => [low, high].every((edge) => edge === null || Math.abs(edge * 100 - Math.round(edge * 100)) < 1e-9));
  const counts = countsOf(values, classes);
  const items = edges.map((one, place) => item(`c${place}`, wordsOf(one, { classes, place, places: whole ? 0 : 1 }), counts[place]));
  if (unknown) items.push(item("unknown", none, unknown));
  return el("div", { class: "legend" }, el("p", { class: "legend-title" }, say("map-legend", { title })), el("ul", {}, items));
}

/**
 * @param {{low: number|null, high: number|null}} edges
 * @param {{classes: import("../picture/classes.js").Classes, place: number, places: number}} of
 */
function wordsOf({ low, high }, { classes, place, places }) {
  const [from, to] = [low, high].map((edge) => (edge === null ? "" : roundPercentage(edge, places)));
  if (classes.zero && place === 0) return say("map-class-zero");
  if (classes.zero && low === 0 && high !== null) return say("map-class-above", { high: to });
  if (low === null) return say("map-class-under", { high: to });
  return high === null ? say("map-class-over", { low: from }) : say("map-class", { low: from, high: to });
}

/**
 * @param {string} kind
 * @param {string} words
 * @param {number} count
 */
function item(kind, words, count) {
  const known = kind !== "unknown";
  const swatch = svg(
    "svg",
    { width: 26, height: 16, viewBox: "0 0 26 16", "aria-hidden": "true" },
    ...(known ? [] : [hatch("legend-hatch")]),
    svg("rect", { x: 0.5, y: 0.5, width: 25, height: 15, class: kind, ...(known ? {} : { fill: "url(#legend-hatch)" }) }),
  );
  return el("li", {}, swatch, el("span", {}, words), el("span", { class: "count" }, `(${number(count)})`));
}

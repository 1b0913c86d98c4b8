/** The classes of a map with their edges and how many areas are in each; what is not known has a swatch of its own. */

import { el } from "../ui/dom.js";
import { number, percentage, say } from "../ui/words.js";
import { countsOf, edgesOf } from "../picture/classes.js";
import { hatch, svg } from "./svg.js";

/**
 * @param {string} title
 * @param {(import("../picture/measures.js").Share|null)[]} values
 * @param {{classes: import("../picture/classes.js").Classes, none: string}} shown
 */
export function legendOf(title, values, { classes, none }) {
  const edges = edgesOf(classes);
  const places = edges.every((edge) => Math.abs(edge * 100 - Math.round(edge * 100)) < 1e-9) ? 0 : 1;
  const counts = countsOf(values, classes);
  const unknown = values.filter((value) => value === null).length;
  const items = counts.map((count, place) =>
    item(`c${place}`, say("map-class", { low: percentage(edges[place], places), high: percentage(edges[place + 1], places) }), count),
  );
  if (unknown) items.push(item("unknown", none, unknown));
  return el("div", { class: "legend" }, el("p", { class: "legend-title" }, say("map-legend", { title })), el("ul", {}, items));
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

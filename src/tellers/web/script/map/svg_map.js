/**
 * A map as SVG: shapes filled by class, or spots sized by their records and filled by class.
 *
 * Areas carry `data-area`, their place among the level's areas; the pointer's events bubble to the map, and
 * `mark` draws the outline of one area. It is the map where there is no WebGL and on a memory stick.
 */

import { frameAround } from "./frame.js";
import { everyRing } from "./shapes.js";
import { hatch, svg } from "./svg.js";

/** @typedef {import("./shapes.js").Layer} Layer */
/** @typedef {{layer: Layer, ground: Layer|null, indexes: Map<string, number>, sizes: number[]}} Drawn */

const MOST = { wide: 900, high: 760 };

/**
 * @param {string} id unique in the page
 * @param {string} label
 * @param {Drawn} drawn
 */
export function svgMap(id, label, { layer, ground, indexes, sizes }) {
  const frame = frameAround(everyRing(ground && !layer.shapes.length ? ground : layer), MOST);
  const edge = 14;
  const box = [-edge, -edge, frame.wide + 2 * edge, frame.high + 2 * edge].map(Math.round).join(" ");
  const outlines = ground && !layer.shapes.length ? ground.shapes.map((shape) => svg("path", { d: pathOf(shape.rings, frame), class: "ground", "fill-rule": "evenodd" })) : [];
  const areas = layer.shapes.map(({ area, rings }) =>
    svg("path", { d: pathOf(rings, frame), "fill-rule": "evenodd", "data-area": indexes.get(area) ?? -1 }),
  );
  const spots = layer.spots
    .map(({ area, place }) => ({ at: frame.at(place), index: indexes.get(area) ?? -1 }))
    .map((spot) => ({ ...spot, size: spot.index < 0 ? 0 : sizes[spot.index] }))
    .sort((one, other) => other.size - one.size)
    .map(({ at: [x, y], index, size }) => svg("circle", { cx: x, cy: y, r: radiusOf(size), "data-area": index }));
  const shown = svg("g", { class: "areas" }, ...areas, ...spots);
  const focus = svg("g", { class: "focus", "aria-hidden": "true" });
  const drawing = svg("svg", { viewBox: box, class: "map", role: "img", "aria-label": label }, hatch(`${id}-hatch`), ...outlines, shown, focus);
  return {
    element: drawing,
    /**
     * Fills every area by its class.
     * @param {(number|null)[]} classes
     */
    paint(classes) {
      for (const one of shown.children) {
        const place = classes[Number(one.getAttribute("data-area"))] ?? null;
        one.setAttribute("class", place === null ? "unknown" : `c${place}`);
        if (place === null && one.tagName === "path") one.setAttribute("fill", `url(#${id}-hatch)`);
        else one.removeAttribute("fill");
      }
    },
    /**
     * Draws the outline of an area; none for -1.
     * @param {number} index
     */
    mark(index) {
      const found = index < 0 ? [] : [...shown.querySelectorAll(`[data-area="${index}"]`)];
      focus.replaceChildren(
        ...found.map((one) => {
          const copy = /** @type {Element} */ (one.cloneNode(false));
          copy.removeAttribute("data-area");
          copy.setAttribute("class", "marked");
          return copy;
        }),
      );
    },
  };
}

/**
 * The radius of a spot, its size from 0 to 1.
 * @param {number} size
 */
export function radiusOf(size) {
  return Math.round((3.5 + 17 * Math.sqrt(size)) * 10) / 10;
}

/**
 * @param {import("./shapes.js").Place[][]} rings
 * @param {import("./frame.js").Frame} frame
 */
function pathOf(rings, frame) {
  return rings.map((ring) => `M${ring.map((place) => frame.at(place).join(" ")).join("L")}z`).join("");
}

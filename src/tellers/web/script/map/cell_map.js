/** The schematic map beside the map: a cell an area, as large as its units are many, in groups of the widest level. */

import { cellsOf } from "./cells.js";
import { hatch, svg } from "./svg.js";

const WIDE = 420;

/**
 * @param {string} title
 * @param {{data: LevelData, places: Map<string, [number, number]>, ratio: number}} drawn
 */
export function cellMap(title, { data, places, ratio }) {
  const high = Math.round(WIDE / Math.min(Math.max(ratio, 0.6), 1.8));
  const shown = data.codes.map((code, at) => ({
    place: places.get(code) ?? /** @type {[number, number]} */ ([0, 0]),
    weight: places.has(code) ? data.listed[at] : 0,
    group: data.within.length ? String(data.within[at]) : String(at),
  }));
  const boxes = cellsOf(shown, { x: 0, y: 0, wide: WIDE, high });
  const cells = svg("g", { class: "areas" });
  boxes.forEach((box, at) => {
    if (box) cells.append(svg("rect", { ...rounded(box), "data-area": at }));
  });
  const grouped = data.within.length ? groupBoxes(boxes, data.within) : [];
  const groups = grouped.map(({ box }) => svg("rect", { ...rounded(box), class: "group" }));
  const named = data.within.length ? grouped.map(({ box, group }) => label(box, data.wider[group][1])) : boxes.map((box, at) => (box ? label(box, data.names[at]) : []));
  const focus = svg("g", { class: "focus", "aria-hidden": "true" });
  const element = svg(
    "svg",
    { viewBox: `-3 -3 ${WIDE + 6} ${high + 6}`, class: "map cells", role: "img", "aria-label": title },
    hatch("cells-hatch"), cells, svg("g", { "aria-hidden": "true" }, ...groups, ...named.flat()), focus,
  );
  return {
    element,
    /** @param {(number|null)[]} classes */
    paint(classes) {
      for (const one of cells.children) {
        const place = classes[Number(one.getAttribute("data-area"))] ?? null;
        one.setAttribute("class", place === null ? "unknown" : `c${place}`);
        if (place === null) one.setAttribute("fill", "url(#cells-hatch)");
        else one.removeAttribute("fill");
      }
    },
    /** @param {number} index */
    mark(index) {
      const box = boxes[index];
      focus.replaceChildren(...(box ? [svg("rect", { ...rounded(box), class: "marked" })] : []));
    },
  };
}

/**
 * The box around the cells of each group; they fill it.
 * @param {(import("./cells.js").Box|null)[]} boxes
 * @param {number[]} within
 */
function groupBoxes(boxes, within) {
  /** @type {Map<number, {west: number, north: number, east: number, south: number}>} */
  const found = new Map();
  boxes.forEach((box, at) => {
    if (!box) return;
    const had = found.get(within[at]) ?? { west: Infinity, north: Infinity, east: 0, south: 0 };
    found.set(within[at], {
      west: Math.min(had.west, box.x),
      north: Math.min(had.north, box.y),
      east: Math.max(had.east, box.x + box.wide),
      south: Math.max(had.south, box.y + box.high),
    });
  });
  return [...found].map(([group, { west, north, east, south }]) => ({ group, box: { x: west, y: north, wide: east - west, high: south - north } }));
}

/**
 * A name at the top of a box that has room for it; as much of it as that is.
 * @param {import("./cells.js").Box} box
 * @param {string} name
 */
function label({ x, y, wide, high }, name) {
  const letters = Math.floor((wide - 8) / 6.2);
  if (letters < 4 || high < 16) return [];
  const text = name.length > letters ? `${name.slice(0, letters - 1)}…` : name;
  return [svg("text", { x: Math.round(x + 5), y: Math.round(y + 14) }, text)];
}

/** @param {import("./cells.js").Box} box */
function rounded({ x, y, wide, high }) {
  const tenth = (/** @type {number} */ value) => Math.round(value * 10) / 10;
  return { x: tenth(x), y: tenth(y), width: tenth(wide), height: tenth(high) };
}

/** Two sources unit by unit, in squares of votes: on the diagonal they are the same, off it they are not. */

import { axisX, axisY, gridX, gridY, line, rect } from "@observablehq/plot";
import { number, say } from "../ui/words.js";
import { optionName, sourceName } from "../map/map_words.js";
import { capital } from "../picture/table.js";
import { axisNumber, CLASSES, draw, INK, LINE } from "./drawing.js";

/** @typedef {{sources: [string, string], option: string, edge: number, units: number, same: number, squares: [number, number, number][]}} Bins */

/**
 * The squares of two sources in the order asked for.
 * @param {Bins[]} bins
 * @param {{source: string, other: string, option: string}} asked
 * @returns {Bins|null}
 */
export function binsOf(bins, { source, other, option }) {
  const found = bins.find((one) => one.option === option && one.sources.includes(source) && one.sources.includes(other) && source !== other);
  if (!found || found.sources[0] === source) return found ?? null;
  return { ...found, sources: [source, other], squares: found.squares.map(([x, y, count]) => [y, x, count]) };
}

/** Classes of a count by its power of ten: 1 to 9, 10 to 99, ... @param {number} count */
export function powerOf(count) {
  return Math.min(Math.floor(Math.log10(count)), CLASSES.length - 2) + 1;
}

/** @param {import("./page.js").Shown} shown */
export function units({ contest, state, bins }) {
  const found = binsOf(bins, state);
  const [first, second] = [sourceName(contest, state.source), sourceName(contest, state.other)];
  const name = optionName(contest, state.option);
  const title = say("charts-units-title", { option: name, first, second, units: contest.units });
  const edge = found?.edge ?? 1;
  const powers = [...new Set((found?.squares ?? []).map(([, , count]) => powerOf(count)))].sort();
  return {
    title,
    told: found ? say("charts-units-told", { edge, units: contest.units, count: found.units, same: found.same }) : "",
    not: say("charts-units-not"),
    legend: powers.map((power) => ({ colour: CLASSES[power], text: `${number(10 ** (power - 1))}–${number(10 ** power - 1)} ${contest.units}` })),
    empty: !found,
    /** @param {number} width */
    drawn(width) {
      if (!found) return null;
      const side = Math.min(width, 640);
      const squares = found.squares.map(([x, y, count]) => ({ x1: x * edge, x2: (x + 1) * edge, y1: y * edge, y2: (y + 1) * edge, count, text: `${first}: ${range(x, edge)}\n${second}: ${range(y, edge)}\n${contest.units}: ${number(count)}` }));
      const last = Math.max(...squares.map(({ x2, y2 }) => Math.max(x2, y2)));
      return draw(title, {
        width: side,
        height: side,
        marginLeft: 52,
        marginBottom: 48,
        marginRight: 16,
        x: { domain: [0, last] },
        y: { domain: [0, last] },
        marks: [
          gridX({ stroke: INK, strokeOpacity: 0.12 }),
          gridY({ stroke: INK, strokeOpacity: 0.12 }),
          line([[0, 0], [last, last]], { stroke: LINE, strokeWidth: 1 }),
          rect(squares, { x1: "x1", x2: "x2", y1: "y1", y2: "y2", fill: (/** @type {{count: number}} */ { count }) => CLASSES[powerOf(count)], stroke: INK, strokeWidth: 0.35, title: "text" }),
          axisX({ tickFormat: axisNumber, label: say("charts-votes-in", { source: first }), labelAnchor: "center", ticks: side < 500 ? 4 : 8 }),
          axisY({ tickFormat: axisNumber, label: say("charts-votes-in", { source: second }), ticks: 8 }),
        ],
      });
    },
    plain: {
      heads: [capital(say("charts-votes-in", { source: first })), capital(say("charts-votes-in", { source: second })), capital(contest.units)],
      rows: (found?.squares ?? []).map(([x, y, count]) => [range(x, edge), range(y, edge), count]),
    },
  };
}

/**
 * @param {number} square
 * @param {number} edge
 */
function range(square, edge) {
  return edge === 1 ? String(square) : `${square * edge}–${(square + 1) * edge - 1}`;
}

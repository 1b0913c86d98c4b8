/** An option's share in many areas: a dot an area, a row a wider area, as large as its votes are many. */

import { axisX, axisY, dot, gridX, ruleX, ruleY } from "@observablehq/plot";
import { nameOf, shareText } from "../picture/table.js";
import { axisPercent, BAR, draw, INK, LINE, PAPER, radiusFor, roomFor, shortened } from "./drawing.js";

/**
 * @param {{title: string, data: LevelData, mean: number, votes: number[], all: (index: number) => number, areas: number[]}} shown
 * @param {number} width
 */
export function shareDots({ title, data, mean, votes, all, areas }, width) {
  /** @type {Map<number, {part: number, whole: number}>} */
  const rows = new Map();
  for (const index of areas) {
    const had = rows.get(data.within[index]) ?? { part: 0, whole: 0 };
    rows.set(data.within[index], { part: had.part + votes[index], whole: had.whole + all(index) });
  }
  const order = [...rows].sort(([, one], [, other]) => other.part / other.whole - one.part / one.whole).map(([wider]) => wider);
  const names = new Map(order.map((wider) => [wider, data.wider[wider][1]]));
  const room = roomFor([...names.values()], width);
  const most = Math.max(...areas.map(all));
  const dots = areas.map((index) => {
    const share = { part: votes[index], whole: all(index) };
    return { x: share.part / share.whole, row: data.within[index], r: radiusFor(share.whole, { most, width }), text: `${nameOf(data, index)}\n${shareText(share)}` };
  });
  return draw(title, {
    width,
    height: order.length * 26 + 60,
    marginLeft: room,
    marginTop: 34,
    marginRight: 24,
    x: { nice: true },
    y: { domain: order, type: "point", padding: 0.6 },
    r: { type: "identity" },
    marks: [
      gridX({ stroke: INK, strokeOpacity: 0.12 }),
      ruleY(order, { stroke: LINE }),
      ruleX([mean], { stroke: INK, strokeWidth: 1.5, strokeDasharray: "4 3" }),
      dot(dots, { x: "x", y: "row", r: "r", fill: BAR, fillOpacity: 0.6, stroke: PAPER, strokeWidth: 0.8, title: "text" }),
      axisX({ anchor: "top", tickFormat: axisPercent, label: null, ticks: width < 340 ? 2 : width < 500 ? 4 : 8 }),
      axisY({ tickFormat: (/** @type {number} */ wider) => shortened(names.get(wider) ?? "", room), tickSize: 0, label: null }),
    ],
  });
}

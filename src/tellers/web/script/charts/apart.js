/** Two sources by area: what the first gives an option more or less than the second, on the units that both have. */

import { axisX, axisY, barX, gridX, ruleX } from "@observablehq/plot";
import { number, say } from "../ui/words.js";
import { pairOf } from "../picture/measures.js";
import { nameOf } from "../picture/table.js";
import { optionName, sourceName } from "../map/map_words.js";
import { areasWithin, sumOver } from "./areas.js";
import { axisNumber, BAR, draw, INK, MARK, roomFor, shortened } from "./drawing.js";

const MOST = 40;

/** @param {import("./page.js").Shown} shown */
export function apart({ contest, state, level, data }) {
  const pair = pairOf(data, state.source, state.other);
  const areas = pair ? areasWithin(data, state.area).filter((index) => pair.shared[index] > 0) : [];
  const net = pair?.net[state.option] ?? [];
  const moved = areas.filter((index) => net[index]).sort((one, other) => Math.abs(net[other]) - Math.abs(net[one]));
  const shown = moved.slice(0, MOST);
  const [first, second] = [sourceName(contest, state.source), sourceName(contest, state.other)];
  const name = optionName(contest, state.option);
  const title = say("charts-apart-title", { option: name, level: level.name, first, second });
  return {
    title,
    told: say("charts-apart-told", { shared: sumOver(pair?.shared ?? [], areas), differ: sumOver(pair?.differ ?? [], areas), apart: sumOver(pair?.apart ?? [], areas), units: contest.units })
      + ` ${say("charts-apart-areas", { count: moved.length, of: areas.length, levels: level.names })}`
      + (moved.length > MOST ? ` ${say("charts-apart-most", { count: MOST })}` : ""),
    not: say("charts-apart-not"),
    legend: [],
    empty: shown.length === 0,
    none: say(areas.length ? "charts-apart-same" : "charts-apart-none"),
    /** @param {number} width */
    drawn(width) {
      const names = new Map(shown.map((index) => [index, nameOf(data, index)]));
      const room = roomFor([...names.values()], width);
      const bars = shown.map((index) => ({ index, votes: net[index], text: `${names.get(index)}\n${signed(net[index])}` }));
      return draw(title, {
        width,
        height: shown.length * 20 + 70,
        marginLeft: room,
        marginTop: 40,
        marginRight: 24,
        x: { nice: true },
        y: { domain: shown, type: "band", padding: 0.2 },
        marks: [
          gridX({ stroke: INK, strokeOpacity: 0.12 }),
          barX(bars, { x: "votes", y: "index", fill: (/** @type {{votes: number}} */ { votes }) => (votes > 0 ? BAR : MARK), title: "text" }),
          ruleX([0], { stroke: INK }),
          axisX({ anchor: "top", tickFormat: (/** @type {number} */ votes) => (Number.isInteger(votes) ? axisNumber(votes) : ""), label: say("charts-apart-axis"), labelAnchor: "center", ticks: width < 500 ? 4 : 8 }),
          axisY({ tickFormat: (/** @type {number} */ index) => shortened(names.get(index) ?? "", room), tickSize: 0, label: null }),
        ],
      });
    },
    table: {
      heads: [{ key: "picture-shared" }, { key: "picture-differ" }, { key: "picture-apart" }, { key: "charts-net", places: { name } }],
      rows: areas.map((index) => ({ index, cells: [pair?.shared[index] ?? 0, pair?.differ[index] ?? 0, pair?.apart[index] ?? 0, net[index] ?? 0] })),
    },
  };
}

/** @param {number} votes */
function signed(votes) {
  return votes > 0 ? `+${number(votes)}` : number(votes);
}

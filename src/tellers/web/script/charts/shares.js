/**
 * Shares by area: the two leaders and all others, stacked to the whole, the largest share of the option chosen first.
 *
 * More areas than bars can be told apart by are dots, a row a wider area.
 */

import { axisX, axisY, barX, gridX, ruleX, stackX } from "@observablehq/plot";
import { say } from "../ui/words.js";
import { allVotes } from "../picture/measures.js";
import { nameOf, shareText } from "../picture/table.js";
import { optionName, sourceName } from "../map/map_words.js";
import { shareDots } from "./share_dots.js";
import { areasWithin } from "./areas.js";
import { axisPercent, draw, INK, roomFor, SERIES, shortened } from "./drawing.js";

/** @typedef {import("./page.js").Shown} Shown */

/** Bars that one picture holds. */
const MOST = 60;

/** @param {Shown} shown */
export function shares({ contest, state, level, data }) {
  const columns = data.sources[state.source];
  const areas = areasWithin(data, state.area).filter((index) => columns && allVotes(columns, index) > 0);
  const first = state.option;
  const second = contest.leaders.find((one) => one !== first) ?? contest.options.map(([id]) => id).find((id) => id !== first) ?? first;
  const votes = (/** @type {string} */ option, /** @type {number} */ index) => columns.votes[option]?.[index] ?? 0;
  const part = (/** @type {number} */ index) => votes(first, index) / allVotes(columns, index);
  const order = [...areas].sort((one, other) => part(other) - part(one));
  const many = areas.length > MOST && data.within.length > 0;
  const title = say(many ? "charts-dots-title" : "charts-shares-title", { option: optionName(contest, first), level: level.name, source: sourceName(contest, state.source) });
  const legend = [first, second].map((option, at) => ({ colour: SERIES[at], text: optionName(contest, option) }));
  const others = contest.options.length > 2;
  if (others) legend.push({ colour: SERIES[2], text: say("charts-others") });
  const names = new Map(order.map((index) => [index, data.names[index] || say("picture-no-area")]));
  return {
    title,
    told: say(many ? "charts-shares-dots" : "charts-shares-told", { count: order.length, levels: level.names, option: legend[0].text }),
    not: say(many ? "charts-shares-dots-not" : "charts-shares-not"),
    legend: many ? [] : legend,
    empty: order.length === 0,
    /** @param {number} width */
    drawn(width) {
      const mean = order.reduce((sum, index) => sum + votes(first, index), 0) / order.reduce((sum, index) => sum + allVotes(columns, index), 0);
      if (many) return shareDots({ title, data, mean, votes: columns.votes[first], all: (index) => allVotes(columns, index), areas: order }, width);
      const room = roomFor([...names.values()], width);
      const bars = order.flatMap((index) => {
        const all = allVotes(columns, index);
        const given = [votes(first, index), first === second ? 0 : votes(second, index)];
        const parts = others ? [...given, all - given[0] - given[1]] : given;
        return parts.map((count, at) => ({ index, at, share: count / all, text: `${nameOf(data, index)}\n${legend[at]?.text ?? ""}: ${shareText({ part: count, whole: all })}` }));
      });
      return draw(title, {
        width,
        height: order.length * 20 + 60,
        marginLeft: room,
        marginTop: 30,
        marginRight: 24,
        x: { domain: [0, 1] },
        y: { domain: order, type: "band", padding: 0.18 },
        color: { type: "identity" },
        marks: [
          gridX({ stroke: INK, strokeOpacity: 0.12 }),
          barX(bars, stackX({ x: "share", y: "index", fill: (/** @type {{at: number}} */ { at }) => SERIES[at], title: "text", order: "at" })),
          ruleX([mean], { stroke: INK, strokeWidth: 1.5, strokeDasharray: "4 3" }),
          axisX({ anchor: "top", tickFormat: axisPercent, label: null, ticks: width < 340 ? 2 : width < 500 ? 4 : 8 }),
          axisY({ tickFormat: (/** @type {number} */ index) => shortened(names.get(index) ?? "", room), tickSize: 0, label: null }),
        ],
      });
    },
    table: {
      heads: [{ key: "picture-records" }, ...contest.options.filter(([id]) => columns?.votes[id]).map(([, name]) => ({ key: "picture-votes-of", places: { name } })), { key: "picture-votes-all" }, { key: "charts-share-of", places: { name: optionName(contest, first) } }],
      rows: areas.map((index) => {
        const all = allVotes(columns, index);
        return { index, cells: [columns.records[index], ...contest.options.filter(([id]) => columns.votes[id]).map(([id]) => votes(id, index)), all, { part: votes(first, index), whole: all }] };
      }),
    },
  };
}

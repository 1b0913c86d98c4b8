/** Turnout against an option's share: a dot an area, as large as its voters on record are many. */

import { axisX, axisY, dot, gridX, gridY, ruleX, ruleY } from "@observablehq/plot";
import { number, say } from "../ui/words.js";
import { allVotes } from "../picture/measures.js";
import { nameOf, shareText } from "../picture/table.js";
import { optionName, sourceName } from "../map/map_words.js";
import { areasWithin, sumOver } from "./areas.js";
import { axisPercent, BAR, draw, INK, PAPER, radiusFor } from "./drawing.js";

/** @param {import("./page.js").Shown} shown */
export function turnout({ contest, state, level, data }) {
  const columns = data.sources[state.source];
  const option = columns?.votes[state.option];
  const { voters, registered } = columns ?? {};
  const areas = voters && registered && option ? areasWithin(data, state.area).filter((index) => registered[index] > 0 && allVotes(columns, index) > 0) : [];
  const name = optionName(contest, state.option);
  const title = say("charts-turnout-title", { option: name, level: level.name, source: sourceName(contest, state.source) });
  return {
    title,
    told: say("charts-turnout-told", { count: areas.length, levels: level.names }),
    not: say("charts-turnout-not"),
    legend: [],
    empty: areas.length === 0,
    /** @param {number} width */
    drawn(width) {
      if (!voters || !registered || !option) return null;
      const most = Math.max(...areas.map((index) => voters[index]));
      const dots = areas.map((index) => {
        const turned = { part: voters[index], whole: registered[index] };
        const share = { part: option[index], whole: allVotes(columns, index) };
        return { x: turned.part / turned.whole, y: share.part / share.whole, r: radiusFor(voters[index], { most, width }), text: `${nameOf(data, index)}\n${say("picture-turnout-share")}: ${shareText(turned)}\n${name}: ${shareText(share)}\n${say("charts-voters")}: ${number(voters[index])}` };
      });
      const whole = { x: sumOver(voters, areas) / sumOver(registered, areas), y: sumOver(option, areas) / areas.reduce((sum, index) => sum + allVotes(columns, index), 0) };
      return draw(title, {
        width,
        height: Math.min(Math.max(width * 0.72, 320), 620),
        marginLeft: 52,
        marginBottom: 44,
        marginRight: 16,
        x: { nice: true },
        y: { nice: true },
        r: { type: "identity" },
        marks: [
          gridX({ stroke: INK, strokeOpacity: 0.12 }),
          gridY({ stroke: INK, strokeOpacity: 0.12 }),
          ruleX([whole.x], { stroke: INK, strokeDasharray: "4 3" }),
          ruleY([whole.y], { stroke: INK, strokeDasharray: "4 3" }),
          dot(dots, { x: "x", y: "y", r: "r", fill: BAR, fillOpacity: 0.55, stroke: PAPER, strokeWidth: 0.8, title: "text" }),
          axisX({ tickFormat: axisPercent, label: say("picture-turnout-share"), labelAnchor: "center", ticks: width < 500 ? 4 : 8 }),
          axisY({ tickFormat: axisPercent, label: say("charts-share-of", { name }), ticks: 6 }),
        ],
      });
    },
    table: {
      heads: [{ key: "picture-records" }, { key: "picture-voters" }, { key: "picture-registered" }, { key: "picture-turnout-share" }, { key: "picture-votes-of", places: { name } }, { key: "picture-votes-all" }, { key: "charts-share-of", places: { name } }],
      rows: areas.map((index) => {
        const all = allVotes(columns, index);
        const [came, listed, votes] = [voters?.[index] ?? 0, registered?.[index] ?? 0, option?.[index] ?? 0];
        return { index, cells: [columns.records[index], came, listed, { part: came, whole: listed }, votes, all, { part: votes, whole: all }] };
      }),
    },
  };
}

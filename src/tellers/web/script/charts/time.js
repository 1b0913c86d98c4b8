/** Coverage by time, where it is known: what was announced, day by day, and how records came into the log. */

import { axisX, axisY, dot, gridY, line, ruleX, text } from "@observablehq/plot";
import { language, number, percentage, say, time as moment } from "../ui/words.js";
import { sourceName } from "../map/map_words.js";
import { capital } from "../picture/table.js";
import { axisPercent, draw, INK, MARK } from "./drawing.js";

/** @param {import("./page.js").Shown} shown */
export function announced({ contest }) {
  const dated = contest.announced.filter(({ date }) => /^\d{4}-\d{2}-\d{2}$/.test(date));
  const title = say("charts-announced-title");
  const points = dated.map(({ date, percent, name, by }) => ({ at: new Date(`${date}T00:00:00Z`), share: Number(percent) / 100, name, text: `${name}\n${by}\n${day(date)}: ${percent} %` }));
  return {
    title,
    told: say("charts-announced-told", { count: dated.length }),
    not: say("charts-announced-not"),
    legend: [],
    empty: points.length === 0,
    none: say("charts-announced-none"),
    /** @param {number} width */
    drawn(width) {
      const first = points[0].at.getTime();
      const last = points[points.length - 1].at.getTime();
      const room = Math.max((last - first) * 0.3, 86_400_000);
      return draw(title, {
        width,
        height: 320,
        marginLeft: 48,
        marginTop: 48,
        marginRight: 24,
        x: { type: "utc", domain: [new Date(first - room), new Date(last + room)] },
        y: { domain: [0, 1] },
        marks: [
          gridY({ stroke: INK, strokeOpacity: 0.12 }),
          ruleX(points, { x: "at", y1: 0, y2: "share", stroke: MARK, strokeWidth: 2 }),
          dot(points, { x: "at", y: "share", r: 5, fill: MARK, title: "text" }),
          text(points, { x: "at", y: "share", text: (/** @type {{name: string, share: number}} */ { name, share }) => `${name}: ${percentage(share)}`, dy: -14, fill: INK, textAnchor: "middle" }),
          axisX({ ticks: points.map(({ at }) => at), tickFormat: (/** @type {Date} */ at) => day(at.toISOString().slice(0, 10)), label: null }),
          axisY({ tickFormat: axisPercent, label: say("picture-coverage-share"), ticks: 5 }),
        ],
      });
    },
    plain: {
      heads: [capital(say("charts-day")), capital(say("charts-proclamation")), capital(say("charts-by")), capital(say("charts-percent"))],
      rows: contest.announced.map(({ date, name, by, percent }) => [date, name, by, percent]),
    },
  };
}

/** @param {import("./page.js").Shown} shown */
export function entered({ contest, entered: byLog }) {
  const moments = Object.entries(byLog).flatMap(([source, points]) => points.map(([at, count]) => ({ source: sourceName(contest, source), at: new Date(at), iso: at, count })));
  const different = new Set(moments.map(({ iso }) => iso));
  const one = different.size === 1 ? moments[0].iso : "";
  const title = say("charts-entered-title");
  const last = moments.reduce((latest, { at }) => (at > latest ? at : latest), new Date(0));
  return {
    title,
    told: say("charts-entered-told", { count: different.size }),
    not: say("charts-entered-not"),
    legend: [],
    empty: different.size < 2,
    none: one ? say("charts-entered-once", { time: moment(one) }) : say("charts-entered-none"),
    /** @param {number} width */
    drawn(width) {
      const ends = moments.filter((point, index) => moments[index + 1]?.source !== point.source);
      const closed = [...moments, ...ends.map((point) => ({ ...point, at: last }))];
      return draw(title, {
        width,
        height: 340,
        marginLeft: 60,
        marginTop: 30,
        marginRight: width < 500 ? 20 : 130,
        x: { type: "utc" },
        y: { zero: true, nice: true },
        marks: [
          gridY({ stroke: INK, strokeOpacity: 0.12 }),
          line(closed, { x: "at", y: "count", z: "source", stroke: INK, strokeWidth: 1.5, curve: "step-after" }),
          dot(moments.length < 200 ? moments : ends, { x: "at", y: "count", r: 2.5, fill: MARK, title: (/** @type {{source: string, count: number, iso: string}} */ { source, count, iso }) => `${source}\n${moment(iso)}\n${number(count)}` }),
          ...(width < 500 ? [] : [text(ends, { x: last, y: "count", text: "source", dx: 8, textAnchor: "start", fill: INK })]),
          axisX({ label: null, ticks: width < 500 ? 3 : 6, tickFormat: (/** @type {Date} */ at) => new Intl.DateTimeFormat(language(), { dateStyle: "medium", timeZone: "UTC" }).format(at) }),
          axisY({ tickFormat: number, label: say("picture-records"), ticks: 6 }),
        ],
      });
    },
    plain: {
      heads: [capital(say("charts-source")), capital(say("charts-time")), capital(say("charts-records-by-then"))],
      rows: moments.map(({ source, iso, count }) => [source, iso, count]),
    },
  };
}

/** @param {string} written */
function day(written) {
  return new Intl.DateTimeFormat(language(), { dateStyle: "medium", timeZone: "UTC" }).format(new Date(`${written}T00:00:00Z`));
}

/** The page of charts: one choice of what is shown, kept in the address; each picture with its table and CSV. */

import { el, fill } from "../ui/dom.js";
import { loadData } from "../ui/shell.js";
import { say } from "../ui/words.js";
import { choicesOf } from "../picture/choices.js";
import { plainTable } from "../picture/plain_table.js";
import { beginning, readState, writeState } from "../picture/state.js";
import { areaTable, capital } from "../picture/table.js";
import { levelOf } from "../picture/vote.js";
import { apart } from "./apart.js";
import { shares } from "./shares.js";
import { announced, entered } from "./time.js";
import { turnout } from "./turnout.js";
import { units } from "./units.js";

/** @typedef {{contest: PictureContest, state: PictureState, level: PictureLevel, data: LevelData, bins: import("./units.js").Bins[], entered: Record<string, [string, number][]>}} Shown */
/** @typedef {{title: string, told: string, not: string, legend: {colour: string, text: string}[], empty: boolean, none?: string, drawn: (width: number) => SVGElement|null, table?: import("../picture/columns.js").Columns, plain?: {heads: string[], rows: (string|number|null)[][]}}} Chart */

/** By its name in the address: what draws it, and the choices that it has. @type {Record<string, {make: (shown: Shown) => Chart, fields: (keyof PictureState)[], pair?: boolean}>} */
const CHARTS = {
  shares: { make: shares, fields: ["option", "source", "level", "area"] },
  turnout: { make: turnout, fields: ["option", "source", "level", "area"] },
  announced: { make: announced, fields: [] },
  entered: { make: entered, fields: [] },
  apart: { make: apart, fields: ["option", "source", "other", "level", "area"], pair: true },
  units: { make: units, fields: ["option", "source", "other"], pair: true },
};

export class ChartsPage {
  /**
   * @param {PictureContest[]} contests
   * @param {HTMLElement} place
   */
  constructor(contests, place) {
    this.contests = contests;
    this.place = place;
    this.begun = beginning(contests[0], "shares");
    this.state = this.read();
    this.choices = el("div");
    this.figure = el("div", { class: "chart-frame" });
  }

  start() {
    this.place.append(this.choices, this.figure);
    addEventListener("hashchange", () => {
      this.state = this.read();
      this.show();
    });
    return this.show();
  }

  read() {
    const state = readState(location.hash, this.begun, this.contests);
    return this.chartsOf(this.contestOf(state)).includes(state.chart) ? state : { ...state, chart: "shares" };
  }

  /** @param {PictureState} state */
  contestOf(state) {
    return this.contests.find(({ id }) => id === state.contest) ?? this.contests[0];
  }

  /** @param {PictureContest} contest */
  chartsOf(contest) {
    return Object.keys(CHARTS).filter((name) => contest.sources.length > 1 || !CHARTS[name].pair);
  }

  /** @param {Partial<PictureState>} change */
  change(change) {
    const contest = this.contestOf({ ...this.state, ...change });
    const kept = change.contest ? beginning(contest, this.state.chart) : this.state;
    this.state = { ...kept, ...change, ...(change.level ? { area: "" } : {}) };
    history.replaceState(null, "", writeState(this.state, this.begun) || location.pathname + location.search);
    const focused = document.activeElement?.getAttribute("data-choice");
    this.show().then(() => {
      if (focused) /** @type {HTMLElement|null} */ (this.choices.querySelector(`[data-choice="${focused}"]`))?.focus();
    });
  }

  async show() {
    const { state } = this;
    const contest = this.contestOf(state);
    const { level, data: coming } = levelOf(contest, state.level);
    const [data, more] = await Promise.all([coming, loadData(contest.charts)]);
    if (state !== this.state) return;
    const fields = this.fields(contest, data).filter(({ key }) => key === "contest" || key === "chart" || CHARTS[state.chart].fields.includes(key));
    fill(this.choices, choicesOf(say("picture-choices"), fields, (change) => this.change(change)));
    showChart(this.figure, CHARTS[state.chart].make({ contest, state, level, data, bins: more.bins, entered: more.entered }), { level, data, file: `${[contest.id, state.chart, state.source].join("-")}.csv` });
  }

  /**
   * @param {PictureContest} contest
   * @param {LevelData} data
   * @returns {import("../picture/choices.js").Field[]}
   */
  fields(contest, data) {
    const { state } = this;
    const sources = contest.sources.map(([value, text]) => ({ value, text }));
    const pair = CHARTS[state.chart].pair;
    return [
      { key: "contest", label: say("picture-contest"), choices: this.contests.map(({ id, title }) => ({ value: id, text: title })), value: contest.id },
      { key: "chart", label: say("charts-chart"), choices: this.chartsOf(contest).map((value) => ({ value, text: say(`charts-${value}`) })), value: state.chart },
      { key: "option", label: say("picture-option"), choices: contest.options.map(([value, text]) => ({ value, text })), value: state.option },
      { key: "source", label: say(pair ? "picture-first" : "picture-source"), choices: sources, value: state.source },
      { key: "other", label: say("picture-other"), choices: sources, value: state.other },
      { key: "level", label: say("picture-level"), choices: contest.levels.map(({ id, names }) => ({ value: id, text: capital(names) })), value: state.level },
      { key: "area", label: say("picture-area"), choices: data.wider.length ? [{ value: "", text: say("picture-everywhere") }, ...data.wider.map(([value, text]) => ({ value, text }))] : [], value: state.area },
    ];
  }
}

/**
 * A chart with what it shows, what it does not, its table and its CSV; drawn again where its width changes.
 * @param {HTMLElement} place
 * @param {Chart} chart
 * @param {{level?: PictureLevel, data?: LevelData, file: string}} of
 */
export function showChart(place, chart, { level, data, file }) {
  const canvas = el("div", { class: "chart-canvas" });
  const legend = chart.legend.map(({ colour, text }) => {
    const swatch = el("span", { class: "chart-swatch" });
    swatch.style.background = colour;
    return el("li", {}, swatch, text);
  });
  const table = chart.table && level && data ? areaTable({ caption: chart.title, level, data, columns: chart.table, file }) : chart.plain ? plainTable({ caption: chart.title, ...chart.plain, file }) : null;
  fill(
    place,
    el(
      "figure",
      {},
      el("figcaption", {}, el("h2", {}, chart.title), el("p", {}, chart.told)),
      chart.legend.length && !chart.empty ? el("ul", { class: "chart-legend" }, legend) : null,
      chart.empty ? el("p", { class: "told unsure" }, chart.none ?? say("charts-none")) : canvas,
      el("p", { class: "note" }, chart.not),
    ),
    table ? el("section", {}, el("h2", {}, say("picture-table")), table) : null,
  );
  if (chart.empty) return;
  let drawn = 0;
  const draw = () => {
    const width = Math.max(Math.floor(canvas.clientWidth), 260);
    if (width === drawn || !canvas.isConnected) return;
    drawn = width;
    const picture = chart.drawn(width);
    if (picture) canvas.replaceChildren(picture);
  };
  draw();
  new ResizeObserver(draw).observe(canvas);
}

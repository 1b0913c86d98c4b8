/** The map with its choices, legend, list, schematic map and table: one state, kept in the address. */

import { el, fill } from "../ui/dom.js";
import { loadData, onDisk } from "../ui/shell.js";
import { say } from "../ui/words.js";
import { columnsOf } from "../picture/columns.js";
import { classOf, classesOf } from "../picture/classes.js";
import { choicesOf } from "../picture/choices.js";
import { valuesOf } from "../picture/measures.js";
import { beginning, fitted, readState, writeState } from "../picture/state.js";
import { areaTable, capital, nameOf, pageOf } from "../picture/table.js";
import { levelOf } from "../picture/vote.js";
import { areaList } from "./area_list.js";
import { cellMap } from "./cell_map.js";
import { glMap, hasWebGl } from "./gl_map.js";
import { legendOf } from "./legend.js";
import { fieldsOf, linesOf, titleOf } from "./map_words.js";
import { boundsOf, everyRing, middleOf, readShapes } from "./shapes.js";
import { svgMap } from "./svg_map.js";
import { tipIn } from "./tip.js";

/** @typedef {{over: number, drawn: string, svg: ReturnType<typeof svgMap>|null, gl: any, cells: ReturnType<typeof cellMap>|null}} Held */

export class MapPage {
  /** @param {PictureContest[]} contests */
  constructor(contests) {
    this.contests = contests;
    this.begun = beginning(contests[0], "", true);
    this.state = readState(location.hash, this.begun, contests);
    this.place = /** @type {HTMLElement} */ (document.getElementById("picture"));
    /** @type {Held} */
    this.held = { over: -1, drawn: "", svg: null, gl: null, cells: null };
    this.frame = el("div", { class: "map-frame" });
    this.canvas = el("div", { class: "map-canvas" });
    this.tip = tipIn(this.frame);
    this.parts = {
      choices: el("div"), title: el("h2"), legend: el("div"), cells: el("div", { class: "cell-frame" }),
      table: el("section"), note: el("p", { class: "note" }), told: el("p", { class: "visually-hidden", role: "status" }),
      zoom: el("div", { class: "zoom" }),
    };
    this.list = areaList(say("map-list"), (index) => this.over(index, null));
  }

  start() {
    const { choices, title, legend, cells, table, note, told, zoom } = this.parts;
    this.frame.append(this.canvas, zoom);
    fill(
      this.place, choices, title, told,
      el("div", { class: "map-grid" }, el("div", {}, legend, this.frame, note), el("div", { class: "map-side" }, el("h3", {}, say("map-list")), el("p", { class: "note" }, say("map-list-told")), this.list.element)),
      cells, table,
    );
    this.place.hidden = false;
    addEventListener("hashchange", () => {
      this.state = readState(location.hash, this.begun, this.contests);
      this.show();
    });
    addEventListener("beforeprint", () => this.onPaper());
    document.addEventListener("keydown", ({ key }) => key === "Escape" && this.over(-1, null));
    this.show().then(() => this.enlarge());
  }

  get contest() {
    return this.contests.find(({ id }) => id === this.state.contest) ?? this.contests[0];
  }

  /** @param {Partial<PictureState>} change */
  change(change) {
    const contest = this.contests.find(({ id }) => id === (change.contest ?? this.state.contest)) ?? this.contests[0];
    const state = change.contest ? { ...beginning(contest, "", true), ...change } : { ...this.state, ...change, area: "" };
    this.state = fitted(state, contest);
    history.replaceState(null, "", writeState(this.state, this.begun) || location.pathname + location.search);
    const focused = document.activeElement?.getAttribute("data-choice");
    this.show().then(() => {
      if (focused) /** @type {HTMLElement|null} */ (this.place.querySelector(`[data-choice="${focused}"]`))?.focus();
    });
  }

  async show() {
    const { contest, state } = this;
    const { level, data: coming } = levelOf(contest, state.level);
    fill(this.parts.choices, choicesOf(say("picture-choices"), fieldsOf(this.contests, contest, state), (change) => this.change(change)));
    try {
      const about = level.layers.find(({ kind }) => kind === state.as) ?? level.layers[0];
      const [data, layer, ground] = await Promise.all([coming, this.layer(about.file), this.ground()]);
      const places = await this.places(level);
      if (state !== this.state) return;
      this.draw({ level, data, layer, ground, places, about });
      /** @type {HTMLElement} */ (document.getElementById("still")).hidden = true;
    } catch (error) {
      const fault = /** @type {HTMLElement} */ (document.getElementById("picture-fault"));
      fault.textContent = say("picture-missing", { path: error instanceof Error ? error.message : "" });
      fault.hidden = false;
    }
  }

  /** @param {string} file */
  async layer(file) {
    return readShapes(await loadData(file));
  }

  /** The outlines under points: the widest level's shapes. */
  async ground() {
    const found = this.contest.levels.flatMap(({ layers }) => layers).find(({ kind }) => kind === "polygons");
    return found ? this.layer(found.file) : null;
  }

  /**
   * Where each area lies, for the schematic map: its point, else the middle of its shape.
   * @param {PictureLevel} level
   */
  async places(level) {
    const about = level.layers.find(({ kind }) => kind === "points") ?? level.layers[0];
    const { shapes, spots } = await this.layer(about.file);
    const middles = shapes.map((shape) => /** @type {const} */ ([shape.area, middleOf(shape)]));
    return new Map([...middles, ...spots.map(({ area, place }) => /** @type {const} */ ([area, place]))]);
  }

  /** @param {{level: PictureLevel, data: LevelData, layer: import("./shapes.js").Layer, ground: import("./shapes.js").Layer|null, places: Map<string, any>, about: PictureLayer}} of */
  draw({ level, data, layer, ground, places, about }) {
    const { state, contest, held, parts } = this;
    const values = valuesOf(data, state, contest.whole);
    const classes = classesOf(values, state.show === "differ");
    const byArea = values.map((value) => classOf(value, classes));
    const indexes = new Map(data.codes.map((code, index) => [code, index]));
    const records = data.sources[state.source]?.records ?? data.listed;
    const most = Math.max(...records, 1);
    const drawn = { layer, ground, indexes, sizes: records.map((count) => count / most) };
    const title = titleOf(contest, level, state);
    const key = `${contest.id} ${level.id} ${state.as} ${state.as === "points" ? state.source : ""}`;
    this.shown = { data, values, title };
    if (held.drawn !== key) {
      held.drawn = key;
      held.cells = cellMap(say("map-cells-label", { title }), { data, places, ratio: ratioOf(ground ?? layer) });
      held.cells.element.addEventListener("pointermove", (event) => this.over(indexOf(event), null));
      held.cells.element.addEventListener("pointerleave", () => this.over(-1, null));
      held.cells.element.addEventListener("click", (event) => this.pick(indexOf(event), null));
      fill(parts.cells, el("h3", {}, say("map-cells", { levels: level.names })), el("p", { class: "note" }, say("map-cells-told", { units: contest.units, level: level.name })), held.cells.element);
      if (held.gl) held.gl.show(drawn);
      else this.still(title, drawn);
      this.drawn = drawn;
    }
    this.classes = byArea;
    for (const map of [held.gl ?? held.svg, held.cells]) map?.paint(byArea);
    parts.title.textContent = title;
    fill(parts.legend, legendOf(capital(say(`picture-${state.show}-share`)), values, { classes, none: say(`map-none-${state.show}`), unknown: [...layer.shapes, ...layer.spots].filter(({ area }) => (byArea[indexes.get(area) ?? -1] ?? null) === null).length }));
    const order = data.codes.map((_, index) => index).sort((one, other) => weight(values[other]) - weight(values[one]));
    this.list.show(data, { order, values, classes: byArea });
    const notes = [say(`map-told-${state.show}`), about.kind === "cells" ? say("map-schematic") : about.kind === "points" ? say("map-points-told") : "", state.show === "coverage" && contest.register && !contest.whole ? say("map-register-told", { levels: contest.register.levels, about: contest.register.about }) : "", say("map-credit", { origin: about.origin, licence: about.licence })];
    parts.note.textContent = notes.filter(Boolean).join(" ");
    fill(parts.table, el("h2", {}, say("picture-table")), areaTable({ caption: title, level, data, columns: columnsOf(data, state, contest), file: `${[contest.id, level.id, state.show, state.source].join("-")}.csv` }));
    if (state.area) this.over(indexes.get(state.area) ?? -1, null);
  }

  /** The SVG map. @param {string} title @param {import("./svg_map.js").Drawn} drawn */
  still(title, drawn) {
    const map = svgMap("map", title, drawn);
    this.held.svg = map;
    map.element.addEventListener("pointermove", (event) => this.over(indexOf(event), this.within(event)));
    map.element.addEventListener("pointerleave", () => this.over(-1, null));
    map.element.addEventListener("click", (event) => this.pick(indexOf(event), this.within(event)));
    fill(this.canvas, map.element);
  }

  /** Has MapLibre take the place of the SVG map, where it can. */
  async enlarge() {
    if (onDisk() || !hasWebGl() || !this.drawn) return;
    const frame = el("div", { class: "map-canvas gl waiting" });
    this.frame.prepend(frame);
    try {
      const map = await glMap(frame, say("map-title"), { over: (index, at) => this.over(index, at), pick: (index, at) => this.pick(index, at) });
      this.held.gl = map;
      map.show(this.drawn);
      this.canvas.hidden = true;
      frame.classList.remove("waiting");
      this.held.svg = null;
      fill(this.parts.zoom, [["+", "map-zoom-in", 1], ["−", "map-zoom-out", -1], ["⤢", "map-whole", 0]].map(([sign, key, steps]) =>
        el("button", { type: "button", "aria-label": say(String(key)), title: say(String(key)), onclick: () => (steps ? map.zoom(/** @type {1|-1} */ (steps)) : map.whole()) }, String(sign))));
      map.paint(this.classes ?? []);
    } catch {
      frame.remove(); // the SVG map stays
    }
  }

  /** Draws the SVG map where MapLibre shows: paper has no night, another width and nothing out of sight. */
  onPaper() {
    if (!this.held.gl || !this.drawn || !this.shown) return;
    const map = svgMap("map", this.shown.title, this.drawn);
    map.paint(this.classes ?? []);
    fill(this.canvas, map.element);
  }

  /** @param {number} index @param {{x: number, y: number}|null} at */
  over(index, at) {
    const { held, shown } = this;
    if (!shown) return;
    held.over = index;
    for (const map of [held.gl ?? held.svg, held.cells]) map?.mark(index);
    if (at && index >= 0) this.list.reveal(index);
    this.tip.show(index < 0 ? null : { name: nameOf(shown.data, index), lines: linesOf(this.contest, this.state, shown.data, index) }, at);
  }

  /** Opens an area's page; by touch, which cannot rest on it, only the second time. @param {number} index @param {{x: number, y: number}|null} at */
  pick(index, at) {
    if (!this.shown) return;
    const code = index < 0 ? "" : this.shown.data.codes[index];
    const again = matchMedia("(hover: hover)").matches || this.state.area === code;
    this.state = { ...this.state, area: code };
    history.replaceState(null, "", writeState(this.state, this.begun) || location.pathname + location.search);
    this.over(index, at);
    const address = index < 0 ? "" : pageOf(this.shown.data, index);
    if (address && again) location.assign(address);
  }

  /** @param {PointerEvent|MouseEvent} event */
  within({ clientX, clientY }) {
    const { left, top } = this.frame.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  }
}

/** @param {Event} event */
function indexOf({ target }) {
  const area = target instanceof Element ? target.getAttribute("data-area") : null;
  return area === null ? -1 : Number(area);
}

/** @param {import("../picture/measures.js").Share|null} value */
function weight(value) {
  return value ? value.part / value.whole : -1;
}

/** @param {import("./shapes.js").Layer} layer */
function ratioOf(layer) {
  const [west, south, east, north] = boundsOf(everyRing(layer));
  return (east - west) / Math.max(north - south, 1e-6);
}

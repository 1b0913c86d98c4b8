/**
 * What a page says an area adds up to, held to the records of the units that the page has in it.
 *
 * Which units lie in an area, how many are listed there, a register that no sheet says and what was found of them
 * is in no entry: what a page says of that is not held, but for what its own rows contradict.
 */

import { VerificationError } from "../verify/index.js";
import { areAlike, differs } from "./account.js";
import { counting } from "./records.js";
import { shownNumber } from "./sheet_rows.js";
import { holdSourcesNames } from "./shown_names.js";
import { Adder, derived, isPercent, partsOf } from "./totals.js";
import { wrongShare, wrongTotal } from "./wrong_total.js";

/** @typedef {import("../verify/entry.js").Stated} Stated */
/** @typedef {import("./sheet_rows.js").Sheets} Sheets */
/** @typedef {import("./area_rows.js").Area} Area */
/** @typedef {import("./area_rows.js").AreaRow} AreaRow */
/** @typedef {import("./area_rows.js").Group} Group */
/** @typedef {{unit: string, source: string, status: string, figures: Map<string, import("./records.js").Given>}} Counted */
/** @typedef {{contest: Stated, records: Map<string, Counted[]>, sources: import("./shown_names.js").Sources, page: string}} HeldTo */

/**
 * How many numbers of areas were held; raises `page-total`, `page-share`, `page-name` or `page-form`.
 * @param {Sheets} sheets
 * @param {Area} area
 * @param {HeldTo} held `records` are those of each unit, in the order of its rows
 * @returns {number}
 */
export function holdArea(sheets, area, held) {
  const at = `${held.page}#${area.name}`;
  const plain = area.only ? area.units.length === 1 : area.rows.length && area.rows.every((row) => row.plain && row.groups.length);
  if (!plain) {
    throw new VerificationError("page-form", { where: at });
  }
  const own = new OfArea(sheets, area, { ...held, at });
  return area.only ? own.holdMore(area.only, [...own.adder.units.keys()], true) : own.holdRows(area.rows);
}

/** One area, added up. */
class OfArea {
  #sheets;
  #area;
  #held;
  #parts;
  /** The records that count of each unit, by source. @type {Map<string, Map<string, Counted>>} */
  #counting = new Map();
  adder;

  /**
   * @param {Sheets} sheets
   * @param {Area} area
   * @param {HeldTo & {at: string}} held
   */
  constructor(sheets, area, held) {
    this.#sheets = sheets;
    this.#area = area;
    this.#held = held;
    this.#parts = partsOf(held.contest);
    this.adder = new Adder(this.#parts);
    for (const unit of area.units) {
      const records = held.records.get(unit) ?? [];
      this.#counting.set(unit, counting(records));
      for (const record of records) this.adder.add(record, record.figures);
    }
  }

  /** @param {AreaRow[]} rows */
  holdRows(rows) {
    let count = 0;
    /** @type {Set<string>} */
    const told = new Set();
    for (const [place, row] of rows.entries()) {
      const [added, ...beside] = row.groups;
      for (const { ids, named, covered, listed } of row.groups) {
        if (!ids) throw new VerificationError("page-form", { where: this.#held.at });
        if (ids.length) holdSourcesNames(ids, this.#held.sources, { text: named, at: this.#held.at });
        if (listed > this.#area.units.length) throw this.#wrong({ source: named, figure: "/", expected: this.#area.units.length, found: `${listed}` });
        for (const id of ids) {
          if (told.has(id)) throw this.#wrong({ source: id, figure: "", expected: null, found: named });
          told.add(id);
          this.#hold(id, `/${listed}`, { expected: this.#unitsOf(id).size, shown: covered, text: `${covered}` });
        }
        count += 1;
      }
      const ids = added.ids ?? [];
      for (const [at, figure] of this.#sheets.figures.entries()) count += this.#holdFigure(ids, figure, { text: row.cells[at], note: row.notes[at] });
      for (const { ids: others } of beside) for (const id of others ?? []) this.#holdBeside(id, ids[0] ?? "");
      count += this.holdMore(row.more, ids, place === 0);
    }
    const sizes = [...this.adder.units].map(([, units]) => units.size);
    const least = Math.min(2, Math.max(...sizes, 0));
    for (const [source, units] of this.adder.units) {
      if (units.size >= least && !told.has(source)) throw this.#wrong({ source, figure: "", expected: units.size, found: "" });
    }
    return count;
  }

  /** @param {string} source */
  #unitsOf(source) {
    return this.adder.units.get(source) ?? new Set();
  }

  /**
   * A figure of sources that add up alike: what any of them gives, on as many records.
   * @param {string[]} ids
   * @param {string} figure
   * @param {{text: string, note: string}} told
   */
  #holdFigure(ids, figure, { text, note }) {
    const shown = shownNumber(text);
    const given = ids.filter((id) => this.adder.sums.get(id)?.has(figure));
    for (const id of given) {
      const [known, units] = [this.adder.known.get(id)?.get(figure) ?? 0, this.#unitsOf(id).size];
      this.#hold(id, figure, { expected: this.adder.sums.get(id)?.get(figure) ?? null, shown, text });
      const on = known === units ? "" : `${known}/${units}`;
      if (note !== on) throw this.#wrong({ source: id, figure, expected: on, found: note });
    }
    if (!given.length) this.#hold(ids.join(" "), figure, { expected: null, shown, text });
    return given.length ? 1 : 0;
  }

  /**
   * A source that is told beside another has fewer of its units, and says the same of each.
   * @param {string} source
   * @param {string} other
   */
  #holdBeside(source, other) {
    for (const unit of this.#unitsOf(source)) {
      const [one, two] = [source, other].map((id) => this.#record(unit, id));
      if (one && two && areAlike(one, two)) continue;
      throw this.#wrong({ source, figure: unit, expected: null, found: other });
    }
  }

  /**
   * @param {string} unit
   * @param {string} source
   */
  #record(unit, source) {
    return this.#counting.get(unit)?.get(source);
  }

  /** @param {string} unit */
  #ofUnit(unit) {
    return [...this.#counting.get(unit)?.values() ?? []];
  }

  /**
   * What stands after the figures: turnout, and on how many units two sources differ.
   * @param {string[]} cells
   * @param {string[]} ids
   * @param {boolean} first whether it is the first row of its area
   */
  holdMore(cells, ids, first) {
    let count = 0;
    for (const [at, name] of this.#sheets.more.entries()) {
      const text = cells[at] ?? "";
      if (name === "turnout" && this.#sheets.element.dataset.register !== "listed") count += this.#holdTurnout(text, ids);
      if (name === "differ" && first) {
        const differing = this.#area.units.filter((unit) => differs(this.#ofUnit(unit))).length;
        this.#hold("", name, { expected: differing || null, shown: shownNumber(text), text });
        count += 1;
      }
    }
    return count;
  }

  /**
   * @param {string} text
   * @param {string[]} ids
   */
  #holdTurnout(text, ids) {
    const shown = /^(\d+)[.,](\d+)$/.exec(text);
    const given = ids.map((id) => /** @type {const} */ ([id, this.#turnoutOf(id)])).filter(([, { registered }]) => registered);
    const wrong = given.find(([, { voters, registered }]) => !shown || !isPercent(shown, voters, registered));
    if (!wrong && (given.length || !text)) return given.length ? 1 : 0;
    const [source, figure] = [wrong?.[0] ?? ids.join(" "), "turnout"];
    throw wrongShare({ where: `${this.#held.at}, ${source}, ${figure}`, source, figure, found: text });
  }

  /**
   * Voters and registered voters, over the units where both are known.
   * @param {string} source
   */
  #turnoutOf(source) {
    const sum = { voters: 0, registered: 0 };
    const [ofVoters, ofRegister] = ["voters", "registered"].map((role) => figureOf(this.#held.contest, role));
    for (const unit of this.#unitsOf(source)) {
      const voters = derived(ofVoters, this.#record(unit, source)?.figures ?? new Map(), this.#parts);
      const register = registerOf(this.#ofUnit(unit), ofRegister);
      if (voters === null || !register) continue;
      sum.voters += voters;
      sum.registered += register;
    }
    return sum;
  }

  /**
   * @param {string} source
   * @param {string} figure
   * @param {{expected: number|null, shown: number|"?"|null, text: string}} held
   */
  #hold(source, figure, { expected, shown, text }) {
    if (shown !== expected) throw this.#wrong({ source, figure, expected, found: text });
  }

  /** @param {{source: string, figure: string, expected: number|string|null, found: string}} wrong */
  #wrong({ source, figure, expected, found }) {
    const where = [this.#held.at, source, figure].filter(Boolean).join(", ");
    return wrongTotal({ where, source, figure, found }, expected);
  }
}

/**
 * The figure with a role in a contest.
 * @param {Stated} contest
 * @param {string} role
 */
function figureOf(contest, role) {
  const figures = /** @type {any[]} */ (Array.isArray(contest.figures) ? contest.figures : []);
  return String(figures.find((one) => one?.role === role)?.id ?? "");
}

/**
 * The registered voters of a unit, from the first record that says how many; null where none does.
 * @param {Counted[]} records that count
 * @param {string} figure
 */
function registerOf(records, figure) {
  for (const { figures } of records) {
    const value = figures.get(figure);
    if (typeof value === "number") return value;
  }
  return null;
}

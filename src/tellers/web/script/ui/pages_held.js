/**
 * Every sheets page of a site held to the whole log: each row's numbers, and each standing record on one page.
 *
 * Faults are collected, not raised: a site that was altered in one place says where, and all the places.
 */

import { VerificationError } from "../verify/index.js";
import { holdArea } from "./areas_held.js";
import { holdNames, holdRow, holdTotalsNames } from "./held.js";
import { holdPlaces } from "./places_held.js";
import { bearsOnly } from "./row_form.js";
import { readSheets, shownNumber } from "./sheet_rows.js";
import { holdTables } from "./tables_held.js";
import { Adder, partsOf, readTotals } from "./totals.js";
import { holdTotal } from "./totals_held.js";

/** @typedef {import("./standing.js").Standing} Standing */
/** @typedef {import("./standing.js").Kept} Kept */
/** @typedef {{pages: number, rows: number, figures: number, totals: number}} Counts of what was held */

const MOST_FAULTS = 50;
const SHEETS = /^(?:([a-z]{2,3})\/)?sheets\/[^/]+\.html$/;
const LANGUAGE = /^[a-z]{2,3}\//;
const WHOLE = /^(?:[a-z]{2,3}\/(?:areas|index|report)|index)\.html$/;

export class PagesHeld {
  #standing;
  /** @type {Map<number, Kept>} */
  #records = new Map();
  /** By language, "" for pages that are written once: which entries were shown. @type {Map<string, Set<number>>} */
  #shown = new Map();
  /** Sums of the whole vote by contest. @type {Map<string, Adder>} */
  #whole = new Map();
  /** @type {Map<string, import("../verify/entry.js").Stated|null>} */
  #stated = new Map();
  /** @type {Counts} */
  held = { pages: 0, rows: 0, figures: 0, totals: 0 };
  /** @type {VerificationError[]} */
  faults = [];
  /** How many there are, kept or not. */
  found = 0;

  #tree;
  /** Whether there are several contests, so that each has to be called by its title. */
  #titled;
  /** @type {Set<string>} */
  #taken = new Set();

  /**
   * @param {Standing} standing
   * @param {import("./area_tree.js").AreaTree} tree where the site's own list puts units
   */
  constructor(standing, tree) {
    this.#standing = standing;
    this.#tree = tree;
    this.#titled = standing.contests() > 1;
    for (const kept of standing.records()) {
      this.#records.set(kept.index, kept);
      this.#adderOf(this.#whole, kept.contest)?.add(kept, standing.figuresOf(kept));
    }
  }

  get standing() {
    return this.#records.size;
  }

  /**
   * Holds one page, as it was read, to the log.
   * @param {string} path
   * @param {Document} page
   */
  take(path, page) {
    if (WHOLE.test(path)) this.takeTotals(path, page, this.#whole);
    const language = SHEETS.exec(path)?.[1] ?? "";
    if (!SHEETS.test(path)) return;
    this.held.pages += 1;
    this.#taken.add(path);
    const shown = this.#shown.get(language) ?? new Set();
    this.#shown.set(language, shown);
    /** @type {Map<string, Adder>} */
    const adders = new Map();
    for (const sheets of readSheets(page)) {
      this.#holdSubjects(path, sheets);
      this.noting(() => holdPlaces(sheets, { path, tree: this.#tree }));
      this.noting(() => holdNames(sheets, { contest: this.#statedOf(`contest/${sheets.contest}`), page: path, titled: this.#titled, sourceOf: (id) => this.#statedOf(`source/${id}`) }));
      /** @type {Map<string, (Kept & {figures: ReturnType<Standing["figuresOf"]>})[]>} */
      const records = new Map();
      for (const row of sheets.rows) {
        this.noting(() => this.#takeRow(row, sheets, { path, shown, adders, records }));
      }
      const contest = this.#statedOf(`contest/${sheets.contest}`);
      for (const area of contest ? sheets.areas : []) {
        const held = { contest: contest ?? {}, records, page: path, sources: (/** @type {string} */ id) => this.#statedOf(`source/${id}`) };
        this.noting(() => { this.held.totals += holdArea(sheets, area, held); });
      }
    }
    this.takeTotals(path, page, adders);
  }

  /**
   * @param {import("./sheet_rows.js").Row} row
   * @param {import("./sheet_rows.js").Sheets} sheets
   * @param {{path: string, shown: Set<number>, adders: Map<string, Adder>, records: Map<string, Kept[]>}} of
   */
  #takeRow(row, sheets, { path, shown, adders, records: ofUnits }) {
    const records = row.entries.map((index) => {
      const kept = this.#records.get(index);
      const told = { where: `${path}#${row.unit}`, words: { index, unit: row.unit } };
      if (!kept) throw new VerificationError("page-outdated", told);
      if (shown.has(index)) throw new VerificationError("page-twice", told);
      shown.add(index);
      const figures = this.#standing.figuresOf(kept);
      this.#adderOf(adders, kept.contest)?.add(kept, figures);
      return { ...kept, figures };
    });
    ofUnits.set(row.unit, [...ofUnits.get(row.unit) ?? [], ...records]);
    this.held.rows += 1;
    this.held.figures += holdRow(row, sheets, { records, page: path, contest: this.#statedOf(`contest/${sheets.contest}`), sources: (id) => this.#statedOf(`source/${id}`) });
  }

  /**
   * @param {string} path
   * @param {import("./sheet_rows.js").Sheets} sheets
   */
  #holdSubjects(path, { subjects }) {
    for (const [subject, index] of Object.entries(subjects)) {
      const stands = this.#standing.subject(subject);
      if (stands?.index === index) continue;
      const told = { where: path, expected: `${subject}: ${stands?.index ?? "–"}`, found: `${index}`, words: { index } };
      this.note(new VerificationError("page-subject", told));
    }
  }

  /**
   * Holds the totals that a page shows to what records add up to, by contest.
   * @param {string} path
   * @param {Document} page
   * @param {Map<string, Pick<Adder, "sums"|"restOn">>} adders
   */
  takeTotals(path, page, adders) {
    this.noting(() => holdTables(path, page, adders));
    for (const table of /** @type {NodeListOf<HTMLElement>} */ (page.querySelectorAll("table.totals[data-contest]"))) {
      const contest = table.dataset.contest ?? "";
      this.noting(() => holdTotalsNames(table, { page: path, titled: this.#titled, statedOf: (subject) => this.#statedOf(subject) }));
      for (const total of readTotals(table)) this.#holdTotal(path, { contest, ...total }, adders);
    }
    for (const cell of /** @type {NodeListOf<HTMLElement>} */ (page.querySelectorAll("[data-total]"))) {
      const [contest, source, figure] = (cell.dataset.total ?? "").split("|");
      const text = (cell.textContent ?? "").trim();
      const plain = cell.nodeName === "TD" && !cell.childElementCount && bearsOnly(cell, ["class", "data-total"]);
      this.#holdTotal(path, { contest, sources: [source], figure, shown: plain ? shownNumber(text) : NaN, text }, adders);
    }
  }

  /**
   * @param {string} path
   * @param {{contest: string} & import("./totals.js").ShownTotal} total
   * @param {Map<string, Pick<Adder, "sums"|"restOn">>} adders
   */
  #holdTotal(path, { contest, ...total }, adders) {
    const stated = this.#statedOf(`contest/${contest}`) ?? {};
    const own = adders.get(contest);
    const restOn = (/** @type {string} */ source, /** @type {string} */ figure) => (own ? own.restOn(source, figure) : []);
    const { held, faults } = holdTotal(total, { page: path, sums: own?.sums ?? new Map(), restOn, contest: stated });
    this.held.totals += held;
    for (const fault of faults) this.note(fault);
  }

  /**
   * @param {string} subject
   * @returns {import("../verify/entry.js").Stated|null}
   */
  #statedOf(subject) {
    const known = this.#stated.get(subject);
    if (known !== undefined) return known;
    const stated = this.#standing.subject(subject)?.stated ?? null;
    this.#stated.set(subject, stated);
    return stated;
  }

  /**
   * Notes pages that the site's list has in one language and not in each: nobody would hold those.
   * @param {string[]} paths
   * @param {string[]} languages
   */
  holdLanguages(paths, languages) {
    const listed = new Set(paths);
    for (const path of new Set(paths.flatMap((one) => (LANGUAGE.test(one) ? [one.replace(LANGUAGE, "")] : [])))) {
      for (const language of languages) {
        if (!listed.has(`${language}/${path}`)) this.note(new VerificationError("page-missing", { where: `${language}/${path}` }));
      }
    }
  }

  /** Notes every standing record that a language's pages leave out, and every page of the list that is not there. */
  finish() {
    for (const page of this.#tree.pages().filter((one) => one.startsWith("sheets/"))) {
      for (const language of this.#shown.keys()) {
        const path = `${language ? `${language}/` : ""}${page}`;
        if (!this.#taken.has(path)) this.note(new VerificationError("page-missing", { where: path }));
      }
    }
    for (const [language, shown] of this.#shown) {
      for (const [index, { unit }] of this.#records) {
        if (shown.has(index)) continue;
        const where = `${language ? `${language}/` : ""}sheets/`;
        this.note(new VerificationError("page-left-out", { where, found: unit, words: { index, unit } }));
      }
    }
    if (!this.#shown.size && this.#records.size) this.note(new VerificationError("page-missing", { where: "sheets/" }));
  }

  /**
   * @param {Map<string, Adder>} adders
   * @param {string} contest
   */
  #adderOf(adders, contest) {
    const stated = this.#standing.subject(`contest/${contest}`)?.stated;
    if (!adders.has(contest) && stated) adders.set(contest, new Adder(partsOf(stated)));
    return adders.get(contest);
  }

  /**
   * Does something, and notes the fault that it raises.
   * @param {() => void} hold
   */
  noting(hold) {
    try {
      hold();
    } catch (error) {
      if (!(error instanceof VerificationError)) throw error;
      this.note(error);
    }
  }

  /** @param {VerificationError} fault */
  note(fault) {
    this.found += 1;
    if (this.faults.length < MOST_FAULTS) this.faults.push(fault);
  }
}

/**
 * The pages of a site that are held: all that list sheets, and those that say the totals of the whole vote.
 * @param {Record<string, unknown>} files of site.json
 * @returns {string[]}
 */
export function pagesToHold(files) {
  return Object.keys(files).filter((path) => SHEETS.test(path) || WHOLE.test(path)).sort();
}

/**
 * What "verify everything" holds besides sheets: pages of areas, members in words, and the data of maps and charts.
 *
 * All of it is added up anew from the records that stand. Which unit lies in which area is the word of the site's
 * own list, which nobody signed.
 */

import { readUtf8 } from "../verify/bytes.js";
import { VerificationError } from "../verify/index.js";
import { AreaSums } from "./area_sums.js";
import { holdAreas, holdCharts, holdEntered } from "./data_held.js";
import { holdPositions } from "./positions_held.js";
import { readData } from "./shell.js";
import { partsOf } from "./totals.js";
import { holdWithin } from "./within_held.js";

/** @typedef {import("./area_tree.js").AreaTree} AreaTree */
/** @typedef {import("./pages_held.js").PagesHeld} PagesHeld */
/** @typedef {import("./standing.js").Kept} Kept */
/** @typedef {import("./standing.js").Standing} Standing */
/** @typedef {import("../verify/entry.js").Stated} Stated */
/** @typedef {{stated: Stated, sums: AreaSums, records: Kept[], ids: string[], options: number}} Contest */

export const FIND = "data/find.js";
const AREAS = /^([a-z]{2,3})\/(areas|area\/[^/]+)\.html$/;
const DATA = /^data\/(?:areas|charts)-[^/]+\.js$/;
const PICTURES = /^[a-z]{2,3}\/(?:map|charts)\.html$/;

export class SiteHeld {
  #standing;
  #pages;
  #tree;
  /** @type {Map<string, Contest>} */
  #contests = new Map();
  /** Data files with what they hold, until pages have said of which contest. @type {Map<string, any>} */
  #data = new Map();
  /** By data file, the contest and the level that pages name it for. @type {Map<string, {contest: string, level: number}>} */
  #named = new Map();
  held = { files: 0, bytes: 0, cells: 0, positions: 0, data: 0 };

  /**
   * @param {Standing} standing
   * @param {PagesHeld} pages which note the faults
   * @param {AreaTree} tree
   */
  constructor(standing, pages, tree) {
    this.#standing = standing;
    this.#pages = pages;
    this.#tree = tree;
    /** @type {Map<string, Kept[]>} */
    const records = new Map();
    for (const kept of standing.records()) {
      const own = records.get(kept.contest);
      if (own) own.push(kept);
      else records.set(kept.contest, [kept]);
    }
    for (const [id, own] of records) this.#addUp(id, own);
  }

  /**
   * @param {string} id
   * @param {Kept[]} records
   */
  #addUp(id, records) {
    const stated = this.#standing.subject(`contest/${id}`)?.stated;
    if (!stated) return; // its pages are faults already
    const parts = partsOf(stated);
    const options = Array.isArray(stated.options) ? stated.options.length : 0;
    const sums = new AreaSums({ parts, options });
    sums.take(records, this.#standing, this.#tree);
    this.#contests.set(id, { stated, sums, records, ids: [...parts.keys()], options });
    for (const [unit, { index }] of sums.unlisted) {
      const told = { where: FIND, found: unit, words: { index, unit } };
      this.#pages.note(new VerificationError("page-left-out", told));
    }
  }

  /**
   * The bytes of a file that the list names, also where they are not those of the list, which is noted.
   * @param {Awaited<ReturnType<typeof import("./listed_files.js").readListed>>} read
   * @returns {Uint8Array<ArrayBuffer>|null}
   */
  takeListed(read) {
    if (read instanceof Uint8Array) {
      this.held.files += 1;
      this.held.bytes += read.length;
      return read;
    }
    this.#pages.note(read);
    return "bytes" in read ? /** @type {Uint8Array<ArrayBuffer>} */ (read.bytes) : null;
  }

  /**
   * Whether a file is one that `take` reads.
   * @param {string} path
   */
  static reads(path) {
    return AREAS.test(path) || DATA.test(path) || PICTURES.test(path);
  }

  /**
   * Holds what an area page says, and keeps data and what pages say of it for `finish`.
   * @param {string} path
   * @param {Uint8Array} bytes
   * @param {Document|null} page
   */
  take(path, bytes, page) {
    if (DATA.test(path)) {
      const read = readData(readUtf8(bytes) ?? "");
      if (read) this.#data.set(path, read.value);
      else this.#pages.note(new VerificationError("page-form", { where: path, expected: "tellersData(...)" }));
    }
    if (page && PICTURES.test(path)) this.#pages.noting(() => this.#readPictures(path, page));
    if (page) this.#takePositions(path, page);
    const area = AREAS.exec(path)?.[2];
    if (page && area) this.#takeArea(path, area === "areas" ? "" : this.#tree.areaOf(`${area}.html`), page);
  }

  /**
   * @param {string} path
   * @param {string|undefined} chain
   * @param {Document} page
   */
  #takeArea(path, chain, page) {
    if (chain === undefined) {
      this.#pages.note(new VerificationError("page-form", { where: path, expected: FIND }));
      return;
    }
    if (chain) {
      const sums = new Map([...this.#contests].map(([id, contest]) => [id, {
        sums: contest.sums.sumsOf(chain),
        restOn: (/** @type {string} */ source, /** @type {string} */ figure) => contest.sums.restOn(chain, source, figure),
      }]));
      this.#pages.takeTotals(path, page, sums);
    }
    for (const table of /** @type {NodeListOf<HTMLElement>} */ (page.querySelectorAll("table.areas"))) {
      this.#pages.noting(() => {
        const { sums, ids, options, stated } = this.#contest(table.dataset.contest ?? "", path);
        const held = { sums, ids, options, tree: this.#tree, chain, page: path };
        this.held.cells += holdWithin(table, held, { contest: stated, sourceOf: (id) => this.#sourceOf(id) });
      });
    }
  }

  /**
   * Holds the members' positions that a sheets page says in words.
   * @param {string} path
   * @param {Document} page
   */
  #takePositions(path, page) {
    for (const table of /** @type {NodeListOf<HTMLElement>} */ (page.querySelectorAll("table.positions"))) {
      this.#pages.noting(() => {
        const { stated, records } = this.#contest(table.dataset.contest ?? "", path);
        const recordsOf = (/** @type {string} */ unit, /** @type {string} */ source) =>
          records.filter((kept) => kept.unit === unit && kept.source === source)
            .map((kept) => ({ kept, given: this.#standing.figuresOf(kept) }));
        const units = new Set(records.map((kept) => kept.unit));
        this.held.positions += holdPositions(table, { page: path, contest: stated, sourceOf: (id) => this.#sourceOf(id), recordsOf, units });
      });
    }
  }

  /**
   * Which data files a page of a map or charts names for which contest; all pages have to say the same.
   * @param {string} path
   * @param {Document} page
   */
  #readPictures(path, page) {
    const text = /** @type {HTMLElement|null} */ (page.querySelector("#picture"))?.dataset.contests;
    /** @type {PictureContest[]} */
    const contests = picturesOf(text, path);
    for (const { id, levels, charts } of contests) {
      const files = /** @type {[string, number][]} */ ([[charts, -1], ...levels.map((level) => [level.file, this.#tree.levels.indexOf(level.id)])]);
      for (const [file, level] of files) {
        const known = this.#named.get(file);
        if (known && (known.contest !== id || known.level !== level)) throw new VerificationError("page-form", { where: path, expected: `${file}: ${known.contest}`, found: id });
        this.#named.set(file, { contest: id, level });
      }
    }
  }

  /** Holds the data of maps and charts, once every page was taken. */
  finish() {
    for (const path of this.#named.keys()) { // a picture would be drawn of it
      if (!this.#data.has(path)) this.#pages.note(new VerificationError("page-form", { where: path, expected: "data/areas-*.js, data/charts-*.js" }));
    }
    for (const [path, value] of this.#data) {
      const named = this.#named.get(path);
      if (!named) {
        this.#pages.note(new VerificationError("page-form", { where: path, expected: "charts.html, map.html" }));
        continue;
      }
      this.#pages.noting(() => {
        const { sums, ids, options, records } = this.#contest(named.contest, path);
        const of = { page: path, ids, options };
        if (named.level >= 0) this.held.data += holdAreas(value, { sums, chains: this.#tree.ofLevel(named.level) }, of);
        else {
          this.held.data += holdCharts(value, sums, of);
          holdEntered(value, records, path);
        }
      });
    }
  }

  /**
   * @param {string} id
   * @param {string} path
   */
  #contest(id, path) {
    const contest = this.#contests.get(id);
    if (!contest) throw new VerificationError("page-form", { where: path, expected: `contest/${id}` });
    return contest;
  }

  /** @param {string} id */
  #sourceOf(id) {
    return this.#standing.subject(`source/${id}`)?.stated ?? null;
  }
}

/**
 * The contests that a page of a map or charts draws; raises `page-form` where they are not in their form.
 * @param {string|undefined} text
 * @param {string} path
 * @returns {PictureContest[]}
 */
function picturesOf(text, path) {
  try {
    const contests = text ? JSON.parse(text) : [];
    const isOne = (/** @type {any} */ one) => typeof one.id === "string" && typeof one.charts === "string"
      && one.levels.every((/** @type {any} */ level) => typeof level.id === "string" && typeof level.file === "string");
    if (contests.every(isOne)) return contests;
  } catch {
    // told below
  }
  throw new VerificationError("page-form", { where: path, expected: "data-contests" });
}

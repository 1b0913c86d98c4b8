/**
 * Where the site's own list (`data/find.js`) says that units lie.
 *
 * Nobody signed it: what is added up by it is true of the areas as this list has them, and of no other.
 */

import { VerificationError } from "../verify/index.js";
import { readPlaces } from "./find_places.js";

/**
 * An area is named by its codes and those around it, the widest first, each after a newline: "" is the whole vote.
 * @typedef {string} Chain
 * @typedef {{level: number, code: string, units: string[]}} Within
 * @typedef {{units: string[], areas: Within[]}} OnPage
 * @typedef {[level: number, code: string, name: unknown, parent: number, page: string]} ListedArea
 */

export class AreaTree {
  /** By place in the list. @type {Chain[]} */
  #chains = [];
  /** By unit, the areas that it lies in, the whole vote first. @type {Map<string, Chain[]>} */
  #units = new Map();
  /** By page from the root, without its language. @type {Map<string, Chain>} */
  #pages = new Map();
  /** What stands on each page, the areas in it that have no page of their own. @type {Map<string, OnPage>} */
  #onPages = new Map();
  /** By place in the list: the page it stands on, and where it has none of its own what it has there. @type {[page: OnPage|undefined, within: Within|null][]} */
  #placed = [];
  /** The ids of the levels, the widest first. @type {string[]} */
  levels;

  /**
   * Raises `page-form` where it is not the list that the site's search reads.
   * @param {any} told the value of data/find.js
   * @param {string} where
   */
  constructor(told, where) {
    const listed = read(told, where);
    this.levels = (Array.isArray(told.levels) ? told.levels : []).map((/** @type {any} */ level) => String(level?.id));
    for (const [at, area] of /** @type {ListedArea[]} */ (listed.areas).entries()) this.#take(at, area, where);
    for (const [area, unit] of listed.units) {
      const chain = this.#chains[area];
      if (chain === undefined || typeof unit !== "string" || this.#units.has(unit)) throw wrong(where, `each unit once: ${unit}`);
      this.#units.set(unit, around(chain));
      this.#stand(area, unit, /** @type {ListedArea[]} */ (listed.areas));
    }
  }

  /**
   * @param {number} at
   * @param {ListedArea} area
   * @param {string} where
   */
  #take(at, [level, code, , parent, page], where) {
    const wider = parent === -1 ? "" : this.#chains[parent];
    if (wider === undefined || parent >= at || typeof code !== "string") throw wrong(where, "each area after the one around it");
    const chain = level < 0 ? "" : `${wider}\n${code}`;
    if (level >= 0 && levelOf(chain) !== level) throw wrong(where, `level ${level} of ${code}`);
    this.#chains.push(chain);
    if (page) this.#pages.set(page, chain);
    if (page && this.#onPages.has(page)) throw wrong(where, `each page once: ${page}`);
    const own = page ? { units: [], areas: [] } : this.#placed[parent]?.[0];
    const within = page ? null : { level, code, units: [] };
    if (page && own) this.#onPages.set(page, own);
    if (within) own?.areas.push(within);
    this.#placed.push([own, within]);
  }

  /**
   * Puts a unit into all areas that it lies in on its page.
   * @param {number} area
   * @param {string} unit
   * @param {ListedArea[]} areas
   */
  #stand(area, unit, areas) {
    this.#placed[area][0]?.units.push(unit);
    for (let at = area; at >= 0 && this.#placed[at][1]; at = areas[at][3]) this.#placed[at][1]?.units.push(unit);
  }

  /**
   * What stands on a page; undefined where the list has none.
   * @param {string} page
   */
  onPage(page) {
    return this.#onPages.get(page);
  }

  /** Every page of an area. */
  pages() {
    return [...this.#onPages.keys()];
  }

  /**
   * The areas that a unit lies in, the whole vote first; null of a unit that is not listed.
   * @param {string} unit
   */
  areasOf(unit) {
    return this.#units.get(unit) ?? null;
  }

  /**
   * The area of a page, by its path from the root without its language; undefined where the list has none.
   * @param {string} page
   */
  areaOf(page) {
    return this.#pages.get(page);
  }

  /**
   * The areas of a level, each once.
   * @param {number} level
   */
  ofLevel(level) {
    return new Set(this.#chains.filter((chain) => levelOf(chain) === level));
  }
}

/**
 * @param {any} told
 * @param {string} where
 */
function read(told, where) {
  try {
    return readPlaces(told);
  } catch {
    throw wrong(where, "areas with their units");
  }
}

/**
 * The level of an area, 0 for the widest, -1 for the whole vote.
 * @param {Chain} chain
 */
function levelOf(chain) {
  return chain.split("\n").length - 2;
}

/**
 * An area and all around it, the widest first.
 * @param {Chain} chain
 * @returns {Chain[]}
 */
function around(chain) {
  const codes = chain.split("\n");
  return codes.map((_, at) => codes.slice(0, at + 1).join("\n"));
}

/**
 * @param {string} where
 * @param {string} expected
 */
function wrong(where, expected) {
  return new VerificationError("page-form", { where, expected });
}

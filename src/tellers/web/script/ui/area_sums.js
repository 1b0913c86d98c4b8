/**
 * What standing records add up to in every area, and how two sources differ there: one pass over the units.
 *
 * As `tellers.web.site.counted` and `area_values` have it; where a unit lies is the site's own list's word.
 */

import { counts } from "./records.js";
import { derived } from "./totals.js";

/** @typedef {import("./area_tree.js").AreaTree} AreaTree */
/** @typedef {import("./area_tree.js").Chain} Chain */
/** @typedef {import("./standing.js").Kept} Kept */
/** @typedef {import("./standing.js").Standing} Standing */
/** @typedef {(number|null)[]} Values of each figure of the contest, in its order */
/** @typedef {{shared: number, differ: number, apart: number, net: number[]}} Pair votes in the first less in the second */
/** @typedef {{records: number, sums: number[], known: number[]}} Own */
/** @typedef {{sources: Map<string, Own>, pairs: Map<string, Pair>}} AreaSum */
/** @typedef {{parts: Map<string, string[]>, options: number}} Declared figures of a contest, options first */

export class AreaSums {
  /** @type {Map<Chain, AreaSum>} */
  areas = new Map();
  /** The records that count of each unit, by source. @type {Map<string, Map<string, {kept: Kept, values: Values}>>} */
  units = new Map();
  /** Units of a standing record that the site's list does not have. @type {Map<string, Kept>} */
  unlisted = new Map();
  #ids;
  #figures;

  /**
   * @param {Declared} figures
   */
  constructor(figures) {
    this.#figures = figures;
    this.#ids = [...figures.parts.keys()];
  }

  /**
   * Takes the records of one contest, in the order of their subjects, then adds their units up.
   * @param {Kept[]} records
   * @param {Standing} standing
   * @param {AreaTree} tree
   */
  take(records, standing, tree) {
    for (const kept of records) {
      if (!tree.areasOf(kept.unit)) this.unlisted.set(kept.unit, kept);
      const unit = this.units.get(kept.unit) ?? new Map();
      if (!counts(kept, unit.has(kept.source))) continue;
      this.units.set(kept.unit, unit);
      const given = standing.figuresOf(kept);
      unit.set(kept.source, { kept, values: this.#ids.map((id) => derived(id, given, this.#figures.parts)) });
    }
    for (const [unit, sources] of this.units) {
      const areas = (tree.areasOf(unit) ?? [""]).map((chain) => this.#area(chain));
      for (const [source, { values }] of sources) for (const area of areas) this.#add(area, source, values);
      this.#addPairs(areas, [...sources].sort(([one], [other]) => (one < other ? -1 : 1)));
    }
  }

  /** @param {Chain} chain */
  #area(chain) {
    const known = this.areas.get(chain);
    if (known) return known;
    /** @type {AreaSum} */
    const made = { sources: new Map(), pairs: new Map() };
    this.areas.set(chain, made);
    return made;
  }

  /**
   * @param {AreaSum} area
   * @param {string} source
   * @param {Values} values
   */
  #add(area, source, values) {
    let own = area.sources.get(source);
    if (!own) {
      own = { records: 0, sums: this.#ids.map(() => 0), known: this.#ids.map(() => 0) };
      area.sources.set(source, own);
    }
    own.records += 1;
    for (let at = 0; at < values.length; at += 1) {
      const value = values[at];
      if (value === null) continue;
      own.sums[at] += value;
      own.known[at] += 1;
    }
  }

  /**
   * @param {AreaSum[]} areas
   * @param {[string, {values: Values}][]} sources sorted
   */
  #addPairs(areas, sources) {
    for (let one = 0; one < sources.length; one += 1) {
      for (let two = one + 1; two < sources.length; two += 1) {
        const name = pairName(sources[one][0], sources[two][0]);
        const pair = this.#pairOf(sources[one][1].values, sources[two][1].values);
        for (const area of areas) addPair(area, name, pair);
      }
    }
  }

  /**
   * @param {Values} first
   * @param {Values} second
   * @returns {Pair}
   */
  #pairOf(first, second) {
    const { options } = this.#figures;
    const pair = { shared: 1, differ: 0, apart: 0, net: /** @type {number[]} */ ([]) };
    for (let at = 0; at < first.length; at += 1) {
      const [ours, theirs] = [first[at], second[at]];
      if (ours === null || theirs === null || ours === theirs) continue;
      pair.differ = 1;
      if (at >= options) continue;
      pair.apart += Math.abs(ours - theirs);
      pair.net[at] = ours - theirs;
    }
    return pair;
  }

  /**
   * What a source's records add up to in an area, by figure; as `Adder` has it of the whole vote.
   * @param {Chain} chain
   * @returns {Map<string, Map<string, number>>}
   */
  sumsOf(chain) {
    const sources = this.areas.get(chain)?.sources ?? new Map();
    return new Map([...sources].map(([source, { sums, known }]) =>
      [source, new Map(this.#ids.flatMap((id, at) => (known[at] ? [[id, sums[at]]] : [])))]));
  }

  /**
   * On how many records of a source a figure rests in an area, and of how many.
   * @param {Chain} chain
   * @param {string} source
   * @param {string} figure
   */
  restOn(chain, source, figure) {
    const own = this.areas.get(chain)?.sources.get(source);
    return [own?.known[this.#ids.indexOf(figure)] ?? 0, own?.records ?? 0];
  }
}

/**
 * @param {AreaSum} area
 * @param {string} name
 * @param {Pair} pair
 */
function addPair(area, name, pair) {
  const sum = area.pairs.get(name) ?? { shared: 0, differ: 0, apart: 0, net: [] };
  area.pairs.set(name, sum);
  sum.shared += pair.shared;
  sum.differ += pair.differ;
  sum.apart += pair.apart;
  for (const at of pair.net.keys()) if (pair.net[at]) sum.net[at] = (sum.net[at] ?? 0) + pair.net[at];
}

/**
 * @param {string} one
 * @param {string} other
 */
export function pairName(one, other) {
  return one < other ? `${one}\n${other}` : `${other}\n${one}`;
}

/**
 * Finding among all areas and units of a site, while somebody types.
 *
 * Every word typed must begin a word of the place or of an area it lies in, and at least one of the place's
 * own. A place's own whole words weigh most; among equals the wider area comes first, then the shorter name.
 * Cost: one look in the sorted words for each word typed, and one pass over the places.
 */

import { fold, indexWords, joinedNumbers, queryWords } from "./find_words.js";

/**
 * What can be found (find_places.js): `areas` are [level, code, name, parent, page], parents before children
 * and -1 at the top, page "" for rows on its parent's; `units` are [area, id, name], and of a member the name by language.
 * @typedef {{levels: {id: string, name: Record<string, string>}[], everyLanguage: boolean,
 *   areas: [level: number, code: string, name: string, parent: number, page: string][],
 *   units: [area: number, id: string, name: string, named?: Record<string, string>][]}} Places
 */
/** @typedef {{kind: "area"|"unit", at: number, score: number}} Hit */
/** @typedef {{hits: Hit[], count: number}} Hits the best, and how many there are */
/** @typedef {{words: string[], postings: Int32Array[], own: Uint8Array, places: Places}} Index */

const OWN_WHOLE = 8;
const OWN_BEGUN = 6;
const ABOVE_WHOLE = 2;
const ABOVE_BEGUN = 1;

/**
 * @param {Places} places
 * @returns {Index}
 */
export function buildIndex(places) {
  /** @type {Map<string, number[]>} */
  const postings = new Map();
  const { areas, units, levels } = places;
  const kinds = levels.map(({ id, name }) => [...new Set([id, ...Object.values(name)].flatMap(indexWords))]);
  /** @type {Map<string, string[]>} many places have one name */
  const known = new Map();
  /**
   * @param {number} at
   * @param {string} text
   */
  const add = (at, text) => {
    let words = known.get(text);
    if (!words) known.set(text, words = indexWords(text));
    for (const word of words) post(postings, word, at);
  };
  for (const [at, [level, code, name]] of areas.entries()) {
    add(at, name);
    for (const word of idWords(code)) post(postings, word, at);
    for (const word of kinds[level] ?? []) post(postings, word, at);
  }
  for (const [at, [, id, name, named]] of units.entries()) {
    for (const one of new Set([name, ...Object.values(named ?? {})])) if (one) add(areas.length + at, one);
    for (const word of idWords(id)) post(postings, word, areas.length + at);
  }
  const words = [...postings.keys()].sort();
  return {
    words, places, own: new Uint8Array(areas.length + units.length),
    postings: words.map((word) => Int32Array.from(postings.get(word) ?? [])),
  };
}

/**
 * The words of an id: its parts, and all of it as it may be typed, with its marks or without.
 * @param {string} id
 */
function idWords(id) {
  const parts = fold(id);
  return parts.length > 1 ? [...new Set([...parts, ...joinedNumbers(id), parts.join("")])] : parts;
}

/**
 * @param {Map<string, number[]>} postings
 * @param {string} word
 * @param {number} at
 */
function post(postings, word, at) {
  const list = postings.get(word);
  if (!list) postings.set(word, [at]);
  else if (list[list.length - 1] !== at) list.push(at);
}

/**
 * The best places for what was typed.
 * @param {Index} index
 * @param {string} text
 * @param {number} [most]
 * @returns {Hits}
 */
export function find(index, text, most = 40) {
  const words = queryWords(text);
  const { areas, units } = index.places;
  const count = areas.length + units.length;
  if (!words.length) return { hits: [], count: 0 };
  const scores = new Uint16Array(count);
  const owned = new Uint8Array(count);
  const missing = new Uint8Array(count);
  for (const word of words) {
    const own = ownScores(index, word);
    const above = new Uint8Array(areas.length);
    for (let at = 0; at < count; at += 1) {
      const parent = at < areas.length ? areas[at][3] : units[at - areas.length][0];
      const inherited = parent < 0 ? 0 : above[parent];
      const mine = own[at];
      if (at < areas.length) {
        above[at] = Math.max(inherited, mine === OWN_WHOLE ? ABOVE_WHOLE : mine ? ABOVE_BEGUN : 0);
      }
      if (mine) owned[at] = 1;
      if (mine || inherited) scores[at] += mine || inherited;
      else missing[at] = 1;
    }
  }
  return best(index, { scores, fits: (at) => owned[at] === 1 && missing[at] === 0, most });
}

/**
 * How well each place's own words fit one that was typed.
 * @param {Index} index
 * @param {string} word
 */
function ownScores({ words, postings, own }, word) {
  own.fill(0);
  for (let at = firstFrom(words, word); at < words.length && words[at].startsWith(word); at += 1) {
    const score = words[at] === word ? OWN_WHOLE : OWN_BEGUN;
    for (const place of postings[at]) if (own[place] < score) own[place] = score;
  }
  return own;
}

/**
 * @param {string[]} words
 * @param {string} word
 */
function firstFrom(words, word) {
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (words[middle] < word) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * @param {Index} index
 * @param {{scores: Uint16Array, fits: (at: number) => boolean, most: number}} found
 * @returns {Hits}
 */
function best({ places: { areas, units } }, { scores, fits, most }) {
  /** @type {Map<number, number[]>} by score, the places in their order */
  const byScore = new Map();
  let count = 0;
  for (let at = 0; at < scores.length; at += 1) {
    if (!fits(at)) continue;
    count += 1;
    const list = byScore.get(scores[at]);
    if (list) list.push(at);
    else byScore.set(scores[at], [at]);
  }
  /** @param {number} at */
  const depth = (at) => (at < areas.length ? areas[at][0] : 99);
  /** @param {number} at */
  const length = (at) => (at < areas.length ? areas[at][2].length : units[at - areas.length][2].length);
  const hits = [];
  for (const score of [...byScore.keys()].sort((one, other) => other - one)) {
    const list = byScore.get(score) ?? [];
    list.sort((one, other) => depth(one) - depth(other) || length(one) - length(other) || one - other);
    for (const at of list.slice(0, most - hits.length)) {
      hits.push(/** @type {Hit} */ (at < areas.length ? { kind: "area", at, score } : { kind: "unit", at: at - areas.length, score }));
    }
    if (hits.length >= most) break;
  }
  return { hits, count };
}

/**
 * The numbers under maps and charts, held to the records: areas in columns (`data/areas-*.js`), and two sources
 * unit by unit and how records came into the log (`data/charts-*.js`).
 *
 * Not held, for nothing in the log says them: names, how many units are listed, turnout and coverage by register.
 */

import { VerificationError } from "../verify/index.js";
import { pairName } from "./area_sums.js";

/** @typedef {import("./area_sums.js").AreaSum} AreaSum */
/** @typedef {import("./area_sums.js").AreaSums} AreaSums */
/** @typedef {import("./area_tree.js").Chain} Chain */
/** @typedef {{page: string, ids: string[], options: number}} Of the figures of the contest, options first */

/** @typedef {(what: string, shown: number[]|undefined, expect: (area: AreaSum) => number) => void} Hold */

/** @type {AreaSum} */
const NOTHING = { sources: new Map(), pairs: new Map() };

/**
 * How many numbers were held; raises `data-number`, or `page-form` where the areas are not those of the list.
 * @param {LevelData} data
 * @param {{sums: AreaSums, chains: Set<Chain>}} held the areas of its level
 * @param {Of} of
 */
export function holdAreas(data, { sums, chains }, of) {
  const places = chainsOf(data, chains, of.page);
  const areas = places.map((chain) => sums.areas.get(chain) ?? NOTHING);
  const codes = places.map((chain) => chain.replace(/^.*\n/s, ""));
  let count = 0;
  /** @type {Hold} */
  const hold = (what, shown, expect) => {
    if (shown?.length !== areas.length) throw new VerificationError("page-form", { where: `${of.page}, ${what}`, expected: `${areas.length}` });
    for (const [at, area] of areas.entries()) {
      const expected = expect(area);
      if (shown[at] !== expected) throw wrong(of.page, `${what}, ${codes[at]}`, { expected, found: shown[at] });
      count += 1;
    }
  };
  const known = new Set(areas.flatMap(({ sources }) => [...sources.keys()]));
  for (const source of known) if (!data.sources?.[source]) throw wrong(of.page, source, { expected: "records", found: "–" });
  for (const [source, columns] of Object.entries(data.sources ?? {})) {
    hold(`${source}, records`, columns.records, ({ sources }) => sources.get(source)?.records ?? 0);
    for (const [place, option] of of.ids.slice(0, of.options).entries()) {
      const given = areas.some(({ sources }) => sources.get(source)?.known[place]);
      const votes = columns.votes?.[option];
      if (!given && votes === undefined) continue;
      hold(`${source}, ${option}`, votes, ({ sources }) => sources.get(source)?.sums[place] ?? 0);
    }
    const more = Object.keys(columns.votes ?? {}).find((option) => !of.ids.slice(0, of.options).includes(option));
    if (more !== undefined) throw wrong(of.page, `${source}, ${more}`, { expected: "–", found: "votes" });
  }
  holdPairs(data, areas, { hold, of });
  return count;
}

/**
 * @param {LevelData} data
 * @param {AreaSum[]} areas
 * @param {{hold: Hold, of: Of}} how
 */
function holdPairs(data, areas, { hold, of }) {
  const shown = new Set();
  for (const pair of data.pairs ?? []) {
    const [first, second] = pair.sources;
    const name = pairName(first, second);
    const sign = name.startsWith(`${first}\n`) ? 1 : -1;
    shown.add(name);
    const what = `${first}, ${second}`;
    for (const key of /** @type {const} */ (["shared", "differ", "apart"])) {
      hold(`${what}, ${key}`, pair[key], ({ pairs }) => pairs.get(name)?.[key] ?? 0);
    }
    for (const [place, option] of of.ids.slice(0, of.options).entries()) {
      const net = (/** @type {AreaSum} */ { pairs }) => sign * (pairs.get(name)?.net[place] ?? 0) + 0;
      if (pair.net?.[option] === undefined && areas.every((area) => !net(area))) continue;
      hold(`${what}, ${option}`, pair.net?.[option], net);
    }
  }
  for (const name of new Set(areas.flatMap(({ pairs }) => [...pairs.keys()]))) {
    if (!shown.has(name)) throw wrong(of.page, name.replace("\n", ", "), { expected: "shared", found: "–" });
  }
}

/**
 * The areas of a file's columns, each of the list once and none beside: told by its code, and the widest around it.
 * @param {LevelData} data
 * @param {Set<Chain>} chains
 * @param {string} page
 * @returns {Chain[]}
 */
function chainsOf(data, chains, page) {
  /** @type {Map<string, Chain[]>} */
  const named = new Map();
  const short = (/** @type {string[]} */ codes) => `${codes[0]}\n${codes[codes.length - 1]}`;
  for (const chain of chains) {
    const name = short(chain.split("\n").slice(1));
    named.set(name, [...(named.get(name) ?? []), chain]);
  }
  const found = (data.codes ?? []).map((code, at) => {
    const wider = data.within?.length ? data.wider[data.within[at]]?.[0] ?? "" : code;
    return named.get(short([wider, code]))?.shift(); // two of one name stand in the order of the list
  });
  if (found.length !== chains.size || found.includes(undefined)) {
    throw new VerificationError("page-form", { where: page, expected: `${chains.size}`, found: `${found.length}` });
  }
  return /** @type {Chain[]} */ (found);
}

/**
 * How many squares and moments were held; raises `data-number`.
 * @param {any} data
 * @param {AreaSums} sums
 * @param {Of} of
 */
export function holdCharts(data, sums, of) {
  let count = 0;
  for (const bins of Array.isArray(data.bins) ? data.bins : []) {
    const [first, second] = bins.sources ?? [];
    const option = of.ids.slice(0, of.options).indexOf(bins.option);
    const what = `${first}, ${second}, ${bins.option}`;
    if (option < 0 || !(Number.isSafeInteger(bins.edge) && bins.edge > 0)) throw wrong(of.page, what, { expected: "–", found: "bins" });
    const expected = squaresOf(sums, { first, second, option, edge: bins.edge });
    const found = { units: bins.units, same: bins.same, squares: new Map((bins.squares ?? []).map((/** @type {number[]} */ [x, y, n]) => [`${x} ${y}`, n])) };
    for (const key of /** @type {const} */ (["units", "same"])) {
      if (expected[key] !== found[key]) throw wrong(of.page, `${what}, ${key}`, { expected: expected[key], found: found[key] });
    }
    for (const square of new Set([...expected.squares.keys(), ...found.squares.keys()])) {
      const [one, other] = [expected.squares.get(square), found.squares.get(square)];
      if (one !== other) throw wrong(of.page, `${what}, ${square}`, { expected: one ?? "–", found: other ?? "–" });
      count += 1;
    }
  }
  return count;
}

/**
 * @param {AreaSums} sums
 * @param {{first: string, second: string, option: number, edge: number}} asked
 */
function squaresOf({ units }, { first, second, option, edge }) {
  const found = { units: 0, same: 0, squares: /** @type {Map<string, number>} */ (new Map()) };
  for (const sources of units.values()) {
    const [x, y] = [sources.get(first)?.values[option] ?? null, sources.get(second)?.values[option] ?? null];
    if (x === null || y === null) continue;
    found.units += 1;
    found.same += Number(x === y);
    const square = `${Math.floor(x / edge)} ${Math.floor(y / edge)}`;
    found.squares.set(square, (found.squares.get(square) ?? 0) + 1);
  }
  return found;
}

/**
 * Holds how many records of each source had come by each moment, whole or by the day; raises `data-number`.
 * @param {any} data
 * @param {{at: string, source: string}[]} records that stand
 * @param {string} page
 */
export function holdEntered(data, records, page) {
  const entered = /** @type {Record<string, [string, number][]>} */ (data.entered ?? {});
  for (const source of new Set([...Object.keys(entered), ...records.map((one) => one.source)])) {
    const shown = entered[source] ?? [];
    const length = shown[0]?.[0]?.length ?? 0;
    /** @type {Map<string, number>} */
    const counts = new Map();
    for (const { at } of records.filter((one) => one.source === source)) {
      counts.set(at.slice(0, length), (counts.get(at.slice(0, length)) ?? 0) + 1);
    }
    let total = 0;
    const expected = [...counts].sort(([one], [other]) => (one < other ? -1 : 1)).map(([at, more]) => `${at} ${(total += more)}`);
    const found = shown.map(([at, so]) => `${at} ${so}`);
    const wrongAt = Array.from({ length: Math.max(expected.length, found.length) }, (_, at) => at).find((at) => expected[at] !== found[at]);
    if (wrongAt === undefined) continue;
    throw wrong(page, source, { expected: expected[wrongAt] ?? "–", found: found[wrongAt] ?? "–" });
  }
}

/**
 * @param {string} page
 * @param {string} what
 * @param {{expected: string|number, found: unknown}} told
 */
function wrong(page, what, { expected, found }) {
  const told = { expected: `${expected}`, found: `${found ?? "–"}` };
  return new VerificationError("data-number", { where: `${page}, ${what}`, ...told, words: { what, ...told } });
}

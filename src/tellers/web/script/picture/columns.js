/**
 * The table beside a picture of a level: a row an area, the numbers that its share is made of, and the share.
 *
 * A cell is a whole number, null where nothing is known, or a share; a page writes them out, and CSV takes them as
 * they are.
 */

import { allVotes, pairOf, valueOf } from "./measures.js";

/** @typedef {import("./measures.js").Share} Share */
/** @typedef {{key: string, places?: Record<string, string>}} Head the key of its words */
/** @typedef {{index: number, cells: (number|Share|null)[]}} Row */
/** @typedef {{heads: Head[], rows: Row[]}} Columns */

/**
 * @param {LevelData} data
 * @param {PictureState} state
 * @param {PictureContest} contest
 * @returns {Columns}
 */
export function columnsOf(data, state, contest) {
  const made = WAYS[state.show](data, state, contest);
  const rows = data.codes.map((_, index) => ({
    index,
    cells: [...made.cells(index), valueOf(data, state, { area: index, whole: contest.whole })],
  }));
  return { heads: [...made.heads, { key: `picture-${state.show}-share` }], rows };
}

/** @typedef {(data: LevelData, state: PictureState, contest: PictureContest) => {heads: Head[], cells: (index: number) => (number|null)[]}} Way */

/** @type {Record<PictureState["show"], Way>} */
const WAYS = {
  share(data, { source, option }, { options }) {
    const columns = data.sources[source];
    const name = options.find(([id]) => id === option)?.[1] ?? option;
    return {
      heads: [{ key: "picture-records" }, { key: "picture-votes-of", places: { name } }, { key: "picture-votes-all" }],
      cells: (index) => [columns?.records[index] ?? 0, columns?.votes[option]?.[index] ?? null, columns ? allVotes(columns, index) : null],
    };
  },
  turnout(data, { source }) {
    const columns = data.sources[source];
    return {
      heads: [{ key: "picture-records" }, { key: "picture-voters" }, { key: "picture-registered" }],
      cells: (index) => [columns?.records[index] ?? 0, columns?.voters?.[index] ?? null, columns?.registered?.[index] ?? null],
    };
  },
  coverage(data, { source }, { whole, register }) {
    const columns = data.sources[source];
    if (whole || !columns?.register) {
      return {
        heads: [{ key: "picture-records" }, { key: "picture-listed" }],
        cells: (index) => [columns?.records[index] ?? 0, data.listed[index]],
      };
    }
    const listed = columns.register;
    const places = { levels: register?.levels ?? "" };
    return {
      heads: [
        { key: "picture-register-areas", places },
        { key: "picture-register-seen", places },
        { key: "picture-register-unlisted", places },
        { key: "picture-register-voters" },
        { key: "picture-register-covered" },
      ],
      cells: (index) => [listed.areas[index], listed.areas_seen[index], listed.unlisted[index], listed.registered[index], listed.covered[index]],
    };
  },
  differ(data, { source, other }) {
    const pair = pairOf(data, source, other);
    return {
      heads: [{ key: "picture-shared" }, { key: "picture-differ" }, { key: "picture-apart" }],
      cells: (index) => (pair ? [pair.shared[index], pair.differ[index], pair.apart[index]] : [null, null, null]),
    };
  },
};

/**
 * The number that a cell is sorted by; what is not known comes last either way.
 * @param {number|Share|null} cell
 */
function weightOf(cell) {
  return cell === null || typeof cell === "number" ? cell : cell.part / cell.whole;
}

/**
 * Rows in the order of a column, ties as they stood; column -1 is the name.
 * @param {Row[]} rows
 * @param {{column: number, down: boolean, names: string[], language: string}} order
 * @returns {Row[]}
 */
export function sorted(rows, { column, down, names, language }) {
  const sign = down ? -1 : 1;
  const collator = new Intl.Collator(language, { numeric: true });
  return [...rows].sort((one, other) => {
    if (column < 0) return sign * collator.compare(names[one.index], names[other.index]);
    const [first, second] = [weightOf(one.cells[column]), weightOf(other.cells[column])];
    if (first === null || second === null) return Number(first === null) - Number(second === null);
    return sign * (first - second);
  });
}

/**
 * A table as rows for CSV: whole numbers as they are, shares as a part of 1 with six decimals, codes beside names.
 * @param {Columns} columns
 * @param {LevelData} data
 * @param {string[]} heads code, name, wider area, then the columns'
 * @returns {(string|number|null)[][]}
 */
export function csvRows({ rows }, data, heads) {
  const body = rows.map(({ index, cells }) => [
    data.codes[index],
    data.names[index],
    data.within.length ? data.wider[data.within[index]][1] : "",
    ...cells.map((cell) => (cell === null || typeof cell === "number" ? cell : (cell.part / cell.whole).toFixed(6))),
  ]);
  return [heads, ...body];
}

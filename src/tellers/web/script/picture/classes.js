/**
 * Even classes with round edges, from the lightest to the darkest, at most six.
 *
 * They are as fine as the middle nine tenths of the areas allow; the first and the last are open where a few areas
 * lie beyond. Where zero is a thing of its own (nothing differs) it is the first class, and the others begin above.
 * Edges are whole numbers of ten-thousandths, so that an area on an edge falls to the same side everywhere.
 */

/** @typedef {import("./measures.js").Share} Share */
/** @typedef {{start: number, step: number, count: number, zero: boolean, under: boolean, over: boolean}} Classes edges in ten-thousandths; `count` with the class of zero, where there is one */

export const WHOLE = 10_000;
const STEPS = [10, 20, 50, 100, 200, 500, 1000, 2000, 5000];
const MOST = 6;
const FEW = 20;

/**
 * The finest classes that hold the middle of the values.
 * @param {(Share|null)[]} values
 * @param {boolean} [zero] whether zero has a class of its own
 * @returns {Classes}
 */
export function classesOf(values, zero = false) {
  const known = values.filter((value) => value !== null && !(zero && value.part === 0)).map((value) => /** @type {Share} */ (value));
  known.sort((one, other) => one.part / one.whole - other.part / other.whole);
  const cut = known.length < FEW ? 0 : Math.floor(known.length / 20);
  const middle = known.slice(cut, known.length - cut);
  const most = zero ? MOST - 1 : MOST;
  for (const [at, step] of STEPS.entries()) {
    const { first, count } = rangeOf(middle, step);
    if (count > most && at < STEPS.length - 1) continue;
    const under = known.length > 0 && placeOf(known[0], step) < first;
    const over = known.length > 0 && lastPlace(known[known.length - 1], step) >= first + count;
    return { start: first * step, step, count: count + Number(zero), zero, under, over };
  }
  throw new Error("classes"); // the last step always returns
}

/**
 * @param {Share[]} sorted
 * @param {number} step
 */
function rangeOf(sorted, step) {
  if (!sorted.length) return { first: 0, count: 1 };
  const first = placeOf(sorted[0], step);
  return { first, count: Math.max(lastPlace(sorted[sorted.length - 1], step) - first + 1, 1) };
}

/**
 * The class of a value, from 0; null for null.
 * @param {Share|null} value
 * @param {Classes} classes
 * @returns {number|null}
 */
export function classOf(value, { start, step, count, zero }) {
  if (value === null) return null;
  if (zero && value.part === 0) return 0;
  return Math.min(Math.max(placeOf(value, step) - start / step, 0) + Number(zero), count - 1);
}

/**
 * The classes with their edges as shares from 0 to 1; null where a class is open, or the one of zero.
 * @param {Classes} classes
 * @returns {{low: number|null, high: number|null}[]}
 */
export function edgesOf({ start, step, count, zero, under, over }) {
  const even = Array.from({ length: count - Number(zero) }, (_, place) => ({
    low: place === 0 && under ? null : (start + place * step) / WHOLE,
    high: place === count - Number(zero) - 1 && over ? null : (start + (place + 1) * step) / WHOLE,
  }));
  return zero ? [{ low: null, high: null }, ...even] : even;
}

/**
 * How many values are in each class.
 * @param {(Share|null)[]} values
 * @param {Classes} classes
 */
export function countsOf(values, classes) {
  const counts = Array.from({ length: classes.count }, () => 0);
  for (const value of values) {
    const place = classOf(value, classes);
    if (place !== null) counts[place] += 1;
  }
  return counts;
}

/**
 * @param {Share} value
 * @param {number} step
 */
function placeOf({ part, whole }, step) {
  return Math.floor((part * WHOLE) / (whole * step));
}

/**
 * The class that a value needs: one that ends on it will do.
 * @param {Share} value
 * @param {number} step
 */
function lastPlace({ part, whole }, step) {
  return Math.ceil((part * WHOLE) / (whole * step)) - 1;
}

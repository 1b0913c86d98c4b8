/**
 * Even classes with round edges, as the report's maps have them: at most six, from the lightest to the darkest.
 *
 * Edges are whole numbers of ten-thousandths, so that an area on an edge falls to the same side everywhere.
 */

/** @typedef {import("./measures.js").Share} Share */
/** @typedef {{start: number, step: number, count: number}} Classes in ten-thousandths */

export const WHOLE = 10_000;
const STEPS = [10, 20, 50, 100, 200, 500, 1000, 2000, 5000];
const MOST = 6;

/**
 * The finest classes that hold every value.
 * @param {(Share|null)[]} values
 * @returns {Classes}
 */
export function classesOf(values) {
  const known = values.filter((value) => value !== null);
  const parts = known.length ? known : [{ part: 0, whole: 1 }, { part: 1, whole: 1 }];
  for (const step of STEPS) {
    const places = parts.map((value) => placeOf(value, step));
    const first = places.reduce((least, place) => Math.min(least, place), Infinity);
    const last = parts.reduce((most, value) => Math.max(most, lastPlace(value, step)), -Infinity);
    const count = Math.max(last - first + 1, 1);
    if (count <= MOST) return { start: first * step, step, count };
  }
  const last = STEPS[STEPS.length - 1];
  const first = parts.reduce((least, value) => Math.min(least, placeOf(value, last)), Infinity);
  return { start: first * last, step: last, count: MOST };
}

/**
 * The class of a value, from 0; null for null. What is above the last class, as nothing that is whole is, is in it.
 * @param {Share|null} value
 * @param {Classes} classes
 * @returns {number|null}
 */
export function classOf(value, { start, step, count }) {
  if (value === null) return null;
  return Math.min(Math.max(placeOf(value, step) - start / step, 0), count - 1);
}

/**
 * The edges of the classes as shares from 0 to 1, one more than there are classes.
 * @param {Classes} classes
 */
export function edgesOf({ start, step, count }) {
  return Array.from({ length: count + 1 }, (_, place) => (start + place * step) / WHOLE);
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

/**
 * A schematic map: every area a rectangle as large as its units are many, near where it lies.
 *
 * A field is cut in two again and again, across its longer side, so that each part holds what lies on its side of
 * the cut and has room for its weight. Large empty areas so take little room and crowded small ones much. The
 * cells are no boundaries, and two that touch need not be neighbours (after Duarte and others, "Nmap: A Novel
 * Neighborhood Preservation Space-filling Algorithm", IEEE TVCG 20(12), 2014).
 */

/** @typedef {{x: number, y: number, wide: number, high: number}} Box */
/** @typedef {{place: [number, number], weight: number, group: string}} Weighed */

/**
 * A box an area, in their order; null for one without weight. Areas of a group lie together.
 * @param {Weighed[]} areas
 * @param {Box} field
 * @returns {(Box|null)[]}
 */
export function cellsOf(areas, field) {
  /** @type {(Box|null)[]} */
  const found = areas.map(() => null);
  const groups = new Map(); // places of areas by group
  areas.forEach(({ weight, group }, at) => {
    if (weight > 0) groups.set(group, [...(groups.get(group) ?? []), at]);
  });
  const middles = [...groups.values()].map((inside) => ({ place: meanOf(areas, inside), weight: sumOf(areas, inside), inside }));
  cut(middles, field, ({ inside }, box) => {
    const ones = inside.map((/** @type {number} */ at) => ({ ...areas[at], at }));
    cut(ones, box, ({ at }, cell) => {
      found[at] = cell;
    });
  });
  return found;
}

/**
 * @param {any[]} ones each with its `place` and `weight`
 * @param {Box} box
 * @param {(one: any, box: Box) => void} put
 */
function cut(ones, box, put) {
  if (ones.length === 0) return;
  if (ones.length === 1) {
    put(ones[0], box);
    return;
  }
  const across = box.wide >= box.high;
  const axis = across ? 0 : 1;
  const sign = across ? 1 : -1; // the north is at the top, where y is least
  const sorted = [...ones].sort((one, other) => sign * (one.place[axis] - other.place[axis]) || one.place[1 - axis] - other.place[1 - axis]);
  const whole = sorted.reduce((sum, { weight }) => sum + weight, 0);
  let taken = sorted[0].weight;
  let first = 1;
  while (first < sorted.length - 1 && Math.abs(taken + sorted[first].weight - whole / 2) <= Math.abs(taken - whole / 2)) {
    taken += sorted[first].weight;
    first += 1;
  }
  const [one, other] = split(box, taken / whole);
  cut(sorted.slice(0, first), one, put);
  cut(sorted.slice(first), other, put);
}

/**
 * @param {Box} box
 * @param {number} part
 * @returns {[Box, Box]}
 */
function split({ x, y, wide, high }, part) {
  if (wide >= high) {
    const first = wide * part;
    return [{ x, y, wide: first, high }, { x: x + first, y, wide: wide - first, high }];
  }
  const first = high * part;
  return [{ x, y, wide, high: first }, { x, y: y + first, wide, high: high - first }];
}

/**
 * @param {Weighed[]} areas
 * @param {number[]} inside
 * @returns {[number, number]}
 */
function meanOf(areas, inside) {
  const weight = sumOf(areas, inside);
  const [x, y] = [0, 1].map((axis) => inside.reduce((sum, at) => sum + areas[at].place[axis] * areas[at].weight, 0) / weight);
  return [x, y];
}

/**
 * @param {Weighed[]} areas
 * @param {number[]} inside
 */
function sumOf(areas, inside) {
  return inside.reduce((sum, at) => sum + areas[at].weight, 0);
}

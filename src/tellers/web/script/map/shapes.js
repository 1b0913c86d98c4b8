/**
 * The shapes of a layer: from whole steps, each from the one before, to degrees.
 *
 * A point whose area no unit of the dossier is in has "" for its area.
 */

/** @typedef {[number, number]} Place longitude and latitude in degrees */
/** @typedef {{area: string, rings: Place[][]}} Shape */
/** @typedef {{area: string, place: Place}} Spot */
/** @typedef {{kind: string, shapes: Shape[], spots: Spot[]}} Layer */

/**
 * @param {ShapeData} data
 * @returns {Layer}
 */
export function readShapes({ kind, scale, shapes, points }) {
  return {
    kind,
    shapes: shapes.map(([area, rings]) => ({ area, rings: rings.map((steps) => ringOf(steps, scale)) })),
    spots: points.map(([area, x, y]) => ({ area, place: [x / scale, y / scale] })),
  };
}

/**
 * @param {number[]} steps
 * @param {number} scale
 * @returns {Place[]}
 */
export function ringOf(steps, scale) {
  /** @type {Place[]} */
  const ring = [];
  let x = 0;
  let y = 0;
  for (let at = 0; at + 1 < steps.length; at += 2) {
    x += steps[at];
    y += steps[at + 1];
    ring.push([x / scale, y / scale]);
  }
  return ring;
}

/**
 * The middle of the box around a shape's largest ring: where its name or its cell stands.
 * @param {Shape} shape
 * @returns {Place}
 */
export function middleOf({ rings }) {
  const largest = rings.reduce((most, ring) => (sizeOf(ring) > sizeOf(most) ? ring : most), rings[0]);
  const [west, south, east, north] = boundsOf([largest]);
  return [(west + east) / 2, (south + north) / 2];
}

/** @param {Place[]} ring */
function sizeOf(ring) {
  let twice = 0;
  for (let at = 0; at < ring.length; at += 1) {
    const [x, y] = ring[at];
    const [nextX, nextY] = ring[(at + 1) % ring.length];
    twice += x * nextY - nextX * y;
  }
  return Math.abs(twice);
}

/**
 * West, south, east, north.
 * @param {Place[][]} rings
 * @returns {[number, number, number, number]}
 */
export function boundsOf(rings) {
  /** @type {[number, number, number, number]} */
  const bounds = [Infinity, Infinity, -Infinity, -Infinity];
  for (const ring of rings) {
    for (const [x, y] of ring) {
      bounds[0] = Math.min(bounds[0], x);
      bounds[1] = Math.min(bounds[1], y);
      bounds[2] = Math.max(bounds[2], x);
      bounds[3] = Math.max(bounds[3], y);
    }
  }
  return bounds;
}

/**
 * Every place of a layer, as rings.
 * @param {Layer} layer
 * @returns {Place[][]}
 */
export function everyRing({ shapes, spots }) {
  return [...shapes.flatMap(({ rings }) => rings), spots.map(({ place }) => place)];
}

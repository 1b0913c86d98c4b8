/** How MapLibre draws our layers: colours from the page's own palette, no tiles, no letters, no pictures but a hatch. */

const CLASSES = [0, 1, 2, 3, 4, 5];

/** A filter that no area meets; -1 is the place of those that no unit is in. */
export const NOTHING = ["==", ["get", "i"], -2];

/**
 * The colours of the page as they are now, by day or by night.
 * @returns {Record<string, string>}
 */
export function paletteOf() {
  const style = getComputedStyle(document.documentElement);
  const names = ["ink", "paper", "line", "half", "mark", "muted", ...CLASSES.map((place) => `c${place}`)];
  return Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
}

/**
 * A style with everything our maps show; `c` is an area's class, -1 where nothing is known of it.
 * @param {Record<string, string>} colours
 * @returns {any} a style of MapLibre's specification
 */
export function styleOf(colours) {
  const none = { type: "FeatureCollection", features: [] };
  const byClass = ["match", ["get", "c"], ...CLASSES.flatMap((place) => [place, colours[`c${place}`]]), colours.paper];
  const known = [">=", ["get", "c"], 0];
  const unknown = ["<", ["get", "c"], 0];
  return {
    version: 8,
    sources: { ground: { type: "geojson", data: none }, areas: { type: "geojson", data: none }, spots: { type: "geojson", data: none } },
    layers: [
      { id: "ground", type: "line", source: "ground", paint: { "line-color": colours.half, "line-width": 1 } },
      { id: "areas", type: "fill", source: "areas", filter: known, paint: { "fill-color": byClass, "fill-antialias": false } },
      { id: "unknown", type: "fill", source: "areas", filter: unknown, paint: { "fill-pattern": "hatch" } },
      { id: "borders", type: "line", source: "areas", paint: { "line-color": colours.half, "line-width": 0.7 } },
      { id: "unknown-borders", type: "line", source: "areas", filter: unknown, paint: { "line-color": colours.half, "line-width": 1 } },
      {
        id: "spots",
        type: "circle",
        source: "spots",
        layout: { "circle-sort-key": ["-", ["get", "r"]] },
        paint: {
          "circle-radius": ["get", "r"],
          "circle-color": byClass,
          "circle-opacity": 0.92,
          "circle-stroke-color": ["case", known, colours.ink, colours.half],
          "circle-stroke-width": ["case", known, 0.8, 2],
        },
      },
      { id: "marked", type: "line", source: "areas", filter: NOTHING, paint: { "line-color": colours.mark, "line-width": 3 } },
      {
        id: "marked-spot",
        type: "circle",
        source: "spots",
        filter: NOTHING,
        paint: { "circle-radius": ["+", ["get", "r"], 2], "circle-color": "rgba(0,0,0,0)", "circle-stroke-color": colours.mark, "circle-stroke-width": 3 },
      },
    ],
  };
}

/**
 * Slanted lines for what is not known, as pixels.
 * @param {Record<string, string>} colours
 */
export function hatchPixels(colours) {
  const side = 16;
  const canvas = document.createElement("canvas");
  canvas.width = side;
  canvas.height = side;
  const context = canvas.getContext("2d");
  if (!context) return null;
  context.fillStyle = colours.paper;
  context.fillRect(0, 0, side, side);
  context.strokeStyle = colours.half;
  context.lineWidth = 2;
  for (const from of [-side, 0, side]) {
    context.beginPath();
    context.moveTo(from - 2, side + 2);
    context.lineTo(from + side + 2, -2);
    context.stroke();
  }
  return context.getImageData(0, 0, side, side);
}

/**
 * A layer as GeoJSON, each feature with its place `i`, its class `c`, and a spot with its radius `r`.
 * @param {import("./shapes.js").Layer} layer
 * @param {{indexes: Map<string, number>, classes: (number|null)[], radius: (index: number) => number}} of
 */
export function featuresOf(layer, { indexes, classes, radius }) {
  const about = (/** @type {string} */ area) => {
    const i = indexes.get(area) ?? -1;
    return { i, c: classes[i] ?? -1, r: radius(i) };
  };
  const areas = layer.shapes.map(({ area, rings }) => ({
    type: "Feature",
    properties: about(area),
    geometry: { type: "MultiPolygon", coordinates: polygonsOf(rings) },
  }));
  const spots = layer.spots.map(({ area, place }) => ({ type: "Feature", properties: about(area), geometry: { type: "Point", coordinates: place } }));
  return {
    areas: { type: "FeatureCollection", features: areas },
    spots: { type: "FeatureCollection", features: spots },
  };
}

/**
 * Rings as polygons: one that runs as the first does is an outline, one that runs the other way a hole of the last.
 * @param {import("./shapes.js").Place[][]} rings
 */
export function polygonsOf(rings) {
  /** @type {import("./shapes.js").Place[][][]} */
  const polygons = [];
  let outward = 0;
  for (const ring of rings) {
    const turn = Math.sign(turnOf(ring));
    outward ||= turn;
    if (turn === outward || !polygons.length) polygons.push([ring]);
    else polygons[polygons.length - 1].push(ring);
  }
  return polygons;
}

/** @param {import("./shapes.js").Place[]} ring */
function turnOf(ring) {
  return ring.reduce((sum, [x, y], at) => {
    const [nextX, nextY] = ring[(at + 1) % ring.length];
    return sum + x * nextY - nextX * y;
  }, 0);
}

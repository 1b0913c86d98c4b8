/**
 * The map by MapLibre: the same shapes and classes as the SVG map, to be moved and enlarged.
 *
 * Nothing is fetched but the library and its worker, which are one file of this site. Where there is no WebGL, or
 * the map fails to draw, `glMap` rejects and the SVG map stays.
 */

import { loadScript, root } from "../ui/shell.js";
import { say } from "../ui/words.js";
import { featuresOf, hatchPixels, NOTHING, paletteOf, styleOf } from "./gl_style.js";
import { boundsOf, everyRing } from "./shapes.js";
import { radiusOf } from "./svg_map.js";

const LIBRARY = "assets/vendor/maplibre.js";
const LONGEST = 15_000;

/** @typedef {import("./svg_map.js").Drawn} Drawn */
/** @typedef {{over: (index: number, at: {x: number, y: number}|null) => void, pick: (index: number, at: {x: number, y: number}) => void}} Told */

/** Whether this browser draws with WebGL. */
export function hasWebGl() {
  try {
    return Boolean(document.createElement("canvas").getContext("webgl2"));
  } catch {
    return false;
  }
}

/**
 * @param {HTMLElement} frame an empty element with a size
 * @param {string} label
 * @param {Told} told
 */
export async function glMap(frame, label, told) {
  await loadScript(LIBRARY);
  const begin = globalThis.tellersMapLibre;
  if (!begin) throw new Error(LIBRARY);
  const GlMap = begin(new URL(root() + LIBRARY, document.baseURI).href);
  const map = new GlMap({
    container: frame,
    style: styleOf(paletteOf()),
    attributionControl: false,
    cooperativeGestures: true,
    dragRotate: false,
    pitchWithRotate: false,
    renderWorldCopies: false,
    fadeDuration: 0,
    maxPitch: 0,
    locale: {
      "Map.Title": label,
      "CooperativeGesturesHandler.WindowsHelpText": say("map-gesture-control"),
      "CooperativeGesturesHandler.MacHelpText": say("map-gesture-command"),
      "CooperativeGesturesHandler.MobileHelpText": say("map-gesture-touch"),
    },
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  await new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error("map")), LONGEST);
    map.once("load", () => {
      clearTimeout(late);
      resolve(null);
    });
  });
  const held = new HeldMap(map);
  held.listen(told);
  return held;
}

class HeldMap {
  /** @param {any} map */
  constructor(map) {
    this.map = map;
    /** @type {Drawn|null} */
    this.drawn = null;
    /** @type {(number|null)[]} */
    this.classes = [];
    this.marked = -1;
    this.night = matchMedia("(prefers-color-scheme: dark)");
    this.night.addEventListener("change", () => this.dress());
    this.dress();
  }

  /** Takes the page's colours again. */
  dress() {
    const colours = paletteOf();
    const pixels = hatchPixels(colours);
    if (this.map.hasImage("hatch")) this.map.removeImage("hatch");
    if (pixels) this.map.addImage("hatch", pixels, { pixelRatio: 2 });
    for (const { id, paint } of styleOf(colours).layers) {
      for (const [name, value] of Object.entries(paint)) this.map.setPaintProperty(id, name, value);
    }
  }

  /**
   * Shows another layer, and all of it.
   * @param {Drawn} drawn
   */
  show(drawn) {
    this.drawn = drawn;
    const { layer, ground } = drawn;
    const outlines = ground && !layer.shapes.length ? featuresOf(ground, { indexes: new Map(), classes: [], radius: () => 0 }).areas : featuresOf({ kind: "", shapes: [], spots: [] }, { indexes: new Map(), classes: [], radius: () => 0 }).areas;
    this.map.getSource("ground").setData(outlines);
    this.whole(false);
  }

  /**
   * Fills every area by its class.
   * @param {(number|null)[]} classes
   */
  paint(classes) {
    if (!this.drawn) return;
    this.classes = classes;
    const { layer, indexes, sizes } = this.drawn;
    const radius = (/** @type {number} */ index) => radiusOf(index < 0 ? 0 : sizes[index]) * 0.8;
    const { areas, spots } = featuresOf(layer, { indexes, classes, radius });
    this.map.getSource("areas").setData(areas);
    this.map.getSource("spots").setData(spots);
  }

  /**
   * Outlines one area; none for -1.
   * @param {number} index
   */
  mark(index) {
    if (this.marked === index) return;
    this.marked = index;
    const filter = index < 0 ? NOTHING : ["==", ["get", "i"], index];
    this.map.setFilter("marked", filter);
    this.map.setFilter("marked-spot", filter);
  }

  /** @param {1|-1} steps */
  zoom(steps) {
    if (steps > 0) this.map.zoomIn();
    else this.map.zoomOut();
  }

  /** Shows the whole layer. @param {boolean} [eased] */
  whole(eased = true) {
    if (!this.drawn) return;
    const { layer, ground } = this.drawn;
    const [west, south, east, north] = boundsOf(everyRing(ground && !layer.shapes.length ? ground : layer));
    this.map.fitBounds([[west, south], [east, north]], { padding: 18, animate: eased && !matchMedia("(prefers-reduced-motion: reduce)").matches });
  }

  /** @param {Told} told */
  listen({ over, pick }) {
    const indexAt = (/** @type {any} */ point) => {
      const [found] = this.map.queryRenderedFeatures(point, { layers: ["spots", "areas", "unknown"] });
      return found ? Number(found.properties.i) : -1;
    };
    this.map.on("mousemove", (/** @type {any} */ { point }) => {
      const index = indexAt(point);
      this.map.getCanvas().style.cursor = index < 0 ? "" : "pointer";
      over(index, point);
    });
    this.map.on("mouseout", () => over(-1, null));
    this.map.on("click", (/** @type {any} */ { point }) => pick(indexAt(point), point));
  }
}

/**
 * Where longitude and latitude come to lie in a drawing: equirectangular about the middle latitude, where a degree
 * of longitude is as long as it is there (Snyder, "Map Projections: A Working Manual", USGS 1395, section 12), as
 * the report's maps are drawn.
 */

import { boundsOf } from "./shapes.js";

/** @typedef {import("./shapes.js").Place} Place */
/** @typedef {{wide: number, high: number, at: (place: Place) => [number, number]}} Frame */

/**
 * The frame that just holds all these places, so many steps wide or high.
 * @param {Place[][]} rings
 * @param {{wide: number, high: number}} most
 * @returns {Frame}
 */
export function frameAround(rings, most) {
  const [west, south, east, north] = boundsOf(rings);
  const shrink = Math.max(Math.cos(((south + north) / 2) * (Math.PI / 180)), 0.05);
  const scale = Math.min(most.wide / Math.max((east - west) * shrink, 1e-6), most.high / Math.max(north - south, 1e-6));
  return {
    wide: (east - west) * shrink * scale,
    high: (north - south) * scale,
    at: ([longitude, latitude]) => [
      Math.round((longitude - west) * shrink * scale * 10) / 10,
      Math.round((north - latitude) * scale * 10) / 10,
    ],
  };
}

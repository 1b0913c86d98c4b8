/**
 * MapLibre GL, and its worker in the same file: most of what the worker needs the page needs too.
 *
 * In a page it leaves `tellersMapLibre`, told that this file is its worker; in a worker it begins to work. What
 * only tiles and letters on a map need is left out (lean.mjs): we have none.
 */

import { Map as GlMap } from "../../node_modules/maplibre-gl/src/ui/map.ts";
import { config } from "../../node_modules/maplibre-gl/src/util/config.ts";
import "../../node_modules/maplibre-gl/src/source/worker.ts";

if (typeof document !== "undefined") {
  /** @param {string} address of this file */
  const begin = (address) => {
    config.WORKER_URL = address;
    return GlMap;
  };
  globalThis.tellersMapLibre = begin;
}

/** `data/find.js` as it is published (site/find_data.py), read into places that can be searched. */

/** @typedef {import("./find_index.js").Places} Places */
/** @typedef {string|[id: string, name: string, named?: Record<string, string>]} ToldUnit */
/**
 * @typedef {Pick<Places, "levels"|"everyLanguage">
 *   & {areas: [level: number, code: string, name?: string|0, units?: ToldUnit[], page?: string][]}} Told
 */

/**
 * Areas and units with their whole codes, each with the area that it lies in.
 * @param {Told} told
 * @returns {Places}
 */
export function readPlaces({ levels, everyLanguage, areas: listed }) {
  /** @type {Places["areas"]} */
  const areas = [];
  /** @type {Places["units"]} */
  const units = [];
  /** The areas that the one being read may lie in, the widest first. @type {number[]} */
  const around = [];
  for (const [level, told, name = 0, within = [], page = ""] of listed) {
    while (around.length && areas[around[around.length - 1]][0] >= level) around.pop();
    const parent = around[around.length - 1] ?? -1;
    const code = after(parent < 0 ? "" : areas[parent][1], told);
    const at = areas.push([level, code, name === 0 ? code : name, parent, page]) - 1;
    around.push(at);
    for (const unit of within) {
      const [id, called = "", named] = typeof unit === "string" ? [unit] : unit;
      const whole = after(level < 0 ? "" : code, id);
      units.push(named ? [at, whole, called, named] : [at, whole, called]);
    }
  }
  return { levels, everyLanguage, areas, units };
}

/**
 * A code that is told after the one around it.
 * @param {string} around
 * @param {string} told
 */
function after(around, told) {
  return told.startsWith("+") ? around + told.slice(1) : told.slice(1);
}

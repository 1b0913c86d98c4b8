/** The areas that a chart shows: of a level, all or those within one wider area, in the level's order. */

/**
 * @param {LevelData} data
 * @param {string} within the code of a wider area; "" for all
 * @returns {number[]} places of the areas that have a code
 */
export function areasWithin(data, within) {
  const wider = data.wider.findIndex(([code]) => code === within);
  return data.codes.flatMap((code, index) => (code && (wider < 0 || data.within[index] === wider) ? [index] : []));
}

/**
 * @param {(number|null)[]} numbers
 * @param {number[]} areas
 */
export function sumOver(numbers, areas) {
  return areas.reduce((sum, index) => sum + (numbers[index] ?? 0), 0);
}

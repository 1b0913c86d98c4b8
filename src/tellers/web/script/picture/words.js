/** Numbers on legends and axes, as the reader's language writes them; everything else is in ui/words.js. */

import { language, number, say } from "../ui/words.js";

export { language, number, say };

/**
 * A share with round edges as a percentage, with as many decimals as asked for.
 * @param {number} share
 * @param {number} places
 */
export function roundPercentage(share, places = 0) {
  const digits = { minimumFractionDigits: places, maximumFractionDigits: Math.max(places, 1) };
  return `${new Intl.NumberFormat(language(), digits).format(share * 100)}\u00a0%`;
}

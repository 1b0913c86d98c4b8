/** What this browser keeps for the site: nothing, where it refuses a page its storage. */

/** @returns {Storage|null} */
export function storage() {
  try {
    return globalThis.localStorage ?? null;
  } catch {
    return null;
  }
}

/**
 * @param {string} key
 * @returns {string}
 */
export function recall(key) {
  try {
    return storage()?.getItem(key) ?? "";
  } catch {
    return "";
  }
}

/**
 * @param {string} key
 * @param {string} value
 */
export function keep(key, value) {
  try {
    storage()?.setItem(key, value);
  } catch {
    // full, or refused: the page works without
  }
}

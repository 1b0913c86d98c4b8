/**
 * What the page shows, in its address: `#first=v1&second=qr-a`, `#from=10&to=20`; a plain `#sources` is an anchor.
 */

/**
 * The names and values of a fragment; null for an anchor.
 * @param {string} fragment with or without its sign
 * @returns {Map<string, string>|null}
 */
export function readState(fragment) {
  const text = fragment.replace(/^#/, "");
  if (!text.includes("=")) return null;
  return new Map(new URLSearchParams(text));
}

/**
 * A fragment that says so, names in their order, without its sign.
 * @param {Record<string, string|number>} state
 */
export function writeState(state) {
  const pairs = Object.entries(state).map(([name, value]) => [name, String(value)]);
  return new URLSearchParams(pairs).toString();
}

/**
 * Puts a state into the address; nothing is loaded, and "back" leads to where the visitor was.
 * @param {Record<string, string|number>} state
 */
export function showState(state) {
  history.replaceState(null, "", `#${writeState(state)}`);
}

/** A finding of one sheet, said in the reader's language where the page was written once for all of them. */

import { hasWords, say } from "./words.js";

/**
 * @typedef {{text: string, href?: string, key?: string, places?: Record<string, string|number>, sources?: string[]}} Finding
 * `text` is what it is called in the site's own language; `key` and what stands in its places, as scripts say it
 */

/**
 * What a finding is called: its kind, without the number that ends it.
 * @param {Finding} finding
 * @param {(id: string) => string} sourceName
 * @returns {string}
 */
export function findingText({ text, key, places, sources }, sourceName) {
  if (typeof key !== "string" || !hasWords(key) || !Array.isArray(sources)) return text;
  const named = sources.map((id) => sourceName(String(id))).join(", ");
  return say(key, { ...places, count: 1, sources: named }).split(":")[0].trim();
}

/** Every bundle and tile of a log to its root, in order, a few at a time. */

import { boundedFiles } from "./files.js";
import { openLog } from "./log.js";
import { TILE_WIDTH } from "./tiles.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {{entries: number, size: number, bytes: number, files: number}} Progress */
/**
 * `onEntries` is told each bundle's entries, with the index of the first; a promise it returns is waited for.
 * @typedef {{onProgress?: (progress: Progress) => void, signal?: {aborted: boolean},
 *   onEntries?: (first: number, entries: Bytes[]) => void|Promise<void>}} Watching
 */
/**
 * @typedef {Progress & import("./log.js").Head & {seconds: number}} Walked
 */

const AT_ONCE = 6;
const BETWEEN_TELLING = 50;
const MOST_WITHOUT_A_BREAK = 20;

/**
 * What was read, once every entry of the log was shown to be under its root.
 *
 * Holds at most a dozen bundles. Raises what `openLog` and reading raise, and an AbortError where told to stop.
 * @param {import("./log.js").Opening} opening
 * @param {Watching} [watching]
 * @returns {Promise<Walked>}
 */
export async function walkLog({ files, policyText, mldsa }, { onProgress, onEntries, signal } = {}) {
  const begun = performance.now();
  const bounded = boundedFiles(files, AT_ONCE);
  const log = await openLog({ files: bounded, policyText, mldsa });
  const bundles = Math.ceil(log.size / TILE_WIDTH);
  const progress = () => ({ size: log.size, ...bounded.counted });
  /** @type {Promise<Bytes[]>[]} */
  const ahead = [];
  let asked = 0;
  let entries = 0;
  let told = begun;
  let rested = begun;
  onProgress?.({ entries, ...progress() });
  while (entries < log.size) {
    while (asked < bundles && ahead.length < AT_ONCE) {
      const one = log.bundle(asked);
      one.catch(() => {}); // it is raised when its turn comes
      ahead.push(one);
      asked += 1;
    }
    const read = await /** @type {Promise<Bytes[]>} */ (ahead.shift());
    if (signal?.aborted) throw new DOMException("stopped", "AbortError");
    const first = entries;
    entries += read.length;
    await onEntries?.(first, read);
    const now = performance.now();
    if (now - told > BETWEEN_TELLING) {
      onProgress?.({ entries, ...progress() });
      told = now;
    }
    if (now - rested > MOST_WITHOUT_A_BREAK) {
      await new Promise((go) => setTimeout(go));
      rested = performance.now();
    }
  }
  onProgress?.({ entries, ...progress() });
  return { ...log.head, entries, ...progress(), seconds: (performance.now() - begun) / 1000 };
}

/**
 * The last checkpoint that this browser saw of a log: whether what is served now continues it.
 *
 * A site that shows an older state, or another history, is only seen by whoever remembers. What is remembered
 * is never overwritten by what contradicts it, and the first that contradicts it is kept too: it is evidence.
 */

/** @typedef {{size: number, root: string, text: string, seen: string}} Remembered */
/**
 * @typedef {{state: "first"|"same"|"grew"|"shrank"|"forked"|"not-kept", last: Remembered|null,
 *   against: Remembered|null}} Seen
 */
/** @typedef {{getItem: (key: string) => string|null, setItem: (key: string, value: string) => void}} Storage */

const KEY = "tellers:checkpoint:";
const AGAINST = "tellers:against:";

/**
 * How this log stands to the last checkpoint seen of it, remembering the newer where it continues the older.
 *
 * Raises what reading the tiles of the older size raises.
 * @param {Pick<import("./log.js").Log, "origin"|"size"|"root"|"text"|"rootAt">} log
 * @param {Storage|null} storage
 * @param {() => Date} [clock]
 * @returns {Promise<Seen>}
 */
export async function rememberCheckpoint(log, storage, clock = () => new Date()) {
  const { origin, size, root, text } = log;
  const last = recall(storage, KEY + origin);
  const state = await compare(log, last);
  const now = { size, root, text, seen: clock().toISOString() };
  const contradicts = state === "shrank" || state === "forked";
  const key = (contradicts ? AGAINST : KEY) + origin;
  const stands = state === "same" || (contradicts && recall(storage, key));
  const kept = stands || keep(storage, key, now);
  const against = recall(storage, AGAINST + origin);
  return { state: kept || contradicts ? state : "not-kept", last, against };
}

/**
 * @param {Pick<import("./log.js").Log, "size"|"root"|"rootAt">} log
 * @param {Remembered|null} last
 */
async function compare(log, last) {
  if (!last) return "first";
  if (log.size < last.size) return "shrank";
  const root = log.size === last.size ? log.root : await log.rootAt(last.size);
  if (root !== last.root) return "forked";
  return log.size === last.size ? "same" : "grew";
}

/**
 * @param {Storage|null} storage
 * @param {string} key
 * @returns {Remembered|null}
 */
function recall(storage, key) {
  try {
    const held = JSON.parse(storage?.getItem(key) ?? "null");
    const whole = Number.isSafeInteger(held?.size) && typeof held.root === "string";
    return whole ? held : null;
  } catch {
    return null; // a browser may refuse its storage to a page
  }
}

/**
 * @param {Storage|null} storage
 * @param {string} key
 * @param {Remembered} now
 */
function keep(storage, key, now) {
  try {
    storage?.setItem(key, JSON.stringify(now));
    return storage !== null;
  } catch {
    return false;
  }
}

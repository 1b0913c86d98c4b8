/** What changed between two sizes of a log, sheet by sheet and figure by figure (`tellers.publish.history`). */

import { entryOr } from "./entry.js";
import { byCodePoint, encodeJson } from "./json.js";

/** @typedef {import("./entry.js").Entry} Entry */
/** @typedef {import("./entry.js").Stated} Stated */
/** @typedef {import("./json.js").Plain} Plain */
/** @typedef {import("./log.js").Log} Log */
/**
 * One entry of the range: `silent` where it states nothing, being somebody else's or out of its form; `replaced` is the entry that it takes the
 * place of; `changed` names each figure or field that differs, with null where there was nothing.
 * @typedef {{index: number, silent: boolean, entry: Entry|null,
 *   replaced: {index: number, entry: Entry}|null, changed: [name: string, before: Plain, now: Plain][]}} Change
 */

const READING = new Set(["id", "row", "replaces", "figures", "type"]);
const AT_ONCE = 256;

/**
 * Yields the entries of a log from `oldSize` to `newSize`, excluded, in order, each shown to be under its root.
 *
 * One that is not in its form states nothing, as one of somebody else. Raises what reading the log raises.
 * @param {{log: Log, oldSize: number, newSize: number}} range
 * @returns {AsyncGenerator<Change>}
 */
export async function* changesBetween({ log, oldSize, newSize }) {
  for (let start = oldSize; start < newSize; start += AT_ONCE) {
    const indexes = Array.from({ length: Math.min(AT_ONCE, newSize - start) }, (_, at) => start + at);
    const read = await readEntries(log, indexes);
    const earlier = [...read.values()].map((entry) => entry?.replaces ?? -1);
    const replaced = await readEntries(log, earlier.filter((index) => index >= 0 && index < log.size));
    for (const index of indexes) yield await changeOf(log, index, read.get(index) ?? null, replaced);
  }
}

/**
 * The entry that another takes the place of, and what differs.
 * @param {Log} log
 * @param {number} index
 * @param {Entry|null} entry
 * @param {Map<number, Entry|null>} known
 * @returns {Promise<Change>}
 */
export async function changeOf(log, index, entry, known = new Map()) {
  if (!entry) return { index, silent: true, entry, replaced: null, changed: [] };
  let found = await replacedBy(log, index, entry, known);
  const replaced = found;
  // What a withdrawal took back is what its own successor is held against.
  while (found && !found.entry.stated) found = await replacedBy(log, found.index, found.entry, known);
  const before = found?.entry.stated;
  const changed = before && entry.stated ? differences(before, entry.stated) : [];
  return { index, silent: false, entry, replaced, changed };
}

/**
 * @param {Log} log
 * @param {number} index
 * @param {Entry} entry
 * @param {Map<number, Entry|null>} known
 */
async function replacedBy(log, index, entry, known) {
  const { replaces } = entry;
  if (replaces === null || replaces >= index) return null;
  const read = known.has(replaces) ? known : await readEntries(log, [replaces]);
  const found = read.get(replaces);
  const same = found && found.dossier === entry.dossier && unitOf(found.subject) === unitOf(entry.subject);
  return same ? { index: replaces, entry: found } : null;
}

/**
 * What differs: of records figure by figure, and never where they were read.
 * @param {Stated} before
 * @param {Stated} now
 * @returns {[string, Plain, Plain][]}
 */
export function differences(before, now) {
  const [old, fresh] = [flat(before), flat(now)];
  const names = [...new Set([...old.keys(), ...fresh.keys()])].sort(byCodePoint);
  return names
    .filter((name) => told(old, name) !== told(fresh, name))
    .map((name) => [name, old.get(name) ?? null, fresh.get(name) ?? null]);
}

/**
 * @param {Map<string, Plain>} of
 * @param {string} name
 */
function told(of, name) {
  return encodeJson(of.get(name) ?? null);
}

/**
 * @param {Stated} stated
 * @returns {Map<string, Plain>}
 */
function flat(stated) {
  const found = new Map(Object.entries(stated).filter(([key]) => !READING.has(key)));
  const { figures } = stated;
  for (const pair of Array.isArray(figures) ? figures : []) {
    if (Array.isArray(pair) && pair.length === 2) found.set(String(pair[0]), pair[1]);
  }
  return found;
}

/**
 * The unit that a record's subject is about, `record/<contest>/<source>/<unit>/<place>`; else the subject.
 * @param {string} subject
 */
function unitOf(subject) {
  return /^record\/[^/]*\/[^/]*\/(.*)\/[^/]*$/s.exec(subject)?.[1] ?? subject;
}

/**
 * Entries by their indexes, null for those that state nothing.
 * @param {Log} log
 * @param {number[]} indexes
 * @returns {Promise<Map<number, Entry|null>>}
 */
async function readEntries(log, indexes) {
  const shown = await log.entries(indexes);
  return new Map([...shown].map(([index, { bytes }]) => {
    const entry = entryOr(bytes, index);
    return [index, typeof entry === "string" ? null : entry];
  }));
}

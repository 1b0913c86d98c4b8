/** One sheet verified: its entries under the root, their proofs, and what the page's rows say of them. */

import { decodeEntry, VerificationError } from "../verify/index.js";
import { holdNames, holdRow } from "./held.js";
import { readRecord } from "./records.js";

/** @typedef {import("../verify/log.js").Log} Log */
/** @typedef {import("../verify/entry.js").Stated} Stated */
/** @typedef {import("./records.js").SheetRecord} SheetRecord */
/** @typedef {import("./sheet_rows.js").Row} Row */
/** @typedef {import("./sheet_rows.js").Sheets} Sheets */
/** @typedef {Awaited<ReturnType<Log["proof"]>>} Proof */
/**
 * @typedef {{records: SheetRecord[], proofs: Map<number, {proof: Proof, bytes: Uint8Array}>,
 *   contest: Stated|null, sources: Map<string, Stated>, dossier: string, held: number, fault: unknown}} VerifiedSheet
 */

/**
 * What the log says of a unit, every entry of it proved, and how many numbers of the page were held to it.
 *
 * Steps: (1) entries under the root, (2) their proofs, (3) the contest and sources they belong to, (4) the
 * page's rows. What fails in (1) to (3) is raised; what the page says wrongly is in `fault`, for the records
 * hold and are shown.
 * @param {Log} log
 * @param {Row[]} rows of one unit, of one table
 * @param {Sheets} sheets
 * @param {{page: string}} where
 * @returns {Promise<VerifiedSheet>}
 */
export async function verifySheet(log, rows, sheets, { page }) {
  const indexes = rows.flatMap((row) => row.entries); // (1)
  const named = Object.values(sheets.subjects).filter((index) => Number.isSafeInteger(index) && index >= 0);
  const shown = await log.entries([...indexes, ...named]);
  const proofs = new Map(await Promise.all(indexes.map(async (index) => { // (2)
    const bytes = bytesOf(shown, index);
    return /** @type {const} */ ([index, { proof: await log.proof(index), bytes }]);
  })));
  const stated = statedOf(sheets, shown); // (3)
  const contest = stated.get(`contest/${sheets.contest}`) ?? null;
  const found = { proofs, contest, sources: sourcesOf(stated), dossier: oneDossier(shown) };
  /** @type {Map<number, SheetRecord>} */
  const records = new Map();
  let held = 0;
  /** @type {unknown} */
  let fault = null;
  try {
    holdNames(sheets, { contest, page, sourceOf: (id) => found.sources.get(id) ?? null });
  } catch (error) {
    fault = error;
  }
  for (const row of rows) { // (4)
    try {
      for (const index of row.entries) records.set(index, readRecord(bytesOf(shown, index), index));
      const own = row.entries.flatMap((index) => records.get(index) ?? []);
      held += holdRow(row, sheets, { records: own, page, contest, sources: (id) => found.sources.get(id) ?? null });
    } catch (error) {
      fault ??= error;
    }
  }
  return { ...found, records: [...records.values()], held, fault };
}

/**
 * @param {Map<number, import("../verify/log.js").ShownEntry>} shown
 * @param {number} index
 */
function bytesOf(shown, index) {
  const entry = shown.get(index);
  if (!entry) throw new Error(`entry ${index} was not read`);
  return entry.bytes;
}

/**
 * What the named entries state, by subject; `page-subject` where an entry is of another one.
 * @param {Sheets} sheets
 * @param {Map<number, import("../verify/log.js").ShownEntry>} shown
 * @returns {Map<string, Stated>}
 */
function statedOf({ subjects }, shown) {
  const found = new Map();
  for (const [subject, index] of Object.entries(subjects)) {
    const entry = decodeEntry(bytesOf(shown, index), index);
    if (entry.subject !== subject || !entry.stated) {
      throw new VerificationError("page-subject", {
        where: `entry ${index}`, expected: subject, found: entry.subject, words: { index },
      });
    }
    found.set(subject, entry.stated);
  }
  return found;
}

/**
 * The dossier that all these entries are of: a log may hold several votes whose sheets are called alike.
 *
 * `page-dossier` where they are of two.
 * @param {Map<number, import("../verify/log.js").ShownEntry>} shown
 */
function oneDossier(shown) {
  let first = null;
  for (const [index, { bytes }] of shown) {
    const { dossier } = decodeEntry(bytes, index);
    first ??= dossier;
    if (dossier === first) continue;
    const told = { where: `entry ${index}`, expected: first, found: dossier, words: { index, dossier } };
    throw new VerificationError("page-dossier", told);
  }
  return first ?? "";
}

/** @param {Map<string, Stated>} stated */
function sourcesOf(stated) {
  const sources = [...stated].filter(([subject]) => subject.startsWith("source/"));
  return new Map(sources.map(([subject, source]) => [subject.slice("source/".length), source]));
}

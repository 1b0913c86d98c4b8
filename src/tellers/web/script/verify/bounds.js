/**
 * How long a file may be. A mirror may send without end what a page has to keep, so that nothing is read beyond
 * what a file of its kind can have.
 */

import { concat } from "./bytes.js";
import { VerificationError } from "./errors.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */

/** 256 hashes (C2SP tlog-tiles). */
export const MOST_TILE = 8192;
/** 256 entries of at most 65,535 bytes, each after its length in two. */
export const MOST_BUNDLE = 256 * (2 + 65_535);
/** What a signed note may have. */
export const MOST_NOTE = 1_000_000;
/** The site's list of files, and the dossier's own. */
export const MOST_LIST = 2 ** 24;
/** Data for scripts, and the words of a language. */
export const MOST_DATA = 2 ** 26;
/** Any other file: what a browser can hold beside all else. */
export const MOST_FILE = 2 ** 28;

/**
 * The most bytes of a file of a log, by its path below the log's address.
 * @param {string} path
 */
export function mostOfLog(path) {
  if (path.startsWith("tile/entries/")) return MOST_BUNDLE;
  return path.startsWith("tile/") ? MOST_TILE : MOST_NOTE;
}

/**
 * The most bytes of a file of a site, by its path below the site's address.
 * @param {string} path
 */
export function mostOfSite(path) {
  if (path.startsWith("log/")) return mostOfLog(path.slice("log/".length));
  if (path === "site.json" || path === "dossier/datapackage.json") return MOST_LIST;
  return path.startsWith("data/") || path.startsWith("assets/") ? MOST_DATA : MOST_FILE;
}

/**
 * The bytes of an answer; `file-too-long` where it says or turns out to have more, and the rest is not read.
 * @param {Response} answer
 * @param {{path: string, most: number}} file
 * @returns {Promise<Bytes>}
 */
export async function readAnswer(answer, { path, most }) {
  const { body, headers } = answer;
  if (!body) return new Uint8Array();
  const said = headers.get("content-encoding") ? 0 : Number(headers.get("content-length") ?? 0);
  const reader = body.getReader();
  /** @type {Uint8Array[]} */
  const parts = [];
  let length = 0;
  let end = said > most;
  while (!end) {
    const { done, value } = await reader.read();
    if (done) return parts.length === 1 ? /** @type {Bytes} */ (parts[0]) : concat(...parts);
    parts.push(value);
    length += value.length;
    end = length > most;
  }
  reader.cancel().catch(() => {}); // whoever sends learns that nobody listens
  throw tooLong({ path, most }, said > most ? `${said} bytes` : `more than ${most} bytes`);
}

/**
 * The bytes of a file that the visitor chose; `file-too-long` before any is read.
 * @param {File} file
 * @param {{path: string, most: number}} asked
 * @returns {Promise<Bytes>}
 */
export async function readFile(file, { path, most }) {
  if (file.size > most) throw tooLong({ path, most }, `${file.size} bytes`);
  return new Uint8Array(await file.arrayBuffer());
}

/**
 * @param {{path: string, most: number}} file
 * @param {string} found
 */
function tooLong({ path, most }, found) {
  return new VerificationError("file-too-long", { where: path, expected: `at most ${most} bytes`, found, words: { most } });
}

/** The site's log, opened once a page under the policy that the page pins. */

import { askAhead } from "../verify/ahead.js";
import { openLog, policyKinds, VerificationError } from "../verify/index.js";
import { readAnew, siteFiles } from "./files.js";
import { isOurs, loadScript, shell } from "./shell.js";

/** @typedef {import("../verify/log.js").Log} Log */

const MOST_KEPT = 64;

/** Who is trusted, as the page says; "" on a site that nobody signed. */
export function policyText() {
  const pinned = document.querySelector('meta[name="tellers-policy"]');
  return pinned?.getAttribute("content") ?? "";
}

/**
 * The log, verified up to its root, or null from a memory stick while no folder was chosen.
 *
 * Rejects with a VerificationError; the next call tries again.
 * @param {() => Iterable<number>} [wanted] the entries that will be read first, once the checkpoint is there
 * @returns {Promise<Log>|null}
 */
export function openedLog(wanted = () => []) {
  const held = shell();
  const files = siteFiles();
  if (!files) return null;
  if (!held.log) {
    const opening = open(files.log, wanted);
    held.log = opening;
    opening.catch(() => {
      if (held.log === opening) held.log = null;
    });
  }
  return held.log;
}

/** What a file that the browser kept from before may be the cause of. */
const MAY_BE_STALE = new Set([
  "bundle-malformed", "edge-false", "entry-false", "proof-false", "tile-false", "tile-length", "file-missing",
]);

/**
 * What `use` comes to; where a file was false it is asked once more, with every file read anew.
 * @template T
 * @param {() => Promise<T>} use
 * @returns {Promise<T>}
 */
export async function orReadAnew(use) {
  try {
    return await use();
  } catch (error) {
    if (error instanceof VerificationError && MAY_BE_STALE.has(error.code) && readAnew()) return use();
    throw error;
  }
}

/**
 * Everything that can be asked for at once is, before a signature is verified.
 * @param {import("../verify/files.js").Files} files
 * @param {() => Iterable<number>} wanted
 */
async function open(files, wanted) {
  const policy = policyText();
  const signed = Boolean(policy.trim());
  const kept = rememberedFiles(files);
  const ahead = kept.read(signed ? "checkpoint" : "head.txt");
  ahead.then((head) => head && askAhead(kept, head, { signed, indexes: wanted() })).catch(() => {}); // openLog says it
  return openLog({ files: kept, policyText: policy, mldsa: await neededMldsa(policy) });
}

/**
 * The same files, those read last kept: a sheet's proofs share tiles and bundles. What was not there is asked
 * for again.
 * @param {Pick<import("../verify/files.js").Files, "read">} files
 */
export function rememberedFiles(files) {
  /** @type {Map<string, ReturnType<typeof files.read>>} */
  const kept = new Map();
  return {
    /** @param {string} path */
    read(path) {
      const known = kept.get(path);
      if (known) return known;
      const read = files.read(path);
      kept.set(path, read);
      const forget = () => kept.delete(path);
      read.then((bytes) => (bytes ? null : forget()), forget);
      for (const oldest of kept.keys()) {
        if (kept.size <= MOST_KEPT) break;
        kept.delete(oldest);
      }
      return read;
    },
  };
}

/**
 * What verifies ML-DSA-44, loaded only where the policy names such a key.
 * @param {string} policy
 */
export async function neededMldsa(policy) {
  let needed = false;
  try {
    needed = Boolean(policy.trim()) && policyKinds(policy).has("ML-DSA-44");
  } catch {
    return undefined; // openLog will say what is wrong with it
  }
  if (needed && !isOurs("tellersMldsa")) await loadScript("assets/mldsa.js").catch(() => {});
  return isOurs("tellersMldsa") ? globalThis.tellersMldsa : undefined;
}

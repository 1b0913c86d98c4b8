/** The site's log, opened once a page under the policy that the page pins. */

import { openLog, policyKinds } from "../verify/index.js";
import { siteFiles } from "./files.js";
import { loadScript, shell } from "./shell.js";

/** @typedef {import("../verify/log.js").Log} Log */

/** Who is trusted, as the page says; "" on a site that nobody signed. */
export function policyText() {
  const pinned = document.querySelector('meta[name="tellers-policy"]');
  return pinned?.getAttribute("content") ?? "";
}

/**
 * The log, verified up to its root, or null from a memory stick while no folder was chosen.
 *
 * Rejects with a VerificationError; the next call tries again.
 * @returns {Promise<Log>|null}
 */
export function openedLog() {
  const held = shell();
  const files = siteFiles();
  if (!files) return null;
  if (!held.log) {
    const opening = open(files.log);
    held.log = opening;
    opening.catch(() => {
      if (held.log === opening) held.log = null;
    });
  }
  return held.log;
}

/** @param {import("../verify/files.js").Files} files */
async function open(files) {
  const policy = policyText();
  return openLog({ files, policyText: policy, mldsa: await neededMldsa(policy) });
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
  if (needed && !globalThis.tellersMldsa) await loadScript("assets/mldsa.js").catch(() => {});
  return globalThis.tellersMldsa;
}

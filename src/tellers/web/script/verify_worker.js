/** The worker that verifies a whole log beside the page, so that the page goes on answering. */

import { VerificationError } from "./verify/errors.js";
import { filesFromPlain } from "./verify/files.js";
import { walkLog } from "./verify/walk.js";

const MOST_UNTAKEN = 8;
const worker = /** @type {WorkerScope} */ (/** @type {unknown} */ (globalThis));
let untaken = 0;
let goOn = () => {};

worker.onmessage = async ({ data }) => {
  if (data.taken) {
    untaken -= 1;
    goOn();
    return;
  }
  const { files, policyText, load, wantEntries } = data;
  try {
    worker.importScripts(...load);
    const opening = { files: filesFromPlain(files), policyText, mldsa: globalThis.tellersMldsa };
    const walked = await walkLog(opening, {
      onProgress: (progress) => worker.postMessage({ progress }),
      onEntries: wantEntries ? hand : undefined,
    });
    worker.postMessage({ walked });
  } catch (error) {
    if (error instanceof VerificationError) worker.postMessage({ refused: error.toPlain() });
    else worker.postMessage({ failed: String(error) });
  }
};

/**
 * Hands a bundle's entries to the page, and waits while it has not taken the earlier ones.
 * @param {number} first
 * @param {import("./verify/bytes.js").Bytes[]} entries
 */
async function hand(first, entries) {
  while (untaken >= MOST_UNTAKEN) {
    await new Promise((go) => {
      goOn = () => go(null);
    });
  }
  untaken += 1;
  worker.postMessage({ first, entries }, [...new Set(entries.map((entry) => entry.buffer))]);
}

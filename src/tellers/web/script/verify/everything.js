/** "Verify everything here": the whole log, in a worker where one can be started, else in the page. */

import { VerificationError } from "./errors.js";
import { policyKinds } from "./policy.js";
import { walkLog } from "./walk.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {import("./walk.js").Walked} Walked */
/**
 * @typedef {{files: import("./files.js").Files, policyText: string, workerAddress?: string,
 *   mldsaAddress?: string, ed25519Address?: string, mldsa?: import("./keys.js").VerifyMldsa} & import("./walk.js").Watching} Everything
 */

/**
 * Starts verifying everything: `done` is a promise of what was read, `stop` ends it with an AbortError.
 *
 * `mldsa` serves the page, `mldsaAddress` the worker; neither is needed where no key is of ML-DSA-44.
 * `ed25519Address` is what a worker loads where there is no WebCrypto.
 * @param {Everything} everything
 * @returns {{done: Promise<Walked>, stop: () => void}}
 */
export function verifyAll(everything) {
  const signal = { aborted: false, stop: () => {} };
  const done = inWorker(everything, signal).then((walked) => walked ?? walkLog(everything, { ...everything, signal }));
  return {
    done,
    stop() {
      signal.aborted = true;
      signal.stop();
    },
  };
}

/**
 * What a worker came to, null where none can be started: over file://, or where the page has none.
 * @param {Everything} everything
 * @param {{stop: () => void}} signal
 * @returns {Promise<Walked|null>}
 */
async function inWorker(everything, signal) {
  const { files, policyText, workerAddress, onProgress, onEntries } = everything;
  if (!files.plain || !workerAddress || typeof Worker === "undefined") return null;
  /** @type {Worker} */
  let worker;
  try {
    worker = new Worker(workerAddress);
  } catch {
    return null;
  }
  const run = new Promise((resolve, reject) => {
    let begun = false;
    worker.onerror = (event) => {
      event.preventDefault();
      if (begun) reject(new Error(`the worker stopped: ${event.message}`));
      else resolve(null);
    };
    signal.stop = () => reject(new DOMException("stopped", "AbortError"));
    worker.onmessage = async ({ data }) => {
      begun = true;
      if (data.progress) onProgress?.(data.progress);
      else if (data.walked) resolve(data.walked);
      else if (data.refused) reject(VerificationError.fromPlain(data.refused));
      else if (data.failed) reject(new Error(data.failed));
      else if (data.entries) {
        try {
          await onEntries?.(data.first, data.entries);
          worker.postMessage({ taken: true });
        } catch (error) {
          reject(error);
        }
      }
    };
    worker.postMessage({ files: files.plain, policyText, load: toLoad(everything), wantEntries: Boolean(onEntries) });
  });
  return run.finally(() => worker.terminate());
}

/**
 * The addresses of the schemes of signature that a worker has to load first.
 * @param {Everything} everything
 */
function toLoad({ policyText, mldsaAddress, ed25519Address }) {
  const mldsa = policyText.trim() && policyKinds(policyText).has("ML-DSA-44");
  const wanted = [mldsa ? mldsaAddress : "", globalThis.crypto?.subtle ? "" : ed25519Address];
  return wanted.flatMap((address) => (address ? [new URL(address, document.baseURI).href] : []));
}

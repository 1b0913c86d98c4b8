/** What does not hold, told in red with where: from a VerificationError, or a fault of a page. */

import { VerificationError } from "../verify/index.js";
import { el } from "./dom.js";
import { hasWords, inWords, say } from "./words.js";

/** @typedef {"holds"|"fault"|"unsure"|"waiting"} Tone */

/**
 * A box that tells how it stands: its first line strong, its tone told by a mark and a colour.
 * @param {Tone} tone
 * @param {string} line
 * @param {...(import("./dom.js").Child)} rest
 */
export function told(tone, line, ...rest) {
  return el("div", { class: `told ${tone}` }, el("p", { class: "line" }, line), ...rest);
}

/**
 * What a fault is called, where it is, what was expected and found.
 * @param {unknown} error
 * @param {{heading?: string}} [how]
 */
export function tellFault(error, { heading = "" } = {}) {
  const fault = asFault(error);
  const isFalse = isFault(fault);
  const line = heading || say(isFalse ? "does-not-hold" : "not-verified-here");
  const box = told(isFalse ? "fault" : "unsure", line, el("p", {}, sentence(fault)), facts(fault));
  box.dataset.fault = fault.code;
  if (fault.where) box.dataset.where = fault.where;
  return box;
}

/** What a browser or a network could not do: nothing was shown to be false. */
const COULD_NOT = new Set(["not-reached", "no-crypto", "mldsa-missing", "script-failed"]);

/**
 * Whether something thrown says that what is shown does not hold.
 * @param {unknown} error
 */
export function isFault(error) {
  return error instanceof VerificationError && !COULD_NOT.has(error.code);
}

/**
 * Anything thrown, as a fault; what is not ours is a fault of our script, and says so.
 * @param {unknown} error
 * @returns {VerificationError}
 */
function asFault(error) {
  if (error instanceof VerificationError) return error;
  const found = error instanceof Error ? error.message : String(error);
  return new VerificationError("script-failed", { found });
}

/** @param {VerificationError} fault */
export function sentence(fault) {
  const key = `fault-${fault.code}`;
  const { needed } = fault.words;
  const words = typeof needed === "string" ? { ...fault.words, needed: inWords(needed) } : fault.words;
  return say(hasWords(key) ? key : "fault-other", { ...words, code: fault.code });
}

/** @param {VerificationError} fault */
function facts({ where, expected, found }) {
  const pairs = [["where", where], ["expected", expected], ["found", found]].filter(([, value]) => value);
  if (!pairs.length) return null;
  return el("dl", { class: "facts" }, pairs.flatMap(([key, value]) => [
    el("dt", {}, say(key)), el("dd", {}, el("code", { class: "hash" }, value)),
  ]));
}

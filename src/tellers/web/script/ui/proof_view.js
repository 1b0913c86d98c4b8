/** The proof of one record, every step of it, in plain words with the hashes folded away. */

import { el, scroller } from "./dom.js";
import { inWords, number, say, time } from "./words.js";

/** @typedef {import("../verify/log.js").Log} Log */
/** @typedef {Awaited<ReturnType<Log["proof"]>>} Proof */

/**
 * The steps from a record's entry to the root, as a part that folds.
 * @param {string} heading
 * @param {{proof: Proof, bytes: Uint8Array}} shown
 */
export function proofView(heading, { proof, bytes }) {
  const places = { index: proof.index, bytes: bytes.length, path: proof.path, steps: proof.steps.length };
  return el("details", { class: "proof" },
    el("summary", {}, heading),
    el("ol", { class: "steps" },
      el("li", { class: "holds" }, el("p", {}, say("proof-entry", places)), hash(proof.leaf),
        folded(say("proof-entry-bytes"), el("pre", { class: "hash" }, new TextDecoder().decode(bytes)))),
      el("li", { class: "holds" }, el("p", {}, say("proof-path", places)), folded(say("proof-pairs"), pairs(proof))),
      el("li", { class: "holds" }, el("p", {}, say("proof-root", { size: proof.size })), hash(proof.root)),
      el("li", { class: "holds" }, el("p", {}, say(proof.webcrypto ? "proof-twice" : "proof-once")))));
}

/** @param {Proof} proof */
function pairs(proof) {
  const heads = ["pair-step", "pair-left", "pair-right", "pair-result", "pair-covers", "pair-tiles"];
  const rows = proof.steps.map((step) => el("tr", {},
    el("th", { scope: "row" }, number(step.number)),
    ...["left", "right"].map((side) => el("td", {}, step.side === side ? say("pair-given") : say("pair-ours"), " ",
      short(side === "left" ? step.left : step.right))),
    el("td", {}, short(step.result)),
    el("td", { class: "n" }, `${number(step.first)} – ${number(step.last)}`),
    el("td", {}, el("code", {}, step.side ? step.tiles.join(" ") : ""))));
  const table = el("table", { class: "pairs" },
    el("thead", {}, el("tr", {}, heads.map((key) => el("th", { scope: "col" }, say(key))))), el("tbody", {}, rows));
  return scroller(say("proof-pairs"), table);
}

/**
 * The checkpoint, who signed it and when, and the quorum: once for all records of the page.
 * @param {Log} log
 */
export function checkpointView(log) {
  const items = [
    el("li", { class: "holds" },
      el("p", {}, say(log.signed ? "proof-checkpoint" : "proof-head", { origin: log.origin, size: log.size })),
      hash(log.root), folded(say("proof-checkpoint-text"), el("pre", { class: "hash" }, log.text))),
    ...log.signatures.map((line) => {
      const known = line.state === "holds";
      const role = say(known ? `signed-by-${line.role}` : "signed-by-unknown", { name: line.witness || line.name });
      const facts = known
        ? [fact("fingerprint", el("code", { class: "fingerprint" }, grouped(line.fingerprint))), fact("algorithm", line.kind),
          line.time === null ? null : fact("signed-at", time(line.time))]
        : [fact("key-id", el("code", {}, line.id))];
      return el("li", { class: known ? "holds" : "" }, el("p", {}, role), el("dl", { class: "facts" }, facts.flatMap((pair) => pair ?? [])));
    }),
    el("li", { class: log.signed ? "holds" : "" }, el("p", {}, quorum(log))),
  ];
  return el("ol", { class: "steps" }, items);
}

/** @param {Pick<Log, "signed"|"quorum">} log */
export function quorum({ signed, quorum: told }) {
  if (!signed || !told) return say("quorum-unsigned");
  if (told.none) return say("quorum-none");
  return say("quorum-reached", { signed: told.signed.join(", "), needed: inWords(told.needed) });
}

/**
 * @param {string} key
 * @param {import("./dom.js").Child} value
 */
function fact(key, value) {
  return [el("dt", {}, say(key)), el("dd", {}, value)];
}

/** @param {string} hex */
function hash(hex) {
  return el("p", {}, el("code", { class: "hash" }, hex));
}

/**
 * A fingerprint in fours, as the page of keys has it: to be read aloud and compared.
 * @param {string} hex
 */
function grouped(hex) {
  return hex.replace(/(.{4})(?=.)/g, "$1 ");
}

/** @param {string} hex */
function short(hex) {
  return el("code", { class: "hash", title: hex }, `${hex.slice(0, 12)}…`);
}

/**
 * @param {string} heading
 * @param {HTMLElement} inside
 */
function folded(heading, inside) {
  return el("details", {}, el("summary", {}, heading), inside);
}

/** Policies (C2SP tlog-policy): whom a page believes, read line by line. */

import { readUtf8, toHex, toUtf8 } from "./bytes.js";
import { VerificationError } from "./errors.js";
import { ED25519, ED25519_COSIGNATURE, MLDSA44_COSIGNATURE, readVerifierKey } from "./keys.js";

/** @typedef {import("./keys.js").VerifierKey} VerifierKey */
/** @typedef {{threshold: number, members: string[]}} Group */
/**
 * @typedef {{logs: VerifierKey[], witnesses: Map<string, VerifierKey>, groups: Map<string, Group>,
 *   quorum: string}} Policy
 */

export const NONE = "none";
const MOST_LINES = 1000;
const LOG_KINDS = [ED25519, MLDSA44_COSIGNATURE];
const WITNESS_KINDS = [ED25519_COSIGNATURE, MLDSA44_COSIGNATURE];

/** @type {{text: string, policy: Policy}|null} */
let last = null;

/**
 * The policy of a page's text, read once.
 * @param {string} text
 * @returns {Policy}
 */
export function pinnedPolicy(text) {
  if (last?.text !== text) last = { text, policy: readPolicy(text) };
  return last.policy;
}

/**
 * A policy; `policy-malformed` names the line that is wrong.
 * @param {Uint8Array|string} data
 * @param {string} [where]
 * @returns {Policy}
 */
export function readPolicy(data, where = "policy") {
  const bytes = typeof data === "string" ? toUtf8(data) : data;
  const control = bytes.findIndex((byte) => (byte < 32 && byte !== 9 && byte !== 10) || byte === 127);
  if (control >= 0) throw wrong(`${where}, byte ${control}`, "tab and newline alone");
  const lines = decodeEscaping(bytes).split("\n");
  if (lines.length > MOST_LINES) throw wrong(where, `at most ${MOST_LINES} lines`);
  const reading = new Reading();
  for (const [at, line] of lines.entries()) {
    const words = line.split(/[\t ]/).filter(Boolean);
    if (words.length && !words[0].startsWith("#")) reading.take(words, `${where}, line ${at + 1}`);
  }
  if (reading.quorum === null) throw wrong(where, "one line `quorum <name>` or `quorum none`");
  const { logs, witnesses, groups, quorum } = reading;
  return { logs, witnesses, groups, quorum };
}

class Reading {
  /** @type {VerifierKey[]} */
  logs = [];
  /** @type {Map<string, VerifierKey>} */
  witnesses = new Map();
  /** @type {Map<string, Group>} */
  groups = new Map();
  /** @type {Set<string>} */
  members = new Set();
  /** @type {string|null} */
  quorum = null;
  /** @type {Set<string>} */
  keys = new Set();

  /**
   * @param {string[]} words
   * @param {string} where
   */
  take([kind, ...words], where) {
    if (kind === "log") this.takeLog(words, where);
    else if (kind === "witness") this.takeWitness(words, where);
    else if (kind === "group") this.takeGroup(words, where);
    else if (kind === "quorum") this.takeQuorum(words, where);
    else throw wrong(where, "log, witness, group or quorum", kind);
  }

  /**
   * @param {string[]} words
   * @param {string} where
   */
  takeLog(words, where) {
    if (words.length !== 1 && words.length !== 2) throw wrong(where, "log <key> [<address>]");
    this.logs.push(this.newKey(words[0], LOG_KINDS, where));
  }

  /**
   * @param {string[]} words
   * @param {string} where
   */
  takeWitness(words, where) {
    if (words.length !== 2 && words.length !== 3) throw wrong(where, "witness <name> <key> [<address>]");
    this.refuseTaken(words[0], where);
    this.witnesses.set(words[0], this.newKey(words[1], WITNESS_KINDS, where));
  }

  /**
   * @param {string[]} words
   * @param {string} where
   */
  takeGroup([name, threshold, ...members], where) {
    if (!members.length) throw wrong(where, "group <name> all|any|<number> <member> ...");
    this.refuseTaken(name, where);
    for (const member of members) {
      this.refuseUnknown(member, where);
      if (this.members.has(member)) throw wrong(where, "each name in one group at most", member);
      this.members.add(member);
    }
    const plain = /^[1-9][0-9]{0,3}$/.test(threshold) ? Number(threshold) : 0;
    const count = threshold === "all" ? members.length : threshold === "any" ? 1 : plain;
    if (count < 1 || count > members.length) {
      throw wrong(where, `all, any, or 1 to ${members.length}`, threshold);
    }
    this.groups.set(name, { threshold: count, members });
  }

  /**
   * @param {string[]} words
   * @param {string} where
   */
  takeQuorum(words, where) {
    if (this.quorum !== null || words.length !== 1) throw wrong(where, "one line `quorum <name>`");
    if (words[0] !== NONE) this.refuseUnknown(words[0], where);
    this.quorum = words[0];
  }

  /**
   * @param {string} name
   * @param {string} where
   */
  refuseTaken(name, where) {
    if (name === NONE || this.isKnown(name)) throw wrong(where, "a new name", name);
  }

  /**
   * @param {string} name
   * @param {string} where
   */
  refuseUnknown(name, where) {
    if (!this.isKnown(name)) throw wrong(where, "a witness or group of an earlier line", name);
  }

  /** @param {string} name */
  isKnown(name) {
    return this.witnesses.has(name) || this.groups.has(name);
  }

  /**
   * A key that stands nowhere else: a log that is its own witness is seen by nobody.
   * @param {string} text
   * @param {number[]} kinds
   * @param {string} where
   */
  newKey(text, kinds, where) {
    const key = readVerifierKey(text, where);
    if (!kinds.includes(key.kind)) throw wrong(where, "a key of a kind that can sign here", `${key.kind}`);
    const hex = toHex(key.publicKey);
    if (this.keys.has(hex)) throw wrong(where, "each public key once", text);
    this.keys.add(hex);
    return key;
  }
}

/**
 * The text that bytes are, each byte that is not of UTF-8 as half a surrogate pair of its own.
 *
 * Names in a policy are bytes; two that differ in such a byte stay two (Python's surrogateescape).
 * @param {Uint8Array} bytes
 * @returns {string}
 */
function decodeEscaping(bytes) {
  const whole = readUtf8(bytes);
  if (whole !== null) return whole;
  let text = "";
  for (let at = 0; at < bytes.length; ) {
    const lead = bytes[at];
    const length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    const sign = readUtf8(bytes.subarray(at, at + length));
    text += sign ?? String.fromCharCode(0xdc00 + lead);
    at += sign === null ? 1 : length;
  }
  return text;
}

/**
 * @param {string} where
 * @param {string} expected
 * @param {string} [found]
 */
function wrong(where, expected, found = "") {
  return new VerificationError("policy-malformed", { where, expected, found: found.slice(0, 80) });
}

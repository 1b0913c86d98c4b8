/**
 * Whether a checkpoint holds under a policy: one of its logs signed it, and the quorum cosigned.
 *
 * A known key's signature that does not hold makes the whole note false, also where enough others hold.
 */

import { readCheckpoint } from "./checkpoint.js";
import { VerificationError } from "./errors.js";
import { algorithm, ED25519_COSIGNATURE, fingerprint, isSignedBy, verifySignature } from "./keys.js";
import { readNote } from "./note.js";
import { NONE, pinnedPolicy } from "./policy_text.js";

/** @typedef {import("./checkpoint.js").Checkpoint} Checkpoint */
/** @typedef {import("./keys.js").VerifierKey} VerifierKey */
/** @typedef {import("./keys.js").VerifyMldsa} VerifyMldsa */
/** @typedef {import("./note.js").Note} Note */
/** @typedef {import("./policy_text.js").Policy} Policy */
/**
 * One line of signature as a page shows it: `role` is "log", "witness" or "" of a key nobody named;
 * `witness` is the policy's own name of a witness, `time` seconds since 1970.
 * @typedef {{name: string, role: string, witness: string, id: string, fingerprint: string, kind: string,
 *   time: number|null, state: "holds"|"unknown"}} Signature
 */
/** @typedef {{needed: string, reached: true, none: boolean, signed: string[], of: number}} Quorum */
/** @typedef {{checkpoint: Checkpoint, note: Note, signatures: Signature[], quorum: Quorum}} SignedCheckpoint */

/**
 * The checkpoint that a note is, once the policy holds.
 * @param {Uint8Array|Note} data
 * @param {Policy} policy
 * @param {{where: string, mldsa?: VerifyMldsa}} how
 * @returns {Promise<SignedCheckpoint>}
 */
export async function verifyCheckpoint(data, policy, how) {
  const { where } = how;
  const note = data instanceof Uint8Array ? readNote(data, where) : data;
  const checkpoint = readCheckpoint(note.text, where);
  const cosigned = [...policy.witnesses].flatMap(([witness, key]) => [...note.signatures.entries()]
    .filter(([, line]) => isSignedBy(key, line))
    .map(([at, line]) => ({ witness, key, at, time: begun(verifySignature(key, note.text, line, how)) })));
  const signatures = await signaturesOfLog(note, { policy, origin: checkpoint.origin, how });
  /** @type {Set<string>} */
  const signed = new Set();
  for (const { witness, key, at, time } of cosigned) {
    signatures[at] = tell(key, { role: "witness", witness, time: await time });
    signed.add(witness);
  }
  const needed = tellQuorum(policy);
  if (!isReached(policy, signed)) {
    const words = { needed, signed: [...signed].join(", ") };
    throw new VerificationError("quorum-missed", { where, expected: needed, found: words.signed, words });
  }
  const none = policy.quorum === NONE;
  const quorum = { needed, reached: /** @type {const} */ (true), none, signed: [...signed], of: policy.witnesses.size };
  return { checkpoint, note, signatures, quorum };
}

/**
 * What was begun beside others, and is waited for in its turn, raising there what it raises.
 * @template T
 * @param {Promise<T>} promise
 */
function begun(promise) {
  promise.catch(() => {});
  return promise;
}

/**
 * The lines of a note, those of the log verified; `log-unknown` where there is none.
 * @param {Note} note
 * @param {{policy: Policy, origin: string, how: {where: string, mldsa?: VerifyMldsa}}} asked
 * @returns {Promise<Signature[]>}
 */
async function signaturesOfLog(note, { policy, origin, how }) {
  const keys = policy.logs.filter((key) => key.name === origin && key.kind !== ED25519_COSIGNATURE);
  let found = false;
  /** @type {Signature[]} */
  const signatures = [];
  for (const line of note.signatures) {
    const id = [...line.keyId].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    /** @type {Signature} */
    let told = { name: line.name, role: "", witness: "", id, fingerprint: "", kind: "", time: null, state: "unknown" };
    for (const key of keys.filter((one) => isSignedBy(one, line))) {
      const time = await verifySignature(key, note.text, line, how);
      told = tell(key, { role: "log", witness: "", time });
      found = true;
    }
    signatures.push(told);
  }
  if (!found) {
    const expected = policy.logs.map((key) => key.name).join(", ") || "none";
    throw new VerificationError("log-unknown", { where: how.where, expected, found: origin, words: { origin } });
  }
  return signatures;
}

/**
 * @param {VerifierKey} key
 * @param {{role: string, witness: string, time: bigint|null}} signed
 * @returns {Signature}
 */
function tell(key, { role, witness, time }) {
  return {
    name: key.name, role, witness, id: key.id, fingerprint: fingerprint(key), kind: algorithm(key.kind),
    time: time === null ? null : Number(time), state: "holds",
  };
}

/**
 * Whether these witnesses, by their names in the policy, are its quorum.
 * @param {Policy} policy
 * @param {Iterable<string>} signed
 */
export function isReached(policy, signed) {
  const found = new Set([...signed].filter((name) => policy.witnesses.has(name)));
  for (const [name, { threshold, members }] of policy.groups) {
    if (members.filter((member) => found.has(member)).length >= threshold) found.add(name);
  }
  return policy.quorum === NONE || found.has(policy.quorum);
}

/**
 * The quorum as `2 of (anna, 1 of (bert, cleo))`; `none` where no witness is asked for.
 * @param {Policy} policy
 */
export function tellQuorum(policy) {
  /** @type {Map<string, string>} */
  const words = new Map();
  for (const [name, { threshold, members }] of policy.groups) {
    words.set(name, `${threshold} of (${members.map((member) => words.get(member) ?? member).join(", ")})`);
  }
  return words.get(policy.quorum) ?? policy.quorum;
}

/**
 * The names of the signature schemes that a policy's keys use, to know what has to be loaded.
 * @param {string} policyText
 */
export function policyKinds(policyText) {
  const { logs, witnesses } = pinnedPolicy(policyText);
  return new Set([...logs, ...witnesses.values()].map((key) => algorithm(key.kind)));
}

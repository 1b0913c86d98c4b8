// Answers what our scripts make of bytes: a line of JSON in, a line out. tests/web/test_script_differential.py
// asks, and asks Python's log the same.

import "../../../src/tellers/web/script/mldsa.js";
import { createInterface } from "node:readline";

import { decodeEntry } from "../../../src/tellers/web/script/verify/entry.js";
import { encodeJson } from "../../../src/tellers/web/script/verify/json.js";
import { encodeNote, readNote } from "../../../src/tellers/web/script/verify/note.js";
import { tellQuorum, verifyCheckpoint } from "../../../src/tellers/web/script/verify/policy.js";
import { readPolicy } from "../../../src/tellers/web/script/verify/policy_text.js";
import { encodeReceipt, readReceipt, verifyReceipt } from "../../../src/tellers/web/script/verify/receipt.js";

const how = { where: "it", mldsa: globalThis.tellersMldsa };
const base64 = (bytes) => Buffer.from(bytes).toString("base64");
const told = ({ checkpoint, signatures, quorum }) => [
  checkpoint.origin, String(checkpoint.size), base64(checkpoint.root), [...quorum.signed].sort(),
  [...new Set(signatures.filter(({ role }) => role === "log").map(({ id }) => id))].sort(),
];

const needed = (policy) => (policy.quorum === "none" ? "no witness" : tellQuorum(policy));

const ASKED = {
  note: async (bytes) => base64(encodeNote(readNote(bytes, "it"))),
  policy: async (bytes) => {
    const policy = readPolicy(bytes);
    return [policy.logs.length, policy.witnesses.size, policy.groups.size, needed(policy)];
  },
  checkpoint: async (bytes, policy) => told(await verifyCheckpoint(bytes, readPolicy(policy), how)),
  receipt: async (bytes, policy) => {
    const receipt = readReceipt(bytes);
    return [...told(await verifyReceipt(receipt, readPolicy(policy), how)), base64(encodeReceipt(receipt))];
  },
  entry: async (bytes) => {
    try {
      return encodeJson(decodeEntry(bytes, 0));
    } catch (error) {
      if (error.code === "entry-foreign") return "foreign";
      throw error;
    }
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const { kind, bytes, policy = "" } = JSON.parse(line);
  const data = (text) => new Uint8Array(Buffer.from(text, "base64"));
  try {
    console.log(JSON.stringify({ accepted: await ASKED[kind](data(bytes), data(policy)) }));
  } catch (error) {
    if (error.name !== "VerificationError") console.log(JSON.stringify({ broken: String(error.stack) }));
    else console.log(JSON.stringify({ refused: error.message }));
  }
}

import assert from "node:assert/strict";
import test from "node:test";

import "../../../src/tellers/web/script/mldsa.js";
import { openLog, policyKinds } from "../../../src/tellers/web/script/verify/index.js";
import { verifyEd25519 } from "../../../src/tellers/web/script/verify/keys.js";
import { readPolicy } from "../../../src/tellers/web/script/verify/policy_text.js";
import { readReceipt, verifyReceipt } from "../../../src/tellers/web/script/verify/receipt.js";
import { readVectors, signedLog, tilesOf, numbered, text, unsignedLog } from "./made_log.js";
import { memoryFiles } from "../../../src/tellers/web/script/verify/files.js";

const NOTES = readVectors("notes");

test("a checkpoint tells who signed it, with which key, when, and that the quorum is reached", async () => {
  const log = await openLog(signedLog());
  assert.deepEqual([log.origin, log.size, log.signed], ["example.org/log", 5, true]);
  assert.deepEqual(
    log.signatures.map(({ name, role, witness, kind, time, state }) => [name, role, witness, kind, time, state]),
    [
      ["example.org/log", "log", "", "Ed25519", null, "holds"],
      ["anna.example/witness", "witness", "anna", "Ed25519", 1_700_000_000, "holds"],
      ["bert.example/witness", "witness", "bert", "Ed25519", 1_700_000_000, "holds"],
    ],
  );
  const prints = log.signatures.map(({ name, fingerprint }) => [name, fingerprint]);
  assert.deepEqual(Object.fromEntries(prints), NOTES.fingerprints);
  const quorum = { needed: "2 of (anna, bert)", reached: true, none: false, signed: ["anna", "bert"], of: 2 };
  assert.deepEqual(log.quorum, quorum);
  assert.equal(log.text, NOTES.checkpoint);
});

test("a receipt made here is Python's, byte for byte, and holds here too", async () => {
  const log = await openLog(signedLog());
  const made = await log.receipt(3);
  assert.equal(text(made), NOTES.receipt);
  const signed = await verifyReceipt(readReceipt(made), readPolicy(NOTES.policy));
  assert.equal(signed.checkpoint.size, 5n);
  const other = new TextEncoder().encode("4");
  await assert.rejects(
    verifyReceipt(readReceipt(made), readPolicy(NOTES.policy), { entry: other }), { code: "proof-false" },
  );
});

/** The vectors' log under another policy, or with a checkpoint altered. */
function opened({ policy = NOTES.policy, alter = (note) => note }) {
  const { map, files } = signedLog();
  map.set("checkpoint", new TextEncoder().encode(alter(NOTES.checkpoint)));
  return openLog({ files, policyText: policy });
}

test("a checkpoint without a witness's line misses the quorum, and says whose it has", async () => {
  const missed = opened({ alter: (note) => note.replace(/\n— bert.*\n$/, "\n") });
  await assert.rejects(missed, {
    code: "quorum-missed", where: "checkpoint", words: { needed: "2 of (anna, bert)", signed: "anna" },
  });
});

test("a known witness's false signature makes the whole note false, although the quorum has enough others", async () => {
  const policy = NOTES.policy.replace("group both all", "group both any");
  const false_ = opened({ policy, alter: (note) => note.replace(/(— bert\S* \S{40})\S/, "$1A") });
  await assert.rejects(false_, { code: "signature-false", words: { name: "bert.example/witness", id: "1f18133c" } });
});

test("a line of an unknown key is left alone and told as unknown", async () => {
  const log = await opened({ alter: (note) => `${note}— somebody.example AAAAAAAA\n` });
  const { name, role, state, id } = log.signatures.at(-1);
  assert.deepEqual({ name, role, state, id }, { name: "somebody.example", role: "", state: "unknown", id: "00000000" });
});

test("a log that the policy does not name is unknown", async () => {
  const policy = NOTES.policy.replace(/^log .*\n/, "");
  await assert.rejects(opened({ policy }), { code: "log-unknown", words: { origin: "example.org/log" } });
});

test("ML-DSA-44 keys are asked of the function given, and without it nothing is believed", async () => {
  const { policy, checkpoint } = readVectors("mldsa");
  const map = tilesOf(numbered(5));
  map.set("checkpoint", new TextEncoder().encode(checkpoint));
  const opening = { files: memoryFiles(map), policyText: policy };
  assert.deepEqual([...policyKinds(policy)], ["ML-DSA-44"]);
  const log = await openLog({ ...opening, mldsa: globalThis.tellersMldsa });
  assert.deepEqual(log.signatures.map(({ kind, role }) => [kind, role]), [["ML-DSA-44", "log"], ["ML-DSA-44", "witness"]]);
  await assert.rejects(openLog(opening), { code: "mldsa-missing" });
  const middle = checkpoint.length - 2000;
  const altered = checkpoint[middle] === "A" ? "B" : "A";
  map.set("checkpoint", new TextEncoder().encode(checkpoint.slice(0, middle) + altered + checkpoint.slice(middle + 1)));
  await assert.rejects(openLog({ ...opening, mldsa: globalThis.tellersMldsa }), { code: "signature-false" });
});

test("at the edges of Ed25519 the same signatures hold as in Python", async () => {
  const key = readPolicy(NOTES.policy).logs[0].publicKey;
  for (const { about, signature, message, accepted } of readVectors("edges")) {
    const bytes = new Uint8Array(Buffer.from(signature, "base64"));
    assert.equal(await verifyEd25519(bytes, new TextEncoder().encode(message), key), accepted, about);
  }
});

test("without WebCrypto nothing signed is believed, until the page brings Ed25519, which says the same", async (t) => {
  t.mock.getter(globalThis, "crypto", () => ({}));
  const key = readPolicy(NOTES.policy).logs[0].publicKey;
  await assert.rejects(openLog(signedLog()), { code: "no-crypto" });
  await import("../../../src/tellers/web/script/ed25519.js");
  try {
    const log = await openLog(signedLog());
    assert.equal(log.quorum.reached, true);
    assert.equal((await log.proof(3)).webcrypto, false);
    for (const { about, signature, message, accepted } of readVectors("edges")) {
      const bytes = new Uint8Array(Buffer.from(signature, "base64"));
      assert.equal(await verifyEd25519(bytes, new TextEncoder().encode(message), key), accepted, about);
    }
    await assert.rejects(opened({ alter: (note) => note.replace("\n5\n", "\n6\n") }), { code: "signature-false" });
  } finally {
    globalThis.tellersEd25519 = undefined;
  }
});

test("an unsigned site says that nobody signed it, and gives no receipt", async () => {
  const log = await openLog(unsignedLog(numbered(5)));
  assert.deepEqual([log.signed, log.origin, log.signatures, log.quorum], [false, "unsigned/made", [], null]);
  await assert.rejects(log.receipt(0), { code: "log-unknown" });
});

test("a log without its checkpoint, and one whose policy cannot be read, are refused by name", async () => {
  const { map, files, policyText } = signedLog();
  await assert.rejects(openLog({ files, policyText: `${policyText}quorum none\n` }), {
    code: "policy-malformed", where: "policy, line 6",
  });
  map.delete("checkpoint");
  await assert.rejects(openLog({ files, policyText }), { code: "file-missing", where: "checkpoint" });
});
